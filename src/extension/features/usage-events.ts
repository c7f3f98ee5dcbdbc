// Usage events of this window: what a scan found, which policy took effect, how ready the folder is. Only what changed is told.

import type { LayerName } from '../../core/policy/policy.ts';
import type { UsageEvent } from '../../core/usage/event.ts';
import { eventOfReadiness, eventsOfCheck, eventsOfTools } from '../../core/usage/occasions.ts';
import type { Feature } from '../feature.ts';
import type { FolderSession } from '../folder-session.ts';
import type { OpenedFolder } from '../folder-engine.ts';
import type { BrokenGlass } from '../../core/policy/break-glass.ts';
import { breakGlassEvents, breakGlassOverEvents, rejectionEvents } from '../../node/policy-events.ts';

export const usageEvents: Feature = ({ session, usage }) => {
  const told = new Map<string, string>();
  const tellOnce = (folder: FolderSession, occasion: string, events: readonly UsageEvent[]): void => {
    const key = `${folder.folder.uri.toString()} ${occasion}`;
    const said = JSON.stringify(events);
    if (events.length === 0 || told.get(key) === said) return;
    told.set(key, said);
    usage.record(folder.folder.uri.fsPath, ...events);
  };
  const open = new Map<string, BrokenGlass>();
  const tellGlass = (folder: FolderSession, glass: readonly BrokenGlass[]): void => {
    const { fsPath } = folder.folder.uri;
    const now = new Map(glass.map((each) => [`${fsPath} ${each.id} ${each.until}`, each]));
    const begun = [...now].filter(([key]) => !open.has(key));
    const ended = [...open].filter(([key]) => key.startsWith(`${fsPath} `) && !now.has(key));
    for (const [key, each] of begun) open.set(key, each);
    for (const [key] of ended) open.delete(key);
    const events = [
      ...breakGlassEvents(begun.map(([, each]) => each)),
      ...breakGlassOverEvents(ended.map(([, each]) => each)),
    ];
    if (events.length > 0) usage.record(fsPath, ...events);
  };
  return session.onDidChangeState((state) => {
    const folder = session.open.find((each) => each.folder === state.folder);
    if (!folder) return;
    if (state.opened) {
      tellOnce(folder, 'policy', eventsOfPolicy(state.opened));
      tellGlass(folder, state.opened.brokenGlass());
    }
    if (!state.inventory || (state.phase !== 'ready' && state.phase !== 'stopped')) return;
    const findings = folder.allFindings().flatMap(([, each]) => each);
    const counts = { files: state.files ?? 0, skipped: state.skipped?.length ?? 0, failures: state.failures ?? 0 };
    tellOnce(folder, 'check', eventsOfCheck({ findings, ...counts }));
    tellOnce(folder, 'tools', eventsOfTools(state.inventory.tools));
    if (state.readiness) tellOnce(folder, 'readiness', [eventOfReadiness(state.readiness)]);
  });
};

function eventsOfPolicy({ policy, rejected }: OpenedFolder): readonly UsageEvent[] {
  const strongest: LayerName = policy.layers.findLast((layer) => layer.layer !== 'builtin')?.layer ?? 'builtin';
  return [
    {
      eventName: 'handrail.policy.loaded',
      attributes: {
        'handrail.policy.version': policy.version,
        ...(policy.serial !== null && { 'handrail.policy.serial': policy.serial }),
        ...(policy.hash !== null && { 'handrail.policy.digest': policy.hash }),
        'handrail.policy.source': strongest,
      },
    },
    ...rejectionEvents(rejected, policy.layers),
  ];
}
