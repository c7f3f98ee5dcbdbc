// Credentials out of the code and out of git. The values themselves are never copied anywhere.

import type { FileEdit, TextEdit } from '../../model/edit.ts';
import type { Facts } from '../facts.ts';
import { draftMark } from '../file-part.ts';
import {
  createUnlessThere,
  isThere,
  nothing,
  placeIn,
  planOf,
  putRegion,
  type FixContext,
  type FixPlan,
  type Scaffold,
} from '../scaffolds/scaffold.ts';
import { jsonEdit } from '../scaffolds/manifest-edits.ts';
import { recordOf } from '../../text/parsed-value.ts';

const revoke =
  'Have each old key revoked where it was made, and a new one issued: whoever saw the file may have it, and git keeps what was committed.';

/** Source: https://12factor.net/config */
export const hardcodedSecretsEdit: Scaffold = {
  checks: ['sec-no-hardcoded-secrets'],
  kind: 'edit',
  async plan(context): Promise<FixPlan> {
    const fixes = await context.credentialFixes();
    if (fixes.length === 0) return nothing;
    const edits = mergedByFile(fixes.flatMap((fix) => fix.edits));
    const names = [
      ...new Set(
        edits.flatMap((edit) => (edit.kind === 'modify' ? edit.edits.flatMap(({ newText }) => namesIn(newText)) : [])),
      ),
    ].sort();
    const list = names.length === 0 ? [] : exampleFile(context, names);
    const fill =
      names.length === 0
        ? []
        : [`Fill in ${names.join(', ')} where the app runs; on your machine in a file named .env.`];
    return planOf([...edits, ...list.filter(({ path }) => edits.every((edit) => edit.path !== path))], ...fill, revoke);
  },
};

/** Source: https://git-scm.com/docs/git-rm */
export const committedEnvEdit: Scaffold = {
  checks: ['sec-env-file-not-committed'],
  kind: 'edit',
  plan({ facts, evidence }): FixPlan {
    return outOfGit(
      facts,
      evidence.map(({ path }) => path),
      'secret-files',
      revoke,
    );
  },
};

/** Real data leaves git and stays on the machine; where it goes from there a person decides.
 *  Source: https://git-scm.com/docs/git-rm */
export const realDataEdit: Scaffold = {
  checks: ['data-no-real-data-in-repo'],
  kind: 'edit',
  plan: ({ facts, evidence }): FixPlan =>
    outOfGit(
      facts,
      evidence.map(({ path }) => path),
      'real-data',
      'Move each file to the place where customer data belongs, and write a made-up sample for the code to use.',
      'Tell your data protection contact: git keeps what was committed before, and they decide what follows.',
    ),
};

function outOfGit(facts: Facts, all: readonly string[], region: string, ...afterwards: readonly string[]): FixPlan {
  const { git } = facts;
  const paths = [...new Set(all)].sort();
  if (paths.length === 0 || git.state !== 'present') return nothing;
  const untrack = paths.filter((path) => git.tracked.has(path));
  const known = regionLines(facts.texts.get('.gitignore') ?? '', region);
  const lines = [...new Set([...known, ...paths.map((path) => `/${path}`)])];
  const edits = putRegion({ ...facts, folder: '' }, '.gitignore', region, lines);
  if (edits.length === 0 && untrack.length === 0) return nothing;
  return { edits, afterwards, ...(untrack.length === 0 ? {} : { untrack }) };
}

/** What the region holds already: files that are out of git are no evidence any more, and must stay out. */
function regionLines(text: string, region: string): readonly string[] {
  const [, inside = ''] = new RegExp(`# handrail:begin ${region}\\r?\\n([\\s\\S]*?)# handrail:end`).exec(text) ?? [];
  return inside.split(/\r?\n/).filter((line) => line !== '');
}

/** Keys in the settings of MCP servers become references; each client has its own way of writing them.
 *  Sources: https://code.visualstudio.com/docs/copilot/chat/mcp-servers , https://docs.claude.com/en/docs/claude-code/mcp ,
 *  https://docs.cursor.com/context/mcp */
export const mcpServersEdit: Scaffold = {
  checks: ['sec-mcp-servers-reviewed'],
  kind: 'edit',
  async plan(context): Promise<FixPlan> {
    const paths = [...new Set(context.evidence.map(({ path }) => path))].filter((path) => path.endsWith('.json'));
    const edits: FileEdit[] = [];
    const names = new Set<string>();
    for (const path of paths) {
      const text = await context.read(path);
      if (text !== undefined) edits.push(...withReferences(path, text, names));
    }
    return planOf(
      edits,
      `Set ${[...names].join(', ')} in the environment you start the editor from.`,
      'Write a version behind each package name ("name@1.2.3"), so that the add-on cannot be swapped under you.',
      revoke,
    );
  },
};

function withReferences(path: string, text: string, names: Set<string>): readonly FileEdit[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // A file with comments or mistakes is left to its owner.
    return [];
  }
  const root = recordOf(value);
  const key = 'servers' in root ? 'servers' : 'mcpServers';
  const reference = (name: string): string =>
    path.endsWith('.vscode/mcp.json') || path.includes('.cursor/') ? `\${env:${name}}` : `\${${name}}`;
  const sets: (readonly [readonly string[], unknown])[] = [];
  for (const [server, settings] of Object.entries(recordOf(root[key]))) {
    for (const part of ['env', 'headers']) {
      for (const [name, secret] of Object.entries(recordOf(recordOf(settings)[part]))) {
        if (
          typeof secret !== 'string' ||
          secret.length < 8 ||
          secret.includes('${') ||
          !/key|token|secret|authorization|password/i.test(name)
        )
          continue;
        const variable = name === name.toUpperCase() ? name : `${server}_${name}`.toUpperCase().replaceAll(/\W+/g, '_');
        names.add(variable);
        const prefix = /^(?:Bearer|Basic|token) /i.exec(secret)?.[0] ?? '';
        sets.push([[key, server, part, name], prefix + reference(variable)]);
      }
    }
  }
  return sets.length === 0 ? [] : jsonEdit(path, text, sets);
}

function exampleFile({ facts }: FixContext, names: readonly string[]): readonly FileEdit[] {
  const known = ['.env.example', '.env.sample', '.env.template'].find((name) => isThere(facts, placeIn(facts, name)));
  const lines = names.map((name) => `${name}=`);
  if (known === undefined) {
    const text = [
      '# Settings this app reads. Copy this file to .env and fill in the values there, never here.',
      ...lines,
      '',
    ].join('\n');
    return createUnlessThere(facts, '.env.example', text);
  }
  const text = facts.texts.get(placeIn(facts, known)) ?? '';
  const missing = lines.filter((line) => !new RegExp(`^${line}`, 'm').test(text));
  return missing.length === 0 || text.includes(draftMark) ? [] : putRegion(facts, known, 'moved-out-of-code', missing);
}

/** One edit a file; two fixes of the same place are the same fix. */
function mergedByFile(edits: readonly FileEdit[]): readonly FileEdit[] {
  const merged = new Map<string, FileEdit>();
  for (const edit of edits) {
    const known = merged.get(edit.path);
    if (known?.kind !== 'modify' || edit.kind !== 'modify' || known.beforeHash !== edit.beforeHash) {
      if (known === undefined) merged.set(edit.path, edit);
      continue;
    }
    const fresh = edit.edits.filter((one) => !known.edits.some((other) => overlaps(one, other)));
    merged.set(edit.path, { ...known, edits: [...known.edits, ...fresh] });
  }
  return [...merged.values()];
}

function overlaps(one: TextEdit, other: TextEdit): boolean {
  return one.startOffset < other.endOffset && other.startOffset < one.endOffset;
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:process\.env\.|environ\["|getenv\("|env\.)([A-Z][A-Z0-9_]+)/g)].flatMap(
    ([, name]) => name ?? [],
  );
}
