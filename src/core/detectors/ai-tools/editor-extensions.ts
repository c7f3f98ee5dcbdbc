// AI extensions of VS Code: those a project recommends in its files, and those that the editor has installed.

import { parseTree, type Node as JsonNode } from 'jsonc-parser';
import type { Catalog } from '../../catalog/catalog.ts';
import type { DetectedTool, Detector } from '../detector.ts';
import type { ToolEvidence } from '../../model/finding.ts';
import { startOfDocument } from '../../model/document.ts';
import { sha256 } from '../../text/hash.ts';

/** Where lists of extensions stand. Sources: https://code.visualstudio.com/docs/editor/extension-marketplace#_workspace-recommended-extensions
 *  and https://containers.dev/supporting#visual-studio-code */
const lists: readonly { readonly file: RegExp; readonly keys: readonly string[] }[] = [
  { file: /(?:^|\/)\.vscode\/extensions\.json$/, keys: ['recommendations'] },
  { file: /\.code-workspace$/, keys: ['extensions', 'recommendations'] },
  {
    file: /(?:^|\/)\.?devcontainer(?:\/[\w.-]+)?(?:\/devcontainer)?\.json$/,
    keys: ['customizations', 'vscode', 'extensions'],
  },
];

/** Medium confidence: a recommendation is no installation. */
export const editorExtensionsDetector: Detector = {
  id: 'ai-tools/editor-extensions',
  rules: [],
  appliesTo: (path) => lists.some(({ file }) => file.test(path)),
  detect: ({ path, text }, { catalog }) => {
    const keys = lists.find(({ file }) => file.test(path))?.keys ?? [];
    let node: JsonNode | undefined = parseTree(text, [], { allowTrailingComma: true });
    for (const key of keys) {
      node = node?.children?.find(({ children }) => children?.[0]?.value === key)?.children?.[1];
    }
    const tools = (node?.children ?? []).flatMap((entry): readonly DetectedTool[] => {
      const id: unknown = entry.value;
      if (typeof id !== 'string') return [];
      const tool = catalog.byExtension(id);
      if (tool === undefined) return [];
      const start = entry.offset + 1;
      const place = { startOffset: start, endOffset: start + id.length };
      return [{ toolId: tool.id, signal: 'extension', value: id, confidence: 'medium', scope: 'direct', ...place }];
    });
    return tools.length === 0 ? {} : { tools };
  },
};

/** Evidence of AI extensions that an editor has installed. It belongs to no file: the path is ''.
 *  @param installedIds  as the editor names them, any case */
export function editorExtensionEvidence(installedIds: readonly string[], catalog: Catalog): readonly ToolEvidence[] {
  return installedIds.flatMap((id): readonly ToolEvidence[] => {
    const tool = catalog.byExtension(id);
    if (tool === undefined) return [];
    return [
      {
        toolId: tool.id,
        signal: 'extension',
        value: id,
        confidence: 'high',
        scope: 'direct',
        path: '',
        region: startOfDocument,
        fingerprint: sha256(`ai-tool/${tool.id}/extension\0${id.toLowerCase()}`),
      },
    ];
  });
}
