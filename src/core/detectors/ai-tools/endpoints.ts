// AI services that code or configuration speaks to: their hosts, in addresses and quoted texts. Prose and lock files do not count.

import type { AiTool, Catalog } from '../../catalog/catalog.ts';
import type { DetectedTool, Detector } from '../detector.ts';
import { codeSpans, languageOf } from '../../text/code-spans.ts';
import { isListOfTools, isScannerRule } from './lists-of-tools.ts';
import { isProseOrMachineMade, scopesIn } from './path-scope.ts';

/** A host behind `//`, a quote, `=`, `@` or `: `; behind `}` or `%s`, or where it begins with a dash, its first label was put in by the
 *  code. */
const address =
  /(?:\/\/|["'`=@}]|%s|: )(\.?)((?:[a-z0-9-]+\.)+[a-z]{2,24}(?![a-z0-9_.-])(?::\d{2,5})?|localhost:\d{2,5}|127\.0\.0\.1:\d{2,5})((?:\/[\w.-]*){0,3})/gi;

/** What a base address is set to: code adds the path of the service to it. Without such a name an address without a path may be
 *  that of a page. */
const baseAddressBefore =
  /(?:base_?(?:url|uri|path)|api_?(?:base|url|host)|endpoint)["']?\w{0,20}\s*(?::\s*[\w?]{1,30}\s*=|[:=]>?)\s*(?:[\w.]{1,40}\()?["'`]?https?:\/\/$/i;

/** Medium confidence. The value is the host, never the rest of the address; its first place in a file counts. */
export const endpointsDetector: Detector = {
  id: 'ai-tools/endpoints',
  rules: [],
  appliesTo: (path) => !isProseOrMachineMade(path),
  detect: ({ path, text }, { catalog }) => {
    const tools: DetectedTool[] = [];
    const seen = new Set<string>();
    const language = languageOf(path);
    const scopeAt = scopesIn(path, text);
    for (const match of text.matchAll(address)) {
      const [whole, dot = '', host = '', rest = ''] = match;
      const before = host.startsWith('-') ? 'x' : /^(?:\}|%s)/.test(whole) && dot === '.' ? 'x.' : '';
      const tool =
        catalog.byHost(before + host + rest) ??
        (rest === '' || rest === '/' ? baseAddress(text, match.index, host, catalog) : undefined);
      if (tool === undefined || seen.has(host.toLowerCase())) continue;
      const start = match.index + whole.length - rest.length - host.length;
      if (language !== undefined) {
        const kind = codeSpans(text, language).kindAt(start);
        if (kind === 'comment' || kind === 'text-block') continue;
      }
      seen.add(host.toLowerCase());
      tools.push({
        toolId: tool.id,
        signal: 'endpoint',
        value: host.toLowerCase(),
        confidence: 'medium',
        scope: scopeAt(start),
        startOffset: start,
        endOffset: start + host.length,
      });
    }
    return tools.length === 0 || isListOfTools(path, tools) || isScannerRule(path, text) ? {} : { tools };
  },
};

/** The service at a host that code sets as the beginning of its addresses. */
function baseAddress(text: string, at: number, host: string, catalog: Catalog): AiTool | undefined {
  const tool = catalog.byHost(host, true);
  if (tool === undefined) return undefined;
  return baseAddressBefore.test(text.slice(Math.max(0, at - 100), at + 2)) ? tool : undefined;
}
