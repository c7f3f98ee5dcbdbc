// Where a word of a policy text comes from: the class or rule that it names, or the line of another layer that speaks of the same.

import type { PolicyReference } from '../model/finding.ts';
import { readYaml, type YamlDocument } from '../text/yaml-document.ts';
import { explainPolicy } from './explain.ts';
import { explainedPath, fieldAt, unquoted, wordAt } from './field-at.ts';
import { placeIn, speakersOf } from './listing.ts';
import type { Policy } from './policy.ts';

/** A line to go to. */
export type DefinitionPlace = Pick<PolicyReference, 'file' | 'line' | 'column'>;

/** Lines that define what stands at an offset, those of the text itself first. [] when there are none.
 *  @param policy  in force; absent while none is known */
export function definitionsAt(
  text: string,
  file: string,
  offset: number,
  policy: Policy | undefined,
): readonly DefinitionPlace[] {
  const yaml = readYaml(text, file);
  const found = fieldAt(yaml, offset);
  if (found === undefined) return [];
  const { steps, startOffset, endOffset } = found;
  const word = unquoted(yaml.text.slice(startOffset, endOffset));
  const reference = referenceOf(steps, word);
  if (reference !== undefined) return entriesNamed(reference.id, reference.list, yaml, policy);
  if (policy === undefined) return [];
  const explained = explainPolicy(policy, explainedPath(yaml, steps));
  if ('problem' in explained) return [];
  return explained.trail.filter((step) => step.file !== file);
}

type EntryList = 'data.classes' | 'rules';

/** What a word refers to: undefined where it stands for itself. */
function referenceOf(
  steps: readonly string[],
  word: string,
): { readonly id: string; readonly list: EntryList } | undefined {
  const keys = steps.filter((step) => !/^\d+$/.test(step));
  const key = keys.at(-1) ?? '';
  const isClass =
    (key === 'dataClasses' && /^\d+$/.test(steps.at(-1) ?? '')) ||
    key === 'class' ||
    (keys.join('.') === 'data.default' && word !== 'default');
  if (isClass && word !== key) return { id: word, list: 'data.classes' };
  if (keys.join('.') === 'exceptions.rule' && word !== 'rule') return { id: word, list: 'rules' };
  if (key === 'locked' && word.startsWith('rules.')) return { id: word.slice('rules.'.length), list: 'rules' };
  return undefined;
}

function entriesNamed(
  id: string,
  list: EntryList,
  yaml: YamlDocument,
  policy: Policy | undefined,
): readonly DefinitionPlace[] {
  const pointer = `/${list.replace('.', '/')}`;
  const own = [...yaml.places.keys()]
    .filter((each) => each.startsWith(`${pointer}/`) && each.endsWith('/id') && wordAt(yaml, each) === id)
    .map((each) => ({ file: yaml.file, ...yaml.placeOf(each) }));
  const others = (policy?.layers ?? [])
    .flatMap((layer) => speakersOf(layer))
    .filter(({ source }) => source !== yaml.file)
    .flatMap((speaker): readonly DefinitionPlace[] => {
      const { document } = speaker;
      const entries: readonly { readonly id: string }[] =
        (list === 'rules' ? document.rules : document.data?.classes) ?? [];
      const index = entries.findIndex((entry) => entry.id === id);
      const { place } = placeIn(speaker, `${pointer}/${String(index)}`);
      return place === undefined ? [] : [place];
    });
  return [...own, ...others].map(({ file, line, column }) => ({ file, line, column }));
}
