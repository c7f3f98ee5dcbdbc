// Import statements of AI packages, with the places of their names; those of JavaScript, Python and Go are read here. The imports detector and the fixes of
// tool findings read them; whether a place is code or comment is asked here too.

import type { AiTool, Catalog, ImportLanguage } from '../../catalog/catalog.ts';
import { matchesAt, placesOfWords, type FindPlaces } from '../../text/followed-places.ts';
import { codeSpans, type CodeLanguage } from '../../text/code-spans.ts';
import { importPatterns } from './import-patterns.ts';

/** A name that a statement takes from its module. */
export interface ImportedName {
  /** As the module exports it. */
  readonly name: string;
  readonly isDefault: boolean;
  readonly start: number;
  readonly end: number;
}

export interface ImportStatement {
  readonly tool: AiTool;
  /** As written. */
  readonly module: string;
  /** Of the module. */
  readonly start: number;
  readonly end: number;
  /** Undefined where the statement takes the module as a whole, or in a way that is not read. */
  readonly names?: readonly ImportedName[];
}

interface Candidate extends ImportStatement {
  /** Where the statement starts: has to be code. */
  readonly at: number;
}

/** Language of a path's ending; undefined for files whose imports are not read. */
export function importLanguage(path: string): ImportLanguage | undefined {
  if (/\.(?:[cm]?[jt]sx?|vue|svelte|astro|html?)$/i.test(path)) {
    return /\.min\.[cm]?js$/i.test(path) ? undefined : 'javascript';
  }
  if (/\.pyi?$/i.test(path)) return 'python';
  if (/\.go$/i.test(path)) return 'go';
  return importPatterns.find(({ files }) => files.test(path))?.language;
}

/** How comments and texts are written in a language whose imports are read. */
const spansOf: Readonly<Record<ImportLanguage, CodeLanguage>> = {
  javascript: 'javascript',
  python: 'python',
  go: 'go',
  java: 'c-like',
  csharp: 'c-like',
  dart: 'c-like',
  rust: 'rust',
  ruby: 'ruby',
  php: 'php',
};

/** What finds the words and lines that may begin an import in files of a path. */
export function importPlaces(path: string): FindPlaces {
  const language = importLanguage(path);
  if (language === 'javascript') return placesOfWords(['from', 'require', 'import']);
  if (language === 'python' || language === 'go') return startsOfLines(['import']);
  return startsOfLines(importPatterns.find(({ files }) => files.test(path))?.words ?? []);
}

/** Starts of the lines in which one of some words stands, in order. */
function startsOfLines(words: readonly string[]): FindPlaces {
  const find = placesOfWords(words);
  return (text) => {
    const starts = find(text).map((at) => text.lastIndexOf('\n', at) + 1);
    return starts.filter((start, index) => start !== starts[index - 1]);
  };
}

/** Statements that import a package of the catalogue, in order. The tool is the one the package belongs to, whatever it imports. */
export function importStatements(
  path: string,
  text: string,
  catalog: Catalog,
  places = importPlaces(path)(text),
): readonly ImportStatement[] {
  const language = importLanguage(path);
  if (language === undefined) return [];
  const candidates = (readers[language] ?? readByPattern(path))(text, places, catalog);
  if (candidates.length === 0) return [];
  const isPage = /\.(?:vue|svelte|astro|html?)$/i.test(path);
  const spans = codeSpans(text, spansOf[language]);
  return candidates.filter(({ at }) => (isPage ? inScript(text, at) : spans.kindAt(at) === undefined));
}

/** Pages mix code with text: only the script around the place is read. */
function inScript(text: string, at: number): boolean {
  const isFrontMatter = text.startsWith('---') && text.indexOf('\n---', 3) > at;
  const open = isFrontMatter ? 0 : text.lastIndexOf('<script', at);
  if (open < 0 || text.lastIndexOf('</script', at) > open) return false;
  const start = isFrontMatter ? 3 : text.indexOf('>', open) + 1;
  return codeSpans(text.slice(start, at + 1), 'javascript').kindAt(at - start) === undefined;
}

type Reader = (text: string, places: readonly number[], catalog: Catalog) => readonly Candidate[];

const readers: Readonly<Partial<Record<ImportLanguage, Reader>>> = {
  javascript: readJavaScript,
  python: readPython,
  go: readGo,
};

const javaScriptImport =
  /(?:from|require\s{0,9}\(|import\s{0,9}\(?)\s{0,99}(?:\/\*[^*]{0,200}\*\/\s{0,99})?(["'`])([^"'`\s]{1,300})\1/y;

function readJavaScript(text: string, places: readonly number[], catalog: Catalog): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const match of matchesAt(text, places, javaScriptImport)) {
    if (/\w/.test(text[match.index - 1] ?? '')) continue;
    const module = match[2] ?? '';
    const tool = catalog.byImport('javascript', packageBehind(module));
    if (tool === undefined) continue;
    const end = match.index + match[0].length - 1;
    const names = match[0].startsWith('from') ? namesBefore(text, match.index) : undefined;
    found.push({
      tool,
      module,
      at: match.index,
      start: end - module.length,
      end,
      ...(names === undefined ? {} : { names }),
    });
  }
  return found;
}

/** The package that a specifier of Deno or of a delivery network names: `npm:openai@4` and `https://esm.sh/openai@4` → `openai`.
 *  Sources: https://docs.deno.com/runtime/fundamentals/node/ and https://esm.sh */
function packageBehind(specifier: string): string {
  const remote =
    /^(?:npm:\/?|https:\/\/(?:esm\.sh\/(?:v\d+\/)?|deno\.land\/x\/|cdn\.skypack\.dev\/|cdn\.jsdelivr\.net\/npm\/|unpkg\.com\/))((?:@[^/@]+\/)?[^/@?]+)/.exec(
      specifier,
    );
  return remote?.[1] ?? specifier;
}

/** `Name` or `{ A, B as C }` between `import` and `from`. Longer clauses than 600 characters, types and stars are not read. */
function namesBefore(text: string, from: number): readonly ImportedName[] | undefined {
  const windowStart = Math.max(0, from - 600);
  const window = text.slice(windowStart, from);
  const clause = /\bimport\s+(?:([A-Za-z_$][\w$]*)|\{([^{}"'`;]*)\})\s*$/.exec(window);
  if (clause === null) return undefined;
  const [whole, single, list] = clause;
  if (single !== undefined) {
    const start = windowStart + clause.index + whole.indexOf(single, 'import'.length);
    return [{ name: single, isDefault: true, start, end: start + single.length }];
  }
  if (list === undefined || /\/[/*]/.test(list)) return undefined;
  return namesIn(list, windowStart + clause.index + whole.indexOf('{') + 1);
}

const pythonImport = /^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(.*)|import[ \t]+(.*))$/my;

function readPython(text: string, places: readonly number[], catalog: Catalog): readonly Candidate[] {
  return [...matchesAt(text, places, pythonImport)].flatMap((match): readonly Candidate[] => {
    const [whole, from, names, list] = match;
    const at = match.index + whole.length - whole.trimStart().length;
    const listStart = match.index + whole.length - (names ?? list ?? '').length;
    const imported = namesIn((names ?? list ?? '').replace(/#.*$/, ''), listStart);
    if (from === undefined) {
      return imported.flatMap(({ name, start, end }) => {
        const tool = catalog.byImport('python', name);
        return tool === undefined ? [] : [{ tool, module: name, at, start, end }];
      });
    }
    if (from.startsWith('.')) return [];
    const start = text.indexOf(from, at + 'from'.length);
    const tool = catalog.byImport('python', from);
    if (tool !== undefined) {
      const isWhole = /^\(/.test(names ?? '') || imported.length === 0;
      return [{ tool, module: from, at, start, end: start + from.length, ...(isWhole ? {} : { names: imported }) }];
    }
    // `from google import genai` names the module google.genai.
    return imported.flatMap((each) => {
      const part = catalog.byImport('python', `${from}.${each.name}`);
      return part === undefined
        ? []
        : [{ tool: part, module: `${from}.${each.name}`, at, start: each.start, end: each.end }];
    });
  });
}

/** Names of a list, each without its `as`. */
function namesIn(list: string, listStart: number): readonly ImportedName[] {
  return [...list.matchAll(/(?:^|[,(])\s*(?:type\s+)?([A-Za-z_$][\w$.]*)/g)].map((match) => {
    const name = match[1] ?? '';
    const end = listStart + match.index + match[0].length;
    return { name, isDefault: false, start: end - name.length, end };
  });
}

const goImport = /^import[ \t]*(?:\(([^)]*)\)|[^\n"]*"[^"\n]*")/my;

function readGo(text: string, places: readonly number[], catalog: Catalog): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const statement of matchesAt(text, places, goImport)) {
    for (const match of statement[0].matchAll(/"([^"\n]{1,300})"/g)) {
      const module = match[1] ?? '';
      const tool = catalog.byImport('go', module);
      if (tool === undefined) continue;
      const quote = statement.index + match.index;
      // The quoted path is a string itself; the character before it says whether that is code or a comment.
      found.push({ tool, module, at: quote - 1, start: quote + 1, end: quote + 1 + module.length });
    }
  }
  return found;
}

/** Languages in which an import is one keyword and one name. */
function readByPattern(path: string): Reader {
  const row = importPatterns.find(({ files }) => files.test(path));
  if (row === undefined) return () => [];
  return (text, places, catalog) =>
    [...matchesAt(text, places, row.statement)].flatMap((match): readonly Candidate[] => {
      const [whole, before = '', module = ''] = match;
      const tool = catalog.byImport(row.language, module);
      if (tool === undefined) return [];
      const start = match.index + before.length;
      const at = match.index + whole.length - whole.trimStart().length;
      return [{ tool, module, at, start, end: start + module.length }];
    });
}
