// What a policy extends, down to the last parent: presets inside the same layer, over which its own entries win. load.ts calls it.
// Parents are read through a function of the shell, so that nothing here touches disk or network.

import type { Issue } from '../model/errors.ts';
import type { YamlDocument } from '../text/yaml-document.ts';
import { builtinTextOf } from './builtin-texts.ts';
import { issueAt, parsePolicy, type ParsedPolicy } from './parse.ts';
import { readParentReference, type ParentReference } from './parent-reference.ts';
import type { LayerName, PolicyPreset } from './policy.ts';

/** More levels than this help nobody to see where a value comes from. */
export const maxExtendsDepth = 5;

/** A text that another one extends, as a shell read it. */
export interface ParentText {
  /** What it is called in explanations: a path or a URL. Two texts with the same source are the same text. */
  readonly source: string;
  readonly text: string;
}

/** Reads what an entry of `extends` names.
 *  @param from  `source` of the text that names it
 *  @returns why it cannot be had, in words */
export type ReadParent = (
  reference: Exclude<ParentReference, { kind: 'builtin' }>,
  from: string,
  layer: LayerName,
) => ParentText | { readonly problem: string };

/** A parent with its text, for checks that need places. */
export interface LoadedPreset {
  readonly preset: PolicyPreset;
  readonly yaml: YamlDocument;
}

export interface Presets {
  /** Nearest first: an entry of an earlier one wins over that of a later one. Of several parents the last that is named is nearest. */
  readonly presets: readonly LoadedPreset[];
  /** What keeps the text from holding, each in the file that names the parent. */
  readonly issues: readonly Issue[];
}

/** Read everything that a text extends. Codes: policy/extends-cycle, policy/extends-too-deep, policy/extends-absent, and those of
 *  parsePolicy in the parent's own file */
export function presetsOf(child: ParsedPolicy, layer: LayerName, readParent: ReadParent): Presets {
  const issues: Issue[] = [];
  const presets = new Map<string, LoadedPreset>();
  const visit = ({ document, yaml }: ParsedPolicy, above: readonly string[]): void => {
    const parents = document?.extends ?? [];
    for (let index = parents.length - 1; index >= 0; index--) {
      const refuse = (code: string, message: string): void => {
        issues.push(issueAt(yaml, yaml.placeOf(`/extends/${String(index)}`), code, message));
      };
      const reference = readParentReference(parents[index] ?? '');
      // parsePolicy has said so already.
      if ('problem' in reference) continue;
      const parent = textOf(reference, yaml.file, layer, readParent);
      if ('problem' in parent) {
        refuse('policy/extends-absent', parent.problem);
        continue;
      }
      if (above.includes(parent.source)) {
        const circle = [...above.slice(above.indexOf(parent.source)), parent.source].join(' → ');
        refuse('policy/extends-cycle', `This leads back to where it started: ${circle}. Remove one of these lines.`);
        continue;
      }
      if (above.length > maxExtendsDepth) {
        const message = `This is parent number ${String(above.length)} in a row, and ${String(maxExtendsDepth)} are the most. Take what is needed from "${parent.source}" into this file.`;
        refuse('policy/extends-too-deep', message);
        continue;
      }
      if (presets.has(parent.source)) continue;
      const parsed =
        reference.kind === 'builtin'
          ? parsedBuiltin(parent, layer)
          : parsePolicy(parent.text, parent.source, layer, { forRun: true });
      if (parsed.document === undefined) {
        const first = parsed.issues[0];
        refuse('policy/extends-absent', `"${parent.source}" is no policy that loads. ${first?.message ?? ''}`.trim());
        issues.push(...parsed.issues);
        continue;
      }
      const { document: preset, places } = parsed;
      presets.set(parent.source, {
        preset: { source: parent.source, document: preset, places },
        yaml: parsed.yaml,
      });
      visit(parsed, [...above, parent.source]);
    }
  };
  visit(child, [child.yaml.file]);
  return { presets: [...presets.values()], issues };
}

/** Texts of the product do not change while it runs. */
const parsedBuiltins = new Map<string, ParsedPolicy>();

function parsedBuiltin({ source, text }: ParentText, layer: LayerName): ParsedPolicy {
  const key = `${layer} ${source}`;
  const parsed = parsedBuiltins.get(key) ?? parsePolicy(text, source, layer, { forRun: true });
  parsedBuiltins.set(key, parsed);
  return parsed;
}

function textOf(
  reference: ParentReference,
  from: string,
  layer: LayerName,
  readParent: ReadParent,
): ParentText | { readonly problem: string } {
  if (reference.kind !== 'builtin') return readParent(reference, from, layer);
  const text = builtinTextOf(reference.name);
  if (text === undefined) return { problem: `There is no preset "${reference.name}".` };
  return { source: reference.name.includes('@') ? reference.name : `${reference.name}@1`, text };
}
