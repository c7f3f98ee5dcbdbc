// Context keys for welcome texts and menus, and progress in the window while a scan runs.

import { Disposable, ProgressLocation, commands, window } from 'vscode';
import type { Feature } from '../feature.ts';

export const contextKeys: Feature = ({ session }) => {
  const known = new Map<string, unknown>();
  const set = (key: string, value: unknown): void => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void commands.executeCommand('setContext', key, value);
  };
  const update = (): void => {
    const phases = session.folders.map((state) => state.phase);
    const order = ['failed', 'opening', 'scanning', 'stopped', 'ready'] as const;
    set('handrail.phase', order.find((phase) => phases.includes(phase)) ?? 'none');
    set('handrail.scanning', phases.includes('scanning'));
    set(
      'handrail.virtual',
      session.folders.some((state) => state.folder.uri.scheme !== 'file'),
    );
  };
  return session.onDidChangeState(update);
};

export const scanProgress: Feature = ({ session }) => {
  let finish: (() => void) | undefined;
  const stop = (): void => {
    finish?.();
    finish = undefined;
  };
  const listening = session.onDidChangeState(() => {
    const scanning = session.folders.filter((state) => state.phase === 'scanning');
    if (scanning.length === 0) {
      stop();
      return;
    }
    if (finish) return;
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    void window.withProgress(
      { location: ProgressLocation.Window, title: 'Handrail: looking at files' },
      async (progress) => {
        const report = session.onDidChangeState(({ progress: now }) => {
          if (now && now.total > 0) progress.report({ message: `${String(now.done)} of ${String(now.total)}` });
        });
        await done;
        report.dispose();
      },
    );
    void window.withProgress({ location: { viewId: 'handrail.readiness' } }, () => done);
  });
  return Disposable.from(listening, new Disposable(stop));
};
