// Crashes are reported: the SDK starts before anything else and reads its address from the environment, so that nothing is sent
// until somebody fills it in.

import type { FileEdit } from '../../model/edit.ts';
import { filesLike } from '../look.ts';
import { addDotnetPackage, addMavenDependency, addNodePackages, addPythonPackage } from './manifest-edits.ts';
import {
  createUnlessThere,
  insertAt,
  nothing,
  placeIn,
  planOf,
  type FixContext,
  type FixPlan,
  type Scaffold,
} from './scaffold.ts';
import { firstImport } from './server-guards.ts';
import { addCommand, hasFile, nodeManifest } from './stack.ts';
import { findWebEntry, isEsModule, type WebEntry } from './web-entry.ts';

const fillIn =
  'Make a project at your company’s error tracker and put its address (DSN) into the setting SENTRY_DSN. Until then nothing is sent.';

/** Source: https://docs.sentry.io/platforms/ */
export const errorReportsScaffold: Scaffold = {
  checks: ['obs-errors-reported'],
  kind: 'scaffold',
  async plan(context) {
    const { facts } = context;
    const uses = (ecosystem: string, name: string): boolean =>
      facts.packages.some((use) => use.ecosystem === ecosystem && use.name === name);
    if (uses('npm', 'next')) return inNext(context);
    const entry = await findWebEntry(context);
    if (entry !== undefined && /\.[cm]?[jt]s$/.test(entry.path)) return inNodeServer(context, entry);
    if (entry?.path.endsWith('.py') === true) return inPython(context, entry);
    if (entry?.path.endsWith('.go') === true) return inGo(context, entry);
    if (entry?.framework === 'aspnet') return inDotnet(context, entry);
    if (uses('npm', 'react')) return inBrowser(context, '@sentry/react');
    if (uses('npm', 'vue')) return inBrowser(context, '@sentry/vue');
    if (uses('maven', 'spring-boot-starter-web')) return inSpring(context);
    return nothing;
  },
};

async function inNodeServer(context: FixContext, entry: WebEntry): Promise<FixPlan> {
  const esm = isEsModule(entry.text, entry.path);
  const ending = /\.([cm]?[jt]s)$/.exec(entry.path)?.[1] ?? 'js';
  const folder = entry.path.slice(0, entry.path.lastIndexOf('/') + 1);
  const load = esm ? "import * as Sentry from '@sentry/node';" : "const Sentry = require('@sentry/node');";
  const file: FileEdit = {
    kind: 'create',
    path: `${folder}error-reporting.${ending}`,
    text: start(load, 'process.env.SENTRY_DSN'),
  };
  const specifier = `./error-reporting.${ending.replace('t', 'j')}`;
  const at = firstImport(entry.text);
  const wire = insertAt(entry.path, entry.text, at, esm ? `import '${specifier}';\n` : `require('${specifier}');\n`);
  const manifest = await addNodePackages(context, { '@sentry/node': '^10.0.0' });
  return unlessThere(context, file, [...wire, ...manifest], install(context, '@sentry/node'));
}

async function inBrowser(context: FixContext, name: string): Promise<FixPlan> {
  const { facts } = context;
  const main = filesLike(facts, /^src\/(?:main|index)\.[jt]sx?$/)[0];
  const text = main && (await context.read(main.shownPath));
  if (main === undefined || text === undefined) return nothing;
  const ending = nodeManifest(facts)?.usesTypeScript === true ? 'ts' : 'js';
  const isVite = facts.packages.some((use) => use.name === 'vite');
  const dsn = isVite ? 'import.meta.env.VITE_SENTRY_DSN' : 'process.env.REACT_APP_SENTRY_DSN';
  const file: FileEdit = {
    kind: 'create',
    path: placeIn(facts, `src/error-reporting.${ending}`),
    text: start(`import * as Sentry from '${name}';`, dsn),
  };
  const wire = insertAt(
    main.shownPath,
    text,
    firstImport(text),
    `import './error-reporting${ending === 'js' ? '.js' : ''}';\n`,
  );
  const manifest = await addNodePackages(context, { [name]: '^10.0.0' });
  return unlessThere(
    context,
    file,
    [...wire, ...manifest],
    install(context, name),
    isVite ? 'VITE_SENTRY_DSN' : 'REACT_APP_SENTRY_DSN',
  );
}

async function inNext(context: FixContext): Promise<FixPlan> {
  const { facts } = context;
  const folder = hasFile(facts, /^src\/(?:app|pages)\//) ? 'src/' : '';
  const ending = nodeManifest(facts)?.usesTypeScript === true ? 'ts' : 'js';
  const lines = [
    '// Runs once when the server starts. Nothing is sent while SENTRY_DSN is empty.',
    "import * as Sentry from '@sentry/nextjs';",
    '',
    'export function register() {',
    '  Sentry.init({ dsn: process.env.SENTRY_DSN, enabled: Boolean(process.env.SENTRY_DSN), sendDefaultPii: false });',
    '}',
    '',
    'export const onRequestError = Sentry.captureRequestError;',
    '',
  ];
  const files = createUnlessThere(facts, `${folder}instrumentation.${ending}`, lines.join('\n'), [
    `${folder}instrumentation.ts`,
    `${folder}instrumentation.js`,
  ]);
  if (files.length === 0) return nothing;
  const manifest = await addNodePackages(context, { '@sentry/nextjs': '^10.0.0' });
  return planOf([...files, ...manifest], install(context, '@sentry/nextjs'), fillIn);
}

async function inPython(context: FixContext, entry: WebEntry): Promise<FixPlan> {
  const lines = [
    '# Reports crashes. Nothing is sent while SENTRY_DSN is empty.',
    'import os  # noqa: E402',
    '',
    'import sentry_sdk  # noqa: E402',
    '',
    'sentry_sdk.init(dsn=os.environ.get("SENTRY_DSN"), send_default_pii=False)',
    '',
    '',
  ];
  const code = insertAt(
    entry.path,
    entry.text,
    entry.startOffset,
    lines.map((line) => (line === '' ? '' : entry.indent + line)).join('\n'),
  );
  const packages = await addPythonPackage(context, 'sentry-sdk', '>=2.0');
  return planOf([...code, ...packages], 'Run: pip install sentry-sdk', fillIn);
}

function inGo({ facts }: FixContext, entry: WebEntry): FixPlan {
  const folder = entry.path.slice(0, entry.path.lastIndexOf('/') + 1);
  const lines = [
    `package ${packageName(entry.text)}`,
    '',
    'import (',
    '\t"log"',
    '\t"os"',
    '',
    '\t"github.com/getsentry/sentry-go"',
    ')',
    '',
    '// Reports crashes. Nothing is sent while SENTRY_DSN is empty.',
    'func init() {',
    '\tif err := sentry.Init(sentry.ClientOptions{Dsn: os.Getenv("SENTRY_DSN")}); err != nil {',
    '\t\tlog.Printf("error reporting did not start: %v", err)',
    '\t}',
    '}',
    '',
  ];
  const path = `${folder}error_reporting.go`.slice(facts.folder === '' ? 0 : facts.folder.length + 1);
  return planOf(createUnlessThere(facts, path, lines.join('\n')), 'Run: go get github.com/getsentry/sentry-go', fillIn);
}

async function inDotnet(context: FixContext, entry: WebEntry): Promise<FixPlan> {
  const builder = /=\s*(\w+)\.Build\(/.exec(entry.text.slice(entry.startOffset))?.[1] ?? 'builder';
  const lines = [
    '// Reports crashes. Nothing is sent while SENTRY_DSN is empty.',
    `${builder}.WebHost.UseSentry(options => options.Dsn = Environment.GetEnvironmentVariable("SENTRY_DSN") ?? "");`,
    '',
    '',
  ];
  const code = insertAt(
    entry.path,
    entry.text,
    entry.startOffset,
    lines.map((line) => (line === '' ? '' : entry.indent + line)).join('\n'),
  );
  const folder = entry.path.slice(0, entry.path.lastIndexOf('/') + 1);
  const project = context.facts.files.find(
    ({ shownPath }) => shownPath.startsWith(folder) && /\.csproj$/.test(shownPath),
  );
  const packages =
    project === undefined ? [] : await addDotnetPackage(context, project.shownPath, 'Sentry.AspNetCore', '5.16.0');
  return planOf([...code, ...packages], 'Run: dotnet restore', fillIn);
}

async function inSpring(context: FixContext): Promise<FixPlan> {
  const { facts } = context;
  const dependency = await addMavenDependency(context, {
    group: 'io.sentry',
    artifact: 'sentry-spring-boot-starter-jakarta',
    version: '8.25.0',
  });
  if (dependency.length === 0) return nothing;
  const file = filesLike(facts, /^src\/main\/resources\/application\.properties$/)[0];
  const text = file && (await context.read(file.shownPath));
  const setting = '# Reports crashes. Nothing is sent while SENTRY_DSN is empty.\nsentry.dsn=${SENTRY_DSN:}\n';
  const settings =
    file === undefined || text === undefined
      ? createUnlessThere(facts, 'src/main/resources/application.properties', setting, [
          'src/main/resources/application.yml',
          'src/main/resources/application.yaml',
        ])
      : insertAt(file.shownPath, text, text.length, `${text === '' || text.endsWith('\n') ? '' : '\n'}${setting}`);
  return planOf([...dependency, ...settings], fillIn);
}

/** Name of the package of a Go file. */
export function packageName(text: string): string {
  return /^package\s+(\w+)/m.exec(text)?.[1] ?? 'main';
}

function start(load: string, dsn: string): string {
  const lines = [
    '// Reports crashes. Loaded before everything else. Nothing is sent while the setting is empty.',
    load,
    '',
    `Sentry.init({ dsn: ${dsn}, enabled: Boolean(${dsn}), sendDefaultPii: false });`,
    '',
  ];
  return lines.join('\n');
}

function unlessThere(
  context: FixContext,
  file: FileEdit,
  others: readonly FileEdit[],
  command: string,
  setting = 'SENTRY_DSN',
): FixPlan {
  const isKnown = context.facts.files.some(({ shownPath }) => shownPath === file.path);
  return isKnown ? nothing : planOf([file, ...others], command, fillIn.replace('SENTRY_DSN', setting));
}

function install(context: FixContext, name: string): string {
  return `Run: ${addCommand(nodeManifest(context.facts)?.manager ?? 'npm', name)}`;
}
