// The formats of `check`, by name. Adding one: a file beside this one, a line here.

import type { Rule } from '../model/finding.ts';
import type { CheckResult } from './check-result.ts';
import { renderGithub } from './github.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { renderSarif } from './sarif.ts';
import { renderText, type TextOptions } from './text.ts';

/** What a format may need beyond the result. */
export interface RenderOptions extends TextOptions {
  /** All rules of the product, and those of the policy. */
  readonly rules: readonly Rule[];
}

type Render = (result: CheckResult, options: RenderOptions) => string;

const renders = {
  text: renderText,
  json: renderJson,
  sarif: (result, { rules }) => renderSarif(result, rules),
  junit: renderJunit,
  github: renderGithub,
  markdown: (result, { rules }) => renderMarkdown(result, rules),
} as const satisfies Readonly<Record<string, Render>>;

export type CheckFormat = keyof typeof renders;

export const checkFormats = Object.keys(renders) as readonly CheckFormat[];

/** The report in a format, with a final newline. */
export function render(format: CheckFormat, result: CheckResult, options: RenderOptions): string {
  const formatted: Render = renders[format];
  return formatted(result, options);
}
