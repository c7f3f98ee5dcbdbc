// What an instruction file asks for that deserves a look: instructions that live elsewhere, programs fetched and run at once, checks
// switched off, orders to forget other orders, text that nobody can read. Everything but remote instructions is information only.

import { codeFences } from './comments.ts';
import { expression } from '../../text/expression.ts';

/** A place, with the id of the rule (without `agent-file/`). */
export interface AskedFor {
  readonly rule:
    'remote-instructions' | 'pipe-to-shell' | 'overrides-instructions' | 'disables-checks' | 'encoded-text';
  readonly startOffset: number;
  readonly endOffset: number;
}

const verbs =
  'follow|obey|apply|adopt|load|import|include|use|read and follow|fetch and (?:follow|apply|execute)|execute|comply with';
const nouns = 'instructions?|rules?|guidelines?|prompts?|directives?|steps|policies|skill';
const address = 'https?:\\/\\/[^\\s)>"\'`\\]]+';

/** Claude Code and Gemini CLI import what follows an @ at the start of a word. Source: https://docs.anthropic.com/en/docs/claude-code/memory */
const remote = new RegExp(
  [
    `(?:^|\\s)@(?<imported>${address})`,
    `\\b(?:${verbs})\\b[^\\n.]{0,80}\\b(?:${nouns})\\b[^\\n.]{0,40}?\\b(?:at|from|in|on|here|under)\\b[^\\n.]{0,20}?(?<followed>${address})`,
    `\\b(?:fetch|download|curl|wget|read|open|visit)\\b[^\\n]{0,60}?(?<fetched>${address})[^\\n]{0,60}\\b(?:and|then)\\b[^\\n]{0,20}\\b(?:follow|obey|execute|do what|apply)\\b`,
  ].join('|'),
  'gim',
);

/** A program that is fetched and run in one breath, as installers advertise it. */
const pipeToShell = expression('gi')`
  \b(?:curl|wget)\b[^\n|;\`]{1,300}\|\s*(?:sudo\s+)?(?:-\S+\s+)?(?:ba|z|da|k)?sh\b|
  \b(?:ba|z)?sh\s+(?:-c\s+)?["']?(?:<\(|\$\()\s*(?:curl|wget)\b[^\n]{1,200}|
  \b(?:iwr|irm|invoke-webrequest|invoke-restmethod)\b[^\n|]{1,200}\|\s*(?:iex|invoke-expression)\b|
  \biex\s*\(\s*(?:iwr|irm|\(?new-object)[^\n]{1,200}
`;

const overrides = expression('gi')`
  \b(?:ignore|disregard|forget|override|bypass)\b (?:\w+ ){0,3}
  (?:previous|prior|earlier|above|preceding|existing|system|other|your)(?: \w+){0,2}[ ]
  (?:instructions?|prompts?|rules|directives|guidelines|constraints|guardrails|safety)\b
`;

const flags = expression('g')`
  --no-verify\b|--dangerously-skip-permissions\b|--dangerously-bypass-approvals-and-sandbox\b|\bHUSKY=0\b|
  \bNODE_TLS_REJECT_UNAUTHORIZED=0\b|\bsslVerify[ =]false\b
`;
/** An order, not a description: the verb opens the sentence or follows a word of command. */
const orders = expression('gim')`
  (?<=^[ \t]*(?:[-*+>]|\d+[.)])?[ \t]*\**|[.;:!] |\b(?:always|please|must|should|just|and|then|simply) )
  (?:skip|disable|turn off|bypass|suppress|switch off|comment out)\b (?:the |all |any |every )?(?:[\w-]+ ){0,2}?(?:
    tests?|checks|linters?|linting|lint rules?|pre-?commit(?: hooks?)?|hooks|security (?:scans?|checks?)|
    code reviews?|reviews|type ?checks?|type checking|ci|handrail
  )\b(?! (?:conditionally|temporarily|by default|based|for|on|when|if|unless|that|with|only|entirely for|case))
`;

const negated = expression('i')`
  \b(?:
    never|do not|don['’]t|dont|must not|mustn['’]t|should not|shouldn['’]t|cannot|can['’]t|may not|avoid|without|not|
    no|nor|instead of|rather than|forbidden|prohibited|refuse|stop|prevent|unless|if|when|whether|why|catch|detect|
    flag|prompts? (?:that|to)|attempts? to|tr(?:y|ies|ying) to
  )\b[^.!?\n]{0,80}$
`;
const forbidden = /^[^.!?\n]{0,60}\b(?:is|are)\b (?:not allowed|forbidden|prohibited|never|banned)/i;

const encoded = /(?<![A-Za-z0-9+/=_-])(?:[A-Za-z0-9+/]{160,}={0,2})(?![A-Za-z0-9+/=_-])/g;

/** Everything that is asked for, in order. Linear in the text: each expression is bounded. */
export function askedFor(text: string): readonly AskedFor[] {
  const fences = codeFences(text);
  const isQuoted = (offset: number): boolean => fences.some(([start, end]) => start <= offset && offset < end);
  return [
    ...[...text.matchAll(remote)].flatMap((hit) => {
      const url = hit.groups?.['imported'] ?? hit.groups?.['followed'] ?? hit.groups?.['fetched'] ?? '';
      const startOffset = hit.index + hit[0].lastIndexOf(url);
      return isQuoted(hit.index) || isNegated(text, hit.index)
        ? []
        : [{ rule: 'remote-instructions' as const, startOffset, endOffset: startOffset + url.length }];
    }),
    ...places(text, pipeToShell, 'pipe-to-shell'),
    ...places(text, overrides, 'overrides-instructions').filter(({ startOffset }) => !isNegated(text, startOffset)),
    ...[...places(text, flags, 'disables-checks'), ...places(text, orders, 'disables-checks')].filter(
      ({ startOffset, endOffset }) =>
        !isNegated(text, startOffset) && !forbidden.test(text.slice(endOffset, endOffset + 120)),
    ),
    ...places(text, encoded, 'encoded-text').filter(
      ({ startOffset, endOffset }) =>
        !/base64,$/.test(text.slice(Math.max(0, startOffset - 8), startOffset)) &&
        looksEncoded(text.slice(startOffset, endOffset)),
    ),
  ].sort((a, b) => a.startOffset - b.startOffset);
}

function places(text: string, expression: RegExp, rule: AskedFor['rule']): readonly AskedFor[] {
  return [...text.matchAll(expression)].map((hit) => ({
    rule,
    startOffset: hit.index,
    endOffset: hit.index + hit[0].trimEnd().length,
  }));
}

/** "Never use --no-verify" asks for the opposite. A heading or a lead-in that ends in a colon speaks for the list below it. */
function isNegated(text: string, offset: number): boolean {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  if (negated.test(text.slice(lineStart, offset))) return true;
  const above = text
    .slice(Math.max(0, lineStart - 1500), lineStart)
    .split('\n')
    .reverse();
  const leadIn = above.find((line) => line.trim() !== '' && !/^\s*(?:[-*+]|\d+[.)]|[|>])\s/.test(line));
  return (
    leadIn !== undefined &&
    /^\s*#|:\**\s*$/.test(leadIn) &&
    /\b(?:never|don['’]t|do not|avoid|not|forbidden|prohibited|red flags?|anti-?patterns?|mistakes|bad|wrong|must not)\b/i.test(
      leadIn,
    )
  );
}

/** Capitals, small letters and digits mixed, as no word and no path is. */
function looksEncoded(blob: string): boolean {
  const share = (expression: RegExp): number => (blob.match(expression)?.length ?? 0) / blob.length;
  return share(/[A-Z]/g) > 0.15 && share(/[a-z]/g) > 0.15 && share(/\d/g) > 0.03 && !/[A-Za-z]{40}/.test(blob);
}
