// Changes to Terraform: doors that only some may use, data that cannot go by one wrong command, a shared record. Blocks are found
// by their heads and braces; what is written in another way is left alone.

import type { FileEdit, TextEdit } from '../../model/edit.ts';
import { filesLike } from '../look.ts';
import {
  createUnlessThere,
  isThere,
  gapAfter,
  modify,
  nothing,
  planOf,
  type FixContext,
  type FixPlan,
  type Scaffold,
} from '../scaffolds/scaffold.ts';
import { expression } from '../../text/expression.ts';

const tf = /\.tf$/;

/** Source: https://developer.hashicorp.com/terraform/language/values/variables */
export const closedNetworkEdit: Scaffold = {
  checks: ['sec-network-closed'],
  kind: 'edit',
  async plan(context): Promise<FixPlan> {
    const edits: FileEdit[] = [];
    let usesVariable = false;
    for (const path of new Set(context.evidence.map((seen) => seen.path))) {
      const text = await context.read(path);
      if (text === undefined || !tf.test(path)) continue;
      const lines = context.evidence.filter((seen) => seen.path === path).map(({ line }) => line);
      const changes = lines.flatMap((line) => closedAt(text, line));
      usesVariable ||= changes.some(({ newText }) => newText.includes('var.trusted_networks'));
      edits.push(
        ...modify(
          path,
          text,
          changes.filter((one, index) => changes.findIndex((other) => other.startOffset === one.startOffset) === index),
        ),
      );
    }
    const variable = usesVariable ? await trustedNetworks(context, edits) : [];
    return planOf(
      [...edits, ...variable],
      'Fill in trusted_networks with the networks of your company or VPN; your network team knows them.',
    );
  },
};

const openToAnyAddress = expression()`
  \b(?:cidr_blocks|ipv6_cidr_blocks|source_ranges|cidr_ipv4|cidr_ipv6|source_address_prefix)\s*=\s*
  (\[[^\]]*"(?:0\.0\.0\.0/0|::/0)"[^\]]*\]|"(?:0\.0\.0\.0/0|::/0|\*)")
`;

function closedAt(text: string, line: number): readonly TextEdit[] {
  const start = offsetOfLine(text, line);
  const end = blockEnd(text, start);
  const part = text.slice(start, end);
  const open = openToAnyAddress.exec(part);
  const isPublic = /\b(publicly_accessible\s*=\s*)true/.exec(part);
  if (isPublic !== null && (open === null || isPublic.index < open.index)) {
    const at = start + isPublic.index;
    return [{ startOffset: at, endOffset: at + isPublic[0].length, newText: `${isPublic[1] ?? ''}false` }];
  }
  const value = open?.[1];
  if (open === null || value === undefined) return [];
  const at = start + open.index + open[0].length - value.length;
  return [
    {
      startOffset: at,
      endOffset: at + value.length,
      newText: value.startsWith('[') ? 'var.trusted_networks' : 'var.trusted_networks[0]',
    },
  ];
}

async function trustedNetworks(context: FixContext, edits: readonly FileEdit[]): Promise<readonly FileEdit[]> {
  const [first] = edits;
  const folder = first?.path.slice(0, first.path.lastIndexOf('/') + 1) ?? '';
  const path = `${folder}variables.tf`;
  const block =
    '# Networks from which the company administers this. Never 0.0.0.0/0.\nvariable "trusted_networks" {\n  type = list(string)\n}\n';
  const text = await context.read(path);
  if (text === undefined) return isThere(context.facts, path) ? [] : [{ kind: 'create', path, text: block }];
  if (text.includes('"trusted_networks"') || edits.some((edit) => edit.path === path)) return [];
  return modify(path, text, [{ startOffset: text.length, endOffset: text.length, newText: gapAfter(text) + block }]);
}

const protectedResources: readonly (readonly [pattern: RegExp, line: string])[] = [
  [/^[ \t]*resource\s+"aws_(?:db_instance|rds_cluster)"\s+"[^"]+"\s*\{[ \t]*\n/gm, '  deletion_protection = true'],
  [/^[ \t]*resource\s+"google_sql_database_instance"\s+"[^"]+"\s*\{[ \t]*\n/gm, '  deletion_protection = true'],
  [/^[ \t]*resource\s+"aws_dynamodb_table"\s+"[^"]+"\s*\{[ \t]*\n/gm, '  deletion_protection_enabled = true'],
  [
    expression('gm')`
      ^[ \t]*resource\s+"(?:
        azurerm_(?:mssql_database|postgresql_flexible_server|cosmosdb_account|storage_account)|aws_s3_bucket|
        google_storage_bucket|digitalocean_database_cluster
      )"\s+"[^"]+"\s*\{[ \t]*\n
    `,
    '  lifecycle {\n    prevent_destroy = true\n  }',
  ],
];

/** Source: https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle */
export const deleteProtectionEdit: Scaffold = {
  checks: ['data-delete-protection'],
  kind: 'edit',
  async plan(context): Promise<FixPlan> {
    const edits: FileEdit[] = [];
    for (const { shownPath } of filesLike(context.facts, tf)) {
      const text = await context.read(shownPath);
      if (text === undefined) continue;
      const changes = protectedResources.flatMap(([pattern, line]) =>
        [...text.matchAll(pattern)].flatMap((head): readonly TextEdit[] => {
          const behind = head.index + head[0].length;
          const block = text.slice(behind, blockEnd(text, head.index));
          return /deletion_protection|prevent_destroy|lifecycle\s*\{/.test(block)
            ? []
            : [{ startOffset: behind, endOffset: behind, newText: `${line}\n` }];
        }),
      );
      edits.push(...modify(shownPath, text, changes));
    }
    return planOf(edits, 'Look at "terraform plan": it must change these in place and must not replace anything.');
  },
};

/** Where the record of the set-up is kept, by the cloud in use.
 *  Source: https://developer.hashicorp.com/terraform/language/backend */
const records: readonly (readonly [provider: RegExp, backend: string, settings: string])[] = [
  [
    /"aws_|provider\s+"aws"/,
    's3',
    '-backend-config="bucket=BUCKET" -backend-config="key=NAME.tfstate" -backend-config="region=REGION" -backend-config="use_lockfile=true"',
  ],
  [/"google_|provider\s+"google"/, 'gcs', '-backend-config="bucket=BUCKET" -backend-config="prefix=NAME"'],
  [
    /"azurerm_|provider\s+"azurerm"/,
    'azurerm',
    '-backend-config="resource_group_name=GROUP" -backend-config="storage_account_name=ACCOUNT" -backend-config="container_name=CONTAINER" -backend-config="key=NAME.tfstate"',
  ],
];

export const sharedRecordEdit: Scaffold = {
  checks: ['dep-infra-state-shared'],
  kind: 'edit',
  plan({ facts }): FixPlan {
    const files = filesLike(facts, tf);
    const texts = files.map(({ shownPath }) => facts.texts.get(shownPath) ?? '');
    const record = records.find(([provider]) => texts.some((text) => provider.test(text)));
    const main = files.find(({ path }) => /(?:^|\/)(?:main|versions|providers?)\.tf$/.test(path)) ?? files[0];
    if (record === undefined || main === undefined || texts.some((text) => /backend\s+"|^\s*cloud\s*\{/m.test(text)))
      return nothing;
    const [, backend, settings] = record;
    const folder = main.path.slice(0, main.path.lastIndexOf('/') + 1);
    const tracked =
      facts.git.state === 'present'
        ? [...facts.git.tracked].filter((path) => /\.tfstate(?:\.backup)?$/.test(path))
        : [];
    return planOf(
      createUnlessThere(
        facts,
        `${folder}backend.tf`,
        `# The record of the set-up lies where colleagues reach it. Its place comes from the command line.\nterraform {\n  backend "${backend}" {}\n}\n`,
      ),
      `Move the record there once: terraform init -migrate-state ${settings}. Your platform team knows the place.`,
      ...(tracked.length === 0 ? [] : [`Take the old record out of git: git rm --cached ${tracked.join(' ')}`]),
    );
  },
};

function offsetOfLine(text: string, line: number): number {
  let offset = 0;
  for (let at = 1; at < line; at++) {
    const next = text.indexOf('\n', offset);
    if (next < 0) return offset;
    offset = next + 1;
  }
  return offset;
}

/** Behind the brace that closes the first block that opens at or after the offset; of the line when none opens on it. */
function blockEnd(text: string, start: number): number {
  const lineEnd = text.indexOf('\n', start);
  const open = text.indexOf('{', start);
  if (open < 0 || (lineEnd >= 0 && open > lineEnd)) return lineEnd < 0 ? text.length : lineEnd;
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}
