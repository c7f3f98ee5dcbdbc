// AI tools that are set up in a workspace: a settings or instruction file is evidence by its path alone.

import type { Detector } from '../detector.ts';

/** High confidence that the tool is set up here; whether anybody uses it cannot be seen. */
export const configFilesDetector: Detector = {
  id: 'ai-tools/config-files',
  rules: [],
  appliesTo: () => true,
  detect: ({ path }, { catalog }) => {
    const tools = catalog.byFile(path);
    if (tools.length === 0) return {};
    return {
      tools: tools.map((tool) => ({
        toolId: tool.id,
        signal: 'config-file',
        value: path,
        confidence: 'high',
        scope: /(?:^|\/)(?:fixtures?|testdata|templates?|examples?)\//i.test(path) ? 'docs' : 'direct',
        startOffset: 0,
        endOffset: 0,
      })),
    };
  },
};
