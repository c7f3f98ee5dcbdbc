// `handrail inventory`: the AI tools in use here, and those one may use. Parses arguments and prints; the list comes from
// core/inventory, and the workspace is opened and scanned by the caller.

import { parseArgs } from 'node:util';
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Inventory } from '../../core/inventory/inventory.ts';
import { renderCycloneDx } from '../../core/inventory/render-cyclonedx.ts';
import { renderInventory } from '../../core/inventory/render-text.ts';
import { Refusal, messageOf } from '../../core/model/errors.ts';
import { youMayUse } from '../../core/policy/decide.ts';
import { productVersion } from '../../core/version.ts';
import type { Policy } from '../../core/policy/policy.ts';

const formats = ['text', 'json', 'cyclonedx'] as const;
type Format = (typeof formats)[number];

const usage = [
  'handrail inventory [PATH]   AI tools that are in use here, and those you may use',
  '',
  '  --history                      looks for AI co-authors in the commits as well',
  '  --format text|json|cyclonedx   cyclonedx: a bill of materials, version 1.6',
  '',
  'Exit code 0, or 2 for wrong use and for a policy that does not load.',
].join('\n');

/** What to look at. */
export interface InventoryRequest {
  /** As given; absent means the current folder. */
  readonly path?: string;
  /** Whether to look for AI co-authors in the commits. */
  readonly history?: boolean;
}

/** A workspace after its scan. Opening refuses a policy that does not load (exit code 2). */
export interface InventoryWorkspace {
  readonly inventory: Inventory;
  readonly policy: Policy;
  readonly catalog: Catalog;
  /** Name of the folder. */
  readonly project: string;
}

/** What the command needs of the terminal. */
export interface InventoryIo {
  stdout(text: string): void;
  /** ISO 8601, UTC. */
  now(): string;
}

/** `handrail inventory`. Exit code 0 whatever is in use: it is a list, `check` is the gate.
 *  @param open  walks, scans and reads the policy; called once for each run
 *  @throws Refusal `usage`, which the caller turns into exit code 2 */
export function createInventoryCommand<Io extends InventoryIo>(
  open: (request: InventoryRequest, io: Io) => Promise<InventoryWorkspace>,
): {
  readonly name: 'inventory';
  readonly summary: string;
  readonly usage: string;
  run(argv: readonly string[], io: Io): Promise<number>;
} {
  return {
    name: 'inventory',
    summary: 'AI tools in use here, and those you may use',
    usage,
    async run(argv, io) {
      const { format, ...request } = readArguments(argv);
      io.stdout(render(await open(request, io), format, io.now()));
      return 0;
    },
  };
}

function render({ inventory, policy, catalog, project }: InventoryWorkspace, format: Format, now: string): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(inventory, null, 2)}\n`;
    case 'cyclonedx':
      return renderCycloneDx({ inventory, project, productVersion, now });
    case 'text': {
      const offered = youMayUse(policy, catalog).map(({ tool, ...offer }) => ({ name: tool.name, ...offer }));
      return renderInventory(inventory, offered, (id) => catalog.tool(id)?.name);
    }
  }
}

function readArguments(argv: readonly string[]): InventoryRequest & { readonly format: Format } {
  const { values, positionals } = parse(argv);
  const [path, surplus] = positionals;
  if (surplus !== undefined) throw wrongUse(`One folder at a time: ${JSON.stringify(surplus)} is too much.`);
  const format = formats.find((name) => name === values.format);
  if (format === undefined) throw wrongUse(`There is no format "${values.format}"; take ${formats.join(' or ')}.`);
  return { format, history: values.history, ...(path === undefined ? {} : { path }) };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        format: { type: 'string', default: 'text' },
        history: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
  } catch (thrown) {
    throw wrongUse(messageOf(thrown));
  }
}

function wrongUse(what: string): Refusal {
  return new Refusal('usage', `${what}\n\n${usage}`);
}
