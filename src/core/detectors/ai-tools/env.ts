// AI services whose key or address is read from the environment: names of variables in `.env` files, configuration and code.
// Values are never looked at.

import type { AiTool, Catalog } from '../../catalog/catalog.ts';
import { matchesAt, placesOfExpression } from '../../text/followed-places.ts';
import type { DetectedTool } from '../detector.ts';
import { detectorByLines } from './by-lines.ts';
import { codeSpans, languageOf } from '../../text/code-spans.ts';
import { isListOfTools, isScannerRule } from './lists-of-tools.ts';
import { isProseOrMachineMade, scopesIn } from './path-scope.ts';

const variable = /(?<![A-Za-z0-9_$-])[A-Z][A-Z0-9]*_[A-Z0-9_]{1,60}(?![A-Za-z0-9_-])/g;
const variableHere = new RegExp(variable.source, 'y');

/** Prefixes that build tools use for what reaches the browser. Sources: https://vite.dev/guide/env-and-mode and
 *  https://nextjs.org/docs/app/guides/environment-variables, https://docs.expo.dev/guides/environment-variables/ */
const browserPrefix = /^(?:VITE|NEXT_PUBLIC|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|PUBLIC)_/;

/** Names that other services use as well, and what a file says that means ours. Seen: the key of the events calendar lu.ma. */
const sharedNames: ReadonlyMap<string, RegExp> = new Map([['LUMA_API_KEY', /lumalabs|luma-?ai|dream[ _-]?machine/i]]);

/** Medium confidence: the name says that the service is foreseen, not that it is used. The first place of each name in a file counts. */
export const envDetector = detectorByLines({
  id: 'ai-tools/env',
  appliesTo: (path) => !isProseOrMachineMade(path) && languageOf(path) !== undefined,
  finders: (_, catalog) => [placesOfExpression(variable, ([name]) => toolOf(name, catalog) !== undefined)],
  judge: ({ path, text }, [places = []], catalog) => {
    const tools: DetectedTool[] = [];
    const seen = new Set<string>();
    const scopeAt = scopesIn(path, text);
    const language = languageOf(path);
    if (language === undefined || places.length === 0) return {};
    for (const match of matchesAt(text, places, variableHere)) {
      const [name] = match;
      const tool = toolOf(name, catalog);
      if (tool === undefined || seen.has(name) || sharedNames.get(name)?.test(text) === false) continue;
      const kind = codeSpans(text, language).kindAt(match.index);
      if (kind === 'comment' || kind === 'text-block') continue;
      seen.add(name);
      tools.push({
        toolId: tool.id,
        signal: 'env',
        value: name,
        confidence: 'medium',
        scope: scopeAt(match.index),
        startOffset: match.index,
        endOffset: match.index + name.length,
      });
    }
    return tools.length === 0 || isListOfTools(path, tools) || isScannerRule(path, text) ? {} : { tools };
  },
});

function toolOf(name: string, catalog: Catalog): AiTool | undefined {
  return catalog.byEnv(name) ?? catalog.byEnv(name.replace(browserPrefix, ''));
}
