// The heavy half of the editor shell: detectors, catalogue, policy and readiness in one bundle, loaded at the first use.
// Called by services.ts alone; what it offers is typed in folder-engine.ts. No logic of its own: it hands on to the core.

import { editorExtensionEvidence } from '../core/detectors/ai-tools/editor-extensions.ts';
import { terminalEvidence } from '../core/detectors/ai-tools/terminal-programs.ts';
import { ruleById, ruleUnder } from '../core/detectors/registry.ts';
import type { Rule, ToolEvidence } from '../core/model/finding.ts';
import { brokenGlass, nextTurnOf } from '../core/policy/break-glass.ts';
import type { PolicySource } from '../core/policy/load.ts';
import { ruleStanding, youMayUse } from '../core/policy/decide.ts';
import { correctedMoment } from '../core/policy/server-clock.ts';
import { showPolicy, shownLines } from '../core/policy/show.ts';
import { whyFlagged } from '../core/policy/why.ts';
import { exceptionDraft } from '../core/inventory/exception-draft.ts';
import { switchGuide } from '../core/inventory/switch-guide.ts';
import { whereToAsk } from '../core/policy/where-to-ask.ts';
import { planToolWaiver } from '../core/readiness/plan-ruling.ts';
import { scanFiles } from '../core/scanner/scan-workspace.ts';
import { defaultMaxFileBytes, leftOut, walkChanged, type WalkOptions } from '../core/scanner/walk.ts';
import { openWorkspace, type Workspace } from '../node/open-workspace.ts';
import type { OpenedFolder, OpenRequest } from './folder-engine.ts';
import { folderReadiness } from './folder-readiness.ts';
import { nextTurn } from './turns.ts';
import { openVirtual } from './virtual-folder.ts';

export { assist } from './policy-assist.ts';

/** Open a folder under the policy that its files and this machine give it. Policies that do not load are in `rejected`. */
export async function openFolder(request: OpenRequest): Promise<OpenedFolder> {
  const { root, env, today, now, lastGood, freshness, policySetting } = request;
  const workspace =
    root === undefined
      ? await openVirtual(request)
      : await openWorkspace({
          root,
          cwd: root,
          env,
          today,
          now: now(),
          lastGood,
          freshness,
          mayRunGit: request.trusted,
          ...(policySetting !== undefined && { policySetting }),
        });
  return openedFolder(workspace, request);
}

/** @returns undefined for ids of no rule of the product */
export function rule(id: string): Rule | undefined {
  return ruleById(id);
}

/** AI programs that terminals started, by root and fingerprint: they outlast a change of policy. */
const startedPrograms = new Map<string, Map<string, ToolEvidence>>();

function startedIn(root: string): Map<string, ToolEvidence> {
  const started = startedPrograms.get(root) ?? new Map<string, ToolEvidence>();
  startedPrograms.set(root, started);
  return started;
}

function openedFolder(workspace: Workspace, request: OpenRequest): OpenedFolder {
  const { engine, rulings, policy, catalog, files, rejected, fetched, correctionMs } = workspace;
  // What is due at a moment goes by the corrected clock; how old a copy is by the one it was noted with.
  const now = (): string => correctedMoment(request.now(), correctionMs);
  const started = startedIn(workspace.root);
  const evidence = editorExtensionEvidence(request.installedExtensions, catalog);
  return {
    policy,
    scanKey: engine.scanKey,
    rejected,
    goodTexts: goodTexts(workspace, request.lastGood),
    shown: () => {
      const freshness = { checkedAt: workspace.checkedAt, now: request.now() };
      return shownLines(policy, showPolicy(policy, rejected, freshness));
    },
    ...(fetched !== undefined && { fetched }),
    why: (finding) => whyFlagged(policy, finding, { rejected, now: now() }),
    brokenGlass: () => brokenGlass(policy, now()).filter(({ state }) => state === 'holds'),
    nextTurn: () => {
      const turn = nextTurnOf(policy, now());
      return turn === undefined ? undefined : correctedMoment(turn, -correctionMs);
    },
    issues: [...policy.issues, ...workspace.issues],
    youMayUse: youMayUse(policy, catalog),
    follow: engine.follow,
    judge: (scanned) => engine.judge(scanned, { ...rulings, now: now() }),
    fixes: (finding, document) => engine.fixes(finding, document),
    isSuppressible: ({ ruleId, path }) => {
      const found = ruleUnder(policy, ruleId);
      return found !== undefined && ruleStanding(policy, found, { path }).suppressible;
    },
    scan: async (onProgress, signal) => {
      const { documents, paths, skipped, stopped } = await workspace.scan({ onProgress, signal, pause: nextTurn });
      return { documents, paths, skipped, stopped };
    },
    rescan: async (changed, signal) => {
      const { paths } = await walkChanged(files, changed, { ...(await walkOptions(workspace)), signal });
      return { paths, documents: await scanFiles(files, engine, paths, signal) };
    },
    leftOut: async (paths) => leftOut(files, paths, await walkOptions(workspace)),
    inventory: (scans) => engine.inventory(scans, [...evidence, ...started.values()], rulings),
    noteProgram: (commandLine) => {
      const known = started.size;
      for (const each of terminalEvidence(commandLine, catalog)) started.set(each.fingerprint, each);
      return started.size > known;
    },
    ...folderReadiness(workspace, request),
    tool: (id) => catalog.tool(id),
    toolName: (id) => catalog.tool(id)?.name ?? id,
    switchGuide: (used) => {
      const from = catalog.tool(used.id);
      const to = used.instead === undefined ? undefined : catalog.tool(used.instead);
      if (from === undefined || to === undefined) return undefined;
      const cleared = youMayUse(policy, catalog);
      const { reason, dataClasses = [] } = cleared.find(({ tool }) => tool.id === to.id) ?? {};
      const assistant = cleared.find(({ tool }) => tool.kind === 'assistant' || tool.kind === 'agent-cli')?.tool;
      return switchGuide({
        from,
        to,
        places: used.evidence,
        dataClasses,
        ...(reason !== undefined && { reason }),
        ...(assistant !== undefined && { assistant }),
      });
    },
    approvalRequest: (ask) => {
      const where = whereToAsk(policy);
      return { ...where, draft: exceptionDraft(ask, where.contact) };
    },
    planToolWaiver,
  };
}

async function walkOptions({ git }: Workspace): Promise<WalkOptions> {
  const tracked = await git.trackedFiles();
  return { useIgnoreFiles: true, maxFileBytes: defaultMaxFileBytes, ...(tracked !== undefined && { tracked }) };
}

/** Texts to hand to the next opening: what loaded now, and what holds in place of what did not. */
function goodTexts(
  workspace: Workspace,
  lastGood: ReadonlyMap<string, PolicySource>,
): ReadonlyMap<string, PolicySource> {
  const texts = new Map<string, PolicySource>();
  for (const source of workspace.sources) {
    const isRejected = workspace.rejected.some((each) => each.source === source.source);
    const good = isRejected ? lastGood.get(source.source) : source;
    if (good !== undefined) texts.set(source.source, good);
  }
  return texts;
}
