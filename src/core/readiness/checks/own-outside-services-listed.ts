// The check own-outside-services-listed: the list of outside services.

import { weights, type Check } from '../check.ts';
import type { CheckEvidence } from '../../model/outcome.ts';
import { declared, documentFiles, linesSeen, missing, passWith } from '../look.ts';
import { sectionsSeen } from '../sections.ts';
import { expression } from '../../text/expression.ts';

/** The beginning of a heading; those of work on the code and names of starters head no list of services. */
const heading = expression()`
  ^(?:
    ##+(?![^\n]*\b(?:
      install|installing|updat\w+|managing|job|build|dev\w*|license|optimi[sz]\w*|decisions?|records?
    )\b)|
    #(?!#|[^\n]*\b(?:template|starter|boilerplate|decisions?|records?)\b)
  )[^\n]*\b
`;

/** Headings that speak of what others run. */
const outside = expression('gim')`
  ${heading}(
    (?:cloud|external|outside|runtime|service|system) dependencies|(?:external|service|outside) integrations|
    third[- ]part(?:y|ies) (?:services?|apis?|providers?)|
    (?:external|outside|backing|cloud|third[- ]party) services
  )\b[^\n]*
`;

/** Headings that may also speak of packages and folders: a service has to be named below. */
const parts = expression('gim')`${heading}(architecture|data flow|tech(?:nology|nologies)?(?: stack| used))\b[^\n]*`;

/** Names of hosts and services that get data. Spelled as their makers do, since many are words of every day. */
const service = expression()`
  \b(?:
    AWS|Amazon|Azure|GCP|Google (?:Cloud|Maps|Drive|Sheets|Analytics|Gemini|OAuth)|Firebase|Supabase|Vercel|Netlify|
    Cloudflare|Heroku|Fly\.io|Railway|Render\.com|DigitalOcean|Hetzner|OpenAI|Anthropic|Claude|Gemini|Mistral|Groq|
    DeepSeek|OpenRouter|Hugging ?Face|Replicate|ElevenLabs|Stripe|PayPal|Adyen|Braintree|Razorpay|Twilio|SendGrid|
    Mailgun|Mailchimp|Resend|Postmark|Brevo|Auth0|Clerk|Okta|Cognito|Entra|WorkOS|Algolia|Sentry|Datadog|New Relic|
    PostHog|Mixpanel|Segment|Slack|Discord|Telegram|Mapbox|Cloudinary|Upstash|Neon|PlanetScale|Turso|Atlas|Snowflake|
    BigQuery|Pinecone|S3|DynamoDB|Lambda|Plaid|Twitch|Spotify|HubSpot|Salesforce|Shopify|Notion|Airtable|
    GitHub (?:API|OAuth|App)
  )\b
`;

const namedService = expression('gm')`^[^\n]*${service}`;

function isAboutTheApp({ path }: CheckEvidence): boolean {
  return !/contributing/i.test(path);
}

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
  revision: 4,
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...((facts.declaration?.externalServices?.length ?? 0) > 0
        ? declared(facts, '/externalServices', 'the services are listed')
        : []),
      ...sectionsSeen(facts, documentFiles, outside, /\w/, 'a section about $1').filter(isAboutTheApp),
      ...sectionsSeen(facts, documentFiles, parts, service, 'a section about $1').filter(isAboutTheApp),
      ...sectionsSeen(facts, /^README[^/]*$/i, /^##+[ \t]+(integrations)[ \t]*$/gim, /\w/, 'a section about $1'),
      ...linesSeen(facts, /^(?:docs?\/)?ARCHITECTURE\.md$/i, namedService, 'a page about how it is built').slice(0, 1),
      ...linesSeen(facts, /^catalog-info\.ya?ml$/, /^\s*dependsOn:/gm, 'the services are listed'),
    ];
    return passWith(evidence.slice(0, 5), missing('No list of outside services was found.'));
  },
};
