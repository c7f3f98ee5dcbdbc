// A small address on the server that holds the AI service's key, so that the page does not. It limits how often one visitor may ask
// and how much one answer may use.

import { filesLike } from '../look.ts';
import { createUnlessThere, nothing, planOf, type FixPlan, type Scaffold } from './scaffold.ts';
import { hasFile, nodeManifest } from './stack.ts';

const settings =
  'Fill in AI_ENDPOINT, AI_API_KEY and AI_MODEL where the app runs; your policy’s AI service names them.';
const callIt =
  "In the page, replace the direct call by: fetch('/api/ai', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ question }) })";
const revoke = 'Take the old key out of the page and have it revoked: visitors may have copied it.';

const lines = (
  open: readonly string[],
  refuse: (status: number, words: string) => string,
  answer: string,
): readonly string[] => [
  '// The page asks here instead of asking the AI service: the key stays on the server, and one visitor cannot use up the budget.',
  'const asked = new Map();',
  'const windowMs = 60_000;',
  'const mostInWindow = 10;',
  'const longestQuestion = 2000;',
  '',
  'function isTooOften(visitor) {',
  '  const now = Date.now();',
  '  const recent = (asked.get(visitor) ?? []).filter((time) => now - time < windowMs);',
  '  asked.set(visitor, [...recent, now]);',
  '  if (asked.size > 10_000) asked.delete(asked.keys().next().value);',
  '  return recent.length >= mostInWindow;',
  '}',
  '',
  ...open,
  `  if (isTooOften(visitor)) ${refuse(429, 'Please wait a minute.')}`,
  `  if (typeof question !== 'string' || question.length === 0 || question.length > longestQuestion) ${refuse(400, 'Ask one question.')}`,
  "  const reply = await fetch(process.env.AI_ENDPOINT ?? '', {",
  "    method: 'POST',",
  '    headers: { authorization: `Bearer ${process.env.AI_API_KEY}`, "content-type": "application/json" },'.replaceAll(
    '"',
    "'",
  ),
  '    body: JSON.stringify({',
  '      model: process.env.AI_MODEL,',
  '      max_tokens: 400,',
  "      messages: [{ role: 'user', content: question }],",
  '    }),',
  '    signal: AbortSignal.timeout(30_000),',
  '  });',
  `  if (!reply.ok) ${refuse(502, 'The AI service did not answer.')}`,
  '  const { choices } = await reply.json();',
  `  ${answer}`,
  '}',
  '',
];

/** Sources: https://nextjs.org/docs/app/api-reference/file-conventions/route , https://vercel.com/docs/functions/runtimes/node-js */
export const aiRouteScaffold: Scaffold = {
  checks: ['sec-ai-key-not-in-browser'],
  kind: 'scaffold',
  plan({ facts }): FixPlan {
    const manifest = nodeManifest(facts);
    if (manifest === undefined) return nothing;
    const next = facts.packages.some((use) => use.ecosystem === 'npm' && use.name === 'next');
    if (next && hasFile(facts, /^(?:src\/)?app\//)) {
      const folder = hasFile(facts, /^src\/app\//) ? 'src/app' : 'app';
      const text = lines(
        [
          'export async function POST(request) {',
          "  const visitor = request.headers.get('x-forwarded-for') ?? 'unknown';",
          '  const { question } = await request.json();',
        ],
        (status, words) => `return Response.json({ error: '${words}' }, { status: ${String(status)} });`,
        "return Response.json({ answer: choices?.[0]?.message?.content ?? '' });",
      );
      return planOf(createUnlessThere(facts, `${folder}/api/ai/route.js`, text.join('\n')), settings, callIt, revoke);
    }
    const isFunction = hasFile(facts, /^api\/[^/]+\.[jt]s$/) || filesLike(facts, /^vercel\.json$/).length > 0;
    if (!isFunction) return nothing;
    const text = lines(
      [
        'export default async function handler(request, response) {',
        "  const visitor = String(request.headers['x-forwarded-for'] ?? 'unknown');",
        '  const { question } = request.body ?? {};',
      ],
      (status, words) => `return response.status(${String(status)}).json({ error: '${words}' });`,
      "return response.status(200).json({ answer: choices?.[0]?.message?.content ?? '' });",
    );
    return planOf(createUnlessThere(facts, 'api/ai.js', text.join('\n')), settings, callIt, revoke);
  },
};
