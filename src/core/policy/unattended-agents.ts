// What the policy says of agents that act without a question (`agents.autoApprove`). The judge asks for findings about such settings.

import type { PolicyReference } from '../model/finding.ts';
import { strictestOf } from './decide.ts';
import { verdicts, type Verdict } from './ladders.ts';
import { placeIn, speakersOf } from './listing.ts';
import type { Policy } from './policy.ts';

const pointer = '/agents/autoApprove';

/** The strictest verdict with its place. Undefined where no layer has an opinion, and where only one says `allow` that may not open
 *  anything: a project cannot allow what its company has not decided on. */
export function unattendedAgents(
  policy: Policy,
): { readonly verdict: Verdict; readonly decidedBy?: PolicyReference } | undefined {
  const said = policy.layers.flatMap((layer) => {
    const speaker = speakersOf(layer).find(({ document }) => document.agents?.autoApprove !== undefined);
    const verdict = speaker?.document.agents?.autoApprove;
    if (speaker === undefined || verdict === undefined) return [];
    const { place } = placeIn(speaker, pointer);
    return [{ layer: layer.layer, verdict, ...(place === undefined ? {} : { decidedBy: place }) }];
  });
  const strictest = strictestOf(
    verdicts,
    said.map(({ verdict }) => verdict),
  );
  if (strictest === 'allow' && said.every(({ layer }) => layer === 'workspace' || layer === 'user')) return undefined;
  return said.find(({ verdict }) => verdict === strictest);
}
