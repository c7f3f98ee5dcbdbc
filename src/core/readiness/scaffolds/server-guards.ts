// Things a web server should have around its routes: a limit for each visitor, safety headers, an orderly end. Added behind the
// statement that makes the app; where the host serves the pages, the headers go into the host's own file.

import { parse } from 'jsonc-parser';
import type { FileEdit } from '../../model/edit.ts';
import { filesLike } from '../look.ts';
import { addNodePackages, addPythonPackage, jsonEdit } from './manifest-edits.ts';
import {
  createUnlessThere,
  insertAt,
  modify,
  nothing,
  placeIn,
  planOf,
  putRegion,
  type FixContext,
  type FixPlan,
  type Scaffold,
} from './scaffold.ts';
import { addCommand, hasFile, nodeManifest } from './stack.ts';
import { findWebEntry, insertBehind, isEsModule, type WebEntry } from './web-entry.ts';

/** What the browser is told. No content security policy here: a wrong one breaks a page, so a person chooses it.
 *  Source: https://owasp.org/www-project-secure-headers/ */
const safetyHeaders: readonly (readonly [name: string, value: string])[] = [
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
];
const lookAtPages =
  'Open the app and walk through it once: pages that are shown inside other pages need another X-Frame-Options.';

export const securityHeadersScaffold: Scaffold = {
  checks: ['sec-security-headers'],
  kind: 'scaffold',
  async plan(context) {
    const { facts } = context;
    const hosts: readonly (readonly [path: string, plan: (path: string, text: string) => readonly FileEdit[]])[] = [
      ['vercel.json', vercelHeaders],
      ['firebase.json', firebaseHeaders],
      [
        'staticwebapp.config.json',
        (path, text) => jsonEdit(path, text, [[['globalHeaders'], Object.fromEntries(safetyHeaders)]]),
      ],
    ];
    for (const [name, plan] of hosts) {
      const path = placeIn(facts, name);
      const text = await context.read(path);
      if (text?.includes('X-Frame-Options') === true) return nothing;
      if (text !== undefined) return planOf(plan(path, text), lookAtPages);
    }
    const netlify = await netlifyHeaders(context);
    if (netlify !== undefined) return planOf(netlify, lookAtPages);
    const entry = await findWebEntry(context);
    return entry === undefined ? nothing : headersInServer(context, entry);
  },
};

/** Source: https://vercel.com/docs/project-configuration#headers */
function vercelHeaders(path: string, text: string): readonly FileEdit[] {
  const known = listAt(parse(text), 'headers');
  const rule = { source: '/(.*)', headers: safetyHeaders.map(([key, value]) => ({ key, value })) };
  return jsonEdit(path, text, [[['headers'], [...known, rule]]]);
}

/** Source: https://firebase.google.com/docs/hosting/full-config#headers */
function firebaseHeaders(path: string, text: string): readonly FileEdit[] {
  const value: unknown = parse(text);
  const hosting = typeof value === 'object' && value !== null && 'hosting' in value ? value.hosting : undefined;
  if (typeof hosting !== 'object' || hosting === null || Array.isArray(hosting)) return [];
  const rule = { source: '**', headers: safetyHeaders.map(([key, header]) => ({ key, value: header })) };
  return jsonEdit(path, text, [
    [
      ['hosting', 'headers'],
      [...listAt(hosting, 'headers'), rule],
    ],
  ]);
}

/** Source: https://docs.netlify.com/manage/routing/headers/ */
async function netlifyHeaders({ facts, read }: FixContext): Promise<readonly FileEdit[] | undefined> {
  if (!hasFile(facts, /^(?:netlify\.toml|(?:public\/)?_redirects)$/)) return undefined;
  const path = hasFile(facts, /^public\//) ? 'public/_headers' : '_headers';
  const text = await read(placeIn(facts, path));
  const lines = ['/*', ...safetyHeaders.map(([name, value]) => `  ${name}: ${value}`)];
  return text === undefined
    ? createUnlessThere(facts, path, `${lines.join('\n')}\n`)
    : putRegion(facts, path, 'safety', lines);
}

async function headersInServer(context: FixContext, entry: WebEntry): Promise<FixPlan> {
  const { variable } = entry;
  if (entry.framework === 'express')
    return middleware(context, entry, { helmet: '^8.0.0' }, 'helmet', [`${variable}.use(helmet());`]);
  if (entry.framework === 'flask') {
    const lines = safetyHeaders.map(([name, value]) => `    response.headers["${name}"] = "${value}"`);
    return planOf(
      insertBehind(entry, [
        '',
        '',
        `@${variable}.after_request`,
        'def add_safety_headers(response):',
        ...lines,
        '    return response',
        '',
      ]),
      lookAtPages,
    );
  }
  if (entry.framework === 'fastapi') {
    const lines = safetyHeaders.map(([name, value]) => `    response.headers["${name}"] = "${value}"`);
    return planOf(
      insertBehind(entry, [
        '',
        '',
        `@${variable}.middleware("http")`,
        'async def add_safety_headers(request, call_next):',
        '    response = await call_next(request)',
        ...lines,
        '    return response',
        '',
      ]),
      lookAtPages,
    );
  }
  return nothing;
}

/** A limit for each visitor. Source: https://express-rate-limit.mintlify.app , https://flask-limiter.readthedocs.io */
export const rateLimitScaffold: Scaffold = {
  checks: ['sec-rate-limit'],
  kind: 'scaffold',
  async plan(context) {
    const entry = await findWebEntry(context);
    if (entry === undefined) return nothing;
    if (entry.framework === 'express') {
      const lines = [
        '// One visitor may ask 100 times a minute.',
        `${entry.variable}.use(rateLimit({ windowMs: 60_000, limit: 100 }));`,
      ];
      return middleware(context, entry, { 'express-rate-limit': '^8.0.0' }, '{ rateLimit }', lines);
    }
    if (entry.framework === 'flask') {
      const code = [
        'from flask_limiter import Limiter',
        'from flask_limiter.util import get_remote_address',
        '',
        '# One visitor may ask 100 times a minute.',
        `limiter = Limiter(get_remote_address, app=${entry.variable}, default_limits=["100 per minute"])`,
      ];
      const packages = await addPythonPackage(context, 'flask-limiter', '>=3.8');
      return planOf([...insertBehind(entry, ['', ...code]), ...packages], ...pythonInstall(packages, 'flask-limiter'));
    }
    return nothing;
  },
};

/** Source: https://nodejs.org/api/process.html#signal-events , https://docs.spring.io/spring-boot/reference/web/graceful-shutdown.html */
export const politeStopScaffold: Scaffold = {
  checks: ['rel-stops-politely'],
  kind: 'scaffold',
  async plan(context) {
    const spring = await springShutdown(context);
    if (spring !== undefined) return spring;
    const entry = await findWebEntry(context);
    if (entry?.framework === 'fastify') {
      return planOf(
        insertBehind(entry, [
          '',
          '// Finish what is under way before the platform stops this process.',
          "process.once('SIGTERM', () => {",
          `  void ${entry.variable}.close();`,
          '});',
        ]),
      );
    }
    if (entry?.framework !== 'express' && entry?.framework !== 'koa') return nothing;
    const listen = new RegExp(`^([ \\t]*)((?:const|let)\\s+(\\w+)\\s*=\\s*)?${entry.variable}\\.listen\\(`, 'm').exec(
      entry.text,
    );
    if (listen === null || entry.text.includes('SIGTERM')) return nothing;
    const end = endOfStatement(entry.text, listen.index + listen[0].length - 1);
    if (end === undefined) return nothing;
    const [, indent = '', , known] = listen;
    const name = known ?? 'server';
    const start = listen.index + indent.length;
    const lines = [
      '',
      '// Finish what is under way before the platform stops this process.',
      "process.once('SIGTERM', () => {",
      `  ${name}.close(() => process.exit(0));`,
      '});',
      '',
    ].map((line) => (line === '' ? '' : indent + line));
    return planOf(
      modify(entry.path, entry.text, [
        ...(known === undefined ? [{ startOffset: start, endOffset: start, newText: 'const server = ' }] : []),
        { startOffset: end, endOffset: end, newText: `${entry.text[end - 1] === '\n' ? '' : '\n'}${lines.join('\n')}` },
      ]),
    );
  },
};

async function springShutdown({ facts, read }: FixContext): Promise<FixPlan | undefined> {
  const file = filesLike(facts, /^src\/main\/resources\/application\.properties$/)[0];
  const text = file && (await read(file.shownPath));
  if (file === undefined || text === undefined) return undefined;
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  return planOf(
    insertAt(
      file.shownPath,
      text,
      text.length,
      `${gap}# Finish what is under way before stopping.\nserver.shutdown=graceful\n`,
    ),
  );
}

async function middleware(
  context: FixContext,
  entry: WebEntry,
  packages: Readonly<Record<string, string>>,
  names: string,
  lines: readonly string[],
): Promise<FixPlan> {
  const [name = ''] = Object.keys(packages);
  if (entry.text.includes(`'${name}'`)) return nothing;
  const esm = isEsModule(entry.text, entry.path);
  const load = esm ? `import ${names} from '${name}';\n` : `const ${names} = require('${name}');\n`;
  const at = firstImport(entry.text);
  const indented = lines.map((line) => `${entry.indent}${line}\n`).join('');
  const code = modify(entry.path, entry.text, [
    { startOffset: at, endOffset: at, newText: load },
    { startOffset: entry.endOffset, endOffset: entry.endOffset, newText: `\n${indented}` },
  ]);
  const manifest = await addNodePackages(context, packages);
  const manager = nodeManifest(context.facts)?.manager ?? 'npm';
  return planOf([...code, ...manifest], `Run: ${addCommand(manager, name)}`);
}

/** Where imports begin: behind a first comment, a directive or a hash-bang. */
export function firstImport(text: string): number {
  return (
    /^(?:import\b|(?:const|let|var)\b[^\n]*\brequire\()/m.exec(text)?.index ?? /^#![^\n]*\n/.exec(text)?.[0].length ?? 0
  );
}

function endOfStatement(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < Math.min(text.length, open + 5000); at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) {
      const lineEnd = text.indexOf('\n', at);
      return lineEnd < 0 ? text.length : lineEnd + 1;
    }
  }
  return undefined;
}

function pythonInstall(edits: readonly FileEdit[], name: string): readonly string[] {
  return [
    edits.length === 0
      ? `Run: pip install ${name}, and note it where the packages are listed.`
      : `Run: pip install ${name}`,
  ];
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list =
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  return Array.isArray(list) ? list : [];
}
