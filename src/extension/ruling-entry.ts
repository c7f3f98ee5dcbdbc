// A new entry of `.handrail/waivers.yaml` or `.handrail/attestations.yaml`, as text at the file's end. Pure; commands call it.

/** What a person decided about a check. Days are UTC, YYYY-MM-DD. */
export interface RulingEntry {
  readonly id: string;
  readonly check: string;
  /** Folder of a project in a monorepo; '' for the whole workspace. */
  readonly project: string;
  readonly owner: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
  readonly expires: string;
}

/** The file's text with the entry added; all that stands there stays as it is. */
export function addRuling(before: string, entry: RulingEntry): string {
  const isEmpty = before.trim() === '' || before.trim() === '[]';
  const kept = isEmpty ? '' : before.endsWith('\n') ? before : `${before}\n`;
  const fields: readonly (readonly [string, string])[] = [
    ['id', entry.id],
    ['check', entry.check],
    ...(entry.project === '' ? [] : [['path', `${entry.project}/**`] as const]),
    ['owner', quote(entry.owner)],
    ['by', quote(entry.by)],
    ['at', entry.at],
    ['reason', quote(entry.reason)],
    ['expires', entry.expires],
  ];
  return kept + fields.map(([name, value], index) => `${index === 0 ? '- ' : '  '}${name}: ${value}\n`).join('');
}

/** An id that no other entry has: the check, the day, and a number when there was one that day. */
export function rulingId(kind: 'waiver' | 'attestation', check: string, day: string, before: string): string {
  const base = `${kind}-${check}-${day}`;
  let id = base;
  for (let number = 2; before.includes(`id: ${id}\n`); number++) id = `${base}-${String(number)}`;
  return id;
}

// Double-quoted YAML takes every JSON string. Source: https://yaml.org/spec/1.2.2/#732-double-quoted-style
function quote(text: string): string {
  return JSON.stringify(text.trim());
}
