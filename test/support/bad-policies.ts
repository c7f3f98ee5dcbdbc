// Policies that do not load, each with the place at which it is said and the code. The command line and the loader are held to it.

export const head = 'apiVersion: handrail/v1\nkind: Policy\n';
const long = 'x'.repeat(1_100_000);

/** What is wrong, where it is said, and under which code. */
export const badPolicies: readonly (readonly [what: string, text: string, place: string, code: string])[] = [
  ['names that stand for one another without end', bomb(), '1:1', 'policy/alias'],
  ['a name that stands for itself', `${head}metadata: &a {name: *a}\n`, '3:21', 'policy/alias'],
  ['brackets without end', `${head}tools: ${'['.repeat(5_000)}`, '3:108', 'policy/too-deep'],
  ['levels without end', `${head}${levels(150)}`, '104:102', 'policy/too-deep'],
  ['a text of a megabyte', `${head}metadata: {name: ${long}}\n`, '1:1', 'policy/too-large'],
  ['a file of ten megabytes', `${head}# ${'x'.repeat(10_000_000)}\n`, '1:1', 'policy/too-large'],
  ['a key that stands there twice', `${head}mode: warn\nmode: off\n`, '4:1', 'policy/duplicate-key'],
  ['a key twice in a list', `${head}tools:\n  deny:\n    - {id: a, id: b}\n`, '5:15', 'policy/duplicate-key'],
  ['a tab', `${head}tools:\n\tdefault: deny\n`, '4:1', 'policy/tab'],
  ['a key that is a number', `${head}7: x\n`, '3:1', 'policy/unknown-key'],
  ['a key that is true', `${head}true: x\n`, '3:1', 'policy/unknown-key'],
  ['a key that is a day', `${head}2026-11-30: x\n`, '3:1', 'policy/unknown-key'],
  ['a key that is a list', `${head}? [a, b]\n: x\n`, '3:3', 'policy/key'],
  ['a key that is nothing', `${head}~: x\n`, '3:1', 'policy/key'],
  ['a key that is missing', `${head}: x\n`, '3:1', 'policy/key'],
  ['a day that is none', `${head}metadata: {expires: 2026-02-30}\n`, '3:21', 'policy/bad-date'],
  ['a time in place of a day', `${head}metadata: {expires: 2026-02-03T10:00:00Z}\n`, '3:21', 'policy/bad-date'],
  [
    'a day that a tag makes something else',
    `${head}metadata: {expires: !!timestamp 2026-02-03}\n`,
    '3:21',
    'policy/tag',
  ],
  ['a tag that would make an object', `${head}mode: !!js/function "function () {}"\n`, '3:7', 'policy/tag'],
  ['no for false', `${head}mcpServers: {requirePinnedVersions: no}\n`, '3:37', 'policy/wrong-type'],
  ['on for true', `${head}mcpServers: {requirePinnedVersions: on}\n`, '3:37', 'policy/wrong-type'],
  ['off for false', `${head}mcpServers: {requirePinnedVersions: off}\n`, '3:37', 'policy/wrong-type'],
  ['yes for a verdict', `${head}tools: {default: yes}\n`, '3:18', 'policy/wrong-value'],
  ['yes for true', `${head}mcpServers: {requirePinnedVersions: yes}\n`, '3:37', 'policy/wrong-type'],
  ['on for a mode', `${head}mode: on\n`, '3:7', 'policy/wrong-value'],
  ['__proto__ as a key', `${head}__proto__: {mode: off}\n`, '3:1', 'policy/key'],
  ['__proto__ far down', `${head}tools: {allow: [{id: a, __proto__: {id: b}}]}\n`, '3:25', 'policy/key'],
  ['__proto__ where any key goes', `${head}production: {checks: {__proto__: {mode: off}}}\n`, '3:23', 'policy/key'],
  ['constructor as a key', `${head}constructor: {prototype: {mode: off}}\n`, '3:1', 'policy/unknown-key'],
  ['a newer version of the format', 'apiVersion: handrail/v2\nkind: Policy\n', '1:13', 'policy/wrong-value'],
  ['a version of the format that is a number', 'apiVersion: 2\nkind: Policy\n', '1:13', 'policy/wrong-value'],
  ['another kind', 'apiVersion: handrail/v1\nkind: Organisation\n', '2:7', 'policy/wrong-value'],
  ['a list where keys are needed', `${head}tools: [openai]\n`, '3:8', 'policy/wrong-type'],
  ['keys where a list is needed', `${head}rules: {id: a}\n`, '3:8', 'policy/wrong-type'],
  ['a number where a text is needed', `${head}tools: {deny: [{id: {}}]}\n`, '3:21', 'policy/wrong-type'],
  ['a text where a number is needed', `${head}metadata: {serial: many}\n`, '3:20', 'policy/wrong-type'],
  ['a number that is none', `${head}metadata: {serial: .nan}\n`, '3:20', 'policy/wrong-type'],
  ['a number without end', `${head}metadata: {serial: .inf}\n`, '3:20', 'policy/wrong-type'],
  ['a number that is too large', `${head}metadata: {serial: 1e400}\n`, '3:20', 'policy/wrong-type'],
  ['a text that does not end', `${head}mode: "warn\n`, '4:1', 'policy/'],
  ['keys that are merged in', `${head}tools: &t {default: deny}\nmcpServers: {<<: *t}\n`, '4:14', 'policy/'],
  ['nothing', '', '1:1', 'policy/empty'],
  ['a comment alone', '# later\n', '1:1', 'policy/empty'],
  ['a text that is no policy', 'hello\n', '1:1', 'policy/not-a-policy'],
  ['two policies in one file', `${head}---\n${head}`, '3:1', 'policy/several-documents'],
  ['a sign-in page', '<!doctype html>\n<p>Welcome: <b>sign in</b></p>\n', '', 'policy/'],
  ['a parent that is not there', `${head}extends: [./gone.yaml]\n`, '3:11', 'policy/extends-absent'],
  [
    'a parent that can change',
    `${head}extends: ['https://acme.example/p.yaml']\n`,
    '3:11',
    'policy/unsupported-extends',
  ],
  ['a parent that is itself', `${head}extends: [./ai-policy.yaml]\n`, '3:11', 'policy/extends-cycle'],
  ['a pattern longer than any path', `${head}data: {exclude: [${'a'.repeat(501)}]}\n`, '3:18', 'policy/wrong-value'],
];

/** Names that double nine times: some gigabytes when they are written out. */
function bomb(): string {
  const rows = Array.from(
    { length: 9 },
    (_, n) =>
      `  - &n${String(n + 1)} [${Array(10)
        .fill(`*n${String(n)}`)
        .join(', ')}]\n`,
  );
  return `metadata:\n  - &n0 [x, x, x, x, x, x, x, x, x, x]\n${rows.join('')}`;
}

function levels(count: number): string {
  return Array.from({ length: count }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');
}
