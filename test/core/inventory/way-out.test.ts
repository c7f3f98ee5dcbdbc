// The way out of a tool that is not cleared: whom to ask, what to send, and how to switch. A request opens nothing by itself.

import assert from 'node:assert/strict';
import { parseDocument } from 'yaml';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { exceptionDraft } from '../../../src/core/inventory/exception-draft.ts';
import { switchGuide } from '../../../src/core/inventory/switch-guide.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import type { LayerName } from '../../../src/core/policy/policy.ts';
import { whereToAsk } from '../../../src/core/policy/where-to-ask.ts';

const catalog = builtinCatalog();
const context = {
  today: '2026-11-25',
  groups: [],
  knownTools: new Set(catalog.tools.map(({ id }) => id)),
  knownRules: new Set(['ai-tool/unsanctioned']),
};
const head = 'apiVersion: handrail/v1\nkind: Policy\nmetadata: {name: acme, contact: "#ai-help"}\n';
const load = (...layers: readonly (readonly [LayerName, string])[]) =>
  loadPolicy(
    layers.map(([layer, text]) => ({ layer, source: `${layer}.yaml`, text })),
    context,
  );
const tool = (id: string) => {
  const found = catalog.tool(id);
  assert.ok(found);
  return found;
};

describe('a request for a tool', () => {
  const draft = exceptionDraft(
    {
      toolId: 'openai',
      toolName: 'OpenAI API',
      ruleId: 'ai-tool/unsanctioned',
      paths: ['package.json'],
      owner: 'nora@acme.example',
      reason: 'Trial until the contract: 3 weeks, "no client data"',
      today: '2026-11-25',
      expires: '2026-12-20',
    },
    '#ai-help',
  );

  it('says whom to send it to, and that it opens nothing yet', () => {
    assert.match(draft, /^# Request to use OpenAI API\. Send it to #ai-help: it holds once/);
  });

  it('is an entry that the policy takes as it is', () => {
    const entries = parseDocument(draft).toJSON() as unknown;
    const { rejected } = load([
      'organisation',
      `${head}tools: {default: ask}\nexceptions: ${JSON.stringify(entries)}\n`,
    ]);
    assert.deepEqual(rejected, []);
  });
});

describe('where to ask', () => {
  it('is the page and the contact of the company, and never a page that a project names', () => {
    const { policy } = load(
      ['organisation', `${head}tools: {default: ask, requestUrl: "https://intranet.acme.example/ask"}\n`],
      ['workspace', 'apiVersion: handrail/v1\nkind: Policy\ntools: {requestUrl: "https://elsewhere.example/"}\n'],
    );
    assert.deepEqual(whereToAsk(policy), { url: 'https://intranet.acme.example/ask', contact: '#ai-help' });
  });

  it('is nowhere under the built-in rules', () => {
    assert.deepEqual(whereToAsk(load().policy), {});
  });
});

describe('the guide to a cleared tool', () => {
  const guide = switchGuide({
    from: tool('openai'),
    to: tool('anthropic'),
    places: [
      { signal: 'dependency', value: 'openai', path: 'package.json', line: 4 },
      { signal: 'import', value: 'openai', path: 'src/chat.ts', line: 1 },
      { signal: 'import', value: 'openai', path: 'src/chat.ts', line: 1 },
      { signal: 'env', value: 'OPENAI_API_KEY', path: '.env.example', line: 2 },
    ],
    reason: 'Company contract',
    dataClasses: ['public', 'internal'],
    assistant: { name: 'GitHub Copilot' },
  });

  it('names every place once, with what takes its place in that ecosystem', () => {
    const steps = guide.split('\n').filter((line) => /^\d+\. /.test(line));
    assert.equal(steps.length, 5);
    assert.match(
      steps[1] ?? '',
      /^2\. Remove the package `openai` and add .*`@anthropic-ai\/sdk`.*\(`package\.json:4`\)$/,
    );
    assert.doesNotMatch(steps[1] ?? '', /@ai-sdk|langchain/);
    assert.deepEqual(steps.slice(2, 4), [
      '3. Replace what is imported from `openai`. (`src/chat.ts:1`)',
      '4. Replace the variable `OPENAI_API_KEY` by `ANTHROPIC_API_KEY`, and have the old key revoked. (`.env.example:2`)',
    ]);
  });

  it('ends with a text to paste into the cleared assistant', () => {
    assert.match(guide, /## Or let GitHub Copilot do it/);
    assert.match(guide, /It is used in: package\.json, src\/chat\.ts, \.env\.example\./);
  });
});
