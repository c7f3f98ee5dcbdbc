// A registry is an ordered list, one file or folder a member. Whoever adds a file and forgets the line, or the other way round, finds
// out here; so does a rule or check that does not say why it matters and what to do.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { checks } from '../src/core/readiness/registry.ts';
import { categories, weights } from '../src/core/readiness/check.ts';
import { assertPlainText } from './support/plain-text.ts';

describe('registry of readiness checks', () => {
  it('equals its folder: one file a check, named by its id', () => {
    assert.deepEqual(checks.map(({ id }) => id).sort(), namesIn('src/core/readiness/checks'));
  });

  it('covers every category', () => {
    const covered = new Set(checks.map(({ category }) => category));
    assert.deepEqual(
      categories.filter((category) => !covered.has(category)),
      [],
    );
  });

  for (const check of checks) {
    it(`${check.id} says what, why, what to do and where it comes from`, () => {
      assert.match(check.id, /^[a-z]+(?:-[a-z0-9]+)+$/);
      assertPlainText(check);
      assert.ok(Object.values(weights).includes(check.weight));
    });
  }
});

/** Folders whose files export members by a contract's type, and the list that must name each of them. */
const registries = [
  { contract: 'Detector', folder: 'src/core/detectors', registry: 'src/core/detectors/registry.ts' },
  { contract: 'Detector', folder: 'src/core/detectors/ai-tools', registry: 'src/core/detectors/ai-tools/registry.ts' },
  { contract: 'Check', folder: 'src/core/readiness/checks', registry: 'src/core/readiness/registry.ts' },
  {
    contract: 'Scaffold',
    folder: 'src/core/readiness/scaffolds',
    registry: 'src/core/readiness/scaffolds/registry.ts',
  },
  { contract: 'Scaffold', folder: 'src/core/readiness/edits', registry: 'src/core/readiness/scaffolds/registry.ts' },
  { contract: 'Feature', folder: 'src/extension/features', registry: 'src/extension/features/registry.ts' },
  { contract: 'Command', folder: 'src/cli/commands', registry: 'src/cli/commands/registry.ts' },
] as const;

describe('registries', () => {
  for (const { contract, folder, registry } of registries) {
    it(`${registry} names every ${contract} of its folder`, () => {
      const members = membersIn(folder, contract);
      assert.ok(members.length > 0 || folder === 'src/core/detectors', `${folder} has members`);
      const list = readFileSync(registry, 'utf8').replace(/^import [^;]*;$/gm, '');
      const forgotten = members.filter((member) => !new RegExp(`\\b${member}\\b`).test(list));
      assert.deepEqual(forgotten, []);
    });
  }

  it('every folder of detectors is in the list', () => {
    const folders = readdirSync('src/core/detectors', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const list = readFileSync('src/core/detectors/registry.ts', 'utf8');
    const forgotten = folders.filter((folder) => !list.includes(`'./${folder.name}/`));
    assert.deepEqual(forgotten, []);
  });
});

/** Names of the constants that a folder's own files export with this type. */
function membersIn(folder: string, contract: string): readonly string[] {
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.ts'),
  );
  return files.flatMap(({ name }) => {
    const text = readFileSync(`${folder}/${name}`, 'utf8');
    const exported = new RegExp(`^export const (\\w+): ${contract} =`, 'gm');
    return [...text.matchAll(exported)].map(([, member]) => member ?? '');
  });
}

/** Names of the files in a folder without their endings; a folder counts by its name. Registries themselves do not count. */
function namesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .map((name) => name.replace(/(?:\.lazy)?\.ts$/, ''))
    .filter((name) => name !== 'registry')
    .sort();
}
