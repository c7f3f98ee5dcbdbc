// One line of the usage log and the hash that ties it to the line before. Called by the Node writer and by verify.ts;
// knows nothing of files. Why a chain, and what it cannot promise: docs/decisions/0005-usage-hash-chain.md.

import type { AttributeValue } from './attribute.ts';
import { sha256 } from '../text/hash.ts';
import { isRecord } from '../text/parsed-value.ts';

/** A line as it stands on disk. Names follow OpenTelemetry's log record, so a collector or jq reads it as it is.
 *  Source: https://opentelemetry.io/docs/specs/otel/logs/data-model/ */
export interface LogLine {
  /** Nanoseconds since 1970 in decimal; a string because the number leaves JavaScript's safe range. */
  readonly timeUnixNano: string;
  readonly eventName: string;
  readonly resource: Readonly<Record<string, AttributeValue>>;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** SHA-256 over the hash before and this line without its hash. */
  readonly hash: string;
}

/** Attribute of a file's first line that carries the hash before it. */
export const previousHashAttribute = 'handrail.chain.previous';

/** Give a line its hash: SHA-256(previous hash as hex ‖ canonical JSON of the line without `hash`).
 *  Source: https://www.rfc-editor.org/rfc/rfc8785 (canonical JSON) */
export function seal(previousHash: string, line: Omit<LogLine, 'hash'>): LogLine {
  const { timeUnixNano, eventName, resource, attributes } = line;
  const content = canonicalJson({ timeUnixNano, eventName, resource, attributes });
  return { timeUnixNano, eventName, resource, attributes, hash: sha256(previousHash + content) };
}

/** The text of a line, without its line break. There is exactly one spelling, so a re-spelled line counts as changed. */
export function formatLine(line: LogLine): string {
  const member = (name: keyof LogLine): string => `"${name}":${canonicalJson(line[name])}`;
  return `{${(['timeUnixNano', 'eventName', 'resource', 'attributes', 'hash'] as const).map(member).join(',')}}`;
}

/** Read one line. @returns undefined when the text is not a line in the one spelling that `formatLine` writes */
export function parseLine(text: string): LogLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    // Any text may be handed in; "not a line" is the answer for one that is not JSON. Other errors are bugs.
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
  return isLogLine(value) && formatLine(value) === text ? value : undefined;
}

/** Canonical JSON: members sorted by UTF-16 code unit, no white space, ECMAScript's own spelling of numbers and strings.
 *  Source: https://www.rfc-editor.org/rfc/rfc8785
 *  @throws TypeError for what JSON cannot say */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isRecord(value)) {
    const members = Object.keys(value)
      .sort()
      .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`);
    return `{${members.join(',')}}`;
  }
  const isScalar = value === null || typeof value === 'string' || typeof value === 'boolean';
  if (!isScalar && !Number.isFinite(value)) throw new TypeError(`JSON has no ${typeof value} like this`);
  return JSON.stringify(value);
}

function isLogLine(value: unknown): value is LogLine {
  return (
    isRecord(value) &&
    typeof value['timeUnixNano'] === 'string' &&
    /^\d{1,19}$/.test(value['timeUnixNano']) &&
    typeof value['eventName'] === 'string' &&
    isRecord(value['resource']) &&
    isRecord(value['attributes']) &&
    typeof value['hash'] === 'string'
  );
}
