// Writes the reference page of the policy file from its schema, so that no field is without a word on meaning and merging.

import type { MergeStrategy } from '../../src/core/policy/fields.ts';
import { allFields, choicesAt, keysAt, shapeAt, type SchemaField } from '../../src/core/policy/schema-walk.ts';

const strategies: Readonly<Record<MergeStrategy, string>> = {
  'strictest-verdict': 'the strictest of allow, ask, deny',
  'strictest-mode': 'the strictest of off, audit, warn, enforce',
  'highest-severity': 'the highest of low, medium, high, critical',
  'highest-class': 'the highest class in the declared order',
  smallest: 'the smallest number',
  largest: 'the largest number',
  any: 'true as soon as one layer says so',
  every: 'true only when all layers that speak say so',
  union: 'all entries together',
  intersection: 'only what all layers list',
  'common-domains': 'only what all layers that name some cover',
  'by-entry': 'each layer gives its own verdict, the strictest counts',
  'by-id': 'entries with the same id meet field by field',
  'by-key': 'the fields below meet one by one',
  nearest: 'text without power: the layer nearest to the person',
  first: 'the first layer that says it; later ones cannot change it',
  'own-layer': 'holds for its own layer alone',
};

/** The page of all fields of a policy file, section by section, in the order of the schema. */
export function policyReferencePage(): string {
  const fields = allFields();
  const sections = keysAt([]).flatMap((key) => {
    const ofKey = fields.filter(({ path }) => path[0] === key);
    const [top, ...below] = ofKey;
    if (top === undefined) return [];
    return [
      `## ${key}`,
      `${top.facts?.description ?? ''}${suffixOf(top)}`,
      `Across layers: ${strategyOf(top)}.`,
      ...(below.length === 0 ? [] : [tableOf(below)]),
    ];
  });
  return `${[
    '# Policy reference',
    '<!-- Generated from src/core/policy/schema.ts by test/docs.test.ts. -->',
    'Every field of `ai-policy.yaml`, what it means, and how layers meet in it. `[]` is an entry of a list. A field that is left out ' +
      'says nothing: it has no opinion, and never loosens what another layer says. `handrail policy schema` prints the same as JSON Schema.',
    ...sections,
  ].join('\n\n')}\n`;
}

function tableOf(fields: readonly SchemaField[]): string {
  const rows = fields.map((field) => {
    const choices = choicesAt(field.path);
    const value = choices.length > 0 ? choices.map((choice) => `\`${choice}\``).join(', ') : shapeAt(field.path);
    const words = [`${field.facts?.description ?? ''}${suffixOf(field)}`, strategyOf(field)].map(cell);
    return `| \`${nameOf(field.path)}\` | ${cell(value)} | ${words.join(' | ')} |`;
  });
  return ['| field | value | meaning | across layers |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function strategyOf({ facts }: SchemaField): string {
  return facts === undefined ? '' : strategies[facts.merge];
}

function suffixOf({ facts }: SchemaField): string {
  return facts?.enforced === false ? ' *Read and checked; this version does not act on it yet.*' : '';
}

function nameOf(path: readonly string[]): string {
  return path.reduce((name, step) => (step === '*' ? `${name}[]` : name === '' ? step : `${name}.${step}`), '');
}

function cell(words: string): string {
  return words.replaceAll('|', '\\|');
}
