// Changes to recipes of build robots: only the rights they need, and no text of strangers run as a command.

import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { FileEdit, TextEdit } from '../../model/edit.ts';
import { filesLike } from '../look.ts';
import { modify, planOf, type FixContext, type FixPlan, type Scaffold } from '../scaffolds/scaffold.ts';
import { insertBeforeKey, insertInMap, mapAt, textAt, yamlDocuments } from './yaml-places.ts';
import { expression } from '../../text/expression.ts';

const workflows = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/** Source: https://docs.github.com/en/actions/security-for-github-actions/security-guides/automatic-token-authentication */
export const leastRightsEdit: Scaffold = {
  checks: ['sec-ci-least-rights'],
  kind: 'edit',
  async plan(context): Promise<FixPlan> {
    const edits: FileEdit[] = [];
    for (const { shownPath } of filesLike(context.facts, workflows)) {
      const text = await context.read(shownPath);
      const root: unknown = text === undefined ? undefined : yamlDocuments(text)[0]?.contents;
      if (text === undefined || !isMap(root)) continue;
      edits.push(...modify(shownPath, text, rightsIn(text, root)));
    }
    return planOf(edits, 'If a job now misses a right (to publish, to comment), add that one right to that one job.');
  },
};

function rightsIn(text: string, root: YAMLMap): readonly TextEdit[] {
  const reading = ['permissions:', '  contents: read'];
  const known: unknown = root.get('permissions', true);
  if (isScalar(known) && known.value === 'write-all' && known.range) {
    return [{ startOffset: known.range[0], endOffset: known.range[1], newText: '\n  contents: read' }];
  }
  if (known !== undefined) return [];
  const jobs = mapAt(root, 'jobs');
  const eachSaysSo = jobs?.items.every((pair) => isMap(pair.value) && pair.value.has('permissions')) ?? false;
  const edit = eachSaysSo ? undefined : insertBeforeKey(text, root, 'jobs', [...reading, '']);
  return edit === undefined ? [] : [edit];
}

const untrusted = expression('g')`
  \$\{\{\s*(
    github\.(?:
      event\.(?:issue|pull_request|comment|review|review_comment|discussion|head_commit|pages|commits)[\w.*[\]]*
      (?:title|body|name|ref|label|message|email|default_branch)|
      head_ref
    )
  )\s*\}\}
`;

/** Source: https://securitylab.github.com/resources/github-actions-untrusted-input/ */
export const untrustedInputEdit: Scaffold = {
  checks: ['sec-ci-not-hijackable'],
  kind: 'edit',
  async plan(context): Promise<FixPlan> {
    const paths = [...new Set(context.evidence.map(({ path }) => path))];
    const edits: FileEdit[] = [];
    for (const path of paths) {
      const text = await context.read(path);
      const root: unknown = text === undefined ? undefined : yamlWithExpressions(text)[0]?.contents;
      if (text === undefined || !isMap(root)) continue;
      edits.push(
        ...modify(path, text, [...triggerIn(text, root), ...stepsIn(root).flatMap((step) => quoted(text, step))]),
      );
    }
    return planOf(
      edits,
      'Look at what the job may do: with the text of strangers in it, it should have no right to write and no key.',
    );
  },
};

/** Expressions of GitHub are no template of Helm. */
function yamlWithExpressions(text: string): ReturnType<typeof yamlDocuments> {
  return yamlDocuments(text.replaceAll('{{', '((').replaceAll('}}', '))'));
}

/** Code of a stranger's request is only run without the repository's keys. */
function triggerIn(text: string, root: YAMLMap): readonly TextEdit[] {
  if (!/ref:\s*\$\{\{\s*github\.event\.pull_request\.head\./.test(text)) return [];
  const on = root.items.find((pair) => isScalar(pair.key) && ['on', 'true'].includes(String(pair.key.value)));
  const range = on === undefined ? undefined : (on.value as { readonly range?: readonly number[] } | null)?.range;
  const [start = 0, end = 0] = range ?? [];
  const at = text.slice(start, end).search(/\bpull_request_target\b/);
  return at < 0
    ? []
    : [{ startOffset: start + at, endOffset: start + at + 'pull_request_target'.length, newText: 'pull_request' }];
}

function stepsIn(root: YAMLMap): readonly YAMLMap[] {
  return (mapAt(root, 'jobs')?.items ?? []).flatMap((job) => {
    const steps: unknown = isMap(job.value) ? job.value.get('steps', true) : undefined;
    return isSeq(steps) ? steps.items.filter((step) => isMap(step)) : [];
  });
}

function quoted(text: string, step: YAMLMap): readonly TextEdit[] {
  const run: unknown = step.get('run', true);
  if (!isScalar(run) || !run.range) return [];
  const [start, end] = run.range;
  const script = text.slice(start, end);
  const names = new Map<string, string>();
  const edits = [...script.matchAll(untrusted)].map((match): TextEdit => {
    const [whole, expression = ''] = match;
    const name = expression.split('.').slice(-2).join('_').replaceAll(/\W+/g, '_').toUpperCase();
    names.set(name, whole);
    const at = start + match.index;
    const isQuoted = script[match.index - 1] === '"' && script[match.index + whole.length] === '"';
    return { startOffset: at, endOffset: at + whole.length, newText: isQuoted ? `$${name}` : `"$${name}"` };
  });
  if (names.size === 0) return [];
  const lines = [...names].map(([name, value]) => `${name}: ${value}`);
  const known = mapAt(step, 'env');
  const env =
    known === undefined
      ? (insertBeforeKey(text, step, 'run', ['env:', ...lines.map((line) => `  ${line}`)]) ??
        behindName(text, step, lines))
      : insertInMap(text, known, lines);
  return env === undefined ? [] : [...edits, env];
}

/** `- run:` is the first key of the step: the lines go behind the script. */
function behindName(text: string, step: YAMLMap, lines: readonly string[]): TextEdit | undefined {
  return textAt(step, 'run') === undefined
    ? undefined
    : insertInMap(text, step, ['env:', ...lines.map((line) => `  ${line}`)]);
}

/** Actions of others by the id of a commit. Ids come from the code host, when the caller can ask it.
 *  Source: https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions#using-third-party-actions */
export const pinnedStepsEdit: Scaffold = {
  checks: ['sec-ci-steps-pinned'],
  kind: 'edit',
  async plan(context: FixContext): Promise<FixPlan> {
    const { commitOfTag } = context;
    if (commitOfTag === undefined) return planOf([]);
    const edits: FileEdit[] = [];
    for (const { shownPath } of filesLike(context.facts, workflows)) {
      const text = await context.read(shownPath);
      if (text === undefined) continue;
      const uses = [
        ...text.matchAll(
          /^(\s*-?\s*uses:\s*)(?!actions\/|github\/|\.\/|docker:)([\w.-]+\/[\w.-]+)((?:\/[\w./-]+)?)@(?![0-9a-f]{40}\b)([\w.-]+)[ \t]*(?:#[^\n]*)?$/gm,
        ),
      ];
      const changes = await Promise.all(
        uses.map(async (match): Promise<readonly TextEdit[]> => {
          const [whole, lead = '', repository = '', folder = '', tag = ''] = match;
          const commit = await commitOfTag(repository, tag);
          const newText = commit === undefined ? whole : `${lead}${repository}${folder}@${commit} # ${tag}`;
          return [{ startOffset: match.index, endOffset: match.index + whole.length, newText }];
        }),
      );
      edits.push(...modify(shownPath, text, changes.flat()));
    }
    return planOf(edits, 'Let an update robot (Dependabot, Renovate) move these ids when a new version comes out.');
  },
};
