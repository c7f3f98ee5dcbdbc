// A diary that machines can read, and figures about requests: starting files that write to the standard output and to the address
// that the environment names, as platforms expect.

import { filesLike } from '../look.ts';
import { addDotnetPackage, addMavenDependency, addNodePackages, addPythonPackage } from './manifest-edits.ts';
import {
  createUnlessThere,
  modify,
  nothing,
  planOf,
  type FixContext,
  type FixPlan,
  type Scaffold,
} from './scaffold.ts';
import { packageName } from './error-reports.ts';
import { addCommand, nodeManifest, stacksOf } from './stack.ts';
import { findWebEntry } from './web-entry.ts';

const useIt =
  'Where the code prints today, use the new log instead. Log what happened and to which id, never passwords, names or addresses.';

/** Source: https://12factor.net/logs */
export const jsonLogScaffold: Scaffold = {
  checks: ['obs-logs'],
  kind: 'scaffold',
  async plan(context): Promise<FixPlan> {
    switch (stacksOf(context.facts)[0]?.name) {
      case 'node':
        return nodeLog(context);
      case 'python':
        return planOf(
          createUnlessThere(context.facts, 'json_log.py', pythonLog),
          'Call json_log.start() once, where the app starts.',
          useIt,
        );
      case 'go':
        return goLog(context);
      case 'dotnet':
        return dotnetLog(context);
      case 'java':
      case 'ruby':
      case 'php':
      case undefined:
        return nothing;
    }
  },
};

async function nodeLog(context: FixContext): Promise<FixPlan> {
  const manifest = nodeManifest(context.facts);
  if (manifest === undefined) return nothing;
  const ending = manifest.usesTypeScript ? 'ts' : 'js';
  const folder = context.facts.files.some(({ path }) => path.startsWith('src/')) ? 'src/' : '';
  const esm = manifest.isModule || manifest.usesTypeScript;
  const lines = [
    '// One line of JSON for each event, to the standard output: the platform keeps and searches it.',
    esm ? "import pino from 'pino';" : "const pino = require('pino');",
    '',
    `${esm ? 'export const log' : 'const log'} = pino({`,
    "  level: process.env.LOG_LEVEL ?? 'info',",
    '  // Values under these names never reach the log.',
    "  redact: ['password', '*.password', 'token', '*.token', 'authorization', 'req.headers.authorization', 'req.headers.cookie'],",
    '});',
    ...(esm ? [] : ['', 'module.exports = { log };']),
    '',
  ];
  const files = createUnlessThere(context.facts, `${folder}log.${ending}`, lines.join('\n'), [
    `${folder}logger.${ending}`,
  ]);
  if (files.length === 0) return nothing;
  const packages = await addNodePackages(context, { pino: '^10.0.0' });
  return planOf([...files, ...packages], `Run: ${addCommand(manifest.manager, 'pino')}`, useIt);
}

const pythonLog = `"""One line of JSON for each event, to the standard output: the platform keeps and searches it."""

import json
import logging
import os
import sys


class JsonLines(logging.Formatter):
    def format(self, record):
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def start():
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO"), handlers=[handler], force=True)


log = logging.getLogger("app")
`;

/** Nothing where the language of the module is older than the log. Source: https://pkg.go.dev/log/slog */
async function goLog(context: FixContext): Promise<FixPlan> {
  const [major = 1, minor = 0] = (stacksOf(context.facts)[0]?.version ?? '').split('.').map(Number);
  if (major === 1 && minor < 21) return nothing;
  const main = filesLike(context.facts, /^(?:cmd\/[^/]+\/)?main\.go$/)[0];
  const text = main && (await context.read(main.shownPath));
  if (main === undefined || text === undefined) return nothing;
  const lines = [
    `package ${packageName(text)}`,
    '',
    'import (',
    '\t"log/slog"',
    '\t"os"',
    ')',
    '',
    '// One line of JSON for each event, to the standard output: the platform keeps and searches it.',
    'func init() {',
    '\tslog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil)))',
    '}',
    '',
  ];
  return planOf(
    createUnlessThere(context.facts, main.path.replace(/main\.go$/, 'json_log.go'), lines.join('\n')),
    useIt,
  );
}

/** Source: https://github.com/serilog/serilog-aspnetcore */
async function dotnetLog(context: FixContext): Promise<FixPlan> {
  const entry = await findWebEntry(context);
  if (entry?.framework !== 'aspnet') return nothing;
  const builder = /=\s*(\w+)\.Build\(/.exec(entry.text.slice(entry.startOffset))?.[1] ?? 'builder';
  const lines = [
    `${entry.indent}// One line of JSON for each event, to the standard output: the platform keeps and searches it.\n`,
    `${entry.indent}${builder}.Host.UseSerilog((_, log) => log.WriteTo.Console(new Serilog.Formatting.Json.JsonFormatter()));\n\n`,
  ].join('');
  const project = filesLike(context.facts, /\.csproj$/).find(({ path }) => !/tests?\b/i.test(path));
  const packages =
    project === undefined ? [] : await addDotnetPackage(context, project.shownPath, 'Serilog.AspNetCore', '9.0.0');
  if (packages.length === 0) return nothing;
  const code = modify(entry.path, entry.text, [
    { startOffset: 0, endOffset: 0, newText: entry.text.includes('using Serilog;') ? '' : 'using Serilog;\n\n' },
    { startOffset: entry.startOffset, endOffset: entry.startOffset, newText: lines },
  ]);
  return planOf([...code, ...packages], 'Run: dotnet restore', useIt);
}

const whereTo =
  'Put the address of your company’s collector into OTEL_EXPORTER_OTLP_ENDPOINT. Until then nothing is sent.';

/** Figures and traces by OpenTelemetry. Source: https://opentelemetry.io/docs/languages/ */
export const telemetryScaffold: Scaffold = {
  checks: ['obs-metrics', 'obs-tracing'],
  kind: 'scaffold',
  async plan(context): Promise<FixPlan> {
    switch (stacksOf(context.facts)[0]?.name) {
      case 'node':
        return nodeTelemetry(context);
      case 'python':
        return pythonTelemetry(context);
      case 'java':
        return javaTelemetry(context);
      case 'dotnet':
        return dotnetTelemetry(context);
      case 'go':
      case 'ruby':
      case 'php':
      case undefined:
        return nothing;
    }
  },
};

async function nodeTelemetry(context: FixContext): Promise<FixPlan> {
  const manifest = nodeManifest(context.facts);
  const start = manifest?.scripts.get('start');
  if (manifest === undefined) return nothing;
  const lines = [
    '// Counts and times requests. Load it before the app: node --import ./telemetry.mjs server.js',
    '// Sends nothing while OTEL_EXPORTER_OTLP_ENDPOINT is empty.',
    "import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';",
    "import { NodeSDK } from '@opentelemetry/sdk-node';",
    '',
    'if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT) {',
    '  const sdk = new NodeSDK({ instrumentations: [getNodeAutoInstrumentations()] });',
    '  sdk.start();',
    "  process.once('SIGTERM', () => void sdk.shutdown());",
    '}',
    '',
  ];
  const files = createUnlessThere(context.facts, 'telemetry.mjs', lines.join('\n'));
  if (files.length === 0) return nothing;
  const names = ['@opentelemetry/sdk-node', '@opentelemetry/auto-instrumentations-node'];
  const packages = await addNodePackages(context, { [names[0] ?? '']: '^0.208.0', [names[1] ?? '']: '^0.67.0' });
  const load =
    start?.startsWith('node ') === true
      ? `Change the script "start" to: ${start.replace('node ', 'node --import ./telemetry.mjs ')}`
      : 'Start the app with NODE_OPTIONS="--import ./telemetry.mjs".';
  return planOf([...files, ...packages], `Run: ${addCommand(manifest.manager, ...names)}`, load, whereTo);
}

async function pythonTelemetry(context: FixContext): Promise<FixPlan> {
  const packages = await addPythonPackage(context, 'opentelemetry-sdk', '>=1.30');
  return planOf(
    packages,
    'Run: pip install opentelemetry-distro opentelemetry-exporter-otlp && opentelemetry-bootstrap --action=install',
    'Start the app with "opentelemetry-instrument" in front of its command.',
    whereTo,
  );
}

/** Source: https://docs.spring.io/spring-boot/reference/actuator/metrics.html */
async function javaTelemetry(context: FixContext): Promise<FixPlan> {
  const dependency = await addMavenDependency(context, {
    group: 'org.springframework.boot',
    artifact: 'spring-boot-starter-actuator',
  });
  return planOf(
    dependency,
    'The figures are at /actuator/metrics once you set management.endpoints.web.exposure.include=health,metrics. Keep that address inside the company.',
  );
}

/** Source: https://opentelemetry.io/docs/languages/dotnet/ */
async function dotnetTelemetry(context: FixContext): Promise<FixPlan> {
  const project = filesLike(context.facts, /\.csproj$/).find(({ path }) => !/tests?\b/i.test(path));
  const packages =
    project === undefined
      ? []
      : await addDotnetPackage(context, project.shownPath, 'OpenTelemetry.Extensions.Hosting', '1.13.1');
  return planOf(
    packages,
    'Add to Program.cs: builder.Services.AddOpenTelemetry().WithMetrics().WithTracing();',
    whereTo,
  );
}
