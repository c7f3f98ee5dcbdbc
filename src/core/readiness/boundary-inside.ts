// Signs that this stays inside the company, with the reason that is shown.

import {
  balancers,
  domainFile,
  ingressHosts,
  kubernetesFiles,
  namedAddress,
  rootManifest,
  withHost,
  type BoundarySignal,
} from './boundary-signal.ts';
import { repositoryName } from './boundary-packages.ts';
import type { CheckEvidence } from '../model/outcome.ts';
import type { Facts } from './facts.ts';
import { annotationsSeen, linesSeen, settingsSeen } from './look.ts';
import { traitOf } from './trait-of.ts';
import { isSample } from './paths.ts';
import { expression } from '../text/expression.ts';

const exampleName =
  /(?:^|[-_./ ])(?:examples?|samples?|demos?|templates?|tutorial|workshop|boilerplate|starter|course|playground|quick-?starts?)(?:$|[-_./ ])/i;

function isWebApp(facts: Facts): boolean {
  return traitOf(facts, 'webServer').state === 'present' || traitOf(facts, 'browserClient').state === 'present';
}

/** The repository has the name of an example. Who builds on a starter gives a name of their own, and seldom a README. */
export function namedExample(facts: Facts): readonly CheckEvidence[] {
  const name = repositoryName(facts);
  return exampleName.test(name) ? [{ path: '.git/config', line: 1, note: `is named ${name}` }] : [];
}

const saysItIsAnExample = expression('gim')`
  ^[^\n#]{0,20}\b[Aa]n? (?:[A-Z]\w+ )?(?:starter|example|sample|template|demo|proof[- ]of[- ]concept)[ ]
  (?:implementation|repository|project|app(?:lication)?|template|kit)\b|
  ^[^\n#]{0,100}\bis an? (?:simple |small )?(?:sample|example|demo|reference)[ ]
  (?:implementation|application|app|project)\b|
  ^This (?:starter kit|boilerplate|sample|example) (?:is|shows|uses)\b|\bbuilt to demonstrate\b|
  ^[-*\s]*(?:show(?:s|ing)|demonstrat(?:es|ing))[^\n]{0,20} how (?:you can|to) (?:build|implement|use|create|write)\b|
  \bsample is not (?:meant|intended)\b|\bnot (?:for|ready for|intended for|meant for|suitable for) production\b|
  ^#[ \t]+[^\n]*\b(?:
    examples?|tutorial|workshop|course|boilerplate|template|starter (?:kit|template)|demo app\w*|sample app\w*|
    reference app\w*
  )\b|
  ^#[ \t]+[^\n]*\b[sS]tarter[ \t]*$
`;

export const insideSignals: readonly BoundarySignal[] = [
  {
    id: 'internal-annotation',
    group: 'k8s',
    score: -60,
    plain: 'The door only opens inside the company network.',
    look: (facts) => [
      ...balancers(facts, true),
      ...facts.kubernetes.flatMap(({ path, ingressClass }) =>
        ingressClass !== undefined && /internal|private/.test(ingressClass.value)
          ? [{ path, line: ingressClass.line, note: `an entrance for colleagues: ${ingressClass.value}` }]
          : [],
      ),
      ...annotationsSeen(
        facts,
        /(?:allowlist|whitelist)-source-range$/,
        'an entrance for a private network',
        /^(?:(?:10|172|192)\.[\d./]+[,\s]*)+$/,
      ),
    ],
  },
  {
    id: 'internal-domain',
    group: 'domain',
    score: -60,
    plain: 'The address is a company-internal one.',
    look: (facts, context) =>
      withHost([...domainFile(facts), ...ingressHosts(facts), ...namedAddress(facts)], ['internal'], context),
  },
  {
    id: 'sso-proxy',
    group: 'identity',
    score: -40,
    plain: 'A company login stands in front.',
    look: (facts) => [
      ...annotationsSeen(
        facts,
        /^nginx\.ingress\.kubernetes\.io\/auth-(?:url|signin)$/,
        'a company login stands in front',
      ),
      ...linesSeen(
        facts,
        kubernetesFiles,
        /^[^#\n]*\b(oauth2-proxy|authelia|cloudflared|pomerium)\b/gm,
        'a company login stands in front: $1',
      ).filter((seen) => !isSample(seen.path)),
      ...facts.terraform
        .filter(({ labels }) => /^(?:google_iap_|cloudflare_(?:zero_trust_)?access_)/.test(labels[0] ?? ''))
        .map(({ path, line }) => ({ path, line, note: 'a company login stands in front' })),
      ...linesSeen(
        facts,
        /^(?:vercel\.json|netlify\.toml)$/,
        /(passwordProtection|ssoProtection)/gm,
        'the host asks for a login: $1',
      ),
    ],
  },
  {
    id: 'example-or-template',
    group: 'content',
    score: -40,
    plain: 'It calls itself an example.',
    look: (facts) => [
      ...namedExample(facts),
      // One name is that of Bolt for each new app, and stays.
      ...settingsSeen(facts, rootManifest, /^name$/, 'is named $1', /^(?!vite-react-typescript-starter$)(.+)$/).filter(
        (seen) => exampleName.test(seen.note),
      ),
      ...settingsSeen(
        facts,
        rootManifest,
        /^description$/,
        'says that it is an example',
        /\b(?:starter|boilerplate|template|example|sample)\b(?: [\w-]+)? (?:app\w*|repo\w*|project|kit|for)\b/i,
      ),
      ...linesSeen(
        facts,
        /^README(?:\.(?:md|markdown|rst|adoc|txt))?$/i,
        saysItIsAnExample,
        'says that it is an example',
      ),
    ],
  },
  {
    id: 'private-package',
    group: 'package',
    score: -30,
    plain: 'Only colleagues can install it.',
    look: (facts) =>
      isWebApp(facts)
        ? [] // Every generated web app is `private: true`; there it says nothing about who can visit.
        : settingsSeen(facts, rootManifest, /^private$/, 'is not published as a package', /^true$/),
  },
  {
    id: 'preview-only',
    group: 'platform',
    score: -10,
    plain: 'Only a preview link so far. Preview links are public too.',
    look: (facts, context) =>
      withHost([...domainFile(facts), ...namedAddress(facts)], ['public'], context).length > 0
        ? []
        : withHost(namedAddress(facts), ['preview'], context),
  },
];
