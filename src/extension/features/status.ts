// One status bar item for the folder, one language status item for the file in front. Quiet: no colours of their own.

import { Disposable, languages, LanguageStatusSeverity, MarkdownString, StatusBarAlignment, window } from 'vscode';
import { placeOf } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { FolderState } from '../folder-session.ts';
import { blocking } from '../../core/readiness/open-checks.ts';
import { oldCopy, policyNotes } from '../policy-notes.ts';
import { levelInWords } from '../tree/readiness-nodes.ts';
import { count, escapeMarkdown } from '../tree/tree-node.ts';

/** Between findings and lint items of other extensions, which stand at the far left. */
const priority = 40;

export const statusBar: Feature = ({ session }) => {
  const item = window.createStatusBarItem('handrail.status', StatusBarAlignment.Left, priority);
  item.name = 'Handrail';
  item.command = 'handrail.readiness.focus';
  const draw = (): void => {
    const states = session.folders;
    const look = statusLook(
      states,
      session.open.flatMap((folder) =>
        folder.allFindings().map(([, each]) => each.filter((one) => !one.suppressed).length),
      ),
      new Date().toISOString(),
    );
    if (!look) {
      item.hide();
      return;
    }
    item.text = look.text;
    item.tooltip = new MarkdownString(look.tooltip);
    item.accessibilityInformation = { label: look.spoken };
    item.show();
  };
  return Disposable.from(item, session.onDidChangeState(draw), session.onDidChangeFindings(draw));
};

interface StatusLook {
  readonly text: string;
  readonly tooltip: string;
  readonly spoken: string;
}

/** What the status bar says. Undefined without a folder. */
function statusLook(states: readonly FolderState[], counts: readonly number[], now: string): StatusLook | undefined {
  if (states.length === 0) return undefined;
  const open = counts.reduce((sum, each) => sum + each, 0);
  const findings = open === 0 ? 'nothing to look at' : `${count(open, 'thing')} to look at`;
  const busy = states.find((state) => state.phase === 'opening' || state.phase === 'scanning');
  const failed = states.find((state) => state.phase === 'failed');
  const levels = states.flatMap((state) => {
    const report = state.readiness;
    if (!report) return [];
    const next = report.checks.find((check) => check.id === report.next[0]);
    return [
      `**${escapeMarkdown(state.folder.name)}:** ${levelInWords(report.level)}, ${count(blocking(report).length, 'check')} to go`,
      ...(next ? [`Next: ${escapeMarkdown(next.title)}`] : []),
    ];
  });
  const opened = states.flatMap((state) => state.opened ?? []);
  const rejected = opened.some((each) => each.rejected.length > 0);
  const glass = opened.flatMap((each) => each.brokenGlass());
  const notes = [
    ...new Set(opened.flatMap((each) => policyNotes(each, now)).map(escapeMarkdown)),
    ...(failed ? [`A folder could not be looked at: ${escapeMarkdown(failed.because ?? '')}`] : []),
  ];
  const icon = busy ? '$(sync~spin)' : glass.length > 0 ? '$(unlock)' : rejected || failed ? '$(warning)' : '$(shield)';
  const [until] = glass.map((each) => each.until.slice(11, 16)).sort();
  const [age] = opened.flatMap((each) => oldCopy(each, now) ?? []);
  const asides = [
    ...(until === undefined ? [] : [`break-glass until ${until} UTC`]),
    ...(age === undefined ? [] : [`policy of ${age} ago`]),
  ];
  const aside = asides.length === 0 ? '' : ` (${asides.join(', ')})`;
  return {
    text: `${icon} ${open === 0 ? 'Handrail' : `Handrail: ${String(open)}`}${aside}`,
    tooltip: [`**Handrail:** ${findings}`, ...levels, ...notes].join('\n\n'),
    spoken: `Handrail: ${busy ? 'looking at files, ' : ''}${findings}${aside}`,
  };
}

export const fileStatus: Feature = ({ session }) => {
  const item = languages.createLanguageStatusItem('handrail.file', { pattern: '**/*' });
  item.name = 'Handrail';
  const draw = (): void => {
    const uri = window.activeTextEditor?.document.uri;
    const place = uri && placeOf(uri);
    if (!uri || !place) {
      item.text = 'Not looked at';
      item.detail = 'The file belongs to no folder of this window';
      item.severity = LanguageStatusSeverity.Information;
      return;
    }
    const findings = session.findings(uri);
    const open = findings.filter((finding) => !finding.suppressed);
    const hidden = findings.length - open.length;
    const isLeftOut = session.folderOf(uri)?.isLeftOut(place.path) ?? false;
    item.text = isLeftOut
      ? 'Not looked at'
      : open.length === 0
        ? 'Nothing to look at'
        : `${count(open.length, 'thing')} to look at`;
    item.detail = isLeftOut
      ? 'Ignore rules leave this file out'
      : hidden === 0
        ? 'Handrail looked at this file'
        : `Handrail looked at this file; ${count(hidden, 'finding')} ignored with a reason`;
    item.severity = open.some((finding) => finding.severity !== 'info')
      ? LanguageStatusSeverity.Warning
      : LanguageStatusSeverity.Information;
    item.command = { command: 'workbench.actions.view.problems', title: 'Show' };
  };
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(draw),
    session.onDidChangeFindings(draw),
    session.onDidChangeState(draw),
  );
};
