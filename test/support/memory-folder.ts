// An opened folder in memory for tests of the editor shell: one rule, which finds the word "secret".

import type { Finding } from '../../src/core/model/finding.ts';
import type { FetchedPolicy, HeavyParts, OpenedFolder, OpenRequest } from '../../src/extension/folder-engine.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import type { ScannedDocument } from '../../src/core/scanner/scanned-document.ts';
import { LineIndex } from '../../src/core/text/line-index.ts';

export const emptyPolicy: Policy = {
  layers: [],
  name: 'Acme policy',
  version: '1',
  serial: null,
  hash: null,
  issues: [],
};

export interface MemoryWorld {
  /** Files on disk, by path. */
  readonly files: Map<string, string>;
  /** Severity that the policy in force gives. */
  severity: Finding['severity'];
  /** How often documents were scanned. */
  scans: number;
  readonly opened: OpenRequest[];
  /** When something weighed by the clock changes next. */
  nextTurn?: string | undefined;
  /** The policy comes from an address. */
  fetched?: FetchedPolicy;
  /** Held back until this settles: to make answers late. */
  opening: Promise<void>;
  /** The same for a scan of all files, which has read them by then. */
  scanning: Promise<void>;
  /** The same for a look at changed files. */
  rescanning: Promise<void>;
}

export function memoryWorld(files: Readonly<Record<string, string>> = {}): MemoryWorld {
  return {
    files: new Map(Object.entries(files)),
    severity: 'warning',
    scans: 0,
    opened: [],
    opening: Promise.resolve(),
    scanning: Promise.resolve(),
    rescanning: Promise.resolve(),
  };
}

export function memoryHeavy(world: MemoryWorld): HeavyParts {
  return {
    openFolder: async (request) => {
      world.opened.push(request);
      await world.opening;
      return memoryFolder(world, world.severity);
    },
    rule: () => undefined,
    assist: {
      complete: () => [],
      hover: () => undefined,
      diagnose: () => [],
      completeTests: () => [],
      hoverTests: () => undefined,
      diagnoseTests: () => [],
      definitions: () => [],
      fixes: () => [],
      folds: () => [],
      affected: () => [],
    },
  };
}

function memoryFolder(world: MemoryWorld, severity: Finding['severity']): OpenedFolder {
  const isLeftOut = (path: string): boolean => path.startsWith('ignored/');
  return {
    policy: emptyPolicy,
    scanKey: 'memory',
    rejected: [],
    shown: () => ({ title: 'Acme policy 1', layers: [], sections: [] }),
    why: () => [],
    ...(world.fetched && { fetched: world.fetched }),
    brokenGlass: () => [],
    nextTurn: () => world.nextTurn,
    goodTexts: new Map(),
    issues: [],
    youMayUse: [],
    follow: (path) => ({
      scan: (text) => {
        world.scans += 1;
        return scanned(path, text);
      },
    }),
    judge: (document) => document.matches.map((match) => finding(document.path, match.region, severity)),
    fixes: () => [],
    isSuppressible: () => true,
    scan: async (onProgress, signal) => {
      onProgress({ done: world.files.size, total: world.files.size });
      const paths = [...world.files.keys()].filter((path) => !isLeftOut(path));
      const documents = new Map(paths.map((path) => [path, scanned(path, world.files.get(path) ?? '')]));
      await world.scanning;
      return { documents, paths, skipped: [], stopped: signal.aborted };
    },
    rescan: async (changed) => {
      await world.rescanning;
      const isBelow = (path: string): boolean =>
        changed.some((place) => path === place || path.startsWith(`${place}/`));
      const paths = [...world.files.keys()].filter((path) => isBelow(path) && !isLeftOut(path));
      return { paths, documents: new Map(paths.map((path) => [path, scanned(path, world.files.get(path) ?? '')])) };
    },
    leftOut: (paths) => Promise.resolve(new Set(paths.filter(isLeftOut))),
    noteProgram: () => false,
    inventory: () => ({ tools: [], mcpServers: [], models: [], limits: [] }),
    readiness: () => Promise.resolve(undefined),
    planFix: () => Promise.resolve(undefined),
    planFixes: () => Promise.resolve({ plan: { edits: [], afterwards: [] }, checkIds: [] }),
    untrack: () => Promise.resolve(),
    askHost: () => Promise.resolve(''),
    guide: () => undefined,
    planWithdrawal: () => ({ problem: 'not here' }),
    longestRuling: () => 90,
    planRecord: () => Promise.resolve(undefined),
    approvers: () => [],
    shipWays: () => [],
    voice: () => 'plain',
    page: () => undefined,
    markdown: () => undefined,
    rulingsPath: () => '.handrail/waivers.yaml',
    planRuling: () => ({ problem: 'not here' }),
    tool: () => undefined,
    toolName: (id) => id.toUpperCase(),
    switchGuide: () => undefined,
    approvalRequest: () => ({ draft: '' }),
    planToolWaiver: () => ({ problem: 'not here' }),
    userEmail: () => Promise.resolve(undefined),
  };
}

function scanned(path: string, text: string): ScannedDocument {
  const index = new LineIndex(text);
  const matches = [...text.matchAll(/secret/g)].map((match) => ({
    ruleId: 'sensitive-data/word',
    region: index.region(match.index, match.index + 6),
    confidence: 'high' as const,
    preview: '',
    fingerprint: `${path}#${String(match.index)}`,
  }));
  return { path, matches, toolEvidence: [], mcpServers: [], suppressions: [], issues: [], failures: [] };
}

function finding(path: string, region: Finding['region'], severity: Finding['severity']): Finding {
  return {
    ruleId: 'sensitive-data/word',
    kind: 'sensitive-data',
    severity,
    confidence: 'high',
    path,
    region,
    message: 'A word was seen',
    preview: '',
    fingerprint: `${path}#${String(region.startOffset)}`,
    fixes: [],
  };
}
