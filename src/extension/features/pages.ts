// Pages that explain: why a rule flags, what a check asks, which policy is in force. Virtual documents, made when they are opened.

import type { Uri } from 'vscode';
import { Disposable, EventEmitter, workspace } from 'vscode';
import { voiceOf } from '../configuration.ts';
import type { Feature } from '../feature.ts';
import { afterwardsPage, checkPage, guidePage, policyPage, rulePage } from '../page-texts.ts';
import { pageScheme, readPageUri } from '../page-uri.ts';

export const pages: Feature = (services) => {
  const changed = new EventEmitter<Uri>();
  const refresh = (): void => {
    for (const document of workspace.textDocuments) {
      if (document.uri.scheme === pageScheme) changed.fire(document.uri);
    }
  };
  return Disposable.from(
    changed,
    services.session.onDidChangeState(({ phase }) => {
      if (phase === 'ready') refresh();
    }),
    workspace.registerTextDocumentContentProvider(pageScheme, {
      onDidChange: changed.event,
      async provideTextDocumentContent(uri): Promise<string> {
        const page = readPageUri(uri);
        const state = services.session.folders.find((each) => each.folder.uri.toString() === page?.folder);
        switch (page?.kind) {
          case 'rule': {
            const heavy = await services.heavy();
            const rule = heavy.rule(page.id);
            const folder = services.session.open.find((each) => each.folder.uri.toString() === page.folder);
            const finding = folder
              ?.allFindings()
              .flatMap(([, findings]) => findings)
              .find((each) => each.fingerprint === page.detail && each.ruleId === page.id);
            return rulePage(
              page.id,
              rule,
              finding,
              finding?.instead === undefined ? undefined : folder?.state.opened?.tool(finding.instead),
              finding === undefined ? [] : state?.opened?.why(finding),
            );
          }
          case 'check': {
            const report = state?.readiness;
            const project = report?.projects?.find((each) => each.path === page.detail) ?? report;
            const opened = services.session.open.find((each) => each.folder.uri.toString() === page.folder)?.state
              .opened;
            return checkPage(
              project?.checks.find((check) => check.id === page.id),
              voiceOf(state?.folder, opened),
            );
          }
          case 'switch': {
            const used = state?.inventory?.tools.find((each) => each.id === page.id);
            return (used && state?.opened?.switchGuide(used)) ?? 'This tool is not in use here any more.';
          }
          case 'guide': {
            const folder = services.session.open.find((each) => each.folder.uri.toString() === page.folder);
            const report = state?.readiness;
            const project = report?.projects?.find((each) => each.path === page.detail) ?? report;
            const check = project?.checks.find((each) => each.id === page.id);
            return guidePage(check, folder?.state.opened?.guide(page.id, page.detail));
          }
          case 'afterwards':
            return afterwardsPage(page.detail);
          case 'policy':
            return policyPage(services.session.folders, new Date().toISOString());
          case undefined:
            return '';
        }
      },
    }),
  );
};
