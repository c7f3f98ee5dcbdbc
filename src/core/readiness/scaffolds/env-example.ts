// A list of the settings the code reads, without values.

import { createUnlessThere, nothing, planOf, type Scaffold } from './scaffold.ts';

export const envExampleScaffold: Scaffold = {
  checks: ['sec-env-example'],
  kind: 'scaffold',
  plan({ facts }) {
    if (facts.environmentNames.length === 0) return nothing;
    const lines = facts.environmentNames.map((name) => `${name}=`);
    const text = [
      '# Settings this app reads. Copy this file to .env and fill in the values there, never here.',
      ...lines,
      '',
    ];
    return planOf(createUnlessThere(facts, '.env.example', text.join('\n'), ['.env.sample', '.env.template']));
  },
};
