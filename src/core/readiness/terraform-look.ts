// Questions that checks ask of Terraform blocks. What they find is shown as advice: values are read as written, not worked out.

import type { CheckEvidence, CheckOutcome } from '../model/outcome.ts';
import type { Facts } from './facts.ts';
import { withInnerBlocks, type TerraformBlock } from './structure/terraform.ts';

const maxEvidence = 10;

/** Evidence for attributes of one block (not of those inside it) whose value matches.
 *  @param within  what the labels of the block must match, such as the type of its resource */
export function attributesSeen(
  block: TerraformBlock,
  name: string | RegExp,
  value: RegExp,
  note: string,
  within?: RegExp,
): readonly CheckEvidence[] {
  if (within !== undefined && !block.labels.some((label) => within.test(label))) return [];
  return [...block.attributes]
    .filter(([each]) => (typeof name === 'string' ? each === name : name.test(each)))
    .filter(([, attribute]) => value.test(attribute.value))
    .map(([each, { line }]) => ({ path: block.path, line, note: `${each}: ${note}` }));
}

/** Look at every block for a problem. Problems are `warn`, never `fail`: nothing here evaluates variables or modules. */
export function judgeTerraform(
  facts: Facts,
  because: string,
  problems: (block: TerraformBlock) => readonly CheckEvidence[],
): CheckOutcome {
  const blocks = facts.terraform.flatMap((block) => [...withInnerBlocks(block)]);
  const evidence = blocks.flatMap(problems);
  if (evidence.length > 0) return { state: 'warn', evidence: evidence.slice(0, maxEvidence), because };
  const first = blocks.find(({ type }) => type === 'resource' || type === 'module');
  return first === undefined
    ? { state: 'not_applicable', because: 'The Terraform files here make nothing.' }
    : {
        state: 'pass',
        evidence: [
          { path: first.path, line: first.line, note: `nothing of the kind in ${String(blocks.length)} blocks` },
        ],
      };
}
