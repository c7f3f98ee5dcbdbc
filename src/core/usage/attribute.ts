// What an attribute of a usage event may hold. Called by event.ts and by the sealing of a line. There is no shape for free
// text, so a prompt, a path, a name or a piece of code has no place in the log: it would not fit and is left out.

/** The shapes an attribute can have; each admits a bounded, closed form. */
export type AttributeShape =
  | { readonly kind: 'id' | 'ids' | 'rule' | 'rules' | 'model' | 'version' | 'digest' | 'day' | 'count' | 'flag' }
  | { readonly kind: 'choice'; readonly of: readonly string[] };

/** The value that TypeScript asks for where an attribute has this shape. */
export type AttributeValueOf<Shape extends AttributeShape> = Shape extends {
  kind: 'choice';
  of: readonly (infer Word)[];
}
  ? Word
  : Shape extends { kind: 'ids' | 'rules' }
    ? readonly string[]
    : Shape extends { kind: 'count' }
      ? number
      : Shape extends { kind: 'flag' }
        ? boolean
        : string;

/** Any value that can stand in the log. */
export type AttributeValue = string | number | boolean | readonly string[];

/** Longest list that is kept; a run that fails more rules than this says nothing more by naming them all. */
const maxListLength = 200;

// No dot, slash, space or @: `customers.csv`, `src/app.ts`, a sentence and an e-mail address do not fit.
const idPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/;
// `area/kebab-name`, or a policy's own rule without an area.
const rulePattern = /^[a-z0-9][a-z0-9_-]{0,39}(?:\/[a-z0-9][a-z0-9_-]{0,79})?$/;
// `gpt-5.1`, `llama3:8b`: a dot stands between digits only, so a file name does not fit. The provider is another attribute.
// Source: https://opentelemetry.io/docs/specs/semconv/registry/attributes/gen-ai/
const modelPattern = /^[a-z][a-z0-9-]{0,59}(?:(?<=\d)\.\d[a-z0-9-]{0,20}){0,2}(?::[a-z0-9-]{1,20})?$/;
const versionPattern = /^v?\d{1,6}(?:\.\d{1,6}){0,3}(?:[-+][0-9A-Za-z.-]{1,20})?$/;
const digestPattern = /^[0-9a-f]{16}(?:[0-9a-f]{48})?$/;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a value has the shape; everything else is kept out of the log. */
export function fits(shape: AttributeShape, value: unknown): value is AttributeValue {
  switch (shape.kind) {
    case 'choice':
      return typeof value === 'string' && shape.of.includes(value);
    case 'id':
      return matches(idPattern, value);
    case 'rule':
      return matches(rulePattern, value);
    case 'ids':
      return isListOf(idPattern, value);
    case 'rules':
      return isListOf(rulePattern, value);
    case 'model':
      return matches(modelPattern, value);
    case 'version':
      return matches(versionPattern, value);
    case 'digest':
      return matches(digestPattern, value);
    case 'day':
      return matches(dayPattern, value);
    case 'count':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);
    case 'flag':
      return typeof value === 'boolean';
  }
}

function matches(pattern: RegExp, value: unknown): value is string {
  return typeof value === 'string' && value.length <= 200 && pattern.test(value);
}

function isListOf(pattern: RegExp, value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= maxListLength && value.every((item) => matches(pattern, item));
}
