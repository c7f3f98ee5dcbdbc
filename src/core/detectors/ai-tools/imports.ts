// AI tools that code imports: JavaScript and TypeScript, Python, Go. Names in comments and texts are no imports.

import type { AiTool, Catalog } from '../../catalog/catalog.ts';
import type { DetectedTool, Detector } from '../detector.ts';
import { CodeSpans } from './code-spans.ts';
import { scopeOfPath } from './path-scope.ts';

interface Candidate {
  readonly tool: AiTool;
  readonly value: string;
  /** Where the statement starts: has to be code. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

/** Medium confidence: a local package may have the same name. */
export const importsDetector: Detector = {
  id: 'ai-tools/imports',
  rules: [],
  appliesTo: (path) => importLanguage(path) !== undefined,
  detect: ({ path, text }, { catalog }) => {
    const language = importLanguage(path);
    if (language === undefined) return {};
    const candidates = readers[language](text, catalog);
    if (candidates.length === 0) return {};
    const scope = scopeOfPath(path);
    const isPage = /\.(?:vue|svelte|astro|html?)$/i.test(path);
    const spans = new CodeSpans(text, language);
    const tools: DetectedTool[] = candidates
      .filter(({ at }) => (isPage ? inScript(text, at) : spans.kindAt(at) === undefined))
      .map(({ tool, value, start, end }) => ({
        toolId: tool.id,
        signal: 'import',
        value,
        confidence: 'medium',
        scope,
        startOffset: start,
        endOffset: end,
      }));
    return { tools };
  },
};

type ImportLanguage = 'javascript' | 'python' | 'go';

function importLanguage(path: string): ImportLanguage | undefined {
  if (/\.(?:[cm]?[jt]sx?|vue|svelte|astro|html?)$/i.test(path))
    return /\.min\.[cm]?js$/i.test(path) ? undefined : 'javascript';
  if (/\.pyi?$/i.test(path)) return 'python';
  return /\.go$/i.test(path) ? 'go' : undefined;
}

/** Pages mix code with text: only the script around the place is read. */
function inScript(text: string, at: number): boolean {
  const open = Math.max(
    text.lastIndexOf('<script', at),
    text.startsWith('---') && text.indexOf('\n---', 3) > at ? 0 : -1,
  );
  if (open < 0 || text.lastIndexOf('</script', at) > open) return false;
  const start = open === 0 && text.startsWith('---') ? 3 : text.indexOf('>', open) + 1;
  return new CodeSpans(text.slice(start, at + 1), 'javascript').kindAt(at - start) === undefined;
}

const readers: Record<ImportLanguage, (text: string, catalog: Catalog) => readonly Candidate[]> = {
  javascript: readJavaScript,
  python: readPython,
  go: readGo,
};

const javaScriptImport =
  /\b(?:from|require\s*\(|import\s*\(?)\s*(?:\/\*[^*]{0,200}\*\/\s*)?(["'`])([^"'`\s]{1,300})\1/g;

function readJavaScript(text: string, catalog: Catalog): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(javaScriptImport)) {
    const specifier = match[2] ?? '';
    const name = packageBehind(specifier);
    const tool = catalog.byImport('javascript', name);
    if (tool === undefined) continue;
    const end = match.index + match[0].length - 1;
    found.push({ tool, value: specifier, at: match.index, start: end - specifier.length, end });
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

const pythonImport = /^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(.*)|import[ \t]+(.*))$/gm;

function readPython(text: string, catalog: Catalog): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(pythonImport)) {
    const [whole, from, names, list] = match;
    const at = match.index + whole.length - whole.trimStart().length;
    const listStart = match.index + whole.length - (names ?? list ?? '').length;
    if (from === undefined) {
      for (const { name, offset } of namesIn(list ?? '')) {
        const tool = catalog.byImport('python', name);
        if (tool)
          found.push({ tool, value: name, at, start: listStart + offset, end: listStart + offset + name.length });
      }
      continue;
    }
    if (from.startsWith('.')) continue;
    const fromStart = text.indexOf(from, at + 'from'.length);
    const tool = catalog.byImport('python', from);
    if (tool) {
      found.push({ tool, value: from, at, start: fromStart, end: fromStart + from.length });
      continue;
    }
    // `from google import genai` names the module google.genai.
    for (const { name, offset } of namesIn(names ?? '')) {
      const part = catalog.byImport('python', `${from}.${name}`);
      const start = listStart + offset;
      if (part) found.push({ tool: part, value: `${from}.${name}`, at, start, end: start + name.length });
    }
  }
  return found;
}

/** Names of an import list without their `as`, with their offsets in it. */
function namesIn(list: string): readonly { readonly name: string; readonly offset: number }[] {
  const names = [];
  const code = list.replace(/#.*$/, '');
  for (const match of code.matchAll(/(?:^|[,(])[ \t]*([A-Za-z_][\w.]*)/g)) {
    const name = match[1] ?? '';
    names.push({ name, offset: match.index + match[0].length - name.length });
  }
  return names;
}

function readGo(text: string, catalog: Catalog): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const statement of text.matchAll(/^import[ \t]*(?:\(([^)]*)\)|[^\n"]*"[^"\n]*")/gm)) {
    for (const match of statement[0].matchAll(/"([^"\n]{1,300})"/g)) {
      const module = match[1] ?? '';
      const tool = catalog.byImport('go', module);
      if (tool === undefined) continue;
      const quote = statement.index + match.index;
      // The quoted path is a string itself; the character before it says whether that is code or a comment.
      found.push({ tool, value: module, at: quote - 1, start: quote + 1, end: quote + 1 + module.length });
    }
  }
  return found;
}
