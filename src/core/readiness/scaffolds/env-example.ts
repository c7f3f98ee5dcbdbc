// A list of the settings the code reads, without values.

import { createUnlessThere, type Scaffold } from './scaffold.ts';

export const envExampleScaffold: Scaffold = {
  checks: ['sec-env-example'],
  plan(facts) {
    if (facts.environmentNames.length === 0) return [];
    const lines = facts.environmentNames.map((name) => `${name}=`);
    const text = [
      '# Settings this app reads. Copy this file to .env and fill in the values there, never here.',
      ...lines,
      '',
    ];
    return createUnlessThere(facts, '.env.example', text.join('\n'), ['.env.sample', '.env.template']);
  },
};
