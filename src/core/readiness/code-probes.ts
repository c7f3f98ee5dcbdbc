// What readiness looks for inside code files, as rows. Facts run all of them in one pass and keep places only, so a large
// repository is read once and its text is not held. Checks and boundary signals ask for the places by name.

/** Where a probe may match. `client` is code that a browser receives; `any` leaves tests, examples and documents out. */
export type ProbeScope = 'any' | 'client' | 'test' | 'settings';

export interface CodeProbe {
  readonly scope: ProbeScope;
  /** One of these must be in the file (case as written) before the pattern is tried. */
  readonly keywords: readonly string[];
  /** Tried on each line that holds a keyword; lines are cut at 2000 characters. */
  readonly pattern: RegExp;
  /** Shown as evidence. `$1` is the first group: only for groups that can hold no secret. */
  readonly note: string;
  /** Lines that must match the pattern, and lines that look alike and must not. Used by tests. */
  readonly hits: readonly string[];
  readonly misses: readonly string[];
}

const aiHosts = /\b(?:api\.(?:openai|anthropic|mistral|groq)\.com|generativelanguage\.googleapis\.com)\b/;

/** Sources of the names: the vendors' documentation named beside each check that uses the probe. */
export const codeProbes = {
  'secret-under-public-name': {
    scope: 'settings',
    keywords: ['PUBLIC_', 'VITE_', 'REACT_APP_', 'GATSBY_', 'VUE_APP_'],
    pattern:
      /\b((?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|PUBLIC|GATSBY|VUE_APP)_(?:[A-Z0-9]+_){0,8}(?:SECRET(?:_KEY)?|SERVICE_ROLE(?:_KEY)?|PRIVATE_KEY|PASSWORD|STRIPE_SK|DATABASE_URL|(?:OPENAI|ANTHROPIC|MISTRAL|GROQ)_(?:API_)?KEY|ADMIN_(?:KEY|TOKEN)))\b(?!_)/,
    note: 'the name $1 sends its value to every visitor',
    hits: ['VITE_OPENAI_API_KEY=', 'const key = process.env.NEXT_PUBLIC_SUPABASE_SERVICE_ROLE_KEY'],
    misses: [
      'NEXT_PUBLIC_OPENAI_ORGANIZATION_ID=',
      'VITE_PASSWORD_MIN_LENGTH=12',
      'NEXT_PUBLIC_SUPABASE_ANON_KEY=',
      'NEXT_PUBLIC_ADMIN_EMAIL=',
    ],
  },
  'service-role-in-client': {
    scope: 'client',
    keywords: ['SERVICE_ROLE_KEY', 'SERVICE_KEY', 'service_role', 'serviceRole'],
    pattern:
      /\benv\b\s*(?:\?\.|\.|\[\s*["'`])[A-Z_]{0,40}SUPABASE_SERVICE_(?:ROLE_)?KEY\b|\bservice_?[rR]ole(?:_?[kK]ey)?["']?\s*[:=]\s*["'`][^"'`]{20,}/,
    note: 'the Supabase service key is used in code that runs in the browser',
    hits: ['createClient(url, env.SUPABASE_SERVICE_ROLE_KEY)'],
    misses: ['<span>SUPABASE_SERVICE_ROLE_KEY</span>', 'if (claims.role === "service_role") {'],
  },
  'ai-key-in-browser': {
    scope: 'any',
    keywords: ['dangerouslyAllowBrowser', 'anthropic-dangerous-direct-browser-access'],
    pattern: /\bdangerouslyAllowBrowser\s*:\s*true\b|["']anthropic-dangerous-direct-browser-access["']/,
    note: 'this switch lets the AI key travel to the browser',
    hits: ['new OpenAI({ apiKey, dangerouslyAllowBrowser: true })'],
    misses: ['new OpenAI({ apiKey, dangerouslyAllowBrowser: false })'],
  },
  'ai-service-from-page': {
    scope: 'client',
    keywords: ['api.openai', 'api.anthropic', 'api.mistral', 'api.groq', 'generativelanguage.'],
    pattern: aiHosts,
    note: 'the page calls an AI service itself',
    hits: ["await fetch('https://api.openai.com/v1/chat/completions', {"],
    misses: ["await fetch('/api/chat', {", 'see platform.openai.com for keys'],
  },
  'ai-service-called': {
    scope: 'any',
    keywords: [
      'api.openai',
      'api.anthropic',
      'api.mistral',
      'api.groq',
      'generativelanguage.',
      'ai.gateway.',
      'openrouter.ai',
    ],
    pattern:
      /\b(api\.(?:openai|anthropic|mistral|groq)\.com|generativelanguage\.googleapis\.com|ai\.gateway\.lovable\.dev|openrouter\.ai\/api)\b/,
    note: 'calls $1',
    hits: ["await fetch('https://ai.gateway.lovable.dev/v1/chat/completions', {"],
    misses: ["await fetch('/api/chat', {"],
  },
  'test-runs-alone': {
    scope: 'test',
    keywords: ['.only(', 'fdescribe(', 'fit('],
    pattern: /\b(?:describe|it|test)\.only\(|(?<![\w.])f(?:describe|it)\(/,
    note: 'only this test runs; the others are silently left out',
    hits: ["it.only('adds', () => {", "fdescribe('cart', () => {"],
    misses: ["it('adds only once', () => {", 'const best = model.fit(data)', 'query.only(ids)'],
  },
  logger: {
    scope: 'any',
    keywords: ['log/slog', 'logging.', 'ILogger<', 'java.util.logging'],
    pattern: /"log\/slog"|\blogging\.(?:getLogger|basicConfig)\b|\bILogger<|\bjava\.util\.logging\b/,
    note: 'the app writes a log',
    hits: ['log = logging.getLogger(__name__)'],
    misses: ['print("logging in")'],
  },
  'health-address': {
    scope: 'any',
    keywords: ['/health', '/readyz', '/livez', '/_health', '/ping', '/ready', '/live', '/status', 'MapHealthChecks'],
    pattern:
      /\/(?:healthz?|health-?check|readyz|livez|_health|ping)["'`/]|["'`]\/(?:api\/)?(?:ready|live|status)["'`]|\bMapHealthChecks\b/,
    note: 'an address that answers "I am fine"',
    hits: ["app.get('/healthz', ok)", "@app.get('/health')"],
    misses: ["const status = 'ready'", "import { live } from './live'", 'healthy = true'],
  },
  'ai-limit': {
    scope: 'any',
    keywords: ['max_', 'maxOutputTokens', 'maxTokens', 'maxSteps', 'stopWhen', 'budget', 'Budget'],
    pattern:
      /\bmax_(?:output_|completion_)?tokens\b|\bmaxOutputTokens\b|\bmaxTokens\b|\bmaxSteps\b|\bmax_iterations\b|\bstopWhen\b|\b(?:token|spend|cost|ai)_?[bB]udget\b/,
    note: 'a limit on what one AI call may use',
    hits: ['await generateText({ model, maxOutputTokens: 400 })', 'max_tokens=1000,'],
    misses: ['const maxWidth = 400', 'marketing budget: 400'],
  },
  'friendly-failure': {
    scope: 'any',
    keywords: [
      'ErrorBoundary',
      'componentDidCatch',
      'errorElement',
      'errorHandler',
      'path="*"',
      "path: '*'",
      'path: "*"',
    ],
    pattern:
      /\bErrorBoundary\b|\bcomponentDidCatch\b|\berrorElement\b|\bapp\.config\.errorHandler\b|\bpath\s*[=:]\s*\{?["']\*["']/,
    note: 'a page for the moment when something breaks',
    hits: ['<ErrorBoundary fallback={<Sorry />}>', '<Route path="*" element={<NotFound />} />'],
    misses: ['catch (error) {', '<Route path="/settings" />'],
  },
  'open-cors': {
    scope: 'any',
    keywords: [
      'Access-Control-Allow-Origin',
      'allow_origins',
      'cors(',
      'origin:',
      'origin :',
      'AllowAnyOrigin',
      'CrossOrigin',
      'CORS_ALLOW_ALL',
    ],
    pattern:
      /Access-Control-Allow-Origin["']?\s*[,:]\s*["']\*|\ballow_origins\s*=\s*\[\s*["']\*|(?<!\w)cors\(\s*\)|(?<![A-Za-z.])origin\s*:\s*(?:["']\*["']|true\b)|\bAllowAnyOrigin\(\)|@CrossOrigin\(\s*(?:origins\s*=\s*)?"\*"|\bCORS_ALLOW_ALL_ORIGINS\s*=\s*True/,
    note: 'any website may call this address from a browser',
    hits: ['app.use(cors())', "'Access-Control-Allow-Origin': '*',"],
    misses: ['changeOrigin: true,', "cors({ origin: 'https://app.acme.example' })"],
  },
  'runs-input-as-code': {
    scope: 'any',
    keywords: ['subprocess.', 'pickle.load', 'yaml.load', 'eval(', 'new Function('],
    pattern:
      /\bsubprocess\.\w+\([^)]*shell\s*=\s*True|\bpickle\.loads?\(|(?<![\w.])yaml\.load\((?![^)]*Safe)|(?<![\w.$])eval\((?!\))|\bnew Function\(/,
    note: 'a shortcut that can run input as a command',
    hits: ['subprocess.run(cmd, shell=True)', 'const f = new Function(body)'],
    misses: ['model.eval()', 'retrieval(query)', 'yaml.load(text, Loader=SafeLoader)'],
  },
  'public-signup': {
    scope: 'any',
    keywords: ['signUp', 'SignUp', 'createUserWithEmailAndPassword'],
    pattern: /\bauth\.signUp\(|\bcreateUserWithEmailAndPassword\(|<SignUp\b|\bsignUp\.email\(/,
    note: 'strangers can make an account',
    hits: ['await supabase.auth.signUp({ email, password })'],
    misses: ['function openSignUpDialog() {'],
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
    pattern:
      /\bgtag\(\s*["']|googletagmanager\.com\/|\bposthog\.init\(|plausible\.io\/js|static\.hotjar\.com|js\.hs-scripts\.com|widget\.intercom\.io|client\.crisp\.chat|\bfbq\(\s*["']/,
    note: 'it watches or chats with visitors',
    hits: ['<script src="https://www.googletagmanager.com/gtag/js?id=G-X"></script>'],
    misses: ['// no gtag here', 'plausible explanation'],
  },
  'personal-data-form': {
    scope: 'client',
    keywords: ['"email"', "'email'", '"tel"', "'tel'", 'autoComplete=', 'autocomplete='],
    pattern: /\btype=\{?["'](?:email|tel)["']|\bauto[cC]omplete=["'](?:email|tel|street-address|cc-number|bday)["']/,
    note: 'a form asks people for personal details',
    hits: ['<input type="email" name="email" />'],
    misses: ['<input type="text" />', 'const type = "email"'],
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
    pattern:
      /\bcheckout\.sessions\.create\b|\bpaymentIntents\.create\b|\bredirectToCheckout\(|\bconfirmPayment\(|\bwebhooks\.constructEvent|\bPaymentIntent\.create\b|\bSession\.create\(\s*mode|\bSTRIPE_(?:SECRET_KEY|WEBHOOK_SECRET)\b/,
    note: 'it takes payments',
    hits: ['await stripe.checkout.sessions.create({'],
    misses: ['git checkout main', '<CheckoutIcon />'],
  },
  'public-address': {
    scope: 'any',
    keywords: ['metadataBase', 'og:url', 'canonical', 'SITE_URL', 'siteUrl', 'site:'],
    pattern:
      /(?:metadataBase|og:url|rel=["']canonical["']|\bSITE_URL|\bsiteUrl|(?<![\w-])site)["']?\)?[^\n]{0,60}?https?:\/\/((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})/i,
    note: 'it names its own address $1',
    hits: ["metadataBase: new URL('https://chat.acme.example'),"],
    misses: ['see the site for help'],
  },
} as const satisfies Record<string, CodeProbe>;

export type ProbeName = keyof typeof codeProbes;
