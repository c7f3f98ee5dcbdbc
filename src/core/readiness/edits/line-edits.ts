// Changes on the very lines where a check saw a problem: each row says what may be replaced there by what. A line that has another
// shape is left alone, so a change never reaches further than the evidence.

import type { TextEdit } from '../../model/edit.ts';
import { modify, planOf, type FixContext, type FixPlan, type Scaffold } from '../scaffolds/scaffold.ts';
import { expression } from '../../text/expression.ts';

interface LineRule {
  /** Files it is for; absent: all. */
  readonly files?: RegExp;
  /** Tried on each line with evidence. */
  readonly pattern: RegExp;
  /** As for String.replace. */
  readonly by: string | ((whole: string, ...groups: string[]) => string);
  /** Needs `import os` at the top of a Python file. */
  readonly needsOs?: boolean;
  /** Needs this package in the import block of a Go file. */
  readonly needsGo?: string;
}

const js = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;
const py = /\.py$/;
const allowedList = "(process.env.ALLOWED_ORIGINS ?? '').split(',').filter(Boolean)";
const pyList = '[origin for origin in os.environ.get("ALLOWED_ORIGINS", "").split(",") if origin]';

/** An edit whose whole work is on the lines of the evidence. */
function lineEdit(checkId: string, rules: readonly LineRule[], ...afterwards: readonly string[]): Scaffold {
  return { checks: [checkId], kind: 'edit', plan: (context) => planLines(context, rules, afterwards) };
}

async function planLines(
  context: FixContext,
  rules: readonly LineRule[],
  afterwards: readonly string[],
): Promise<FixPlan> {
  const paths = [...new Set(context.evidence.map(({ path }) => path))];
  const edits = await Promise.all(
    paths.map(async (path) => {
      const text = await context.read(path);
      const lines = context.evidence.filter((seen) => seen.path === path).map(({ line }) => line);
      return text === undefined ? [] : editLines(path, text, new Set(lines), rules);
    }),
  );
  return planOf(edits.flat(), ...afterwards);
}

function editLines(
  path: string,
  text: string,
  wanted: ReadonlySet<number>,
  rules: readonly LineRule[],
): ReturnType<typeof modify> {
  const edits: TextEdit[] = [];
  const imports = new Set<string>();
  let offset = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (wanted.has(index + 1)) {
      const rule = rules.find(({ files, pattern }) => files?.test(path) !== false && pattern.test(line));
      if (rule !== undefined) {
        const after = line.replace(rule.pattern, rule.by as string);
        edits.push({ startOffset: offset, endOffset: offset + line.length, newText: after });
        if (rule.needsOs === true && !/^import os\b/m.test(text)) imports.add('import os\n');
        if (rule.needsGo !== undefined && !text.includes(`"${rule.needsGo}"`)) imports.add(`\t"${rule.needsGo}"\n`);
      }
    }
    offset += line.length + 1;
  }
  const lead = [...imports].join('');
  const at = lead.startsWith('\t') ? behindGoImport(text) : firstPythonImport(text);
  if (lead !== '' && at === undefined) return [];
  if (lead !== '' && at !== undefined) edits.unshift({ startOffset: at, endOffset: at, newText: lead });
  return modify(path, text, edits);
}

function firstPythonImport(text: string): number | undefined {
  return /^(?:import|from) (?!__future__)/m.exec(text)?.index ?? 0;
}

function behindGoImport(text: string): number | undefined {
  const block = /^import \(\n/m.exec(text);
  return block === null ? undefined : block.index + block[0].length;
}

/** Source: https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS */
const corsEdit = lineEdit(
  'sec-cors-not-wide-open',
  [
    { files: js, pattern: /(?<!\w)cors\(\s*\)/, by: `cors({ origin: ${allowedList} })` },
    { files: js, pattern: /(?<![A-Za-z.])origin\s*:\s*(?:["']\*["']|true\b)/, by: `origin: ${allowedList}` },
    {
      files: js,
      pattern: /(Access-Control-Allow-Origin["']?\s*[,:]\s*)["']\*["']/,
      by: "$1process.env.ALLOWED_ORIGIN ?? ''",
    },
    { files: py, pattern: /\ballow_origins\s*=\s*\[\s*["']\*["']\s*\]/, by: `allow_origins=${pyList}`, needsOs: true },
    {
      files: py,
      pattern: /\bCORS_ALLOW_ALL_ORIGINS\s*=\s*True/,
      by: `CORS_ALLOWED_ORIGINS = ${pyList}`,
      needsOs: true,
    },
    {
      files: /\.cs$/,
      pattern: /\bAllowAnyOrigin\(\)/,
      by: 'WithOrigins((Environment.GetEnvironmentVariable("ALLOWED_ORIGINS") ?? "").Split(\',\'))',
    },
    {
      files: /\.(?:java|kt)$/,
      pattern: /@CrossOrigin\(\s*(?:origins\s*=\s*)?"\*"/,
      by: '@CrossOrigin(origins = "${allowed.origins:}"',
    },
  ],
  'Put the addresses of your own pages into the setting ALLOWED_ORIGINS, separated by commas: https://app.company.example',
);

/** Source: https://owasp.org/www-community/controls/SecureCookieAttribute */
const cookiesEdit = lineEdit('sec-cookies-safe', [
  { files: js, pattern: /httpOnly\s*:\s*false/, by: 'httpOnly: true' },
  { files: js, pattern: /\bsecure\s*:\s*false/, by: "secure: process.env.NODE_ENV === 'production'" },
  { files: py, pattern: /\b((?:SESSION|CSRF)_COOKIE_(?:SECURE|HTTPONLY))\s*=\s*False/, by: '$1 = True' },
  { files: /\.cs$/, pattern: /CookieSecurePolicy\.None/, by: 'CookieSecurePolicy.Always' },
]);

/** Source: https://docs.djangoproject.com/en/stable/howto/deployment/checklist/ */
const debugEdit = lineEdit(
  'sec-debug-off',
  [
    { files: py, pattern: /^(\s*DEBUG\s*=\s*)True\b/, by: '$1os.environ.get("DEBUG") == "1"', needsOs: true },
    { files: py, pattern: /\bdebug\s*=\s*True/, by: 'debug=os.environ.get("FLASK_DEBUG") == "1"', needsOs: true },
    {
      pattern: /\b((?:FLASK|DJANGO|APP)_DEBUG\s*[=:]\s*["']?)(?:1|true)\b/i,
      by: (_whole, name) => `${name}${/:/.test(name) ? 'false' : '0'}`,
    },
    { pattern: /(exposure\.include\s*[=:]\s*)["']?\*["']?/, by: '$1health' },
    { pattern: /(h2\.console\.enabled\s*[=:]\s*)true/, by: '$1false' },
    {
      files: /\.cs$/,
      pattern: /^(\s*)app\.UseDeveloperExceptionPage\(\);/,
      by: '$1if (app.Environment.IsDevelopment()) app.UseDeveloperExceptionPage();',
    },
  ],
  'On your own machine, switch it on by the setting DEBUG=1 (FLASK_DEBUG=1 for Flask).',
);

const loneTestsEdit = lineEdit(
  'test-none-skipped',
  [
    { pattern: /\b(describe|it|test|context|suite)\.only\(/, by: '$1(' },
    { pattern: /(?<![\w.])f(describe|it)\(/, by: '$1(' },
  ],
  'Run all tests: those that were left out may fail now.',
);

/** Source: https://requests.readthedocs.io/en/latest/user/advanced/#timeouts , https://pkg.go.dev/net/http#Client */
const timeoutsEdit = lineEdit('rel-timeouts', [
  {
    files: py,
    pattern: /\b(requests\.(?:get|post|put|delete|patch|head|request)\((?:[^()]|\([^()]*\))*?),?\s*\)/,
    by: (whole, call) => (/\btimeout\s*=/.test(whole) ? whole : `${call}${call.endsWith('(') ? '' : ', '}timeout=10)`),
  },
  { files: /\.go$/, pattern: /http\.Client\{\s*\}/, by: 'http.Client{Timeout: 10 * time.Second}', needsGo: 'time' },
]);

/** Source: https://12factor.net/config */
const addressesEdit = lineEdit(
  'dep-config-from-env',
  [
    {
      files: js,
      pattern:
        /(?<![?|]\s*)(["'`])(https?:\/\/(?:localhost|127\.0\.0\.1|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+)(?::\d+)?)\1/,
      by: "(process.env.SERVICE_URL ?? '$2')",
    },
    {
      files: py,
      pattern: /(["'])(https?:\/\/(?:localhost|127\.0\.0\.1|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+)(?::\d+)?)\1/,
      by: 'os.environ.get("SERVICE_URL", "$2")',
      needsOs: true,
    },
  ],
  'Give each setting a name that says which service it is, and add it to .env.example. In code for the browser use VITE_ or NEXT_PUBLIC_ names.',
);

/** Source: https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html */
const loggedDataEdit = lineEdit(
  'data-no-personal-data-in-logs',
  [
    {
      files: js,
      pattern: expression('i')`
        (console\.\w+|logg?(?:er)?\.\w+)(\([^\n]*?[,(]\s*)(
          (?:\w+\.)*(?:password|passwd|secret|authorization|access_?token|credit_?card|iban|body)\w*
        )(\s*[,)])
      `,
      by: "$1$2'[left out]'$4",
    },
    {
      files: py,
      pattern: expression('i')`
        (print|logg(?:er|ing)\.\w+|log\.\w+)(\([^\n]*?[,(]\s*)(
          (?:\w+\.)*(?:password|passwd|secret|authorization|access_?token|credit_?card|iban|json)\w*
        )(\s*[,)])
      `,
      by: '$1$2"[left out]"$4',
    },
  ],
  'Log an id instead, so that a person’s request can still be found.',
);

/** Sources: https://registry.terraform.io/providers/hashicorp/aws/latest/docs , https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs */
const tf = /\.tf$/;
const storageEdit = lineEdit(
  'sec-cloud-storage-private',
  [
    { files: tf, pattern: /(acl\s*=\s*)"public-read(?:-write)?"/, by: '$1"private"' },
    { files: tf, pattern: /((?:block|ignore|restrict)_public_\w+\s*=\s*)false/, by: '$1true' },
    {
      files: tf,
      pattern:
        /((?:allow_nested_items_to_be_public|public_network_access_enabled|allow_blob_public_access)\s*=\s*)true/,
      by: '$1false',
    },
  ],
  'Pages that load files from there need signed addresses or a content network in front of it now.',
);

const encryptedEdit = lineEdit(
  'sec-data-encrypted-at-rest',
  [
    { files: tf, pattern: /((?:storage_encrypted|encrypted|encryption_at_rest_enabled)\s*=\s*)false/, by: '$1true' },
    {
      files: tf,
      pattern: /^(\s*)(resource\s+"aws_(?:db_instance|rds_cluster)"\s+"[^"]+"\s*\{)\s*$/,
      by: '$1$2\n$1  storage_encrypted = true',
    },
  ],
  'Read the plan before you apply it: for a database that exists, this makes a new one from a snapshot.',
);

const agentsAskEdit = lineEdit('sec-agents-ask-first', [
  {
    files: /settings[\w.]*\.json$/,
    pattern: /("(?:chat\.tools\.(?:global\.autoApprove|autoApprove)|chat\.tools\.[\w.]*autoApprove)"\s*:\s*)true/,
    by: '$1false',
  },
  { files: /\.json$/, pattern: /("defaultMode"\s*:\s*)"bypassPermissions"/, by: '$1"default"' },
  { files: /\.json$/, pattern: /"Bash(?:\((?::?\*)\))?"\s*,\s*/, by: '' },
  {
    files: /\.json$/,
    pattern: /(\[\s*|,\s*)"Bash(?:\((?::?\*)\))?"(?=\s*\])/,
    by: (_whole, before) => (before.startsWith('[') ? '[' : ''),
  },
  { pattern: /\s--(?:dangerously-skip-permissions|yolo|allow-all-tools)\b/, by: '' },
]);

/** Edits that are rows. */
export const lineEdits: readonly Scaffold[] = [
  corsEdit,
  cookiesEdit,
  debugEdit,
  loneTestsEdit,
  timeoutsEdit,
  addressesEdit,
  loggedDataEdit,
  storageEdit,
  encryptedEdit,
  agentsAskEdit,
];
