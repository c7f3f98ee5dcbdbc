// AI services that code or configuration speaks to: their hosts, in addresses and quoted texts. Prose and lock files do not count.

import type { AiTool, Catalog } from '../../catalog/catalog.ts';
import { matchesAt, placesOfExpression } from '../../text/followed-places.ts';
import type { DetectedTool } from '../detector.ts';
import { detectorByLines } from './by-lines.ts';
import { codeSpans, languageOf } from '../../text/code-spans.ts';
import { isListOfTools, isScannerRule } from './lists-of-tools.ts';
import { isProseOrMachineMade, scopesIn } from './path-scope.ts';

/** A host behind `//`, a quote, `=`, `@` or `: `; behind `}` or `%s`, or where it begins with a dash, its first label was put in by the
 *  code. */
const address =
  /(?:\/\/|["'`=@}]|%s|: )(\.?)((?:[a-z0-9-]+\.)+[a-z]{2,24}(?![a-z0-9_.-])(?::\d{2,5})?|localhost:\d{2,5}|127\.0\.0\.1:\d{2,5})((?:\/[\w.-]*){0,3})/gi;
const addressHere = new RegExp(address.source, 'iy');

/** What a base address is set to: code adds the path of the service to it. Without such a name an address without a path may be
 *  that of a page. */
const baseAddressBefore =
  /(?:base_?(?:url|uri|path)|api_?(?:base|url|host)|endpoint)["']?\w{0,20}\s*(?::\s*[\w?]{1,30}\s*=|[:=]>?)\s*(?:[\w.]{1,40}\()?["'`]?https?:\/\/$/i;

/** Medium confidence. The value is the host, never the rest of the address; its first place in a file counts. */
export const endpointsDetector = detectorByLines({
  id: 'ai-tools/endpoints',
  appliesTo: (path) => !isProseOrMachineMade(path),
  finders: (_, catalog) => [
    placesOfExpression(address, (match) => {
      const { inPlace, host, rest } = hostOf(match);
      return catalog.byHost(inPlace + rest) !== undefined || catalog.byHost(host, true) !== undefined;
    }),
  ],
  judge: ({ path, text }, [places = []], catalog) => {
    if (places.length === 0) return {};
    const tools: DetectedTool[] = [];
    const seen = new Set<string>();
    const language = languageOf(path);
    const scopeAt = scopesIn(path, text);
    for (const match of matchesAt(text, places, addressHere)) {
      const { inPlace, host, rest } = hostOf(match);
      const tool =
        catalog.byHost(inPlace + rest) ??
        (rest === '' || rest === '/' ? baseAddress(text, match.index, host, catalog) : undefined);
      if (tool === undefined || seen.has(host.toLowerCase())) continue;
      const start = match.index + match[0].length - rest.length - host.length;
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
});

/** Of an address its host, also as it is with the label that the code puts in, and the path behind it. */
function hostOf([whole, dot = '', host = '', rest = '']: RegExpExecArray): {
  readonly host: string;
  readonly inPlace: string;
  readonly rest: string;
} {
  const before = host.startsWith('-') ? 'x' : /^(?:\}|%s)/.test(whole) && dot === '.' ? 'x.' : '';
  return { host, inPlace: before + host, rest };
}

/** The service at a host that code sets as the beginning of its addresses. */
function baseAddress(text: string, at: number, host: string, catalog: Catalog): AiTool | undefined {
  const tool = catalog.byHost(host, true);
  if (tool === undefined) return undefined;
  return baseAddressBefore.test(text.slice(Math.max(0, at - 100), at + 2)) ? tool : undefined;
}
