import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commonAttributes, admit, plainEvent, usageEvents } from '../../../src/core/usage/event.ts';
import { runs } from '../../support/runs.ts';

describe('usage events: what is let into the log', () => {
  it('keeps what the table names', () => {
    const attributes = { 'handrail.rule.id': 'sensitive-data/iban', 'handrail.outcome': 'warned', 'handrail.count': 2 };
    assert.deepEqual(admit({ eventName: 'handrail.policy.decision', attributes }), {
      eventName: 'handrail.policy.decision',
      attributes,
    });
  });

  it('leaves out what the table does not name, and says how many', () => {
    const admitted = admit({
      eventName: 'handrail.check.completed',
      attributes: { 'handrail.files': 3, 'file.path': 'src/app.ts', 'user.email': 'lena@roastery.example' },
    });
    assert.deepEqual(admitted?.attributes, { 'handrail.files': 3, 'handrail.log.dropped': 2 });
  });

  it('knows no other events', () => {
    assert.equal(admit({ eventName: 'handrail.keystroke', attributes: {} }), undefined);
    assert.equal(admit({ eventName: 'toString', attributes: {} }), undefined);
  });

  for (const secret of [
    'customers/2026.csv',
    '/home/lena/roastery',
    'C:\\Users\\lena',
    'lena@roastery.example',
    'Lena Vogt',
    'please rewrite this letter',
    'const key = 1',
    'feature/loyalty.v2',
  ]) {
    it(`has no place for ${JSON.stringify(secret)}`, () => {
      for (const [eventName, event] of Object.entries(usageEvents)) {
        const names = [...Object.keys(event.attributes), ...Object.keys(commonAttributes)];
        const alone = admit({ eventName, attributes: Object.fromEntries(names.map((name) => [name, secret])) });
        const listed = admit({ eventName, attributes: Object.fromEntries(names.map((name) => [name, [secret]])) });
        const kept = JSON.stringify([alone?.attributes, listed?.attributes]);
        assert.ok(!kept.includes(JSON.stringify(secret)), `${eventName} kept it: ${kept}`);
      }
    });
  }

  it('never keeps free text, whatever it is called and however it is wrapped', () => {
    const names = Object.values(usageEvents).flatMap((event) => Object.keys(event.attributes));
    const text = fc.string({ minLength: 1 }).map((words) => `${words} and more`);
    const value = fc.oneof(
      text,
      fc.array(text, { minLength: 1 }),
      fc.record({ prompt: text }),
      fc.constant(Number.NaN),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(usageEvents)),
        fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), value, { minKeys: 1 }),
        (eventName, attributes) => {
          const kept = admit({ eventName, attributes })?.attributes;
          assert.deepEqual(kept, { 'handrail.log.dropped': Object.keys(attributes).length });
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it('says every event in plain words', () => {
    for (const [name, event] of Object.entries(usageEvents)) {
      assert.match(name, /^handrail(?:\.[a-z_]+)+$/);
      assert.match(event.plain, /^[A-Z][^.!]{8,70}$/, name);
    }
    assert.equal(plainEvent('handrail.check.completed'), 'A check ran');
    assert.equal(plainEvent('handrail.from.the.future'), 'handrail.from.the.future');
  });

  it('names attributes in the namespaces of the contract alone', () => {
    const names = Object.values(usageEvents).flatMap((event) => Object.keys(event.attributes));
    for (const name of [...names, ...Object.keys(commonAttributes)])
      assert.match(name, /^(?:handrail|gen_ai)\.[a-z_.]+$/);
  });
});
