// The check sec-debug-off: debug switches that stay on.

import { weights, type Check } from '../check.ts';
import { hitsOf, linesSeen, nothingInCode } from '../look.ts';
import { isSample } from '../paths.ts';

/** Debug mode is off. */
export const secDebugOff: Check = {
  id: 'sec-debug-off',
  category: 'Security',
  title: 'Debug mode is off',
  plain: 'Debug pages show visitors your code and settings.',
  why: 'Debug pages show source, settings and sometimes a console to whoever meets an error (CWE-489).',
  fix: 'Read the switch from an environment variable and let it be off by default.',
  source: 'https://docs.djangoproject.com/en/stable/howto/deployment/checklist/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 1,
  confidence: 'medium',
  revision: 3,
  applies: ['webServer'],
  evaluate(facts) {
    const evidence = [
      ...hitsOf(facts, 'debug-on'),
      ...linesSeen(
        facts,
        /(?:^|\/)(?:[\w.-]*Dockerfile|Containerfile|(?:docker-)?compose(?:[.-]prod[\w-]*)?\.ya?ml|\.env\.prod(?:uction)?)$/,
        /^[^#\n]*\b((?:FLASK_DEBUG|DJANGO_DEBUG|APP_DEBUG)\s*[=:]\s*["']?(?:1|true)\b)/gim,
        'debug mode is on: $1',
      ),
      ...linesSeen(
        facts,
        /(?:^|\/)application(?:-prod\w*)?\.(?:properties|ya?ml)$/,
        /^[^#\n]*\b(management\.endpoints\.web\.exposure\.include\s*[=:]\s*["']?\*|(?:spring\.)?h2\.console\.enabled\s*[=:]\s*true)/gm,
        'inner pages are open: $1',
      ),
    ].filter((seen) => !isSample(seen.path));
    return evidence.length > 0
      ? { state: 'fail', evidence, because: 'Debug mode is switched on in files that go live.' }
      : nothingInCode(facts, 'There is no code here that could be in debug mode.');
  },
};
