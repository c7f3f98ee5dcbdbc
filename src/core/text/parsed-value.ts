// Values as parsers of JSON, YAML and TOML give them back, before anybody knows their shape.

type ParsedRecord = Readonly<Record<string, unknown>>;

/** Whether a value has keys: a list has none. */
export function isRecord(value: unknown): value is ParsedRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value with keys; any other value is one without. */
export function recordOf(value: unknown): ParsedRecord {
  return isRecord(value) ? value : {};
}

/** The texts in a list; [] for what is no list. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
