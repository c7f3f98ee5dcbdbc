// Rows of code probes: signs that people outside the company are reached.

import type { CodeProbe } from './probe.ts';
import { expression } from '../../text/expression.ts';

/** Sources of the names: the vendors' documentation named beside each check that uses the probe. */
export const outsideProbes = {
  'public-signup': {
    scope: 'any',
    keywords: [
      'signUp',
      'SignUp',
      'createUserWithEmailAndPassword',
      'signup',
      'sign-up',
      'sign_up',
      'register',
      'Auth::routes',
      'registerable',
    ],
    pattern: expression()`
      \bauth\.signUp\(|\bcreateUserWithEmailAndPassword\(|<SignUp\b|\bsignUp\.email\(|
      \b(?:path|re_path|get|post|route|Route|resources?|url)\b[^\n]{0,40}["'\`:]/?(?:api/|auth/|users/|accounts/)*
      (?:sign[-_]?ups?|register|registrations?)/?["'\`,\s)?]|
      \bAuth::routes\(\)|:registerable\b|\bpath\s*[=:]\s*\{?["'\`]/?(?:auth/)?(?:sign-?up|register)["'\`]
    `,
    note: 'strangers can make an account',
    hits: [
      'await supabase.auth.signUp({ email, password })',
      "path('register/', views.Register.as_view()),",
      '<Route path="/signup" element={<SignUpPage />} />',
    ],
    misses: ['function openSignUpDialog() {', 'registerServiceWorker()', "app.register(plugin, { prefix: '/api' })"],
  },
  analytics: {
    scope: 'any',
    keywords: [
      'gtag',
      'googletagmanager',
      'posthog',
      'plausible',
      'hotjar',
      'hs-scripts',
      'intercom',
      'crisp.chat',
      'fbq(',
    ],
    pattern: expression()`
      \bgtag\(\s*["']|googletagmanager\.com/|\bposthog\.init\(|plausible\.io/js|static\.hotjar\.com|
      js\.hs-scripts\.com|widget\.intercom\.io|client\.crisp\.chat|\bfbq\(\s*["']
    `,
    note: 'it watches or chats with visitors',
    hits: ['<script src="https://www.googletagmanager.com/gtag/js?id=G-X"></script>'],
    misses: ['// no gtag here', 'plausible explanation'],
  },
  'takes-payment': {
    scope: 'any',
    keywords: [
      'checkout',
      'Checkout',
      'paymentIntents',
      'confirmPayment',
      'constructEvent',
      'payment_intent',
      'STRIPE_',
    ],
    pattern: expression()`
      \bcheckout\.sessions\.create\b|\bpaymentIntents\.create\b|\bredirectToCheckout\(|\bconfirmPayment\(|
      \bwebhooks\.constructEvent|\bPaymentIntent\.create\b|\bSession\.create\(\s*mode|
      \bSTRIPE_(?:SECRET_KEY|WEBHOOK_SECRET)\b
    `,
    note: 'it takes payments',
    hits: ['await stripe.checkout.sessions.create({'],
    misses: ['git checkout main', '<CheckoutIcon />'],
  },
  'placeholder-app-id': {
    scope: 'any',
    keywords: ['bundleIdentifier', 'package:'],
    pattern:
      /\b(?:bundleIdentifier|package)["']?\s*:\s*["'](?:your\.|com\.(?:your\w*|example|anonymous|my\w*app|mycompany)\.)/,
    note: 'the name in the store is still a placeholder',
    hits: ["    bundleIdentifier: 'your.bundle.identifier',"],
    misses: ["bundleIdentifier: 'net.acme.stories',", "package: 'com.acme.yours',"],
  },
  'public-address': {
    scope: 'any',
    keywords: ['metadataBase', 'og:url', 'canonical', 'SITE_URL', 'siteUrl', 'site:'],
    pattern: expression('i')`
      (?:metadataBase|og:url|rel=["']canonical["']|\bSITE_URL|\bsiteUrl|(?<![\w-])site)["']?\)?[^\n]{0,60}?https?://
      ((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})
    `,
    note: 'it names its own address $1',
    hits: ["metadataBase: new URL('https://chat.acme.example'),"],
    misses: ['see the site for help'],
  },
  'public-function': {
    scope: 'any',
    keywords: ['onRequest(', 'AuthorizationLevel.Anonymous', 'AuthLevel.ANONYMOUS'],
    pattern: /\b(?:https\.)?onRequest\(|\bAuthorizationLevel\.Anonymous\b|\bAuthLevel\.ANONYMOUS\b/,
    onlyIn: /firebase-functions|HttpTrigger|azure\.functions/,
    note: 'a function answers the whole internet',
    hits: ["exports.api = require('firebase-functions').https.onRequest(app)"],
    misses: ["fastify.addHook('onRequest', check)", 'const onRequest = (context) => {}'],
  },
  'mentions-customers': {
    scope: 'any',
    keywords: ['ustomer', 'lient', 'enant', 'ubscriber', 'nvoice', 'ooking', 'rder'],
    pattern: expression()`
      \b(?:class|model|interface|type|table)\s+["'\`]?(Customer|Client|Tenant|Subscriber|Order|Invoice|Booking)
      s?["'\`]?\s*(?:[({:=<]|extends\b|$)|
      ["'\`]/(?:api/)?(customers|clients|tenants|subscribers|orders|invoices|bookings)\b
    `,
    note: 'it speaks about customers',
    hits: ['class Customer(models.Model):', "app.get('/api/orders', list)"],
    misses: ['class ClientError extends Error {', "import { createClient } from '@supabase/supabase-js'"],
  },
} as const satisfies Record<string, CodeProbe>;
