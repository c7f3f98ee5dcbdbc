// What a person gets where a machine does nothing, or next to what it does: numbered steps, and a prompt ready to paste into the AI
// tool that the policy clears. The prompt names places, never what stands there.

import type { Facts } from './facts.ts';
import { guides } from './guides.ts';
import type { CheckReport } from './report.ts';
import { stacksOf } from './scaffolds/stack.ts';
import { nameOf } from './scaffolds/scaffold.ts';

export interface CheckGuide {
  readonly steps: readonly string[];
  readonly prompt: string;
}

const mostPlaces = 8;

/** Steps and prompt for a check.
 *  @param assistant  name of the AI tool that the policy clears; undefined when it names none */
export function guideFor(check: CheckReport, facts: Facts, assistant: string | undefined): CheckGuide {
  const guide = guides[check.id];
  const last =
    assistant === undefined
      ? 'Ask a colleague who programs, or an AI tool that your policy clears: the prompt below says it all.'
      : `Or let ${assistant} do it: copy the prompt below, and read what it changes before you keep it.`;
  return {
    steps: [...(guide?.steps ?? [check.fix]), last],
    prompt: promptFor(check, facts, guide?.task ?? check.fix),
  };
}

function promptFor(check: CheckReport, facts: Facts, task: string): string {
  const stacks = stacksOf(facts).map(({ name, version }) => `${name} ${version}`);
  const project = nameOf(facts);
  const places = check.evidence
    .slice(0, mostPlaces)
    .map(({ path, line, note }) => `- ${path}:${String(line)} (${note})`);
  return [
    `Help me with one point in this repository${project === undefined ? '' : ` ("${project}")`}${stacks.length === 0 ? '' : `, ${stacks.join(', ')}`}.`,
    '',
    `Goal: ${check.title}.`,
    `Why: ${check.why}`,
    ...(check.because === undefined ? [] : [`Now: ${check.because}`]),
    ...(places.length === 0 ? [] : ['Seen in:', ...places]),
    '',
    `Task: ${task}`,
    '',
    'Rules:',
    '- Change as little as possible, and only what this goal needs. Keep the style of the code around it.',
    '- Never print, copy or move the value of a key, a password or a person’s data. Use names of environment variables.',
    '- Add no package when the platform or a package in use can do it. Say so before you add one.',
    '- Add or adapt a test that fails without the change.',
    '- At the end, tell me in plain words what you changed, how I try it, and how I take it back.',
    '',
    `This is check ${check.id} of Handrail (${check.source}).`,
  ].join('\n');
}
