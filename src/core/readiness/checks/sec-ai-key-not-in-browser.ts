// The check sec-ai-key-not-in-browser: calls to an AI service from code that a browser receives.

import { weights, type Check } from '../check.ts';
import { hitsOf, noneFound, runningCode } from '../look.ts';

/** The AI service is called from a server, not from the page. */
export const secAiKeyNotInBrowser: Check = {
  id: 'sec-ai-key-not-in-browser',
  category: 'Security',
  title: 'The AI service is called from a server, not from the page',
  plain: 'If the page calls the AI service itself, every visitor can copy your key and spend your money.',
  why: 'The key travels with the page; the SDKs only allow it behind a switch that is named dangerous.',
  fix: 'Put the call behind a small server route that holds the key, and let the page call that route.',
  source: 'https://github.com/openai/openai-node#requirements',
  requiredFrom: 'sandbox',
  weight: weights.critical,
  effort: 2,
  confidence: 'high',
  applies: ['browserClient', 'callsAi'],
  evaluate(facts) {
    const evidence = [...hitsOf(facts, 'ai-key-in-browser'), ...hitsOf(facts, 'ai-service-from-page')];
    return evidence.length > 0
      ? { state: 'fail', evidence, because: 'The page calls the AI service itself.' }
      : noneFound(runningCode(facts), 'code files', 'There is no code here.');
  },
};
