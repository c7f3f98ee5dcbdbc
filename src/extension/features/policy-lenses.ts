// Above each tool, server, rule and exception of a policy file: whom it affects in this workspace. A click shows the places.

import type { CodeLens as CodeLensType } from 'vscode';
import { CodeLens, Disposable, EventEmitter, languages, Location, Position, Range } from 'vscode';
import type { AffectedPlace, WorkspaceUse } from '../../core/policy/assist-affected.ts';
import { placeOf, uriIn } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { FolderSession } from '../folder-session.ts';
import { policySelector } from '../policy-files.ts';

export const policyLenses: Feature = (services) => {
  const { session } = services;
  const changed = new EventEmitter<void>();
  return Disposable.from(
    changed,
    session.onDidChangeState(({ phase }) => {
      if (phase === 'ready') changed.fire();
    }),
    languages.registerCodeLensProvider(policySelector, {
      onDidChangeCodeLenses: changed.event,
      async provideCodeLenses(document): Promise<CodeLensType[]> {
        const place = placeOf(document.uri);
        const folder = session.folderOf(document.uri);
        // Before the workspace was looked at, "nobody" would be a guess.
        if (!place || folder?.state.inventory === undefined) return [];
        const { assist } = await services.heavy();
        return assist.affected(document.getText(), useOf(folder)).map(({ line, title, places }) => {
          const at = new Position(line - 1, 0);
          if (places.length === 0) return new CodeLens(new Range(at, at), { title, command: '' });
          const locations = places.map(
            (each) => new Location(uriIn(place.folder, each.path), new Position(Math.max(0, each.line - 1), 0)),
          );
          const command = {
            title,
            command: 'editor.action.peekLocations',
            arguments: [document.uri, at, locations, 'peek'],
          };
          return new CodeLens(new Range(at, at), command);
        });
      },
    }),
  );
};

function useOf(folder: FolderSession): WorkspaceUse {
  const { inventory } = folder.state;
  const findings = new Map<string, AffectedPlace[]>();
  const waived = new Map<string, AffectedPlace[]>();
  const add = (to: Map<string, AffectedPlace[]>, key: string, place: AffectedPlace): void => {
    const places = to.get(key);
    if (places === undefined) to.set(key, [place]);
    else places.push(place);
  };
  for (const [path, found] of folder.allFindings()) {
    for (const { ruleId, policyRule, region, suppressed } of found) {
      const place = { path, line: region.startLine };
      // The reason of a suppression starts with the id of what lets it pass.
      if (suppressed?.by === 'waiver') add(waived, suppressed.reason.split(':')[0] ?? '', place);
      if (suppressed !== undefined) continue;
      add(findings, ruleId, place);
      if (policyRule !== undefined) add(findings, policyRule, place);
    }
  }
  const servers = new Map<string, AffectedPlace[]>();
  for (const { name, path, line } of inventory?.mcpServers ?? []) add(servers, name, { path, line });
  const tools = new Map(
    (inventory?.tools ?? []).map(({ id, evidence }) => [id, evidence.filter(({ path }) => path !== '')]),
  );
  return { tools, servers, findings, waived };
}
