// Signs that people outside the company can reach what is built here, and signs that they cannot. One row a sign; boundary.ts adds them up.
// Adding one: a row here, and a hit and a look-alike in the test.

import type { CheckEvidence } from '../model/outcome.ts';
import type { Facts } from './facts.ts';
import { hostKind, type HostKind } from './hosts.ts';
import { buildRobotFiles, containerFiles, filesSeen, hitsOf, linesSeen, packagesSeen, traitOf } from './look.ts';
import { lineOf } from './manifests.ts';
import { isSample } from './paths.ts';

export interface BoundaryContext {
  /** Suffixes of host names that only colleagues reach. */
  readonly internalDomains: readonly string[];
}

export interface BoundarySignal {
  readonly id: string;
  /** Of several signs in one group only the strongest counts. */
  readonly group: string;
  /** Negative when it says that the thing stays inside. */
  readonly score: number;
  readonly plain: string;
  look(facts: Facts, context: BoundaryContext): readonly CheckEvidence[];
}

const rootManifest = /^package\.json$/;
const kubernetesFiles = /\.ya?ml$/;
const terraformFiles = /\.tf$/;

/** Evidence whose note ends with a host name of the wanted kind. */
function withHost(
  seen: readonly CheckEvidence[],
  kinds: readonly HostKind[],
  context: BoundaryContext,
): readonly CheckEvidence[] {
  return seen.filter(
    (evidence) =>
      !isSample(evidence.path) &&
      kinds.includes(hostKind(evidence.note.slice(evidence.note.lastIndexOf(' ') + 1), context.internalDomains)),
  );
}

const domainFile = (facts: Facts): readonly CheckEvidence[] =>
  linesSeen(facts, /^(?:(?:public|static|docs)\/)?CNAME$/, /^([\w.-]+\.[a-z]{2,24})\s*$/gim, 'serves the address $1');

const namedAddress = (facts: Facts): readonly CheckEvidence[] => hitsOf(facts, 'public-address');

/** Hosts that Kubernetes documents publish. Source: https://kubernetes.io/docs/concepts/services-networking/ingress/ */
const ingressHosts = (facts: Facts): readonly CheckEvidence[] =>
  documentsOfKind(facts, /^kind:\s*["']?(?:Ingress|IngressRoute|HTTPRoute|Gateway|VirtualService)\b/m).flatMap(
    ({ path, text, firstLine }) =>
      Array.from(
        text.matchAll(/^[ \t]*(?:-[ \t]*)?(?:host|hostname):\s*["']?([\w.*-]+\.[a-z]{2,24})["']?\s*$/gm),
        (match) => ({
          path,
          line: firstLine + lineOf(text, match.index) - 1,
          note: `publishes ${match[1] ?? ''}`,
        }),
      ),
  );

const balancers = (facts: Facts, internal: boolean): readonly CheckEvidence[] =>
  documentsOfKind(facts, /^kind:\s*["']?Service["']?\s*$/m)
    .filter(({ text }) => /^\s*type:\s*["']?LoadBalancer/m.test(text))
    .filter(({ text }) => isInternalBalancer(text) === internal)
    .map(({ path, text, firstLine }) => ({
      path,
      line: firstLine + lineOf(text, text.search(/^\s*type:\s*["']?LoadBalancer/m) + 1) - 1,
      note: internal ? 'a door inside the company network only' : 'opens a public door (LoadBalancer)',
    }));

function isInternalBalancer(text: string): boolean {
  return /aws-load-balancer-internal|aws-load-balancer-scheme:\s*["']?internal\b|load-balancer-type:\s*["']?Internal|azure-load-balancer-internal:\s*["']?true/i.test(
    text,
  );
}

function documentsOfKind(
  facts: Facts,
  kind: RegExp,
): readonly { readonly path: string; readonly text: string; readonly firstLine: number }[] {
  return facts.files
    .filter((file) => kubernetesFiles.test(file.path) && !isSample(file.path))
    .flatMap((file) => {
      const text = facts.texts.get(file.shownPath) ?? '';
      if (!/^apiVersion:/m.test(text)) return [];
      let firstLine = 1;
      return text.split(/^---[^\n]*$/m).flatMap((part) => {
        const document = { path: file.shownPath, text: part, firstLine };
        firstLine += part.split('\n').length - 1;
        return kind.test(part) ? [document] : [];
      });
    });
}

function publishesPackage(facts: Facts): readonly CheckEvidence[] {
  const access = linesSeen(facts, rootManifest, /"access"\s*:\s*"public"/gm, 'published for everybody');
  if (access.length > 0) return access;
  const isPrivate = linesSeen(facts, rootManifest, /^\s*"private"\s*:\s*true/gm, '').length > 0;
  return isPrivate
    ? []
    : linesSeen(
        facts,
        buildRobotFiles,
        /^[^\n#]*\b(npm publish|pnpm publish|yarn npm publish|changesets\/action|semantic-release)\b/gm,
        'the build robot publishes the package: $1',
      );
}

function isWebApp(facts: Facts): boolean {
  return traitOf(facts, 'webServer').state === 'present' || traitOf(facts, 'browserClient').state === 'present';
}

/** Strongest first, signs of staying inside last. */
export const boundarySignals: readonly BoundarySignal[] = [
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
          ...linesSeen(facts, /^(?:vercel|now)\.json$/, /"alias"\s*:\s*\[?\s*"([\w.-]+)"/gm, 'is served at $1'),
          ...linesSeen(facts, /^render\.ya?ml$/, /^\s*domains?:\s*\n\s*-\s*["']?([\w.-]+)/gm, 'is served at $1'),
          ...linesSeen(facts, /^wrangler\.(?:toml|jsonc?)$/, /"?pattern"?\s*[:=]\s*"([\w.*-]+)/gm, 'is served at $1'),
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
    id: 'payment-live',
    group: 'money',
    score: 100,
    plain: 'It takes money from people.',
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
    look: (facts) =>
      linesSeen(
        facts,
        buildRobotFiles,
        /^[^\n#]*\b(twine upload|uv publish|poetry publish|pypa\/gh-action-pypi-publish|dotnet nuget push|goreleaser\/goreleaser-action)\b/gm,
        'the build robot publishes the package: $1',
      ),
  },
  {
    id: 'marketplace',
    group: 'package',
    score: 100,
    plain: 'It is offered in a marketplace.',
    look: (facts) =>
      linesSeen(
        facts,
        /^(?:package\.json|\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.yml)$/,
        /\b(vsce publish|ovsx publish|chrome-webstore-upload|web-ext sign|publishPlugin)\b/gm,
        'is sent to a marketplace: $1',
      ),
  },
  {
    id: 'app-store',
    group: 'mobile',
    score: 100,
    plain: 'It is sent to an app store.',
    look: (facts) => [
      ...filesSeen(facts, /(?:^|\/)fastlane\/(?:Appfile|Deliverfile)$/, 'is sent to an app store'),
      ...linesSeen(facts, /^eas\.json$/, /"(submit)"\s*:/gm, 'is sent to an app store'),
    ],
  },
  {
    id: 'tf-public-frontdoor',
    group: 'terraform',
    score: 100,
    plain: 'The cloud setup opens a public front door.',
    look: (facts) =>
      linesSeen(
        facts,
        terraformFiles,
        /^[ \t]*(?:aliases\s*=\s*\[\s*"|resource\s+"(?:aws_api_gateway_domain_name|azurerm_(?:frontdoor|cdn)\w*|vercel_project_domain|google_compute_global_forwarding_rule)")|^[ \t]*members?\s*=\s*\[?\s*"allUsers"/gm,
        'opens a public front door',
      ),
  },
  {
    id: 'env-named-production',
    group: 'ci',
    score: 80,
    plain: 'The build robot releases to a place called production.',
    look: (facts) =>
      linesSeen(
        facts,
        buildRobotFiles,
        /^[ \t]*environment:[ \t]*(?:\n[ \t]*name:[ \t]*)?["']?(production|prod|live)\b/gim,
        'releases to $1',
      ),
  },
  {
    id: 'lb-service',
    group: 'k8s',
    score: 70,
    plain: 'The cluster opens a public door.',
    look: (facts) => balancers(facts, false),
  },
  {
    id: 'public-function-url',
    group: 'serverless',
    score: 70,
    plain: 'A function answers the whole internet.',
    look: (facts) => [
      ...linesSeen(
        facts,
        /(?:^|\/)serverless\.ya?ml$/,
        /^\s*-\s*(https?|httpApi):/gm,
        'answers calls from the internet',
      ),
      ...linesSeen(facts, terraformFiles, /authorization_type\s*=\s*"(NONE)"/gm, 'answers calls without a login'),
    ],
  },
  {
    id: 'paas-file',
    group: 'platform',
    score: 60,
    plain: 'It is set up for a host whose sites are public unless switched off.',
    look: (facts) => [
      ...filesSeen(
        facts,
        /^(?:vercel\.json|now\.json|\.vercel\/project\.json|netlify\.toml|render\.ya?ml|railway\.(?:json|toml)|wrangler\.(?:toml|jsonc?)|amplify\.yml|apprunner\.yaml|staticwebapp\.config\.json|\.lovable\/.+|\.bolt\/.+)$/,
        'set up for a public host',
      ).slice(0, 3),
      ...linesSeen(facts, /^Procfile$/, /^(web):/gm, 'starts as a web app on a host'),
      ...linesSeen(facts, /^fly\.toml$/, /^\[(?:\[services\]\]|http_service\])/gm, 'set up for a public host'),
      ...linesSeen(facts, /^firebase\.json$/, /"(hosting)"\s*:/gm, 'set up for Firebase hosting'),
      ...linesSeen(facts, /^app\.ya?ml$/, /^(runtime):/gm, 'set up for App Engine'),
    ],
  },
  {
    id: 'pages-workflow',
    group: 'ci',
    score: 60,
    plain: 'Pages are published on each change.',
    look: (facts) =>
      linesSeen(
        facts,
        buildRobotFiles,
        /^[^\n#]*\b(actions\/deploy-pages|peaceiris\/actions-gh-pages)\b/gm,
        'publishes pages: $1',
      ),
  },
  {
    id: 'public-signup',
    group: 'identity',
    score: 60,
    plain: 'Strangers can make an account.',
    look: (facts) => hitsOf(facts, 'public-signup'),
  },
  {
    id: 'marketing-and-legal-pages',
    group: 'content',
    score: 60,
    plain: 'It has pages meant for customers.',
    look: (facts) =>
      filesSeen(
        facts,
        /(?:^|\/)(?:app|pages|src|public|routes|content)\/(?:.*\/)?(?:privacy|terms|cookies?|pricing|imprint|impressum)(?:[-_]?(?:policy|of[-_]service|of[-_]use|notice|page))?(?:\/(?:page|index|\+page))?\.(?:tsx|jsx|vue|svelte|html|mdx?|astro)$/i,
        'a page meant for customers',
      ).filter((seen) => !isSample(seen.path)),
  },
  {
    id: 'chatbot-channel',
    group: 'outbound',
    score: 60,
    plain: 'It talks to people outside.',
    look: (facts) =>
      packagesSeen(facts, {
        npm: ['telegraf', 'node-telegram-bot-api', 'discord.js', 'whatsapp-web.js', '@whiskeysockets/baileys'],
        pypi: ['python-telegram-bot', 'discord-py', 'aiogram'],
      }),
  },
  {
    id: 'seo-files',
    group: 'content',
    score: 50,
    plain: 'It wants to be found by search engines.',
    look: (facts) => [
      ...linesSeen(
        facts,
        /(?:^|\/)(?:public\/|static\/)?robots\.txt$/,
        /^(Allow): *\/|^Sitemap:/gim,
        'invites search engines',
      ),
      ...filesSeen(
        facts,
        /(?:^|\/)(?:sitemap\.xml|app\/(?:sitemap|robots)\.[jt]s)$/,
        'a list of pages for search engines',
      ),
      ...packagesSeen(facts, { npm: ['next-sitemap', '@astrojs/sitemap'] }),
    ],
  },
  {
    id: 'sends-mail-or-sms',
    group: 'outbound',
    score: 50,
    plain: 'It writes to people, maybe clients.',
    look: (facts) =>
      packagesSeen(facts, {
        npm: [
          '@sendgrid/mail',
          'resend',
          'postmark',
          'mailgun.js',
          '@aws-sdk/client-ses*',
          'twilio',
          '@vonage/*',
          'nodemailer',
        ],
        pypi: ['sendgrid', 'resend', 'twilio', 'postmarker', 'vonage'],
      }),
  },
  {
    id: 'prod-overlay',
    group: 'k8s',
    score: 50,
    plain: 'It has settings for a live version.',
    look: (facts) =>
      filesSeen(
        facts,
        /(?:^|\/)(?:overlays\/prod[^/]*\/.+|values-prod[^/]*\.ya?ml|environments\/production\/.+|[^/]*\.?prod\.tfvars|application-prod\w*\.(?:ya?ml|properties)|appsettings\.Production\.json)$/,
        'settings for a live version',
      ),
  },
  {
    id: 'analytics',
    group: 'content',
    score: 40,
    plain: 'It watches or chats with visitors.',
    look: (facts) => [
      ...hitsOf(facts, 'analytics'),
      ...packagesSeen(facts, {
        npm: ['posthog-js', '@vercel/analytics', 'react-ga4', '@segment/*', '@hotjar/browser', 'plausible-tracker'],
      }),
    ],
  },
  {
    id: 'absolute-public-url',
    group: 'content',
    score: 40,
    plain: 'It names its own public address.',
    look: (facts, context) => withHost(namedAddress(facts), ['public'], context),
  },
  {
    id: 'docker-expose',
    group: 'container',
    score: 20,
    plain: 'It listens for visitors, maybe only yours.',
    look: (facts) => linesSeen(facts, containerFiles, /^EXPOSE\s+(80|443|3000|8080|8000)\b/gm, 'listens on port $1'),
  },
  {
    id: 'personal-data-form',
    group: 'content',
    score: 20,
    plain: 'A form asks people for personal details.',
    look: (facts) => hitsOf(facts, 'personal-data-form'),
  },
  {
    id: 'web-server',
    group: 'container',
    score: 10,
    plain: 'It is a web app.',
    look: (facts) => {
      const trait = traitOf(facts, 'webServer');
      return trait.state === 'present' ? trait.evidence : [];
    },
  },
  {
    id: 'internal-annotation',
    group: 'k8s',
    score: -60,
    plain: 'The door only opens inside the company network.',
    look: (facts) => [
      ...balancers(facts, true),
      ...linesSeen(
        facts,
        kubernetesFiles,
        /^\s*ingressClassName:\s*["']?(\S*(?:internal|private))\b/gm,
        'an entrance for colleagues: $1',
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
    look: (facts) =>
      linesSeen(
        facts,
        kubernetesFiles,
        /^\s*nginx\.ingress\.kubernetes\.io\/(auth-(?:url|signin)):|\boauth2-proxy\b|\bauthelia\b/gm,
        'a company login stands in front',
      ),
  },
  {
    id: 'example-or-template',
    group: 'content',
    score: -40,
    plain: 'It calls itself an example.',
    look: (facts) => [
      ...linesSeen(
        facts,
        rootManifest,
        /^ {0,4}"name"\s*:\s*"([^"\n]*\b(?:example|demo|template|tutorial|workshop|boilerplate|starter)\b[^"\n]*)"/gm,
        'is named $1',
      ),
      ...linesSeen(
        facts,
        /^README[^/]*$/i,
        /\bnot (?:for|ready for|intended for|meant for) production\b/gim,
        'says it is not for production',
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
        : linesSeen(facts, rootManifest, /^\s*"private"\s*:\s*true/gm, 'is not published as a package'),
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
