// Underlines without entries in Problems, for the surface setting `editorOnly`. Hovers and quick fixes work on them as usual.

import type { TextEditor } from 'vscode';
import { Disposable, OverviewRulerLane, ThemeColor, window, workspace } from 'vscode';
import type { Severity } from '../../core/model/finding.ts';
import { severities } from '../../core/model/finding.ts';
import { surface } from '../configuration.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';

const colors: Readonly<Record<Severity, string>> = {
  error: 'editorError.foreground',
  warning: 'editorWarning.foreground',
  info: 'editorInfo.foreground',
};

export const underlines: Feature = ({ session }) => {
  const styles = severities.map((severity) => ({
    severity,
    style: window.createTextEditorDecorationType({
      textDecoration: 'underline wavy',
      color: new ThemeColor(colors[severity]),
      overviewRulerColor: new ThemeColor(colors[severity]),
      overviewRulerLane: OverviewRulerLane.Right,
    }),
  }));
  const draw = (editor: TextEditor): void => {
    const { uri } = editor.document;
    const findings = surface(uri) === 'editorOnly' ? session.findings(uri).filter((each) => !each.suppressed) : [];
    for (const { severity, style } of styles) {
      const ranges = findings.filter((each) => each.severity === severity).map((each) => toRange(each.region));
      editor.setDecorations(style, ranges);
    }
  };
  const drawAll = (): void => {
    for (const editor of window.visibleTextEditors) draw(editor);
  };
  return Disposable.from(
    ...styles.map(({ style }) => style),
    session.onDidChangeFindings((uris) => {
      const changed = new Set(uris.map(String));
      for (const editor of window.visibleTextEditors) if (changed.has(editor.document.uri.toString())) draw(editor);
    }),
    window.onDidChangeVisibleTextEditors(drawAll),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('handrail.surface')) drawAll();
    }),
  );
};
