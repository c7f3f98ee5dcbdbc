// AI tools that code starts: container images of tests and of application hosts, and packages that a runner fetches
// (`spawn('npx', ['-y', 'mcp-remote'])`). Scripts and pipelines are read in build-files.ts.

import type { AiTool, Catalog } from '../../catalog/catalog.ts';
import { matchesAt, placesOfExpression } from '../../text/followed-places.ts';
import type { DetectedTool } from '../detector.ts';
import { detectorByLines } from './by-lines.ts';
import { codeSpans, languageOf } from '../../text/code-spans.ts';
import { isListOfTools } from './lists-of-tools.ts';
import { isProseOrMachineMade, scopesIn } from './path-scope.ts';
import { fetchedPackages, type ShellWord } from './shell-words.ts';

/** Behind an opening quote: the rest of a whole text that has the form of an image with a namespace. */
const image = /((?:[\w-]+(?:\.[\w-]+)*(?::\d+)?\/){1,3}[\w.-]+)(:[\w][\w.-]*)?(?:@sha256:\w+)?["'`]/y;
/** What says that the text beside it is an image: a name, a call or an argument. */
const imageBefore = /(?:image|container|docker)\w{0,30}["']?(?:\s|[(=:.,<>]|::|new\b|parse\b){0,20}$/i;
/** A further text of a list of arguments, also behind the name of that list. */
const nextArgument =
  /^[\s,\])}]{0,60}(?:\.\w{1,20}\(|["']?\w{1,20}["']?\s{0,5}[:=])?[\s[({&]{0,60}(?:\w{1,12}!?[[(])?\s{0,20}(["'])([^"'\n]{1,200})\1/;
/** Words behind a runner that are looked at: its own options and the package. */
const maxArguments = 4;

/** Whole texts only. High confidence for packages, whose runner is named; medium for images. */
export const startedInCodeDetector = detectorByLines({
  id: 'ai-tools/started-in-code',
  appliesTo: (path) => !isProseOrMachineMade(path) && isCode(path),
  finders: (_, catalog) => [placesOfExpression(beginningsOf(catalog).anywhere)],
  judge: ({ path, text }, [places = []], catalog) => {
    const language = languageOf(path);
    if (language === undefined) return {};
    const found = startedIn(text, places, catalog);
    if (found.length === 0) return {};
    const spans = codeSpans(text, language);
    const scopeAt = scopesIn(path, text);
    const seen = new Set<string>();
    const tools = found.flatMap(({ tool, signal, value, start }): readonly DetectedTool[] => {
      const kind = spans.kindAt(start);
      if (kind === 'comment' || kind === 'text-block' || seen.has(value)) return [];
      seen.add(value);
      const confidence = signal === 'dependency' ? 'high' : 'medium';
      const place = { startOffset: start, endOffset: start + value.length };
      return [{ toolId: tool.id, signal, value, confidence, scope: scopeAt(start), ...place }];
    });
    return tools.length === 0 || isListOfTools(path, tools) ? {} : { tools };
  },
});

interface Started {
  readonly tool: AiTool;
  readonly signal: 'container-image' | 'dependency';
  readonly value: string;
  readonly start: number;
}

function isCode(path: string): boolean {
  const language = languageOf(path);
  return (
    language !== undefined && language !== 'shell' && !/\.json[c5]?$|(?:^|\/)[\w.-]*Jenkinsfile[\w.-]*$/.test(path)
  );
}

function startedIn(text: string, places: readonly number[], catalog: Catalog): readonly Started[] {
  return [...matchesAt(text, places, beginningsOf(catalog).here)].flatMap(({ index, 1: program }) =>
    program === undefined ? imageAt(text, index + 1, catalog) : packagesAt(text, index + 1, program, catalog),
  );
}

function imageAt(text: string, start: number, catalog: Catalog): readonly Started[] {
  image.lastIndex = start;
  const [, name = '', tag = ''] = image.exec(text) ?? [];
  const tool = name === '' ? undefined : catalog.byImage(name);
  if (tool === undefined) return [];
  const isImage = tag !== '' || imageBefore.test(text.slice(Math.max(0, start - 81), start - 1));
  return isImage ? [{ tool, signal: 'container-image', value: name + tag, start }] : [];
}

function packagesAt(text: string, start: number, program: string, catalog: Catalog): readonly Started[] {
  const end = start + program.length;
  const words = argumentsFrom(text, end + 1);
  return fetchedPackages({ program, words, start, end }).flatMap(({ ecosystem, name, start: at }) => {
    const tool = catalog.byPackage(ecosystem, name);
    return tool === undefined ? [] : [{ tool, signal: 'dependency', value: name, start: at } as const];
  });
}

/** A quote before what an image of the catalogue begins with, up to its first slash, or before a program that fetches packages. Most
 *  texts hold none. */
function beginningsOf(catalog: Catalog): Beginnings {
  let beginnings = beginningsByCatalog.get(catalog);
  if (beginnings === undefined) {
    const first = catalog.tools.flatMap(({ evidence }) =>
      (evidence.images ?? []).map((name) => name.split('/')[0] ?? ''),
    );
    const any = [...new Set([...first, 'docker.io'])].map((name) => name.replace(/[^\w-]/g, '\\$&')).join('|');
    const source = `["'\`](?:(?=(?:${any})/)|(npx|bunx|pnpx|uvx|pipx)(?=["']))`;
    beginnings = { anywhere: new RegExp(source, 'g'), here: new RegExp(source, 'y') };
    beginningsByCatalog.set(catalog, beginnings);
  }
  return beginnings;
}

interface Beginnings {
  readonly anywhere: RegExp;
  readonly here: RegExp;
}

const beginningsByCatalog = new WeakMap<Catalog, Beginnings>();

function argumentsFrom(text: string, from: number): readonly ShellWord[] {
  const words: ShellWord[] = [];
  let position = from;
  while (words.length < maxArguments) {
    const match = nextArgument.exec(text.slice(position, position + 420));
    if (match === null) break;
    const word = match[2] ?? '';
    words.push({ text: word, start: position + match[0].length - 1 - word.length });
    position += match[0].length;
  }
  return words;
}
