// AI tools that code starts: container images of tests and of application hosts, and packages that a runner fetches
// (`spawn('npx', ['-y', 'mcp-remote'])`). Scripts and pipelines are read in build-files.ts.

import type { AiTool, Catalog } from '../../catalog/catalog.ts';
import type { DetectedTool, Detector } from '../detector.ts';
import { CodeSpans, languageOf } from './code-spans.ts';
import { isListOfTools } from './lists-of-tools.ts';
import { isProseOrMachineMade, scopesIn } from './path-scope.ts';
import { fetchedPackages, type ShellWord } from './shell-words.ts';

/** A whole text that has the form of an image with a namespace. */
const image = /(["'`])((?:[\w-]+(?:\.[\w-]+)*(?::\d+)?\/){1,3}[\w.-]+)(:[\w][\w.-]*)?(?:@sha256:\w+)?\1/g;
/** What says that the text beside it is an image: a name, a call or an argument. */
const imageBefore = /(?:image|container|docker)\w{0,30}["']?(?:\s|[(=:.,<>]|::|new\b|parse\b){0,20}$/i;
const runner = /(["'])(npx|bunx|pnpx|uvx|pipx)\1/g;
/** A further text of a list of arguments, also behind the name of that list. */
const nextArgument =
  /^[\s,\])}]{0,60}(?:\.\w{1,20}\(|["']?\w{1,20}["']?\s{0,5}[:=])?[\s[({&]{0,60}(?:\w{1,12}!?[[(])?\s{0,20}(["'])([^"'\n]{1,200})\1/;
/** Words behind a runner that are looked at: its own options and the package. */
const maxArguments = 4;

/** Whole texts only. High confidence for packages, whose runner is named; medium for images. */
export const startedInCodeDetector: Detector = {
  id: 'ai-tools/started-in-code',
  rules: [],
  appliesTo: (path) => !isProseOrMachineMade(path) && isCode(path),
  detect: ({ path, text }, { catalog }) => {
    const language = languageOf(path);
    if (language === undefined) return {};
    const found = [...imagesIn(text, catalog), ...packagesIn(text, catalog)];
    if (found.length === 0) return {};
    const spans = new CodeSpans(text, language);
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
};

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

function imagesIn(text: string, catalog: Catalog): readonly Started[] {
  // Most code starts no container; asking for a word is much cheaper than looking at every text.
  if (!/[Ii]mage|[Dd]ocker|[Cc]ontainer/.test(text)) return [];
  return [...text.matchAll(image)].flatMap(({ 2: name = '', 3: tag = '', index }): readonly Started[] => {
    const tool = catalog.byImage(name);
    if (tool === undefined) return [];
    const isImage = tag !== '' || imageBefore.test(text.slice(Math.max(0, index - 80), index));
    return isImage ? [{ tool, signal: 'container-image', value: name + tag, start: index + 1 }] : [];
  });
}

function packagesIn(text: string, catalog: Catalog): readonly Started[] {
  return [...text.matchAll(runner)].flatMap(({ 0: quoted, 2: program = '', index }): readonly Started[] => {
    const words = argumentsFrom(text, index + quoted.length);
    return fetchedPackages({ program, words, start: index + 1, end: index + 1 + program.length }).flatMap(
      ({ ecosystem, name, start }): readonly Started[] => {
        const tool = catalog.byPackage(ecosystem, name);
        return tool === undefined ? [] : [{ tool, signal: 'dependency', value: name, start }];
      },
    );
  });
}

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
