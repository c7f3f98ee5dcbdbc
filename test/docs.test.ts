// The generated pages under docs/ say what the product says. `UPDATE_DOCS=1` writes them anew.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { allRules } from '../src/core/detectors/registry.ts';
import { builtinCatalog } from '../src/core/catalog/build-catalog.ts';
import { checks } from '../src/core/readiness/registry.ts';
import { policyReferencePage } from './support/policy-reference.ts';
import { checksPage, rulesPage, sensitiveDataPage } from './support/rule-pages.ts';
import { seenCredentials } from './support/seen-credentials.ts';
import { seenPersonalData } from './support/seen-personal-data.ts';
import { toolsPage } from './support/tool-page.ts';

const pages = {
  'docs/rules.md': rulesPage(allRules),
  'docs/policy-reference.md': policyReferencePage(),
  'docs/readiness-checks.md': checksPage(checks),
  'docs/ai-tools.md': toolsPage(builtinCatalog().tools),
  'docs/sensitive-data.md': sensitiveDataPage(allRules, { credentials: seenCredentials, personal: seenPersonalData }),
};

describe('generated documentation', () => {
  for (const [path, text] of Object.entries(pages)) {
    it(`${path} is what the product says`, async () => {
      const expected = await format(text, { ...(await resolveConfig(path)), filepath: path });
      if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, expected);
      const next = 'run `UPDATE_DOCS=1 npm run test:unit` and look at the difference';
      assert.ok(existsSync(path) && readFileSync(path, 'utf8') === expected, `${path} is out of date: ${next}`);
    });
  }
});

describe('written documentation', () => {
  for (const page of ['README.md', 'CHANGELOG.md', 'docs/architecture.md', 'docs/privacy.md', 'docs/admin-guide.md']) {
    it(`${page}: links inside the repository lead somewhere`, () => {
      const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
        ([, to]) => to ?? '',
      );
      const dead = links.filter((to) => !existsSync(join(dirname(page), to)));
      assert.deepEqual(dead, []);
    });
  }

  it('docs/architecture.md names every decision, and no two have one number', () => {
    const files = readdirSync('docs/decisions').sort();
    const page = readFileSync('docs/architecture.md', 'utf8');
    const list = page.slice(page.indexOf('## Decisions'));
    const named = [...list.matchAll(/\[\d{4} [^\]]+\]\(decisions\/([^)]+)\)/g)].map(([, file]) => file);
    assert.deepEqual(named, files);
    const numbers = files.map((file) => file.slice(0, 4));
    assert.deepEqual(numbers, [...new Set(numbers)]);
  });
});
