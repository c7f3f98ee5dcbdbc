// Readiness of one opened folder, in the heavy bundle: the last facts and report, and what can be planned from them.

import { assistantFor } from '../core/policy/assistant.ts';
import { allRules } from '../core/detectors/registry.ts';
import type { Finding } from '../core/model/finding.ts';
import type { FileEdit } from '../core/model/edit.ts';
import { ReadinessJudge } from '../core/readiness/evaluate.ts';
import { FactsGatherer, type Facts } from '../core/readiness/facts.ts';
import { guideFor } from '../core/readiness/guide.ts';
import { earlierReport, type HistoryPoint } from '../core/readiness/history.ts';
import { openChecks } from '../core/readiness/open-checks.ts';
import { askedInWords, outcomesOfHost, type HostOutcomes } from '../core/readiness/host-evidence.ts';
import { planFix, planFixes, problemsSeen } from '../core/readiness/plan-fix.ts';
import { planRecord } from '../core/readiness/plan-record.ts';
import { maxAttestationDays, planRuling, planWithdrawal, rulingsPathOf } from '../core/readiness/plan-ruling.ts';
import { readinessDemands } from '../core/readiness/policy-demands.ts';
import { projectFacts } from '../core/readiness/project-facts.ts';
import { renderHtml } from '../core/readiness/render-html.ts';
import { renderMarkdown } from '../core/readiness/render-markdown.ts';
import type { ProjectReport, ReadinessReport } from '../core/readiness/report.ts';
import { nothing } from '../core/readiness/scaffolds/scaffold.ts';
import { shipWays } from '../core/readiness/ship.ts';
import { voiceFor } from '../core/readiness/voice.ts';
import { decode } from '../core/text/decode.ts';
import { askCodeHost, repositoryOf } from '../node/code-host.ts';
import { credentialFixes } from '../node/credential-fixes.ts';
import { untrackFiles } from '../node/git.ts';
import { historyOf, keepHistory } from '../node/readiness-history.ts';
import type { Workspace } from '../node/open-workspace.ts';
import { takeSteps, turnWhenDue } from './turns.ts';
import type { FolderReadiness, FolderScan, OpenRequest } from './folder-engine.ts';

/** What outlasts another policy and other rulings of people. */
interface Outlasting {
  readonly gatherer: FactsGatherer;
  readonly judge: ReadinessJudge;
  host: HostOutcomes | undefined;
}

const outlasting = new WeakMap<object, Outlasting>();

function outlastingOf(session: object): Outlasting {
  const kept = outlasting.get(session) ?? {
    gatherer: new FactsGatherer(),
    judge: new ReadinessJudge(),
    host: undefined,
  };
  outlasting.set(session, kept);
  return kept;
}

/** Readiness over an opened workspace. Everything but `readiness` answers from its last run.
 *  @param request  as it was opened; virtual workspaces cannot be walked, so nothing is known of them */
export function folderReadiness(
  workspace: Workspace,
  request: Pick<OpenRequest, 'session' | 'root' | 'env'>,
): FolderReadiness & {
  readonly readiness: (scan: FolderScan, signal: AbortSignal) => Promise<ReadinessReport | undefined>;
} {
  const { engine, rulings, policy, files, git, store, root } = workspace;
  const { waivers, attestations } = workspace;
  const kept = outlastingOf(request.session);
  let facts: Facts | undefined;
  let report: ReadinessReport | undefined;
  let findings: readonly Finding[] = [];
  let history: readonly HistoryPoint[] = [];

  const read = async (path: string): Promise<string | undefined> => {
    const bytes = await files.read(path);
    return bytes && decode(bytes)?.text;
  };
  const readOver =
    (openTexts: ReadonlyMap<string, string>) =>
    async (path: string): Promise<string | undefined> =>
      openTexts.get(path) ?? (await read(path));
  const reportOf = (project: string): ProjectReport | undefined =>
    project === '' ? report : report?.projects?.find(({ path }) => path === project);
  const factsOf = (project: string): Facts | undefined => facts && projectFacts(facts, project);
  const checkOf = (id: string, project: string) => reportOf(project)?.checks.find((check) => check.id === id);

  return {
    async readiness(scan, signal) {
      if (request.root === undefined) return undefined;
      const pause = turnWhenDue();
      const scans = [...scan.documents.values()];
      findings = scans.flatMap((document) => engine.judge(document, rulings));
      const gathered = await kept.gatherer.gather({
        files,
        git,
        paths: scan.paths,
        skipped: scan.skipped.filter(({ reason }) => reason !== 'ignored'),
        scans,
        ...(scan.open !== undefined && { unsettled: scan.open }),
        rules: allRules,
        findings,
        pause,
        signal,
      });
      if (history.length === 0) history = await historyOf(store, root);
      const earlier = earlierReport(history, rulings.today);
      const steps = kept.judge.steps(gathered, policy, {
        ...(earlier !== undefined && { earlier }),
        today: rulings.today,
        waivers,
        attestations,
        ...(kept.host !== undefined && { host: kept.host }),
      });
      report = await takeSteps(steps, pause, signal);
      facts = gathered;
      history = await keepHistory(store, root, report, rulings.today).catch(() => historyOf(store, root));
      return report;
    },
    async planFix(checkId, project, openTexts) {
      const known = factsOf(project);
      const check = checkOf(checkId, project);
      if (!known || !check) return undefined;
      const readOpen = readOver(openTexts);
      return planFix(checkId, {
        facts: known,
        policy,
        today: rulings.today,
        evidence: problemsSeen(check),
        read: readOpen,
        credentialFixes: () => credentialFixes(engine, findings, readOpen),
      });
    },
    async planFixes(project, openTexts) {
      const known = factsOf(project);
      const judged = reportOf(project);
      if (!known || !judged) return { plan: nothing, checkIds: [] };
      const readOpen = readOver(openTexts);
      return planFixes(openChecks(judged), {
        facts: known,
        policy,
        today: rulings.today,
        read: readOpen,
        credentialFixes: () => credentialFixes(engine, findings, readOpen),
      });
    },
    untrack: (paths) => untrackFiles(root, request.env, paths),
    async askHost(token) {
      const remote = facts?.git.state === 'present' ? facts.git.remotes?.[0] : undefined;
      const repository = remote === undefined ? undefined : repositoryOf(remote);
      if (repository === undefined) return 'This project has no remote on GitHub, so there is nobody to ask.';
      const apiUrl = request.env['GITHUB_API_URL'] || undefined;
      kept.host = outcomesOfHost(await askCodeHost({ token, apiUrl, env: request.env }, repository));
      return askedInWords(kept.host);
    },
    guide: (checkId, project) => {
      const known = factsOf(project);
      const check = checkOf(checkId, project);
      return known && check && guideFor(check, known, assistantFor(policy, workspace.catalog)?.name);
    },
    rulingsPath: rulingsPathOf,
    planRuling: (kind, ruling, project, text) => {
      const judged = reportOf(project);
      if (judged === undefined) return { problem: 'this folder has not been looked at yet' };
      return planRuling(kind, ruling, judged, readinessDemands(policy).limits(judged.tier), text);
    },
    planWithdrawal: (kind, checkId, project, text) => planWithdrawal(kind, checkId, project, text),
    longestRuling: (kind, project) => {
      const judged = reportOf(project);
      return kind === 'attest' || !judged
        ? maxAttestationDays
        : readinessDemands(policy).limits(judged.tier).maxWaiverDays[judged.tier];
    },
    async planRecord(
      by,
    ): Promise<{ readonly edits: readonly FileEdit[]; readonly uncommitted: readonly string[] } | undefined> {
      if (!facts || !report) return undefined;
      const commit = await git.headCommit();
      const uncommitted = (commit === undefined ? undefined : await git.changedSince(commit)) ?? [];
      const isThere = new Set(facts.files.map(({ shownPath }) => shownPath));
      const today = rulings.today;
      const plan = planRecord({
        facts,
        policy,
        report,
        today,
        by,
        commit,
        uncommitted,
        waivers,
        attestations,
        isThere,
      });
      return { edits: plan.edits, uncommitted: plan.record.uncommitted };
    },
    approvers: () => (report ? (readinessDemands(policy).limits(report.tier).approvers ?? []) : []),
    shipWays: () => (report ? shipWays(report, policy, facts?.declaration?.track, facts?.declaration?.target) : []),
    voice: () => voiceFor(facts?.declaration?.track),
    page: (options) => report && renderHtml(report, { ...options, history, day: rulings.today }),
    markdown: (voice) => report && renderMarkdown(report, voice),
    userEmail: () => git.userEmail(),
  };
}
