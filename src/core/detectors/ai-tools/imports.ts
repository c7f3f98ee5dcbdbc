// AI tools that code imports. Names in comments and texts are no imports.

import type { DetectedTool } from '../detector.ts';
import { detectorByLines } from './by-lines.ts';
import { possibleDropIns, toolMeant } from './drop-ins.ts';
import { importLanguage, importPlaces, importStatements, type ImportStatement } from './import-statements.ts';
import { scopesIn } from './path-scope.ts';

/** Medium confidence: a local package may have the same name. */
export const importsDetector = detectorByLines({
  id: 'ai-tools/imports',
  appliesTo: (path) => importLanguage(path) !== undefined,
  finders: (path) => [importPlaces(path)],
  judge: ({ path, text }, [places = []], catalog) => {
    const language = importLanguage(path);
    const statements = importStatements(path, text, catalog, places);
    if (language === undefined || statements.length === 0) return {};
    const scopeAt = scopesIn(path, text);
    const byTool = new Map<string, ImportStatement[]>();
    for (const statement of statements) {
      const toolId = toolMeant(statement, language);
      const sameTool = byTool.get(toolId);
      if (sameTool === undefined) byTool.set(toolId, [statement]);
      else sameTool.push(statement);
    }
    const tools = [...byTool].flatMap(([toolId, own]) => {
      const dropIns = own[0]?.tool.id === toolId ? possibleDropIns(own, text, language) : [];
      return own.map(({ module, start, end }): DetectedTool => ({
        toolId,
        signal: 'import',
        value: module,
        confidence: 'medium',
        scope: scopeAt(start),
        startOffset: start,
        endOffset: end,
        ...(dropIns.length === 0 ? {} : { fixData: { dropIns: dropIns.join(',') } }),
      }));
    });
    return { tools };
  },
});
