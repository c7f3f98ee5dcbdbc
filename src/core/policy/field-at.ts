// Which field of a policy text stands at an offset, and by which names it is called. The editor's help is built on it; it works on
// whatever of a text parses.

import { pointerSteps, type YamlDocument } from '../text/yaml-document.ts';
import { keysAt } from './schema-walk.ts';

/** A key or plain value of a text. */
export interface FieldAt {
  /** Keys and list positions. */
  readonly steps: readonly string[];
  readonly startOffset: number;
  readonly endOffset: number;
}

/** The innermost key or plain value around an offset; undefined beside the text. */
export function fieldAt(yaml: YamlDocument, offset: number): FieldAt | undefined {
  let best: FieldAt | undefined;
  for (const [pointer, value] of yaml.places) {
    if (pointer === '') continue;
    for (const { startOffset, endOffset } of [yaml.keyPlaceOf(pointer), value]) {
      if (offset < startOffset || offset > endOffset) continue;
      if (best !== undefined && best.endOffset - best.startOffset <= endOffset - startOffset) continue;
      best = { steps: pointerSteps(pointer), startOffset, endOffset };
    }
  }
  return best;
}

/** What is written at a place, without its quotes. */
export function wordAt(yaml: YamlDocument, pointer: string): string | undefined {
  const place = yaml.places.get(pointer);
  return place && unquoted(yaml.text.slice(place.startOffset, place.endOffset));
}

export function unquoted(written: string): string {
  return written.replace(/^(["'])([\s\S]*)\1$/, '$2');
}

/** The path by which `policy explain` knows a field: entries go by what they are about, and an entry that names a tool or a server
 *  stands for everything that is said of it. */
export function explainedPath(yaml: YamlDocument, steps: readonly string[]): string {
  const [section = '', list = ''] = steps;
  const isListed = (section === 'tools' || section === 'mcpServers') && ['allow', 'ask', 'deny'].includes(list);
  if (isListed && steps.length > 2) {
    const id = wordAt(yaml, `/${steps.slice(0, 3).join('/')}/id`);
    if (id !== undefined && (steps.length === 3 || steps[3] === 'id')) return `${section}.${id}`;
  }
  const named: string[] = [];
  const schema: string[] = [];
  let pointer = '';
  for (const step of steps) {
    pointer += `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const isKey = keysAt(schema).length > 0;
    schema.push(isKey ? step : '*');
    const name = wordAt(yaml, `${pointer}/id`) ?? wordAt(yaml, `${pointer}/match`);
    named.push(isKey ? step : (name ?? step));
  }
  // The mode of a rule is asked for as such, so that what holds without an entry is said, too.
  const [first, id] = named;
  if (first === 'rules' && id !== undefined && (named.length === 2 || named[2] === 'id')) return `rules.${id}.mode`;
  return named.join('.');
}
