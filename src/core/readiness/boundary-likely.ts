// Signs that people outside may reach this, and weak ones that count only with others.

import { balancers, composeFiles, namedAddress, withHost, type BoundarySignal } from './boundary-signal.ts';
import { installedByName, ownReleases, siteOfItsName } from './boundary-packages.ts';
import { buildRobotFiles, filesLike, filesSeen, hitsOf, linesSeen, packagesSeen, settingsSeen } from './look.ts';
import type { Facts } from './facts.ts';
import { traitOf } from './trait-of.ts';
import { isDevelopmentOnly, isSample } from './paths.ts';
import { expression } from '../text/expression.ts';

/** A licence that gives nothing away: what is released is for colleagues. */
function isKeptInside(facts: Facts): boolean {
  return filesLike(facts, /^(?:LICEN[CS]E|COPYING)[^/]*$/i).length === 0;
}

const releaseUploads = expression('gm')`
  ^[^\n#]*(
    softprops/action-gh-release|ncipollo/release-action|actions/upload-release-asset|svenstaro/upload-release-action|
    \bgh release (?:create|upload)
  )\b
`;

const hostingSettings = expression()`
  ^(?:
    vercel\.json|now\.json|\.vercel/project\.json|netlify\.toml|render\.ya?ml|railway\.(?:json|toml)|
    wrangler\.(?:toml|jsonc?)|amplify\.yml|apprunner\.yaml|staticwebapp\.config\.json|\.lovable/.+|\.bolt/.+
  )$
`;

const pageDeployments = expression('gm')`
  ^[^\n#]*\b(
    actions/deploy-pages|peaceiris/actions-gh-pages|mkdocs gh-deploy|mkdocs-deploy-gh-pages|
    JamesIves/github-pages-deploy-action|cloudflare/pages-action|static-web-apps-deploy
  )\b
`;

const pagesForVisitors = expression('i')`
  (?:^|/)(?:app|pages|src|public|routes|content)/(?:.*/)?(?:privacy|terms|cookies?|pricing|imprint|impressum)
  (?:[-_]?(?:policy|of[-_]service|of[-_]use|notice|page))?(?:/(?:page|index|\+page))?\.
  (?:tsx|jsx|vue|svelte|html|mdx?|astro)$
`;

const settingsOfProduction = expression()`
  (?:^|/)(?:
    overlays/prod[^/]*/.+|values-prod[^/]*\.ya?ml|environments/production/.+|[^/]*\.?prod\.tfvars|
    application-prod\w*\.(?:ya?ml|properties)|appsettings\.Production\.json
  )$
`;

export const likelySignals: readonly BoundarySignal[] = [
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
    isAbility: true,
    look: (facts) => [
      ...linesSeen(
        facts,
        /(?:^|\/)serverless\.ya?ml$/,
        /^\s*-\s*(https?|httpApi):/gm,
        'answers calls from the internet',
      ),
      ...linesSeen(
        facts,
        /(?:^|\/)template\.ya?ml$/,
        /^\s*Type:\s*["']?(HttpApi|Api)\b/gm,
        'answers calls from the internet',
      ),
      ...linesSeen(
        facts,
        /(?:^|\/)supabase\/config\.toml$/,
        /^\s*(verify_jwt)\s*=\s*false/gm,
        'a function answers without a login',
      ),
      ...linesSeen(
        facts,
        /(?:^|\/)function\.json$/,
        /"authLevel"\s*:\s*"(anonymous)"/gim,
        'answers calls without a login',
      ),
      ...hitsOf(facts, 'public-function'),
      ...facts.terraform.flatMap(({ path, labels, attributes }) => {
        const open = attributes.get('authorization_type');
        return labels[0] === 'aws_lambda_function_url' && open?.value === '"NONE"'
          ? [{ path, line: open.line, note: 'answers calls without a login' }]
          : [];
      }),
    ],
  },
  {
    id: 'installed-by-name',
    group: 'package',
    score: 70,
    plain: 'Its README tells people how to install it.',
    look: installedByName,
  },
  {
    id: 'released-for-download',
    group: 'package',
    score: 50,
    plain: 'Its releases are offered for download.',
    look: (facts) =>
      isKeptInside(facts)
        ? []
        : [
            ...ownReleases(facts),
            ...linesSeen(facts, buildRobotFiles, releaseUploads, 'the build robot offers a release: $1'),
          ],
  },
  {
    id: 'paas-file',
    group: 'platform',
    score: 60,
    plain: 'It is set up for a host whose sites are public unless switched off.',
    isAbility: true,
    look: (facts) => [
      ...filesSeen(facts, hostingSettings, 'set up for a public host').slice(0, 3),
      ...linesSeen(facts, /^Procfile$/, /^(web):/gm, 'starts as a web app on a host'),
      ...settingsSeen(facts, /^fly\.toml$/, /^(?:services|http_service)$/, 'set up for a public host'),
      ...settingsSeen(facts, /^firebase\.json$/, /^hosting$/, 'set up for Firebase hosting'),
      ...linesSeen(facts, /^app\.ya?ml$/, /^(runtime):/gm, 'set up for App Engine'),
    ],
  },
  {
    id: 'pages-workflow',
    group: 'ci',
    score: 60,
    plain: 'Pages are published on each change.',
    look: (facts) => linesSeen(facts, buildRobotFiles, pageDeployments, 'publishes pages: $1'),
  },
  {
    id: 'public-signup',
    group: 'identity',
    score: 60,
    plain: 'Strangers can make an account.',
    isAbility: true,
    look: (facts) => [
      ...hitsOf(facts, 'public-signup'),
      // Where folders are addresses.
      ...filesSeen(
        facts,
        /(?:^|\/)(?:app|pages|routes)\/(?:[^/]+\/)*(?:sign-?up|register)(?:\/(?:page|route|index|\+page))?\.(?:[jt]sx?|vue|svelte)$/,
        'strangers can make an account',
      ).filter(({ path }) => !isSample(path)),
    ],
  },
  {
    id: 'marketing-and-legal-pages',
    group: 'content',
    score: 60,
    plain: 'It has pages meant for customers.',
    isAbility: true,
    look: (facts) =>
      filesSeen(facts, pagesForVisitors, 'a page meant for customers').filter((seen) => !isSample(seen.path)),
  },
  {
    id: 'chatbot-channel',
    group: 'outbound',
    score: 60,
    plain: 'It talks to people outside.',
    isAbility: true,
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
    isAbility: true,
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
    isAbility: true,
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
    look: (facts) => filesSeen(facts, settingsOfProduction, 'settings for a live version'),
  },
  {
    id: 'analytics',
    group: 'content',
    score: 40,
    plain: 'It watches or chats with visitors.',
    isAbility: true,
    look: (facts) => [
      ...hitsOf(facts, 'analytics'),
      ...packagesSeen(facts, {
        npm: ['posthog-js', '@vercel/analytics', 'react-ga4', '@segment/*', '@hotjar/browser', 'plausible-tracker'],
      }),
    ],
  },
  {
    id: 'nodeport-or-hostport',
    group: 'k8s',
    score: 40,
    plain: 'A port is opened on the machine.',
    look: (facts) =>
      facts.kubernetes.flatMap(({ path, serviceType, containers }) => [
        ...(serviceType?.value === 'NodePort'
          ? [{ path, line: serviceType.line, note: 'opens a port on every machine (NodePort)' }]
          : []),
        ...containers.flatMap(({ hostPortLine }) =>
          hostPortLine === undefined
            ? []
            : [{ path, line: hostPortLine, note: 'opens a port on the machine (hostPort)' }],
        ),
      ]),
  },
  {
    id: 'public-api-docs',
    group: 'api',
    score: 40,
    plain: 'It offers an interface to others.',
    look: (facts, context) => [
      ...withHost(
        linesSeen(
          facts,
          /(?:^|\/)(?:openapi|swagger)[\w.-]*\.(?:ya?ml|json)$/,
          /^\s*-?\s*"?url"?:\s*["']?https?:\/\/([\w.-]+)/gm,
          'the interface is at $1',
        ),
        ['public'],
        context,
      ),
      ...filesSeen(facts, /^(?:docs\/)?(?:mint\.json|redocly\.ya?ml|\.redocly\.ya?ml)$/, 'pages about its interface'),
    ],
  },
  {
    id: 'site-of-its-name',
    group: 'content',
    score: 60,
    plain: 'A public site bears its name.',
    look: (facts, context) => withHost(siteOfItsName(facts), ['public'], context),
  },
  {
    id: 'absolute-public-url',
    group: 'content',
    score: 40,
    plain: 'It names its own public address.',
    look: (facts, context) => withHost(namedAddress(facts), ['public'], context),
  },
  {
    id: 'customer-words',
    group: 'content',
    score: 20,
    plain: 'It speaks about customers.',
    isAbility: true,
    look: (facts) => (traitOf(facts, 'webServer').state === 'present' ? hitsOf(facts, 'mentions-customers') : []),
  },
  {
    id: 'docker-expose',
    group: 'container',
    score: 20,
    plain: 'It listens for visitors, maybe only yours.',
    isAbility: true,
    look: (facts) => [
      ...facts.containers
        .filter(({ path }) => !isDevelopmentOnly(path))
        .flatMap(({ path, ports }) =>
          ports
            .filter(({ port }) => /^(?:80|443|3000|8000|8080)$/.test(port))
            .map(({ port, line }) => ({ path, line, note: `listens on port ${port}` })),
        ),
      ...linesSeen(
        facts,
        composeFiles,
        /^\s*-\s*["']?(?!127\.)((?:80|443|3000|8000|8080)):\d+/gm,
        'listens on port $1',
      ).filter((seen) => !isSample(seen.path) && !/(?:dev|test|local|override)/.test(seen.path)),
    ],
  },
  {
    id: 'web-server',
    group: 'container',
    score: 10,
    plain: 'It is a web app.',
    isAbility: true,
    look: (facts) => {
      const trait = traitOf(facts, 'webServer');
      return trait.state === 'present' ? trait.evidence : [];
    },
  },
  {
    id: 'git-tags',
    group: 'release',
    score: 10,
    plain: 'It is released in versions.',
    look: (facts) => {
      const tag =
        facts.git.state === 'present'
          ? facts.git.history?.tags.find((name) => /^v?\d+\.\d+\.\d+$/.test(name))
          : undefined;
      return tag === undefined ? [] : [{ path: '.git', line: 1, note: `the release ${tag}` }];
    },
  },
];
