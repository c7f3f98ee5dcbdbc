// Small changes to what a project says of itself: versions that still get repairs, limits for AI calls, people and help.

import type { FileEdit, TextEdit } from '../../model/edit.ts';
import { declarationPath, parseDeclaration } from '../../project/declaration.ts';
import { filesLike } from '../look.ts';
import { isCode, isSample } from '../paths.ts';
import {
  createAtRootUnlessThere,
  gapAfter,
  inLineBreaksOf,
  modify,
  nothing,
  ownerOf,
  planOf,
  type FixContext,
  type FixPlan,
  type Scaffold,
} from '../scaffolds/scaffold.ts';
import { runtimeVersions } from '../scaffolds/runtime-versions.ts';

/** Where versions stand, and what a supported one looks like there. */
const versionPlaces: readonly { readonly files: RegExp; readonly pattern: RegExp; readonly version: string }[] = [
  { files: /(?:^|\/)(?:\.nvmrc|\.node-version)$/, pattern: /^(v?)\d+(?:\.\d+)*/, version: runtimeVersions.node },
  { files: /(?:^|\/)\.python-version$/, pattern: /^()\d+\.\d+(?:\.\d+)?/, version: runtimeVersions.python },
  { files: /(?:^|\/)\.tool-versions$/, pattern: /^(node(?:js)?\s+)\d[\d.]*/, version: `${runtimeVersions.node}.0.0` },
  {
    files: /(?:^|\/)package\.json$/,
    pattern: /("node"\s*:\s*"\D{0,3})\d+(?:\.\d+)*(?:\.x)?/,
    version: runtimeVersions.node,
  },
  {
    files: /(?:^|\/)pyproject\.toml$/,
    pattern: /(requires-python\s*=\s*"\D{0,3})\d+\.\d+/,
    version: runtimeVersions.python,
  },
  {
    files: /(?:Docker|Container)file/,
    pattern: /(^\s*FROM\s+(?:\S+\/)?node:)\d+(?:\.\d+)*/,
    version: runtimeVersions.node,
  },
  {
    files: /(?:Docker|Container)file/,
    pattern: /(^\s*FROM\s+(?:\S+\/)?python:)\d+(?:\.\d+)*/,
    version: runtimeVersions.python,
  },
  {
    files: /(?:Docker|Container)file/,
    pattern: /(^\s*FROM\s+(?:\S+\/)?golang:)\d+(?:\.\d+)*/,
    version: runtimeVersions.go,
  },
  { files: /\.(?:cs|fs)proj$/, pattern: /(<TargetFramework>\s*net)\d+\.\d+/, version: runtimeVersions.dotnet },
  { files: /(?:^|\/)go\.mod$/, pattern: /^(go\s+)\d+\.\d+(?:\.\d+)?/, version: runtimeVersions.go },
  {
    files: /(?:^|\/)pom\.xml$/,
    pattern: /(<(?:java\.version|maven\.compiler\.release)>\s*)\d+(?:\.\d+)?/,
    version: runtimeVersions.java,
  },
  { files: /\.ya?ml$/, pattern: /(node-version:\s*["']?)\d+(?:\.[\dx]+)*/, version: runtimeVersions.node },
];

/** Source: https://endoflife.date */
export const supportedVersionEdit: Scaffold = {
  checks: ['dep-runtime-supported'],
  kind: 'edit',
  async plan(context): Promise<FixPlan> {
    const edits: FileEdit[] = [];
    for (const path of new Set(context.evidence.map((seen) => seen.path))) {
      const text = await context.read(path);
      if (text === undefined) continue;
      const lines = context.evidence.filter((seen) => seen.path === path).map(({ line }) => line);
      edits.push(
        ...modify(
          path,
          text,
          lines.flatMap((line) => bumpedLine(path, text, line)),
        ),
      );
    }
    return planOf(
      edits,
      'Install the new version, run all tests, and start the app once. A jump over several versions can need small changes.',
    );
  },
};

function bumpedLine(path: string, text: string, line: number): readonly TextEdit[] {
  const lines = text.split('\n');
  const current = lines[line - 1] ?? '';
  const place = versionPlaces.find(({ files, pattern }) => files.test(path) && pattern.test(current));
  if (place === undefined) return [];
  const startOffset = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const newText = current.replace(place.pattern, (_whole, lead: string) => lead + place.version);
  return [{ startOffset, endOffset: startOffset + current.length, newText }];
}

/** Calls of AI services, with the name each gives to the limit of an answer.
 *  Sources: https://platform.openai.com/docs/api-reference , https://docs.claude.com/en/api/messages , https://ai-sdk.dev/docs */
const aiCalls: readonly { readonly call: RegExp; readonly js: string; readonly py: string }[] = [
  { call: /\bchat\.completions\.create\(/g, js: 'max_completion_tokens: 800', py: 'max_completion_tokens=800' },
  { call: /\bresponses\.create\(/g, js: 'max_output_tokens: 800', py: 'max_output_tokens=800' },
  { call: /\bmessages\.create\(/g, js: 'max_tokens: 800', py: 'max_tokens=800' },
  { call: /\b(?:generateText|streamText|generateObject|streamObject)\(/g, js: 'maxOutputTokens: 800', py: '' },
  { call: /\b(?:litellm\.)?completion\(/g, js: '', py: 'max_tokens=800' },
];

export const aiLimitsEdit: Scaffold = {
  checks: ['rel-ai-limits'],
  kind: 'edit',
  async plan(context): Promise<FixPlan> {
    const candidates = context.facts.files.filter(({ path }) => isCode(path) && !isSample(path)).slice(0, 500);
    const edits: FileEdit[] = [];
    for (const { shownPath } of candidates) {
      const text = await context.read(shownPath);
      if (text !== undefined) edits.push(...modify(shownPath, text, limitsIn(shownPath, text)));
    }
    return planOf(
      edits,
      'Ask a few real questions. If answers break off, raise the number in steps.',
      'Set a monthly limit where the AI service is paid for as well.',
    );
  },
};

function limitsIn(path: string, text: string): readonly TextEdit[] {
  const isPython = path.endsWith('.py');
  return aiCalls.flatMap(({ call, js, py }) => {
    const limit = isPython ? py : js;
    if (limit === '' || !(isPython || /\.[cm]?[jt]sx?$/.test(path))) return [];
    return [...text.matchAll(call)].flatMap((match): readonly TextEdit[] => {
      const start = match.index + match[0].length;
      const part = text.slice(start, start + 3000);
      const model = isPython
        ? /^([ \t]*)model\s*=[^\n]*,[ \t]*\n/m.exec(part)
        : /^([ \t]*)model\s*:[^\n]*,[ \t]*\n/m.exec(part);
      if (model === null || /max_?(?:output_?|completion_?)?tokens/i.test(part)) return [];
      const at = start + model.index + model[0].length;
      return [{ startOffset: at, endOffset: at, newText: `${model[1] ?? ''}${limit},\n` }];
    });
  });
}

/** A place to ask, in the declaration and therefore on every page made of it. */
export const helpContactEdit: Scaffold = {
  checks: ['own-help-contact'],
  kind: 'edit',
  plan: (context) =>
    declare(context, 'contact', contactOf(context), 'Change it to the address or channel that somebody really reads.'),
};

/** The second person with most changes, when git knows one. */
export const backupPersonEdit: Scaffold = {
  checks: ['own-backup-person'],
  kind: 'edit',
  plan: (context) =>
    declare(context, 'backupOwner', secondPerson(context), 'Ask that person first: the name stands for a promise.'),
};

function contactOf({ facts, policy }: FixContext): string | undefined {
  const contacts = policy.layers.map(({ document }) => {
    const { metadata } = document as { readonly metadata?: { readonly contact?: unknown } };
    return metadata?.contact;
  });
  const contact = contacts.findLast((each) => typeof each === 'string');
  return ownerOf(facts) ?? (typeof contact === 'string' ? contact : undefined);
}

function secondPerson({ facts }: FixContext): string | undefined {
  const text = filesLike(facts, /^(?:\.github\/|docs\/|\.gitlab\/)?CODEOWNERS$/)
    .map(({ shownPath }) => facts.texts.get(shownPath) ?? '')
    .join('\n')
    .replaceAll(/#[^\n]*/g, '');
  const owner = ownerOf(facts);
  return [...text.matchAll(/(?<=\s)(@[\w./-]+|[\w.+-]+@[\w.-]+)/g)]
    .map(([name]) => name)
    .find((name) => name !== owner);
}

function declare({ facts }: FixContext, key: string, value: string | undefined, afterwards: string): FixPlan {
  if (value === undefined || facts.folder !== '') return nothing;
  const line = `${key}: ${plainOrQuoted(value)}\n`;
  const text = facts.texts.get(declarationPath);
  if (text === undefined) return planOf(createAtRootUnlessThere(facts, declarationPath, line), afterwards);
  if (facts.declaration === undefined) return nothing;
  const gap = text === '' || text.endsWith('\n') ? '' : gapAfter(text).slice(0, text.includes('\r\n') ? 2 : 1);
  const newText = gap + inLineBreaksOf(text, line);
  const after = parseDeclaration(text + newText).declaration;
  if (after === undefined || after.projects.length !== facts.declaration.projects.length) return nothing;
  return planOf(
    modify(declarationPath, text, [{ startOffset: text.length, endOffset: text.length, newText }]),
    afterwards,
  );
}

function plainOrQuoted(value: string): string {
  return /^[A-Za-z][\w .@+-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value)
    ? value
    : JSON.stringify(value);
}
