// Settings and flags with which AI agents ask less than they should. Reads structure, so a comment that mentions a setting is none.

import type { DetectedMatch, Detection, Detector } from '../detector.ts';
import { propertiesOf, readJsonTree, textNode, textNodesOf, type JsonNode } from '../../text/json-nodes.ts';
import { scopeOfPath } from '../ai-tools/path-scope.ts';
import { readToml } from '../../text/toml-places.ts';
import { broadPermission, skipsApproval } from './rules.ts';
import { settingRows, unattendedFlags, type SettingRow } from './settings-rows.ts';
import { expression } from '../../text/expression.ts';

/** Where programs are started: build steps, containers, scripts. Prose is not: it may warn of the flag. */
const startsPrograms = expression('i')`
  (?:^|/)(?:
    package\.json|Makefile|makefile|GNUmakefile|Justfile|justfile|Procfile|devcontainer\.json|tasks\.json|
    [\w.-]*(?:Dockerfile|Containerfile)[\w.-]*|\.?Jenkinsfile
  )$|
  \.(?:sh|bash|zsh|fish|ps1|bat|cmd|ya?ml|mk|nix)$
`;
const buildOrContainer =
  /(?:^|\/)(?:\.github\/(?:workflows|actions)\/|\.circleci\/|\.gitlab-ci|azure-pipelines|[\w.-]*(?:Dockerfile|Containerfile)|\.devcontainer\/)/i;

const holdsSettings = new RegExp([...new Set(settingRows.map(({ file }) => file.source))].join('|'));

export const agentSettingsDetector: Detector = {
  id: 'agent-settings',
  rules: [skipsApproval, broadPermission],
  appliesTo: (path) => startsPrograms.test(path) || holdsSettings.test(path),
  detect: ({ path, text }): Detection => {
    const rows = settingRows.filter(({ file }) => file.test(path));
    const matches = [
      ...(rows.length === 0 ? [] : path.endsWith('.toml') ? tomlMatches(text, rows) : jsonMatches(path, text, rows)),
      ...(startsPrograms.test(path) ? flagMatches(path, text) : []),
    ];
    return matches.length === 0 ? {} : { matches };
  },
};

function matchOf({ rule, does }: SettingRow, startOffset: number, endOffset: number): DetectedMatch {
  return {
    ruleId: `agent-file/${rule}`,
    startOffset,
    endOffset,
    confidence: 'high',
    detail: `The agent ${does}.`,
    valueBits: 0,
    previewable: false,
  };
}

function jsonMatches(path: string, text: string, rows: readonly SettingRow[]): readonly DetectedMatch[] {
  const { root } = readJsonTree(text);
  const top = path.endsWith('.code-workspace') ? below(root, ['settings'])[0] : root;
  return rows.flatMap((row) =>
    below(top, row.keys).flatMap((value) =>
      countingNodes(value, row).map((node) => matchOf(row, node.offset, node.offset + node.length)),
    ),
  );
}

function below(node: JsonNode | undefined, keys: readonly string[]): readonly JsonNode[] {
  const [key, ...rest] = keys;
  if (node === undefined || key === undefined) return node === undefined ? [] : [node];
  return propertiesOf(node).flatMap(([name, value]) =>
    key === name.value || (key === '*' && rest.length > 0) ? below(value, rest) : [],
  );
}

function countingNodes(node: JsonNode, { value }: SettingRow): readonly Pick<JsonNode, 'offset' | 'length'>[] {
  if (value === true) return node.value === true ? [node] : [];
  const text = textNode(node);
  const candidates = text === undefined ? textNodesOf(node) : [text];
  return candidates.filter((candidate) => value.includes(candidate.value));
}

function tomlMatches(text: string, rows: readonly SettingRow[]): readonly DetectedMatch[] {
  const { entries } = readToml(text);
  return rows.flatMap((row) =>
    entries
      .filter(({ table, key }) => {
        const names = [...table, ...key];
        return (
          names.length === row.keys.length && row.keys.every((each, index) => each === '*' || each === names[index])
        );
      })
      .flatMap(({ texts }) => texts)
      .filter(({ value }) => row.value !== true && row.value.includes(value))
      .map(({ start, end }) => matchOf(row, start, end)),
  );
}

function flagMatches(path: string, text: string): readonly DetectedMatch[] {
  return [...text.matchAll(unattendedFlags)].flatMap((hit): readonly DetectedMatch[] => {
    const { flag, yolo, yes, mode } = hit.groups ?? {};
    const value = flag ?? yolo ?? yes ?? mode ?? hit[0];
    const startOffset = hit.index + hit[0].lastIndexOf(value);
    if (isCommented(text, startOffset)) return [];
    const where = placeInWords(path);
    return [
      {
        ruleId: skipsApproval.id,
        startOffset,
        endOffset: startOffset + value.length,
        confidence: 'high',
        ...(where === undefined ? {} : { severity: 'medium' as const }),
        detail: `An agent is started that asks nobody${where === undefined ? '' : `; it runs in ${where}`}.`,
        valueBits: 0,
        previewable: false,
      },
    ];
  });
}

/** What bounds the harm; undefined where nothing does. */
function placeInWords(path: string): string | undefined {
  if (buildOrContainer.test(path)) return 'a build or a container, which bounds what it can reach';
  return scopeOfPath(path) === 'direct' ? undefined : 'a test or an example';
}

function isCommented(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^\s*(?:#|\/\/|::|rem\b)/i.test(line) || /\s#\s/.test(line) || /\b(?:echo|printf|grep|rg)\b/.test(line);
}
