// What a single line cannot show: handlers that check nobody, webhooks that believe everybody, logins kept in memory. Facts ask these
// questions of each code file that runs, while its text is at hand.

import type { CheckEvidence } from '../model/outcome.ts';
import { lineOf } from './manifests.ts';
import { expression } from '../text/expression.ts';

export interface WebhookFact {
  readonly seen: CheckEvidence;
  readonly isVerified: boolean;
}

export interface FileFacts {
  /** Handlers of routes that touch data and show no login. */
  readonly openRoutes: readonly CheckEvidence[];
  readonly webhooks: readonly WebhookFact[];
  /** Sessions whose store is the memory of the process. */
  readonly memorySessions: readonly CheckEvidence[];
}

export interface FoundInFiles extends FileFacts {
  readonly openRoutes: CheckEvidence[];
  readonly webhooks: WebhookFact[];
  readonly memorySessions: CheckEvidence[];
}

/** How handlers of requests begin, by framework. Sources: the frameworks' own routing pages. */
const handler = expression('m')`
  ^[ \t]*export\s+(?:async\s+)?(?:function|const)\s+(?:GET|POST|PUT|PATCH|DELETE)\b|
  ^[ \t]*(?:app|router|server|fastify|api)\.(?:get|post|put|patch|delete)\(\s*["'\`]/|
  ^[ \t]*@(?:app|router|bp|blueprint|api|\w+_router)\.(?:route|get|post|put|patch|delete)\(|
  ^[ \t]*@(?:Get|Post|Put|Patch|Delete|Request)Mapping\b|\.Map(?:Get|Post|Put|Patch|Delete)\(|\bDeno\.serve\(|
  ^[ \t]*serve\(\s*(?:async\b|\()|^[ \t]*export\s+default\s+(?:async\s+)?function\s+handler\b|
  \bRoute::(?:get|post|put|patch|delete)\(
`;
/** One of these stands in each text that `handler` matches. */
const routeSigns = [
  ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'Mapping', '.Map', 'serve(', 'handler', 'Route::'],
  ...['.get(', '.post(', '.put(', '.patch(', '.delete(', '.route('],
];
/** What to notice in a text before it is asked at all. */
export const fileSigns = { routes: routeSigns, sessions: ['express-session'] };

const changingHandler = expression('m')`
  ^[ \t]*export\s+(?:async\s+)?(?:function|const)\s+POST\b|\.(?:post|all)\(\s*["'\`]|@(?:\w+)\.(?:post|route)\(|
  @PostMapping\b|\.MapPost\(|\bDeno\.serve\(|^[ \t]*serve\(\s*(?:async\b|\()|\bdef\s+\w*webhook|
  ^[ \t]*export\s+default\s+(?:async\s+)?function\b|\bRoute::post\(|\bfunc\s*\([^)]*http\.ResponseWriter
`;
const touchesData = expression()`
  \bprisma\.|\bdb\.|\bsupabase\b|\.(?:findMany|findOne|insert|update|delete|query|execute|save|create)\(|\bSELECT\b|
  \bsession\.(?:query|exec|add)\(|\breq(?:uest)?\.(?:body|params|json)\b|\bparams\b
`;
const asksWho = expression('i')`
  \bauth|\bsession\b|\btoken\b|\bjwt\b|\bcurrent_?[uU]ser\b|\bgetUser\b|\bAuthorize\b|\bPreAuthorize\b|\bDepends\(|
  \brequire(?:d|s)?_?(?:[lL]ogin|[aA]uth|[uU]ser|[aA]dmin)|\blogin_required\b|\bguard|\bUseGuards\b|\bpassport\b|
  \bclerk|\bapi[-_]?key\b|\bsignature\b|\bmiddleware\b|\bprotect
`;
const checksSender = expression('i')`
  constructEvent|verif(?:y|ied|ication)|createHmac|compare_digest|timingSafeEqual|\bsvix\b|x-hub-signature|signature|
  \bhmac\b|webhook_?-?secret|SECRET\b|[aA]uthorization\b|\btoken\b|unmarshal\w*Webhook|Webhooks?\(\s*\{|isValid
`;
const webhookPath = /(?:^|[/_-])web-?hooks?(?:[/_.-]|$)/i;
/** Addresses that are there for people without a login, by their file or, where folders are addresses, by a folder. */
const forEverybody = expression('i')`
  (?:health|ping|status|auth|login|signup|register|public)[^/]*$|
  /\(?(?:public|badges?|og|rss|feeds?|health\w*|auth|log-?in|sign-?(?:up|in)|register)\)?/(?:.+/)?route\.[jt]sx?$
`;
const sendsOrLists = expression('i')`
  (?:^|/)(?:components|hooks|types|models?|schemas?|migrations?|ui|store|stores|views|admin)/|
  \.(?:types?|schema|d)\.ts$|\.(?:tsx|jsx|vue|svelte|html)$
`;

/** Ask one file that runs. @param signs  those of `fileSigns` that stand in the text */
export function probeFile(text: string, path: string, signs: ReadonlySet<string>, found: FoundInFiles): void {
  if (webhookPath.test(path) && !sendsOrLists.test(path)) probeWebhook(text, path, found);
  else if (signs.has('routes')) probeRoutes(text, path, found);
  if (signs.has('sessions')) probeSession(text, path, found);
}

function probeWebhook(text: string, path: string, found: FoundInFiles): void {
  const start = changingHandler.exec(text);
  if (start === null) return;
  const isVerified = checksSender.test(text) || asksWho.test(text);
  const note = isVerified ? 'checks who sent it' : 'takes a webhook without checking who sent it';
  found.webhooks.push({ seen: { path, line: lineOf(text, start.index + leadOf(start[0])), note }, isVerified });
}

function probeRoutes(text: string, path: string, found: FoundInFiles): void {
  if (forEverybody.test(path)) return;
  // Who asks is named in most files, and found soon: the dearest pattern comes last.
  if (asksWho.test(text) || !touchesData.test(text)) return;
  const start = handler.exec(text);
  if (start === null) return;
  found.openRoutes.push({
    path,
    line: lineOf(text, start.index + leadOf(start[0])),
    note: 'no login is asked for in this file',
  });
}

/** Source: https://expressjs.com/en/resources/middleware/session.html (MemoryStore is not for production) */
function probeSession(text: string, path: string, found: FoundInFiles): void {
  const set = /\b(?:session|expressSession)\(\s*\{([\s\S]{0,600}?)\}\s*\)/.exec(text);
  if (set === null || /\bstore\b/.test(set[1] ?? '') || /\.\.\./.test(set[1] ?? '')) return;
  found.memorySessions.push({
    path,
    line: lineOf(text, set.index),
    note: 'no store, so logins end with every restart',
  });
}

/** Line breaks and spaces that a pattern with `^\s*` took along. */
function leadOf(match: string): number {
  return /^\s*/.exec(match)?.[0].length ?? 0;
}
