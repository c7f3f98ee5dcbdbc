// The check sec-env-example: a list of settings without values.

import { weights, type Check } from '../check.ts';
import { documentFiles, filesSeen, linesSeen, missing, passWith } from '../look.ts';

/** The settings the app needs are listed, without values. */
export const secEnvExample: Check = {
  id: 'sec-env-example',
  category: 'Ownership',
  title: 'The settings the app needs are listed, without values',
  plain: 'A colleague can see which settings to fill in without asking you, and no secret is revealed.',
  why: 'Without the list the app starts only on the machine of whoever wrote it.',
  fix: 'Add a .env.example with the names of all settings and no values.',
  source: 'https://12factor.net/config',
  requiredFrom: 'internal',
  weight: weights.low,
  effort: 1,
  confidence: 'high',
  revision: 4,
  applies: ['webServer'],
  evaluate(facts) {
    const evidence = [
      ...filesSeen(
        facts,
        /^(?!(?:.*\/)?\.?(?:examples?|samples?)\/).*(?:(?<![^/])\.env(?:\.\w+)?\.(?:example|sample|template|dist)|(?<![^/])(?:env\.example|app\.json))$/,
        'the settings are listed',
      ),
      ...linesSeen(
        facts,
        documentFiles,
        /(?<!\bstandard (?:\w+ )?)environment variables?\b(?! (?:are|is) (?:discouraged|not\b))/gim,
        'the settings are described',
      ).filter((seen) => !/change|release|history/i.test(seen.path)),
    ];
    return passWith(evidence.slice(0, 3), missing('No list of settings was found.'));
  },
};
