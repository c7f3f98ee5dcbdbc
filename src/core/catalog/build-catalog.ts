// The catalogue that ships: one table of rows for each kind of tool, and the indexes over them. Engines and commands call it.
// It validates nothing: rows are data of ours, and their shape is held in place by tests (schema.ts).

import agentCli from './ai-tools/agent-cli.json' with { type: 'json' };
import agentTool from './ai-tools/agent-tool.json' with { type: 'json' };
import aiData from './ai-tools/ai-data.json' with { type: 'json' };
import aiSearch from './ai-tools/ai-search.json' with { type: 'json' };
import appBuilder from './ai-tools/app-builder.json' with { type: 'json' };
import assistant from './ai-tools/assistant.json' with { type: 'json' };
import chatUi from './ai-tools/chat-ui.json' with { type: 'json' };
import cloudAi from './ai-tools/cloud-ai.json' with { type: 'json' };
import commitTool from './ai-tools/commit-tool.json' with { type: 'json' };
import contextPacker from './ai-tools/context-packer.json' with { type: 'json' };
import editor from './ai-tools/editor.json' with { type: 'json' };
import embeddings from './ai-tools/embeddings.json' with { type: 'json' };
import framework from './ai-tools/framework.json' with { type: 'json' };
import gateway from './ai-tools/gateway.json' with { type: 'json' };
import guardrail from './ai-tools/guardrail.json' with { type: 'json' };
import imageVideo from './ai-tools/image-video.json' with { type: 'json' };
import llmApi from './ai-tools/llm-api.json' with { type: 'json' };
import mcp from './ai-tools/mcp.json' with { type: 'json' };
import memory from './ai-tools/memory.json' with { type: 'json' };
import mlLibrary from './ai-tools/ml-library.json' with { type: 'json' };
import mlOps from './ai-tools/ml-ops.json' with { type: 'json' };
import modelHub from './ai-tools/model-hub.json' with { type: 'json' };
import modelRuntime from './ai-tools/model-runtime.json' with { type: 'json' };
import observability from './ai-tools/observability.json' with { type: 'json' };
import protocol from './ai-tools/protocol.json' with { type: 'json' };
import reviewBot from './ai-tools/review-bot.json' with { type: 'json' };
import rulesStandard from './ai-tools/rules-standard.json' with { type: 'json' };
import rulesTool from './ai-tools/rules-tool.json' with { type: 'json' };
import sandbox from './ai-tools/sandbox.json' with { type: 'json' };
import speech from './ai-tools/speech.json' with { type: 'json' };
import tokenizer from './ai-tools/tokenizer.json' with { type: 'json' };
import unofficialApi from './ai-tools/unofficial-api.json' with { type: 'json' };
import vectorDb from './ai-tools/vector-db.json' with { type: 'json' };
import type { AiTool, Catalog, Ecosystem, ImportLanguage } from './catalog.ts';
import { sha256 } from '../text/hash.ts';
import {
  familyIndex,
  fileIndex,
  hostIndex,
  imageName,
  modelIndex,
  moduleIndex,
  nameIndex,
  packageOfSpecifier,
  pythonName,
} from './indexes.ts';

const tables = [
  ...[agentCli, agentTool, aiData, aiSearch, appBuilder, assistant, chatUi, cloudAi, commitTool, contextPacker],
  ...[editor, embeddings, framework, gateway, guardrail, imageVideo, llmApi, mcp, memory, mlLibrary, mlOps],
  ...[modelHub, modelRuntime, observability, protocol, reviewBot, rulesStandard, rulesTool, sandbox, speech],
  ...[tokenizer, unofficialApi, vectorDb],
];

/** Import roots that other, widely used Python packages have as well; a manifest has to name the tool instead.
 *  Source: PyPI pages of django-haystack, whisper (Graphite), phiflow; the rest are names that projects give to packages of their own. */
const sharedPythonRoots = new Set(['agents', 'camel', 'haystack', 'llm', 'phi', 'whisper']);

let shipped: Catalog | undefined;

/** The rows that ship with the product, indexed. Built at the first call, then the same value. */
export function builtinCatalog(): Catalog {
  shipped ??= buildCatalog(tables.flat() as readonly AiTool[]);
  return shipped;
}

/** Index rows. Where two rows claim one name the first in id order has it; the tests let no such pair into the product.
 *  Every lookup is a map access or two; its cost does not grow with the rows. */
export function buildCatalog(rows: readonly AiTool[]): Catalog {
  const tools = [...rows].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const byId = new Map(tools.map((tool) => [tool.id, tool]));
  const lower = (name: string): string => name.toLowerCase();
  const underscored = (name: string): string => name.replaceAll('-', '_');
  const python = moduleIndex(tools, '.', ({ evidence }) =>
    [
      ...(evidence.pythonImports ?? []),
      ...(evidence.pypi ?? []).filter(isWhole).map((name) => underscored(pythonName(name))),
    ].filter((root) => !sharedPythonRoots.has(root)),
  );
  const npm = familyIndex(tools, ({ evidence }) => evidence.npm);
  const goModule = moduleIndex(tools, '/', ({ evidence }) => evidence.go);
  const pub = familyIndex(tools, ({ evidence }) => evidence.pub);
  const packages: Readonly<Record<Ecosystem, (name: string) => AiTool | undefined>> = {
    npm,
    pypi: familyIndex(
      tools,
      ({ evidence }) => evidence.pypi,
      (name) => pythonName(name),
    ),
    go: goModule,
    maven: familyIndex(tools, ({ evidence }) => evidence.maven),
    nuget: familyIndex(tools, ({ evidence }) => evidence.nuget, lower),
    gems: familyIndex(tools, ({ evidence }) => evidence.gems),
    crates: familyIndex(tools, ({ evidence }) => evidence.crates),
    packagist: familyIndex(tools, ({ evidence }) => evidence.packagist, lower),
    pub,
  };
  const imports: Readonly<Record<ImportLanguage, (module: string) => AiTool | undefined>> = {
    javascript: (module) => npm(packageOfSpecifier(module) ?? ''),
    python,
    go: goModule,
    java: moduleIndex(tools, '.', ({ evidence }) => evidence.javaPackages),
    csharp: moduleIndex(tools, '.', ({ evidence }) => evidence.namespaces),
    rust: moduleIndex(tools, '::', ({ evidence }) => [
      ...(evidence.rustCrates ?? []),
      ...(evidence.crates ?? []).filter(isWhole).map(underscored),
    ]),
    ruby: moduleIndex(tools, '/', ({ evidence }) => [...(evidence.rubyRequires ?? []), ...(evidence.gems ?? [])]),
    php: moduleIndex(tools, '\\', ({ evidence }) => evidence.phpNamespaces),
    dart: (module) => pub(/^package:([\w.]+)\//.exec(module)?.[1] ?? ''),
  };
  const images = familyIndex(tools, ({ evidence }) => evidence.images);
  const actions = nameIndex(tools, ({ evidence }) => evidence.actions?.map(lower));
  const commands = nameIndex(tools, ({ evidence }) => evidence.commands);
  const trailers = nameIndex(tools, ({ evidence }) => [
    ...(evidence.trailers ?? []).map(lower),
    ...(evidence.bots ?? []).map((login) => `${login.toLowerCase()}@users.noreply.github.com`),
  ]);
  const env = nameIndex(tools, ({ evidence }) => evidence.env);
  const extensions = nameIndex(tools, ({ evidence }) => evidence.extensions?.map(lower));
  const hosts = hostIndex(tools);
  const files = fileIndex(tools);
  return {
    tools,
    tool: (id) => byId.get(id),
    byPackage: (ecosystem, name) => packages[ecosystem](name),
    byImport: (language, module) => imports[language](module),
    byHost: hosts,
    byEnv: (name) => env.get(name),
    byFile: files,
    byExtension: (id) => extensions.get(id.toLowerCase()),
    byImage: (image) => images(imageName(image)),
    byModel: modelIndex(tools),
    byAction: (action) => actions.get(lower(action.replace(/@.*$/, ''))),
    byCommand: (program, argument) =>
      commands.get(program) ?? (argument === undefined ? undefined : commands.get(`${program} ${argument}`)),
    // GitHub puts a number before the login in its addresses. Source: https://docs.github.com/en/account-and-profile/reference/email-addresses-reference
    byTrailer: (email) => trailers.get(lower(email).replace(/^\d+\+/, '')),
    hash: sha256(JSON.stringify(tools)),
  };
}

/** A catalogue with further rows behind its own: a name that its own rows claim stays theirs, so that no addition takes a tool away. */
export function catalogWith(base: Catalog, rows: readonly AiTool[]): Catalog {
  if (rows.length === 0) return base;
  const added = buildCatalog(rows);
  return {
    tools: [...base.tools, ...added.tools],
    tool: (id) => base.tool(id) ?? added.tool(id),
    byPackage: (ecosystem, name) => base.byPackage(ecosystem, name) ?? added.byPackage(ecosystem, name),
    byImport: (language, module) => base.byImport(language, module) ?? added.byImport(language, module),
    byHost: (address, isBase) => base.byHost(address, isBase) ?? added.byHost(address, isBase),
    byEnv: (name) => base.byEnv(name) ?? added.byEnv(name),
    byFile: (path) => [...base.byFile(path), ...added.byFile(path)],
    byExtension: (id) => base.byExtension(id) ?? added.byExtension(id),
    byImage: (image) => base.byImage(image) ?? added.byImage(image),
    byModel: (model) => base.byModel(model) ?? added.byModel(model),
    byAction: (action) => base.byAction(action) ?? added.byAction(action),
    byCommand: (program, argument) => base.byCommand(program, argument) ?? added.byCommand(program, argument),
    byTrailer: (email) => base.byTrailer(email) ?? added.byTrailer(email),
    hash: sha256(base.hash + added.hash),
  };
}

/** Whether a name stands for one package rather than a family. */
function isWhole(name: string): boolean {
  return !/[-/:._]$/.test(name);
}
