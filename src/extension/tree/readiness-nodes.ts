// Rows of the readiness view: level and next step on top, then who can reach it and what it is made of, then the checks by category.

import type { CheckState, Tier } from '../../core/model/outcome.ts';
import { labelledNew } from '../../core/readiness/compare-reports.ts';
import { blocking, openChecks } from '../../core/readiness/open-checks.ts';
import { isPart, type CheckReport, type PlacedReport, type ProjectReport } from '../../core/readiness/report.ts';
import type { FolderState } from '../folder-session.ts';
import { count, escapeMarkdown, placeNode, type TreeNode } from './tree-node.ts';

const tierWords: Readonly<Record<Tier, string>> = {
  sandbox: 'a private try-out',
  internal: 'use inside the company',
  production: 'the public',
};

const levelWords: Readonly<Record<Tier | 'none', string>> = {
  none: 'Not ready to share yet',
  sandbox: 'Fine as a private try-out',
  internal: 'Ready for colleagues',
  production: 'Ready for the public',
};

const verdictWords: Readonly<Record<ProjectReport['boundary']['verdict'], string>> = {
  production: 'Open to the public',
  likely_production: 'May be open to the public',
  internal: 'Used inside the company',
  sandbox: 'A private try-out',
};

interface StateLook {
  readonly word: string;
  readonly icon: string;
  readonly color?: string;
}

/** How each state looks and is spoken. `fail` uses the colour of errors only where it blocks. */
const stateLooks: Readonly<Record<CheckState, StateLook>> = {
  pass: { word: 'in place', icon: 'pass-filled', color: 'testing.iconPassed' },
  attested: { word: 'confirmed by a person', icon: 'verified-filled', color: 'testing.iconPassed' },
  waived: { word: 'accepted for now', icon: 'history', color: 'testing.iconSkipped' },
  fail: { word: 'missing', icon: 'error', color: 'testing.iconFailed' },
  warn: { word: 'could be better', icon: 'warning', color: 'list.warningForeground' },
  unknown: { word: 'cannot be seen from here', icon: 'question', color: 'testing.iconSkipped' },
  not_applicable: { word: 'does not apply', icon: 'circle-slash', color: 'testing.iconSkipped' },
  error: { word: 'could not be checked', icon: 'bracket-error', color: 'testing.iconErrored' },
};

/** Rows for all folders; one folder stands without a row of its own. [] while nothing has been evaluated.
 *  @param shippable  URIs of folders whose policy names a way to go live now */
export function readinessNodes(
  states: readonly FolderState[],
  shippable: ReadonlySet<string> = new Set(),
): readonly TreeNode[] {
  const known = states.filter((state) => state.readiness !== undefined);
  return known.flatMap((state) => {
    const { readiness } = state;
    if (!readiness) return [];
    const folder = state.folder.uri.toString();
    const rows = [
      ...standingNodes(readiness, folder, folder, '', shippable.has(folder)),
      ...placedNodes(readiness.projects ?? [], folder),
      ...listNodes(readiness, folder, folder, ''),
    ];
    if (states.length < 2) return rows;
    const row: TreeNode = {
      id: folder,
      label: state.folder.name,
      description: levelWords[readiness.level],
      icon: { name: 'root-folder' },
      children: rows,
      expanded: true,
    };
    return [row];
  });
}

/** How far a project is, in one short phrase: for the status bar and the top row. */
export function levelInWords(level: Tier | 'none'): string {
  return levelWords[level];
}

/** What a state is called. */
export function stateInWords(state: CheckState): string {
  return stateLooks[state].word;
}

/** The projects of a monorepo in one row that unfolds, above the list of the whole: what goes live by itself first. */
function placedNodes(projects: readonly PlacedReport[], folder: string): readonly TreeNode[] {
  if (projects.length === 0) return [];
  const parts = projects.filter(isPart);
  const apart = projects.filter((project) => !isPart(project));
  const ready = apart.filter((project) => project.ready).length;
  const description = [
    ...(apart.length === 0 ? [] : [`${String(ready)} of ${String(apart.length)} ready`]),
    ...(parts.length === 0 ? [] : [count(parts.length, 'library', 'libraries')]),
  ].join(', ');
  return [
    {
      id: `${folder}#`,
      label: 'Projects in this repository',
      description,
      icon: { name: 'repo' },
      spoken: `Projects in this repository: ${description}`,
      children: [...apart, ...parts].map((project): TreeNode => {
        const id = `${folder}#${project.path}`;
        const left = blocking(project).length;
        const standing = isPart(project)
          ? left === 0
            ? 'library, nothing found'
            : `library, ${count(left, 'problem')}`
          : levelWords[project.level];
        return {
          id,
          label: project.path,
          description: standing,
          icon: { name: isPart(project) ? 'library' : 'folder' },
          spoken: `${project.path}: ${standing}`,
          ...(project.foundBy && {
            tooltip: escapeMarkdown(project.foundBy.map(({ path, note }) => `${path} ${note}`).join('; ')),
          }),
          children: [
            ...standingNodes(project, folder, id, project.path, false),
            ...listNodes(project, folder, id, project.path),
          ],
        };
      }),
    },
  ];
}

/** Where a project stands: its level, the way to go live, the next step, and who can reach it. */
function standingNodes(
  report: ProjectReport,
  folder: string,
  id: string,
  project: string,
  canShip: boolean,
): readonly TreeNode[] {
  return [
    levelNode(report, folder, id, project),
    ...goLiveNodes(report, folder, id, project, canShip),
    ...nextNodes(report, folder, id, project),
    boundaryNode(report, folder, id),
  ];
}

/** The whole list: checks by category, then what was noted on the way. */
function listNodes(report: ProjectReport, folder: string, id: string, project: string): readonly TreeNode[] {
  return [
    ...categoryNodes(report, folder, id, project),
    ...report.notes.map((note, index): TreeNode => ({
      id: `${id}/note/${String(index)}`,
      label: note,
      icon: { name: 'note' },
    })),
  ];
}

function levelNode(report: ProjectReport, folder: string, id: string, project: string): TreeNode {
  const left = blocking(report).length;
  const aim = `for ${tierWords[report.tier]}`;
  const description = report.ready ? `${String(report.percent)} % in place` : `${String(left)} to go`;
  const tooltip = [
    `**${levelWords[report.level]}**`,
    report.ready
      ? `Everything that is asked ${aim} is in place.`
      : `${count(left, 'check')} still to go until this is ready ${aim}.`,
    `${String(report.percent)} % of the list is in place; ${String(report.coverage)} % of it could be decided from the files.`,
  ].join('\n\n');
  return {
    id: `${id}/level`,
    label: levelWords[report.level],
    description,
    icon: report.ready
      ? { name: 'pass-filled', color: 'testing.iconPassed' }
      : { name: 'milestone', color: 'charts.blue' },
    tooltip,
    context: openChecks(report).some((check) => check.fixable) ? 'level doable' : 'level',
    command: { id: 'handrail.showDashboard', args: [folder, '', project] },
    spoken: `Level: ${levelWords[report.level]}, ${report.ready ? description : `${count(left, 'check')} to go until it is ready ${aim}`}`,
  };
}

/** Once the gates hold: where to go live, and the request for it. */
function goLiveNodes(
  report: ProjectReport,
  folder: string,
  id: string,
  project: string,
  canShip: boolean,
): readonly TreeNode[] {
  if (!report.ready || report.tier === 'sandbox') return [];
  const request: TreeNode = {
    id: `${id}/request`,
    label: 'Request go-live',
    description: 'a record for the approver',
    icon: { name: 'git-pull-request' },
    tooltip: 'Writes down how the project stands now, as two files to send to the approver in a pull request.',
    command: { id: 'handrail.requestGoLive', args: [folder, '', project] },
  };
  if (!canShip) return [request];
  const ship: TreeNode = {
    id: `${id}/ship`,
    label: 'Ship',
    description: 'where the policy says',
    icon: { name: 'rocket', color: 'charts.green' },
    tooltip: 'Everything that is asked is in place. This offers exactly the platforms that your policy approves.',
    command: { id: 'handrail.ship', args: [folder, '', project] },
  };
  return [ship, request];
}

function nextNodes(report: ProjectReport, folder: string, id: string, project: string): readonly TreeNode[] {
  const next = report.checks.find((check) => check.id === report.next[0]);
  if (!next) return [];
  return [
    {
      id: `${id}/next`,
      label: `Next: ${next.title}`,
      icon: { name: 'arrow-right', color: 'charts.blue' },
      tooltip: checkTooltip(next),
      spoken: `Next step: ${next.title}. ${next.fix}`,
      context: checkContext(next),
      command: { id: 'handrail.explainCheck', args: [folder, next.id, project] },
    },
  ];
}

function boundaryNode(report: ProjectReport, folder: string, id: string): TreeNode {
  const { boundary } = report;
  const nodeId = `${id}/boundary`;
  return {
    id: nodeId,
    label: verdictWords[boundary.verdict],
    description: boundary.signals.length === 0 ? 'no signs of outside users' : count(boundary.signals.length, 'sign'),
    icon: { name: boundary.verdict === 'production' || boundary.verdict === 'likely_production' ? 'globe' : 'home' },
    tooltip: escapeMarkdown(boundary.plain),
    spoken: `Who can reach this: ${verdictWords[boundary.verdict]}, ${count(boundary.signals.length, 'sign')}`,
    children: boundary.signals.map((signal) => ({
      ...placeNode(nodeId, folder, { path: signal.path, line: signal.line, note: signal.plain }),
      tooltip: `${escapeMarkdown(signal.plain)}\n\n${escapeMarkdown(signal.note)}`,
    })),
  };
}

function categoryNodes(report: ProjectReport, folder: string, id: string, project: string): readonly TreeNode[] {
  const names = [...new Set(report.checks.map((check) => check.category))];
  const isNew = labelledNew(report);
  return names.map((name) => {
    const checks = report.checks.filter((check) => check.category === name);
    const applicable = checks.filter((check) => check.state !== 'not_applicable');
    const met = applicable.filter((check) => ['pass', 'attested', 'waived'].includes(check.state));
    const isDone = met.length === applicable.length;
    const description =
      applicable.length === 0 ? 'nothing to check' : `${String(met.length)} of ${String(applicable.length)} in place`;
    return {
      id: `${id}/${name}`,
      label: name,
      description,
      icon: isDone ? { name: 'pass', color: 'testing.iconPassed' } : { name: 'circle-large-outline' },
      spoken: `${name}: ${description}`,
      expanded: !isDone,
      children: [
        ...applicable.map((check) => checkNode(check, folder, id, project, isNew.has(check.id))),
        ...otherNodes(
          checks.filter((check) => check.state === 'not_applicable'),
          `${id}/${name}`,
          (check) => checkNode(check, folder, id, project, false),
        ),
      ],
    };
  });
}

/** What does not apply stands last and folded: it asks nothing of anybody. */
function otherNodes(
  checks: readonly CheckReport[],
  id: string,
  toNode: (check: CheckReport) => TreeNode,
): readonly TreeNode[] {
  if (checks.length === 0) return [];
  const { word, icon, color } = stateLooks.not_applicable;
  return [
    {
      id: `${id}/other`,
      label: `${String(checks.length)} more`,
      description: word,
      icon: { name: icon, ...(color !== undefined && { color }) },
      spoken: `${count(checks.length, 'check')}: ${word}`,
      children: checks.map(toNode),
    },
  ];
}

function checkNode(check: CheckReport, folder: string, id: string, project: string, isNew: boolean): TreeNode {
  const look = stateLooks[check.state];
  const nodeId = `${id}/check/${check.id}`;
  const isAdvice = check.requiredFrom === 'advice' && check.state === 'fail';
  const words = [look.word, ...(isAdvice ? ['advice'] : []), ...(isNew ? ['new rule'] : [])].join(', ');
  return {
    id: nodeId,
    label: check.title,
    description: words,
    icon: isAdvice
      ? { name: 'lightbulb' }
      : { name: look.icon, ...(look.color !== undefined && { color: look.color }) },
    tooltip: checkTooltip(check),
    spoken: `${check.title}: ${words}`,
    context: checkContext(check),
    command: { id: 'handrail.explainCheck', args: [folder, check.id, project] },
    ...attestBox(check, [folder, check.id, project]),
    children: check.evidence.map((evidence) => placeNode(nodeId, folder, evidence)),
  };
}

/** A box only where a person may confirm: what files decide has none. */
function attestBox(check: CheckReport, args: readonly unknown[]): Pick<TreeNode, 'checkbox'> {
  if (check.state === 'attested') {
    return { checkbox: { checked: true, tooltip: `Confirmed: ${check.title}. Untick to take it back.`, args } };
  }
  const isOpen = check.state === 'unknown' || (check.state === 'fail' && check.evidence.length === 0);
  return check.attest === undefined || !isOpen
    ? {}
    : { checkbox: { checked: false, tooltip: `Tick to confirm: ${check.attest}`, args } };
}

function checkTooltip(check: CheckReport): string {
  return [
    `**${escapeMarkdown(check.title)}** (${stateLooks[check.state].word})`,
    escapeMarkdown(check.plain),
    ...(check.because === undefined ? [] : [escapeMarkdown(check.because)]),
    ...(isMet(check) ? [] : [`**Next step:** ${escapeMarkdown(check.fix)}`]),
  ].join('\n\n');
}

function checkContext(check: CheckReport): string {
  const isOpen = !isMet(check) && check.state !== 'not_applicable';
  return [
    'check',
    ...(isOpen ? ['open'] : []),
    ...(isOpen && check.fixable ? ['fixable'] : []),
    ...(isOpen && !check.fixable ? ['guidable'] : []),
    ...(check.state === 'attested' ? ['withdrawable'] : []),
    ...(isOpen && check.attest !== undefined ? ['attestable'] : []),
    ...(isOpen ? ['waivable'] : []),
  ].join(' ');
}

function isMet(check: CheckReport): boolean {
  return check.state === 'pass' || check.state === 'attested' || check.state === 'waived';
}
