// Names of models where code or configuration chooses one. A name anywhere else (a list, a text, a comment) is no choice.

import type { AiTool, Catalog } from '../../catalog/catalog.ts';
import { matchesAt, placesOfExpression } from '../../text/followed-places.ts';
import type { DetectedTool } from '../detector.ts';
import { detectorByLines } from './by-lines.ts';
import { codeSpans, languageOf } from '../../text/code-spans.ts';
import { isScannerRule } from './lists-of-tools.ts';
import { isProseOrMachineMade, scopeOfPath, scopesIn } from './path-scope.ts';
import { expression } from '../../text/expression.ts';

/** What stands before the text: `model: "x"`, `model_name = "x"`, `"modelId" => "x"`, `.model("x")`, `model: str = "x"`,
 *  `getenv("MODEL", "x")`. Looked for backwards from a name of a model, since names are rare and such keys are not. */
const keyBefore = expression()`
  (?<![A-Za-z])(?:
    (?:[\w.]{0,40}[_.-])?(?:models?|model(?:Name|Id|name|id|_name|_id)|llm|deployment(?:_?name|_?id)?|engine)|
    \w{0,40}Model(?:Name|Id)?|\w{0,40}MODEL(?:_NAME|_ID)?
  )["']?\s{0,5}(?::\s{0,3}[A-Za-z_.|[\]<> ]{1,40}=|=>|:=|=|:|\()\s{0,20}(?:\[\s{0,20})?
  (?:[\w.]{1,60}\(?[^"'\`\n]{0,20}["'][A-Z_]{1,60}["'],\s{0,5}|process\.env\.\w{1,60}\s{0,3}(?:\|\||\?\?)\s{0,3})?$
`;

/** `model: x` of YAML and `MODEL=x` of settings for the environment. */
const plain = expression('gim')`
  ^[ \t-]*(?:export )?(?:[\w.]{0,40}[_.-])?(?:
    model|model_?name|model_?id|deployment(?:_?name|_?id)?|MODEL(?:_NAME|_ID)?
  )[ \t]*[:=][ \t]*([\w@][\w./:@-]{2,90})[ \t]*(?:#.*)?$
`;
const plainHere = new RegExp(plain.source, 'imy');

/** `openai("x")`, `ChatOpenAI("x")`, `GenerativeModel("x")`: a call whose first argument is the model. */
const callBefore = expression()`
  \b(?:
    openai|anthropic|google|mistral|groq|xai|azure|deepseek|cohere|perplexity|bedrock|vertex|ChatOpenAI|ChatAnthropic|
    GenerativeModel|get_?[gG]enerative_?[mM]odel|init_chat_model
  )\(\s{0,20}$
`;
/** Longest stretch that the two expressions above can need. */
const lookBack = 320;

/** Who serves a model that is written as `server/model`. Sources: https://docs.litellm.ai/docs/providers and https://openrouter.ai/docs */
const servers: Readonly<Record<string, string>> = {
  azure: 'azure-openai',
  bedrock: 'aws-bedrock',
  groq: 'groq',
  ollama: 'ollama',
  openrouter: 'openrouter',
  together_ai: 'together',
  fireworks_ai: 'fireworks',
  vertex_ai: 'google-vertex-ai',
};

/** More models than one file chooses: lists of prices and of limits name dozens. */
const manyModels = 20;

/** More providers than one file chooses models of. Chosen by real repositories: lists of models name four and more. */
const many = 4;

/** Low confidence: the name says which model, not who serves it. */
export const modelIdsDetector = detectorByLines({
  id: 'ai-tools/model-ids',
  // Tests and recordings name models that nobody calls.
  appliesTo: (path) => !isProseOrMachineMade(path) && languageOf(path) !== undefined && scopeOfPath(path) !== 'dev',
  finders: (path, catalog) => [
    placesOfExpression(namesOf(catalog).quoted),
    ...(languageOf(path) === 'shell' ? [placesOfExpression(plain)] : []),
  ],
  judge: ({ path, text }, [quoted = [], lines = []], catalog) => {
    const language = languageOf(path);
    if (language === undefined || quoted.length + lines.length === 0) return {};
    const names = namesOf(catalog);
    const found = new Map<string, DetectedTool>();
    const scopeAt = scopesIn(path, text);
    const take = (index: number, whole: string, model: string, quote: number): void => {
      const tool = toolOfModel(model, catalog);
      const start = index + whole.lastIndexOf(model);
      if (tool === undefined || found.has(model) || scopeAt(start) === 'dev') return;
      const kind = codeSpans(text, language).kindAt(quote > 0 ? index : start);
      if (kind === 'comment' || kind === 'text-block') return;
      found.set(model, {
        toolId: tool.id,
        signal: 'model-id',
        value: model,
        confidence: 'low',
        scope: scopeAt(start),
        startOffset: start,
        endOffset: start + model.length,
      });
    };
    for (const { 0: whole, 2: model = '', index } of matchesAt(text, quoted, names.quotedHere)) {
      if (!mayFollowKey(text, index)) continue;
      const from = Math.max(0, index - lookBack);
      const before = text.slice(from, index);
      const chosen = keyBefore.exec(before) ?? callBefore.exec(before);
      if (chosen !== null) take(from + chosen.index, before.slice(chosen.index) + whole, model, 1);
    }
    for (const { 0: whole, 1: model = '', index } of matchesAt(text, lines, plainHere)) take(index, whole, model, 0);
    const tools = [...found.values()];
    const isList = tools.length >= manyModels || new Set(tools.map(({ toolId }) => toolId)).size >= many;
    return tools.length === 0 || isList || isScannerRule(path, text) ? {} : { tools };
  },
});

/** Whether the last character before a place, blanks aside, can end what the expressions above look for. */
function mayFollowKey(text: string, at: number): boolean {
  let position = at - 1;
  while (position >= 0 && /\s/.test(text[position] ?? '')) position--;
  return ':=>([,|?'.includes(text[position] ?? ' ');
}

interface ModelNames {
  /** A whole quoted text that begins as a model's name does, also behind a server or an organisation. */
  readonly quoted: RegExp;
  readonly quotedHere: RegExp;
}

function namesOf(catalog: Catalog): ModelNames {
  let names = namesByCatalog.get(catalog);
  if (names === undefined) {
    const models = catalog.tools.flatMap(({ evidence }) => evidence.models ?? []);
    const servedBy = Object.keys(servers).map((server) => `${server}/`);
    const any = [...models, ...servedBy].map((name) => name.replace(/[$*+?.()[\]{}|^\\/]/g, '\\$&')).join('|');
    const source = `(["'\`])(?=(?:[\\w@.-]{1,60}\\/){0,2}(?:${any}))([\\w@][\\w./:@-]{2,90})\\1`;
    names = { quoted: new RegExp(source, 'g'), quotedHere: new RegExp(source, 'y') };
    namesByCatalog.set(catalog, names);
  }
  return names;
}

const namesByCatalog = new WeakMap<Catalog, ModelNames>();

function toolOfModel(model: string, catalog: Catalog): AiTool | undefined {
  // Open weights that somebody serves by themselves: `llama3:8b`, `qwen3-14b-awq`, `gemma-3-12b-it`.
  if (/:latest$|[:-]\d+(?:\.\d+)?b(?![a-z0-9])|[.-](?:awq|gptq|gguf|fp8|fp16|int[48]|q\d_\w+)\b/i.test(model))
    return undefined;
  const slash = model.indexOf('/');
  const direct = catalog.byModel(model);
  if (slash < 0 || direct !== undefined) return direct;
  const server = servers[model.slice(0, slash)];
  return server === undefined ? catalog.byModel(model.slice(slash + 1)) : catalog.tool(server);
}
