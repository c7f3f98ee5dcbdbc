// Text that a rendered page hides and an agent reads: HTML comments, Markdown's link comments, elements that are not displayed.
// Only what speaks to the agent counts: generators, linters and editors leave harmless comments everywhere.

import { expression } from '../../text/expression.ts';

/** A comment, with the offsets of the whole of it and of what it says. */
export interface HiddenComment {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly text: string;
}

const maxLength = 4000;
const comments = expression('gim')`
  <!--(?<html>[\s\S]{1,4000}?)-->|^\[(?://|comment|///|_)\]:\s*(?:#|<>)\s*[("'](?<link>[^\n]{1,1000}?)[)"']\s*$|
  <(?<tag>div|span|p)\b[^>\n]{0,200}(?:display\s*:\s*none|font-size\s*:\s*0|visibility\s*:\s*hidden)[^>\n]{0,200}>
  (?<hidden>[\s\S]{1,4000}?)</\k<tag>>
`;

const toTheAgent = expression('i')`
  \b(?:
    you (?:are|must|should|will|have to|can|may)|your (?:task|instructions|role|system prompt|user)|
    (?:the|this|any|all|an?) (?:ai|llm|agent|assistant|model|copilot|claude|cursor)\b
    (?! ?(?:tool|file|section|rule)s?\b)|
    (?:ai|llm) (?:agents?|assistants?|models?)|as an? (?:ai|assistant|agent)|dear (?:ai|assistant|agent)|
    (?:previous|prior|earlier|above) instructions
  )\b
`;
const asks = expression('i')`
  \b(?:
    ignore|disregard|forget|override|bypass|always|never|must|execute|run|fetch|download|curl|wget|send|upload|post|
    exfiltrate|include|append|read|print|output|reveal|install|delete|commit|push|approve|respond|reply|say|obey|
    follow
  )\b
`;
const inSecret = expression('i')`
  \b(?:do(?:n['’]t| not)|never|without) (?:
    tell(?:ing)?|mention(?:ing)?|inform(?:ing)?|show(?:ing)?|reveal(?:ing)?|ask(?:ing)?|notify(?:ing)?|alert(?:ing)?|
    disclos(?:e|ing)|let(?:ting)?
  )\b.{0,40}\b(?:user|human|developer|anyone|reviewer|them|know)\b|
  \b(?:secretly|silently|covertly|in secret|without (?:the )?user)\b
`;
const runsOrSends =
  /\b(?:curl|wget|iwr|invoke-webrequest)\b[^\n]{0,200}https?:\/\/|\b(?:send|post|upload|exfiltrate)\b[^\n]{0,120}\b(?:to )?https?:\/\//i;
const harmless = expression('i')`
  ^\s*(?:
    prettier|markdownlint|eslint|textlint|vale|cspell|spell-?check|remark|toc|tocstop|doctoc|start doctoc|
    all-contributors|auto-?generated|generated|begin|end|/|more|todo|fixme|note to (?:editors|maintainers)|source:|
    copyright|license|spdx|template|example|replace|optional|omit|delete this|remove this|fill|add your|describe|
    handrail
  )
`;

/** Comments that give instructions, in order. Comments inside of a code fence are shown, so they are not hidden. Linear in the text. */
export function instructingComments(text: string): readonly HiddenComment[] {
  if (!/<!--|^\[(?:\/\/|comment|\/\/\/|_)\]:|display\s*:\s*none|font-size\s*:\s*0|visibility\s*:\s*hidden/im.test(text))
    return [];
  const fences = codeFences(text);
  return [...text.matchAll(comments)].flatMap((hit) => {
    const said = (hit.groups?.['html'] ?? hit.groups?.['link'] ?? hit.groups?.['hidden'] ?? '').slice(0, maxLength);
    const isShown = fences.some(([start, end]) => start <= hit.index && hit.index < end);
    if (isShown || !instructs(said)) return [];
    return [{ startOffset: hit.index, endOffset: hit.index + hit[0].length, text: said }];
  });
}

function instructs(said: string): boolean {
  if (inSecret.test(said) || runsOrSends.test(said)) return true;
  return !harmless.test(said) && toTheAgent.test(said) && asks.test(said);
}

/** Start and end of fenced code. Source: https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
export function codeFences(text: string): readonly (readonly [number, number])[] {
  const fences: (readonly [number, number])[] = [];
  let open: { readonly at: number; readonly mark: string } | undefined;
  for (const line of text.matchAll(/^ {0,3}(`{3,}|~{3,})([^\n]*)$/gm)) {
    const [whole, mark = '', info = ''] = line;
    if (open === undefined) open = { at: line.index, mark };
    else if (mark.startsWith(open.mark) && info.trim() === '') {
      fences.push([open.at, line.index + whole.length]);
      open = undefined;
    }
  }
  if (open !== undefined) fences.push([open.at, text.length]);
  return fences;
}
