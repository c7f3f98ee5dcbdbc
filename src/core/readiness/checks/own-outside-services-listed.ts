// The check own-outside-services-listed: the list of outside services.

import { weights, type Check } from '../check.ts';
import { declared, documentFiles, filesSeen, linesSeen, missing, passWith } from '../look.ts';

/** You listed the outside services it needs. */
export const ownOutsideServicesListed: Check = {
  id: 'own-outside-services-listed',
  category: 'Ownership',
  title: 'You listed the outside services it needs',
  plain: 'Including AI services - which data goes to whom. The first question of every security review.',
  why: 'Every security review begins with the question which data goes to whom.',
  fix: 'List the services under "externalServices" in .handrail/project.yaml, or in a section of the README.',
  source: 'https://gdpr-info.eu/art-30-gdpr/',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 1,
  confidence: 'medium',
  revision: 3,
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...((facts.declaration?.externalServices?.length ?? 0) > 0
        ? declared(facts, '/externalServices', 'the services are listed')
        : []),
      ...linesSeen(
        facts,
        documentFiles,
        /^(?:##+(?![^\n]*\b(?:install|installing|updat\w+|managing|job|build|dev\w*|license|optimi[sz]\w*)\b)|#(?!#|[^\n]*\b(?:template|starter|boilerplate)\b))[^\n]*\b((?:cloud|external|outside|runtime|service|system) dependencies|architecture|(?:external|service|outside) integrations|third[- ]part(?:y|ies) (?:services?|apis?|providers?)|(?:external|outside|backing|cloud|third[- ]party) services|data flow|tech(?:nology)? stack)\b[^\n]*/gim,
        'a section about $1',
      ).filter((seen) => !/contributing/i.test(seen.path)),
      ...linesSeen(facts, /^README[^/]*$/i, /^##+[ \t]+(integrations)[ \t]*$/gim, 'a section about $1'),
      ...filesSeen(facts, /^(?:docs?\/)?ARCHITECTURE\.md$/i, 'a page about how it is built'),
      ...linesSeen(facts, /^catalog-info\.ya?ml$/, /^\s*dependsOn:/gm, 'the services are listed'),
    ];
    return passWith(evidence.slice(0, 5), missing('No list of outside services was found.'));
  },
};
