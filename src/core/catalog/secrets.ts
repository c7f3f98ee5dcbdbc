// Kinds of credentials as rows: how each is recognised and what is said about it. Read by detectors/sensitive-data.
// No code here: validators are named, and live in the detector's folder.

import type { RuleSeverity } from '../model/finding.ts';

/** Checks beyond the pattern, by name. */
export type CredentialValidator = 'random' | 'github' | 'supabase-service' | 'pem' | 'database' | 'assigned';

/** One kind of credential. */
export interface CredentialRow {
  /** Rule id without `sensitive-data/`. */
  readonly id: string;
  readonly title: string;
  /** What the key opens, to complete "Whoever has it can …". */
  readonly opens: string;
  /** Literals that must occur; at one of them the pattern is tried. Compared without regard to case. */
  readonly keywords: readonly string[];
  /** Characters before the keyword that belong to the value. */
  readonly before?: number;
  /** Source of a bounded, sticky expression. When it has a group, the group is the value. */
  readonly pattern: string;
  readonly validator?: CredentialValidator;
  readonly severity?: RuleSeverity;
  /** The provider's own words on the format. */
  readonly source: string;
  readonly revokeUrl?: string;
}

const github = 'https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/';
const gitlab = 'https://docs.gitlab.com/security/tokens/';
const stripe = 'https://docs.stripe.com/keys';
const slack = 'https://docs.slack.dev/authentication/tokens';
const shopify = 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens';

/** All kinds of credentials; ids are never reused. */
export const credentialRows: readonly CredentialRow[] = [
  row(
    'anthropic-api-key',
    'Anthropic API key',
    'use Claude at your cost',
    'sk-ant-api',
    '\\d{2}-[\\w-]{80,110}',
    'https://docs.claude.com/en/api/overview',
    'https://console.anthropic.com/settings/keys',
  ),
  row(
    'anthropic-admin-key',
    'Anthropic admin key',
    'manage the company account',
    'sk-ant-admin',
    '\\d{2}-[\\w-]{80,110}',
    'https://docs.claude.com/en/api/administration-api',
    'https://console.anthropic.com/settings/admin-keys',
  ),
  row(
    'openai-project-key',
    'OpenAI API key',
    'use OpenAI at your cost',
    'sk-proj-',
    '[\\w-]{40,200}',
    'https://platform.openai.com/docs/api-reference/authentication',
    'https://platform.openai.com/api-keys',
  ),
  row(
    'openai-service-account-key',
    'OpenAI service account key',
    'use OpenAI at your cost',
    'sk-svcacct-',
    '[\\w-]{40,200}',
    'https://platform.openai.com/docs/api-reference/authentication',
    'https://platform.openai.com/api-keys',
  ),
  row(
    'openrouter-key',
    'OpenRouter API key',
    'use models at your cost',
    'sk-or-v1-',
    '[0-9a-f]{64}',
    'https://openrouter.ai/docs/api-reference/authentication',
    'https://openrouter.ai/settings/keys',
  ),
  row(
    'huggingface-token',
    'Hugging Face token',
    'read or change models and data',
    'hf_',
    '[A-Za-z]{34}',
    'https://huggingface.co/docs/hub/security-tokens',
    'https://huggingface.co/settings/tokens',
  ),
  row(
    'replicate-api-token',
    'Replicate API token',
    'run models at your cost',
    'r8_',
    '[A-Za-z0-9]{37}',
    'https://replicate.com/docs/topics/security/api-tokens',
  ),
  row(
    'groq-api-key',
    'Groq API key',
    'use models at your cost',
    'gsk_',
    '[A-Za-z0-9]{52}',
    'https://console.groq.com/docs/quickstart',
    'https://console.groq.com/keys',
  ),
  row(
    'xai-api-key',
    'xAI API key',
    'use Grok at your cost',
    'xai-',
    '[A-Za-z0-9]{80}',
    'https://docs.x.ai/docs/overview',
  ),
  row(
    'perplexity-api-key',
    'Perplexity API key',
    'use Perplexity at your cost',
    'pplx-',
    '[A-Za-z0-9]{48}',
    'https://docs.perplexity.ai/',
  ),
  row(
    'aws-access-key-id',
    'AWS access key id',
    'act in the cloud account, with its other half',
    'AKIA',
    '[A-Z2-7]{16}',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
    'https://console.aws.amazon.com/iam',
  ),
  {
    ...row(
      'aws-secret-access-key',
      'AWS secret access key',
      'act in the cloud account',
      'secret_access_key',
      '["\']?\\s{0,4}[:=]\\s{0,4}["\']?([A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
      'https://console.aws.amazon.com/iam',
    ),
    keywords: ['secret_access_key', 'secretaccesskey'],
    pattern: 'secret_?access_?key["\']?\\s{0,4}[:=]\\s{0,4}["\']?([A-Za-z0-9+/]{40})',
  },
  row(
    'github-pat',
    'GitHub personal access token',
    'act as its owner on GitHub',
    'ghp_',
    '[A-Za-z0-9]{36}',
    github,
    'https://github.com/settings/tokens',
    'github',
  ),
  row(
    'github-oauth-token',
    'GitHub OAuth token',
    'act as its owner on GitHub',
    'gho_',
    '[A-Za-z0-9]{36}',
    github,
    'https://github.com/settings/applications',
    'github',
  ),
  row(
    'github-app-token',
    'GitHub app token',
    'act as the app on GitHub',
    'ghs_',
    '[A-Za-z0-9]{36}',
    github,
    'https://github.com/settings/apps',
    'github',
  ),
  row(
    'github-fine-grained-pat',
    'GitHub fine-grained token',
    'act as its owner on GitHub',
    'github_pat_',
    '[A-Za-z0-9]{22}_[A-Za-z0-9]{59}',
    github,
    'https://github.com/settings/tokens',
  ),
  row('gitlab-pat', 'GitLab personal access token', 'act as its owner on GitLab', 'glpat-', '[\\w-]{20,64}', gitlab),
  row('gitlab-deploy-token', 'GitLab deploy token', 'read code and packages', 'gldt-', '[\\w-]{20,64}', gitlab),
  row(
    'stripe-secret-live',
    'Stripe secret key',
    'move real money',
    'sk_live_',
    '[A-Za-z0-9]{24,247}',
    stripe,
    'https://dashboard.stripe.com/apikeys',
  ),
  row(
    'stripe-restricted-live',
    'Stripe restricted key',
    'act in the Stripe account',
    'rk_live_',
    '[A-Za-z0-9]{24,247}',
    stripe,
    'https://dashboard.stripe.com/apikeys',
  ),
  {
    ...row(
      'stripe-secret-test',
      'Stripe test key',
      'act in the Stripe test account',
      'sk_test_',
      '[A-Za-z0-9]{24,247}',
      stripe,
      'https://dashboard.stripe.com/apikeys',
    ),
    severity: 'medium',
  },
  row(
    'stripe-webhook-secret',
    'Stripe webhook secret',
    'forge messages from Stripe',
    'whsec_',
    '[A-Za-z0-9]{32,64}',
    stripe,
    'https://dashboard.stripe.com/webhooks',
  ),
  row(
    'slack-bot-token',
    'Slack bot token',
    'read and write as the bot',
    'xoxb-',
    '\\d{10,13}-\\d{10,14}-[A-Za-z0-9]{23,26}',
    slack,
    'https://api.slack.com/apps',
  ),
  row(
    'slack-user-token',
    'Slack user token',
    'read and write as its owner',
    'xoxp-',
    '\\d{10,13}-\\d{10,13}-\\d{10,13}-[0-9a-fA-F]{28,34}',
    slack,
    'https://api.slack.com/apps',
  ),
  row(
    'slack-app-token',
    'Slack app token',
    'act as the app',
    'xapp-',
    '\\d-[A-Z0-9]{9,13}-\\d{10,15}-[0-9a-f]{64}',
    slack,
    'https://api.slack.com/apps',
  ),
  row(
    'slack-webhook',
    'Slack webhook address',
    'post into the channel',
    'https://hooks.slack.com/services/T',
    '[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/[A-Za-z0-9]{24}',
    'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
  ),
  row(
    'discord-webhook',
    'Discord webhook address',
    'post into the channel',
    'https://discord.com/api/webhooks/',
    '\\d{17,20}/[\\w-]{60,68}',
    'https://discord.com/developers/docs/resources/webhook',
  ),
  row(
    'sendgrid-api-key',
    'SendGrid API key',
    'send mail in your name',
    'SG.',
    '[\\w-]{22}\\.[\\w-]{43}',
    'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    'https://app.sendgrid.com/settings/api_keys',
  ),
  row(
    'npm-access-token',
    'npm access token',
    'publish packages',
    'npm_',
    '[A-Za-z0-9]{36}',
    'https://docs.npmjs.com/about-access-tokens',
    'https://www.npmjs.com/settings/~/tokens',
    'github',
  ),
  row(
    'pypi-token',
    'PyPI token',
    'publish packages',
    'pypi-AgEIcHlwaS5vcmc',
    '[\\w-]{50,1000}',
    'https://pypi.org/help/#apitoken',
    'https://pypi.org/manage/account/token/',
  ),
  row(
    'dockerhub-pat',
    'Docker Hub token',
    'publish images',
    'dckr_pat_',
    '[\\w-]{27}',
    'https://docs.docker.com/security/access-tokens/',
    'https://app.docker.com/settings/personal-access-tokens',
  ),
  row(
    'digitalocean-pat',
    'DigitalOcean token',
    'act in the cloud account',
    'dop_v1_',
    '[0-9a-f]{64}',
    'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
    'https://cloud.digitalocean.com/account/api/tokens',
  ),
  row(
    'databricks-pat',
    'Databricks token',
    'read company data',
    'dapi',
    '[0-9a-f]{32}(?:-\\d)?',
    'https://docs.databricks.com/aws/en/dev-tools/auth/pat',
  ),
  row(
    'vercel-access-token',
    'Vercel token',
    'deploy and read settings',
    'vcp_',
    '[A-Za-z0-9]{56}',
    'https://vercel.com/docs/rest-api',
    'https://vercel.com/account/tokens',
  ),
  row(
    'cloudflare-user-token',
    'Cloudflare token',
    'change the account',
    'cfut_',
    '[A-Za-z0-9]{40}[0-9a-f]{8}',
    'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/',
    'https://dash.cloudflare.com/profile/api-tokens',
  ),
  row(
    'supabase-access-token',
    'Supabase access token',
    'manage all projects',
    'sbp_',
    '[0-9a-f]{40}',
    'https://supabase.com/docs/reference/api/introduction',
    'https://supabase.com/dashboard/account/tokens',
  ),
  row(
    'supabase-secret-key',
    'Supabase secret key',
    'read and change the whole database',
    'sb_secret_',
    '[\\w-]{22}_[\\w-]{8}',
    'https://supabase.com/docs/guides/api/api-keys',
    'https://supabase.com/dashboard',
  ),
  row(
    'supabase-service-role-jwt',
    'Supabase service role key',
    'read and change the whole database',
    'eyJ',
    '[\\w-]{10,200}\\.eyJ[\\w-]{10,2000}\\.[\\w-]{20,200}',
    'https://supabase.com/docs/guides/api/api-keys',
    'https://supabase.com/dashboard',
    'supabase-service',
  ),
  row(
    'airtable-pat',
    'Airtable token',
    'read the bases',
    'pat',
    '[A-Za-z0-9]{14}\\.[0-9a-f]{64}',
    'https://airtable.com/developers/web/guides/personal-access-tokens',
    'https://airtable.com/create/tokens',
  ),
  row(
    'figma-pat',
    'Figma token',
    'read design files',
    'figd_',
    '[\\w-]{38,42}',
    'https://developers.figma.com/docs/rest-api/authentication/',
  ),
  row('shopify-access-token', 'Shopify admin token', 'read orders and customers', 'shpat_', '[0-9a-fA-F]{32}', shopify),
  row(
    'sentry-user-token',
    'Sentry token',
    'read error reports',
    'sntryu_',
    '[0-9a-f]{64}',
    'https://docs.sentry.io/security-legal-pii/security/token-formats/',
  ),
  row(
    'private-key',
    'Private key',
    'pose as the server or person it belongs to',
    '-----BEGIN ',
    '(?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY-----[A-Za-z0-9+/=\\s\\\\]{64,6000}-----END (?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY-----',
    'https://www.rfc-editor.org/rfc/rfc7468',
    undefined,
    'pem',
  ),
  {
    ...row(
      'database-url',
      'Database password in an address',
      'read and change the database',
      'postgres',
      '',
      'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
      undefined,
      'database',
    ),
    keywords: ['postgres', 'mysql', 'mongodb', 'redis', 'amqp'],
    pattern:
      '(?:postgres(?:ql)?|mysql2?|mongodb(?:\\+srv)?|rediss?|amqps?)(?:\\+\\w{1,12})?://[^\\s:@/"\'`<>]{0,64}:([^\\s@/"\'`<>]{3,128})@([\\w.-]{1,253})',
  },
  {
    ...row(
      'assigned-secret',
      'Password or key in the text',
      'use the account it belongs to',
      'password',
      '',
      'https://cwe.mitre.org/data/definitions/798.html',
      undefined,
      'assigned',
    ),
    severity: 'high',
    keywords: ['password', 'passwd', 'secret', 'api_key', 'apikey', 'auth_token', 'access_token'],
    pattern:
      '(?:password|passwd|secret|api_?key|auth_token|access_token)(?:_?key)?["\']?\\s{0,4}[:=]\\s{0,4}["\'`]([^\\s"\'`]{16,128})["\'`]',
  },
];

function row(
  id: string,
  title: string,
  opens: string,
  prefix: string,
  rest: string,
  source: string,
  revokeUrl?: string,
  validator: CredentialValidator = 'random',
): CredentialRow {
  return {
    id,
    title,
    opens,
    keywords: [prefix],
    pattern: prefix.replace(/[.+]/g, '\\$&') + rest,
    validator,
    source,
    ...(revokeUrl === undefined ? {} : { revokeUrl }),
  };
}
