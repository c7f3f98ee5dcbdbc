// The check own-owner-named: a named owner, wherever teams write one down.

import { weights, type Check } from '../check.ts';
import { declared, filesSeen, linesSeen, missing, passWith, settingsSeen } from '../look.ts';
import { sectionsSeen } from '../sections.ts';

/** One person is responsible. */
export const ownOwnerNamed: Check = {
  id: 'own-owner-named',
  category: 'Ownership',
  title: 'One person is responsible',
  plain: 'When it breaks or a client asks, this is who answers. Apps without an owner are the real shadow IT.',
  why: 'A thing nobody owns is fixed, paid and shut down by nobody.',
  fix: 'Add "owner: your.name@company" to .handrail/project.yaml.',
  source: 'https://backstage.io/docs/features/software-catalog/descriptor-format/#specowner-required',
  requiredFrom: 'internal',
  weight: weights.critical,
  effort: 1,
  confidence: 'high',
  revision: 3,
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...(facts.declaration?.owner === undefined ? [] : declared(facts, '/owner', `owner: ${facts.declaration.owner}`)),
      ...linesSeen(facts, /^catalog-info\.ya?ml$/, /^\s*owner:\s*\S+/gm, 'an owner is named'),
      ...filesSeen(facts, /^(?:(?:\.github\/|docs\/)?CODEOWNERS|MAINTAINERS[^/]*|OWNERS)$/, 'an owner is named'),
      ...settingsSeen(facts, /^package\.json$/, /^author$/, 'an author is named', /\S@/),
      ...settingsSeen(facts, /^package\.json$/, /^author\.(?:name|email)$/, 'an author is named', /\S/),
      ...settingsSeen(
        facts,
        /^pyproject\.toml$/,
        /^(?:project|tool\.poetry)\.(?:authors|maintainers)$/,
        'an author is named',
        /[^[\]\s]/,
      ),
      ...settingsSeen(facts, /^Cargo\.toml$/, /^(?:workspace\.)?package\.authors$/, 'an author is named', /[^[\]\s]/),
      ...settingsSeen(facts, /^composer\.json$/, /^authors\.(?:name|email)$/, 'an author is named', /\S/),
      ...sectionsSeen(
        facts,
        /^README[^/]*$/i,
        /^#{1,4}[ \t]+(?:\d+(?:\.\d+)*\.?[ \t]+)?(?:(?:current|core|main|project|lead)[ \t]+)?(?:authors?|maintainers?|owners?)[ \t:]*$/gim,
        /\w/,
        'an owner is named',
      ),
      ...linesSeen(facts, /^[\w.-]+\.gemspec$/, /^\s*\w+\.authors?\s*=\s*\[?\s*["']/gm, 'an author is named'),
    ];
    if (evidence.length === 0 && facts.declarationIssues.some((issue) => issue.severity === 'error')) {
      return { state: 'unknown', because: 'The project file (.handrail/project.yaml) could not be read.' };
    }
    return passWith(evidence.slice(0, 3), missing('No owner is named anywhere.'));
  },
};
