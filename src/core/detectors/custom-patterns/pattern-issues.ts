// What is wrong with the patterns of a policy text: `policy validate` and `policy lint` print it. Samples are tried as a scan would try
// them, keywords and all.

import type { Issue } from '../../model/errors.ts';
import { messageOf } from '../../model/errors.ts';
import { issueAt, parsePolicy } from '../../policy/parse.ts';
import type { LayerName } from '../../policy/policy.ts';
import type { OwnDetector } from '../../policy/schema.ts';
import { builtinCatalog } from '../../catalog/build-catalog.ts';
import { customPatternsDetector } from './detector.ts';
import type { LinearEngine } from './linear-engine.ts';
import { ownPatternOf, whyNotRun } from './own-patterns.ts';

/** Patterns that cannot be run, samples that are not found or wrongly found, ids that the product has. [] when the text does not load.
 *  Codes: policy/risky-pattern, policy/pattern-sample, policy/shadowed
 *  @param isTaken  whether the product has a rule of that id */
export function patternIssues(
  source: { readonly text: string; readonly file: string; readonly layer: LayerName },
  engine: LinearEngine,
  isTaken: (ruleId: string) => boolean,
  severity: 'error' | 'warning',
): readonly Issue[] {
  const { document, yaml } = parsePolicy(source.text, source.file, source.layer);
  if (document === undefined) return [];
  return (document.data?.detectors ?? []).flatMap((detector, index) => {
    const pointer = `/data/detectors/${String(index)}`;
    const issue = (at: string, code: string, message: string): Issue =>
      issueAt(yaml, yaml.placeOf(`${pointer}/${at}`), code, message, { severity });
    const because = whyNotRun(detector) ?? whyNotCompiled(detector, engine);
    if (because !== undefined) {
      return [issue('pattern', 'policy/risky-pattern', `This pattern ${because}.`)];
    }
    const taken = isTaken(ownPatternOf(detector).ruleId)
      ? [issue('id', 'policy/shadowed', `The product has a rule "${detector.id}" of its own. Choose another id.`)]
      : [];
    return [...taken, ...sampleIssues(detector, engine, issue)];
  });
}

function whyNotCompiled({ pattern }: OwnDetector, engine: LinearEngine): string | undefined {
  try {
    engine.compile(pattern);
    return undefined;
  } catch (thrown) {
    return `cannot be run: ${messageOf(thrown)}`;
  }
}

function sampleIssues(
  detector: OwnDetector,
  engine: LinearEngine,
  issue: (at: string, code: string, message: string) => Issue,
): readonly Issue[] {
  const looking = customPatternsDetector([ownPatternOf(detector)], engine);
  const isFound = (text: string): boolean =>
    (looking.detect({ path: 'sample', text }, { catalog: builtinCatalog() }).matches ?? []).length > 0;
  const code = 'policy/pattern-sample';
  return [
    ...(detector.hit ?? []).flatMap((text, index) =>
      isFound(text)
        ? []
        : [issue(`hit/${String(index)}`, code, 'This sample must match, and does not. Look at pattern and keywords.')],
    ),
    ...(detector.miss ?? []).flatMap((text, index) =>
      isFound(text)
        ? [issue(`miss/${String(index)}`, code, 'This sample must not match, and does. Narrow the pattern.')]
        : [],
    ),
  ];
}
