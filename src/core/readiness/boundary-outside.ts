// Strong signs that people outside the company reach this: it is published on purpose.

import {
  composeFiles,
  domainFile,
  frontDoors,
  ingressHosts,
  kubernetesFiles,
  withHost,
  type BoundarySignal,
} from './boundary-signal.ts';
import { pageInPublicIndex, publishesPackage } from './boundary-packages.ts';
import type { CheckEvidence } from '../model/outcome.ts';
import type { Facts } from './facts.ts';
import { buildRobotFiles, filesSeen, hitsOf, linesSeen, settingsSeen } from './look.ts';
import { isDevelopmentOnly, isSample } from './paths.ts';
import { expression } from '../text/expression.ts';

/** Let’s Encrypt and its like, but not their trial addresses. */
const publicIssuer = /^(?!.*staging).*(?:letsencrypt|le-prod|acme|google-trust)/i;

const signInAtDockerHub = expression('gm')`
  ^[ \t]*-?[ \t]*uses:[ \t]*docker/login-action@\S+[^\n]*\n[ \t]*with:[ \t]*\n(?!
    [ \t]*registry:|[ \t]*username:[^\n]*\n[ \t]*registry:|
    [ \t]*username:[^\n]*\n[ \t]*password:[^\n]*\n[ \t]*registry:
  )
`;

/** A login that names no registry goes to Docker Hub, where images are for everybody unless somebody pays.
 *  Source: https://github.com/docker/login-action#docker-hub */
function dockerHubLogins(facts: Facts): readonly CheckEvidence[] {
  return linesSeen(
    facts,
    /^\.github\/workflows\/[^/]+\.ya?ml$/,
    signInAtDockerHub,
    'the build robot publishes an image (Docker Hub)',
  ).filter(({ path }) => /\bpush:[ \t]*true\b|\bdocker (?:image )?push\b|--push\b/.test(facts.texts.get(path) ?? ''));
}

const packagePublishing = expression('gm')`
  ^[^\n#]*\b(
    twine upload|uv publish|poetry publish|pypa/gh-action-pypi-publish|dotnet nuget push|nuget push|
    goreleaser/goreleaser-action|central-publishing|publish\w*MavenCentral|mavenCentralUsername|publishToSonatype|
    ossrh|gem push|cargo publish(?![^\n]*--dry-run)|helm/chart-releaser-action|helm push|rubygems/release-gem|
    docker push docker\.io|DOCKER_?HUB_(?:TOKEN|PASSWORD)
  )\b
`;

const storePublishing = expression('gm')`
  \b(
    vsce publish|ovsx publish|HaaLeo/publish-vscode-extension|nextcloud-appstore-push-action|chrome-webstore-upload|
    chrome-extension-upload|web-ext sign|publishPlugin|plugin-deploy
  )\b
`;

export const outsideSignals: readonly BoundarySignal[] = [
  {
    id: 'custom-domain-file',
    group: 'domain',
    score: 100,
    plain: 'The site has its own internet address.',
    look: (facts, context) => withHost(domainFile(facts), ['public'], context),
  },
  {
    id: 'hosting-domain',
    group: 'domain',
    score: 100,
    plain: 'The host serves it on its own address.',
    look: (facts, context) =>
      withHost(
        [
          ...settingsSeen(facts, /^(?:vercel|now)\.json$/, /^alias$/, 'is served at $1', /^([\w.-]+)$/),
          ...linesSeen(facts, /^render\.ya?ml$/, /^\s*domains?:\s*\n\s*-\s*["']?([\w.-]+)/gm, 'is served at $1'),
          ...linesSeen(
            facts,
            /(?:^|\/)wrangler\.(?:toml|jsonc?)$/,
            /"?pattern"?\s*[:=]\s*"([\w.*-]+)/gm,
            'is served at $1',
          ),
          ...linesSeen(
            facts,
            /(?:^|\/)[\w.-]*nginx[\w./-]*\.conf$|(?:^|\/)nginx\/.+\.conf$/,
            /^\s*server_name\s+([\w.-]+)/gm,
            'is served at $1',
          ),
          ...linesSeen(facts, /(?:^|\/)Caddyfile$/, /^([a-z0-9.-]+\.[a-z]{2,})\b[^\n]*\{/gm, 'is served at $1'),
          ...linesSeen(facts, composeFiles, /Host\(`([\w.-]+)`\)/gm, 'is served at $1'),
          ...linesSeen(
            facts,
            /\.(?:ya?ml|sh)$|^(?:Makefile|package\.json)$/,
            /\bfly(?:ctl)?\s+certs\s+(?:add|create)\s+([\w.-]+)/gm,
            'is served at $1',
          ),
        ],
        ['public'],
        context,
      ),
  },
  {
    id: 'ingress-public-host',
    group: 'k8s',
    score: 100,
    plain: 'The cluster publishes this address.',
    look: (facts, context) => withHost(ingressHosts(facts), ['public', 'preview'], context),
  },
  {
    id: 'tls-public-issuer',
    group: 'k8s',
    score: 100,
    plain: 'It asked for a public padlock certificate.',
    look: (facts) => [
      ...facts.kubernetes
        .filter(
          ({ kind, annotations }) =>
            kind === 'ManagedCertificate' ||
            [...annotations].some(
              ([name, { value }]) => /cert-manager\.io\/(?:cluster-)?issuer$/.test(name) && publicIssuer.test(value),
            ),
        )
        .map(({ path, line }) => ({ path, line, note: 'asks for a public certificate' })),
      ...linesSeen(
        facts,
        kubernetesFiles,
        /^\s*server:\s*["']?https:\/\/(acme-v02\.api\.letsencrypt\.org)/gm,
        'certificates of $1',
      ).filter((seen) => !isSample(seen.path)),
      ...linesSeen(
        facts,
        composeFiles,
        /^\s*(?:-\s*["']?)?(?:image:\s*(certbot\/certbot)|--?certificatesresolvers\.\w+\.acme\.(email))/gm,
        'asks for a public certificate ($1)',
      ).filter((seen) => !isDevelopmentOnly(seen.path)),
    ],
  },
  {
    id: 'app-store',
    group: 'mobile',
    score: 100,
    plain: 'It is sent to an app store.',
    look: (facts) => [
      ...filesSeen(
        facts,
        /(?:^|\/)fastlane\/(?:Appfile|Deliverfile)$|(?:^|\/)play-publisher(?:\/.+)?$/,
        'is sent to an app store',
      ),
      ...(hitsOf(facts, 'placeholder-app-id').length > 0
        ? [] // A starter app: nobody has given it a name of its own in a store.
        : settingsSeen(facts, /(?:^|\/)eas\.json$/, /^submit$/, 'is sent to an app store')),
      ...linesSeen(
        facts,
        /^codemagic\.ya?ml$/,
        /^\s*(app_store_connect|google_play):/gm,
        'is sent to an app store: $1',
      ),
    ],
  },
  {
    id: 'payment-live',
    group: 'money',
    score: 100,
    plain: 'It takes money from people.',
    isAbility: true,
    look: (facts) => hitsOf(facts, 'takes-payment'),
  },
  {
    id: 'npm-public',
    group: 'package',
    score: 100,
    plain: 'Other companies can install it.',
    look: publishesPackage,
  },
  {
    id: 'pypi-nuget-maven-public',
    group: 'package',
    score: 100,
    plain: 'Other companies can install it.',
    look: (facts) => [
      ...linesSeen(facts, buildRobotFiles, packagePublishing, 'the build robot publishes the package: $1'),
      ...dockerHubLogins(facts),
    ],
  },
  {
    id: 'public-index-page',
    group: 'package',
    score: 100,
    plain: 'A public index or an app store offers it to everybody.',
    look: pageInPublicIndex,
  },
  {
    id: 'marketplace',
    group: 'package',
    score: 100,
    plain: 'It is offered in a marketplace.',
    look: (facts) => [
      ...linesSeen(
        facts,
        /^(?:package\.json|\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.yml)$/,
        storePublishing,
        'is sent to a marketplace: $1',
      ),
      ...linesSeen(
        facts,
        /(?:^|\/)template\.ya?ml$/,
        /^\s*(AWS::ServerlessRepo::Application):/gm,
        'is offered to all accounts: $1',
      ),
      ...filesSeen(facts, /^shopify\.app[\w.-]*\.toml$/, 'an app for a marketplace'),
    ],
  },
  {
    id: 'tf-public-frontdoor',
    group: 'terraform',
    score: 100,
    plain: 'The cloud setup opens a public front door.',
    look: frontDoors,
  },
  {
    id: 'qovery-prod',
    group: 'platform',
    score: 100,
    plain: 'Qovery is told that this is production.',
    look: (facts) => [
      ...linesSeen(facts, /^\.qovery\.ya?ml$/, /^\s*mode:\s*["']?(PRODUCTION)/gim, 'the environment is for $1'),
      ...facts.terraform
        .filter(({ labels }) => labels[0] === 'qovery_environment' || labels[0] === 'qovery_application')
        .filter(
          ({ attributes, blocks }) =>
            attributes.get('mode')?.value === '"PRODUCTION"' ||
            attributes.has('custom_domains') ||
            blocks.some(({ type }) => type === 'custom_domains'),
        )
        .map(({ path, line }) => ({ path, line, note: 'a live environment' })),
    ],
  },
  {
    id: 'env-named-production',
    group: 'ci',
    score: 80,
    plain: 'The build robot releases to a place called production.',
    look: (facts) => [
      ...facts.workflows.flatMap((workflow) =>
        workflow.state === 'read'
          ? workflow.jobs.flatMap(({ environment }) =>
              environment !== undefined && /^(?:production|prod|live)\b/i.test(environment.value)
                ? [{ path: workflow.path, line: environment.line, note: `releases to ${environment.value}` }]
                : [],
            )
          : [],
      ),
      ...linesSeen(
        facts,
        /^(?:\.gitlab-ci\.yml|azure-pipelines\.yml|bitbucket-pipelines\.yml)$/,
        /^[ \t]*(?:environment|deployment):[ \t]*(?:\n[ \t]*name:[ \t]*)?["']?(production|prod|live)\b/gim,
        'releases to $1',
      ),
    ],
  },
];
