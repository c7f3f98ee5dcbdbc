// AI tools in containers, pipelines and scripts: images, actions, programs that are started, packages that a command installs.

import type { AiTool, Catalog } from '../../catalog/catalog.ts';
import type { Confidence, EvidenceSignal } from '../../model/finding.ts';
import type { DetectedTool, Detector } from '../detector.ts';
import { buildFiles, type BuildPart } from './build-steps.ts';
import { isListOfTools } from './lists-of-tools.ts';
import { isMachineMade, scopeOfPath } from './path-scope.ts';
import { fetchedPackages, shellCommands, startedImages } from './shell-words.ts';

interface Sign {
  readonly tool: AiTool;
  readonly signal: EvidenceSignal;
  readonly value: string;
  readonly confidence: Confidence;
  readonly start: number;
}

/** Images and actions are sure; that a program of this name is the AI tool is likely. The first place of each counts. */
export const buildFilesDetector: Detector = {
  id: 'ai-tools/build-files',
  rules: [],
  appliesTo: (path) => !isMachineMade(path) && buildFiles.some(({ files }) => files.test(path)),
  detect: ({ path, text }, { catalog }) => {
    if (!mayHoldSigns(text, catalog)) return {};
    const parts = buildFiles.find(({ files }) => files.test(path))?.read(text) ?? [];
    const scope = scopeOfPath(path);
    const seen = new Set<string>();
    const tools = parts
      .flatMap((part) => signsIn(part, catalog))
      .flatMap(({ tool, signal, value, confidence, start }): readonly DetectedTool[] => {
        const key = `${tool.id} ${signal} ${value}`;
        if (seen.has(key)) return [];
        seen.add(key);
        const place = { startOffset: start, endOffset: start + value.length };
        return [{ toolId: tool.id, signal, value, confidence, scope, ...place }];
      });
    return tools.length === 0 || isListOfTools(path, tools) ? {} : { tools };
  },
};

function signsIn({ kind, text, start }: BuildPart, catalog: Catalog): readonly Sign[] {
  switch (kind) {
    case 'image': {
      const tool = catalog.byImage(text);
      return tool === undefined ? [] : [{ tool, signal: 'container-image', value: text, confidence: 'high', start }];
    }
    case 'action': {
      const tool = catalog.byAction(text);
      return tool === undefined ? [] : [{ tool, signal: 'ci-action', value: text, confidence: 'high', start }];
    }
    case 'shell':
      return shellCommands(text).flatMap((command): readonly Sign[] => {
        const run = catalog.byCommand(command.program, command.words[0]?.text);
        return [
          ...(run === undefined
            ? []
            : [
                {
                  tool: run,
                  signal: 'cli',
                  value: command.program,
                  confidence: 'medium',
                  start: start + command.start,
                } as const,
              ]),
          ...fetchedPackages(command).flatMap(({ ecosystem, name, start: at }): readonly Sign[] => {
            const tool = catalog.byPackage(ecosystem, name);
            return tool === undefined
              ? []
              : [{ tool, signal: 'dependency', value: name, confidence: 'high', start: start + at }];
          }),
          ...startedImages(command).flatMap(({ image, start: at }): readonly Sign[] => {
            const tool = catalog.byImage(image);
            return tool === undefined
              ? []
              : [{ tool, signal: 'container-image', value: image, confidence: 'high', start: start + at }];
          }),
        ];
      });
  }
}

/** Reading such a file costs much more than asking whether a word of any name is in it. */
function mayHoldSigns(text: string, catalog: Catalog): boolean {
  let words = wordsOf.get(catalog);
  if (words === undefined) {
    const names = catalog.tools.flatMap(
      ({ evidence: { images = [], actions = [], commands = [], npm = [], pypi = [] } }) => [
        ...[...images, ...actions, ...npm, ...pypi].map((name) => name.toLowerCase()),
        ...commands.map((name) => name.split(' ')[0] ?? ''),
      ],
    );
    words = new Set(names.map((name) => longestWord(name)));
    wordsOf.set(catalog, words);
  }
  for (const [word] of text.matchAll(/[A-Za-z0-9]{2,}/g)) if (words.has(word.toLowerCase())) return true;
  return false;
}

const wordsOf = new WeakMap<Catalog, ReadonlySet<string>>();

function longestWord(name: string): string {
  return name.split(/[^a-z0-9]+/).reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}
