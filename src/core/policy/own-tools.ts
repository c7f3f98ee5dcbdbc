// The AI tools that a policy adds (`tools.catalog`) as rows of the catalogue. The engine and the policy's own tests ask here.

import type { AiTool, Catalog, ToolEvidenceNames } from '../catalog/catalog.ts';
import { buildCatalog, catalogWith } from '../catalog/build-catalog.ts';
import { toolKnownBy, type EvidenceKind } from '../catalog/evidence-kind.ts';
import { speakersOf } from './listing.ts';
import type { Policy } from './policy.ts';
import type { OwnTool } from './schema.ts';

const known = new WeakMap<Policy, readonly AiTool[]>();

/** Rows of all layers. Every layer may add names by which a tool of another one is recognised: more is found, never less. A name stays with
 *  the tool of the first layer that gives it. What people read of a tool is said by the layer nearest to them. JSON-safe: threads get the rows so, and caches are keyed by them. */
export function ownTools(policy: Policy): readonly AiTool[] {
  const read = known.get(policy);
  if (read !== undefined) return read;
  const rows = new Map<string, AiTool>();
  for (const layer of policy.layers) {
    const before = rows.size === 0 ? undefined : buildCatalog([...rows.values()]);
    // Within a layer its own words win over those of a preset.
    for (const { document, source } of [...speakersOf(layer)].reverse()) {
      for (const entry of document.tools?.catalog ?? []) {
        const own = before === undefined ? entry : withoutNamesOfOthers(entry, before);
        rows.set(own.id, rowOf(own, source, document.metadata?.issued ?? '', rows.get(own.id)));
      }
    }
  }
  const tools = [...rows.values()];
  known.set(policy, tools);
  return tools;
}

/** A catalogue with the rows of a policy behind its own. */
export function catalogUnder(policy: Policy, catalog: Catalog): Catalog {
  return catalogWith(catalog, ownTools(policy));
}

/** An entry without the names by which the layers before recognise another tool. */
function withoutNamesOfOthers(entry: OwnTool, before: Catalog): OwnTool {
  const evidence = Object.entries(entry.evidence as Record<string, readonly string[] | undefined>).map(
    ([kind, names]) =>
      [
        kind,
        names?.filter((name) => [undefined, entry.id].includes(toolKnownBy(before, kind as EvidenceKind, name))),
      ] as const,
  );
  return { ...entry, evidence: Object.fromEntries(evidence) };
}

function rowOf(entry: OwnTool, source: string, issued: string, before: AiTool | undefined): AiTool {
  const { id, name, vendor, kind, local, homepage, evidence } = entry;
  return {
    id,
    name,
    vendor: vendor ?? before?.vendor ?? id.slice(0, id.indexOf('.')),
    kind: kind ?? before?.kind ?? 'llm-api',
    egress: local === true && before?.egress !== 'cloud' ? 'local' : 'cloud',
    homepage: homepage ?? before?.homepage ?? '',
    evidence: together(before?.evidence ?? {}, evidence as ToolEvidenceNames),
    source: before?.source ?? source,
    checked: issued,
  };
}

function together(one: ToolEvidenceNames, other: ToolEvidenceNames): ToolEvidenceNames {
  const merged: Record<string, readonly string[]> = { ...one };
  for (const [signal, names] of Object.entries(other as Record<string, readonly string[] | undefined>)) {
    if (names === undefined) continue;
    merged[signal] = [...new Set([...(merged[signal] ?? []), ...names])].sort();
  }
  return merged;
}
