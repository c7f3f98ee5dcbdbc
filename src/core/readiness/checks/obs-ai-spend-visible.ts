// The check obs-ai-spend-visible: what the AI features use and answer.

import { weights, type Check } from '../check.ts';
import { hitsOf, packagesSeen, passWith } from '../look.ts';
import { aiPackages, packagesNamed } from '../traits.ts';

/** You can see what the AI features cost and answer. */
export const obsAiSpendVisible: Check = {
  id: 'obs-ai-spend-visible',
  category: 'Observability',
  title: 'You can see what the AI features cost and answer',
  plain: 'AI bills grow silently. Count calls, tokens and failures.',
  why: 'AI bills grow with every loop and every long prompt; nobody sees it before the invoice unless calls are counted.',
  fix: 'Log the usage that each answer reports, or add the OpenTelemetry instrumentation for your AI library.',
  source: 'https://opentelemetry.io/docs/specs/semconv/gen-ai/',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 2,
  confidence: 'medium',
  revision: 2,
  applies: ['callsAi'],
  evaluate(facts) {
    const asking = new Set(packagesNamed(facts.packages, aiPackages).map(({ path }) => path));
    const evidence = [
      ...packagesSeen(facts, {
        npm: [
          'langfuse',
          'langfuse-*',
          '@langfuse/*',
          'helicone',
          '@helicone/*',
          '@arizeai/*',
          '@traceloop/*',
          'langsmith',
          'braintrust',
        ],
        pypi: [
          'langfuse',
          'traceloop-sdk',
          'opentelemetry-instrumentation-openai*',
          'arize-phoenix',
          'langsmith',
          'openlit',
          'logfire',
        ],
      }),
      // Traces of any kind tell of AI calls where those are made, not in the program beside.
      ...packagesSeen(facts, {
        npm: ['@opentelemetry/*', '@vercel/otel'],
        maven: ['opentelemetry-*', 'micrometer-*'],
        nuget: ['OpenTelemetry*'],
        go: ['go.opentelemetry.io/otel*'],
      }).filter(({ path }) => asking.has(path)),
      ...hitsOf(facts, 'ai-usage-seen').slice(0, 3),
    ];
    return passWith(evidence, { state: 'warn', evidence: [], because: 'Nothing counts what the AI features use.' });
  },
};
