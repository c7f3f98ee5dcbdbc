// Whom to ask for what the policy does not allow yet. Editor and inventory use it for the way out of a finding.

import { speakersOf } from './listing.ts';
import type { Policy } from './policy.ts';

/** A page and a contact, each absent when no layer names one. */
export interface WhereToAsk {
  readonly url?: string;
  readonly contact?: string;
}

/** The nearest layer that names one wins; a page counts only from layers that no project can write, since people are sent there. */
export function whereToAsk(policy: Policy): WhereToAsk {
  const nearest = policy.layers.toReversed();
  const company = nearest.filter(({ layer }) => layer !== 'workspace' && layer !== 'user');
  const url = company
    .flatMap(speakersOf)
    .map(({ document }) => document.tools?.requestUrl)
    .find((each) => each !== undefined);
  const contact = nearest.map(({ document }) => document.metadata?.contact).find((each) => each !== undefined);
  return { ...(url === undefined ? {} : { url }), ...(contact === undefined ? {} : { contact }) };
}
