// Rows of code probes: how the app runs, fails, stops and is watched.

import type { CodeProbe } from './probe.ts';
import { expression } from '../../text/expression.ts';

/** Sources of the names: the vendors' documentation named beside each check that uses the probe. */
export const runningProbes = {
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
    keywords: [
      'log/slog',
      'logging.',
      'ILogger<',
      'java.util.logging',
      'Rails.logger',
      'config.logger',
      'config.log_level',
      'LOG_TO_STDOUT',
      'Facades\\Log',
      'slf4j',
      '@Slf4j',
      'log.',
      'logger.',
      'logr.',
      'LOG.',
    ],
    pattern: expression()`
      "log/slog"|\blogging\.(?:getLogger|basicConfig)\b|\bILogger<|\bjava\.util\.logging\b|\bRails\.logger\b|
      ^\s*config\.(?:logger|log_level)\b|\bRAILS_LOG_TO_STDOUT\b|\bFacades\\Log\b|\borg\.slf4j\b|@Slf4j\b|
      (?<![\w.])(?:this\.|self\.)?(?:log|logger|LOG|logr)\.(?:info|warn|warning|error|debug|Info|Warn|Error|Debug)
      f?\(
    `,
    note: 'the app writes a log',
    hits: ['log = logging.getLogger(__name__)', 'log.info("server", "it runs")', 'logr.Infof("it runs")'],
    misses: ['print("logging in")', 'console.log("it runs")', 'Math.log.error(1)', 'catalog.info(1)'],
  },
  'health-address': {
    scope: 'any',
    notAt: /(?:^|\/)(?:scripts?|tools?|mocks?)\/|\.config\.\w+$/,
    keywords: [
      '/health',
      'health',
      ':up',
      ':ping',
      ':status',
      '/readyz',
      '/livez',
      '/_health',
      '/ping',
      '/ready',
      '/live',
      '/status',
      'MapHealthChecks',
      'rails/health',
      "health: '",
    ],
    pattern: expression()`
      ^(?![^\n]*\b(?:fetch|axios(?:\.\w+)?)\()[^\n]*(?:
        ["'\`](?:\$\{[^}]*\})?(?:/[\w:.{}-]{1,40}){0,5}/(?:healthz?|health[-_]?checks?|readyz|livez|_healthz?|ping)
        (?:/(?:live|ready|liveness|readiness))?/?["'\`]|
        ["'\`]/api/(?:ready|live|status)["'\`]|
        (?:\b(?:app|server|fastify|mux|http)\.(?:get|GET|use|all|route|Handle(?:Func)?)\(|\bRoute::get\(|^\s*get)
        \s*["'\`]/(?:ready|live|status)["'\`]|
        ^\s*get\s+:(?:health\w*|up|ping|status)\b|\bpath\(\s*["']\^?(?:health\w*|ping)/?["']|\bMapHealthChecks\b|
        ["']rails/health#show["']|\bhealth:\s*["']/up["']
      )
    `,
    note: 'an address that answers "I am fine"',
    hits: [
      "app.get('/healthz', ok)",
      "@app.get('/health')",
      "app.get('/status', ok)",
      "path('health/', views.health),",
      'get :health_check, to: ok',
      'if (path === `${base}/healthcheck`) return ok;',
    ],
    misses: [
      "const status = 'ready'",
      "import { live } from './live'",
      'healthy = true',
      "router.get('/status', storage.settings)",
      "import('./health/health')",
      "const response = await fetch('/health');",
      '"github.com/acme/health"',
      'router.get("/api/badge/:id/ping/:duration?", badge)',
    ],
  },
  'ai-limit': {
    scope: 'any',
    keywords: ['max_', 'maxOutputTokens', 'maxTokens', 'maxSteps', 'stopWhen', 'budget', 'Budget'],
    pattern: expression()`
      \b(?:max_(?:output_|completion_)?tokens|max(?:Output|Completion)?Tokens)["'\]]*\s*(?:=>|[:=](?!=))\s*
      (?!(?:number|int|str|Optional|None|nil|null|undefined)\b|""|'')[\w"'(.]|
      \bmax(?:Output)?Tokens\s*[,}]|\bmaxSteps\b|\bmax_iterations\b|\bstopWhen\b|
      \b(?:token|spend|cost|ai)_?[bB]udget\b
    `,
    note: 'a limit on what one AI call may use',
    hits: ['await generateText({ model, maxOutputTokens: 400 })', 'max_tokens=1000,'],
    misses: [
      'const maxWidth = 400',
      'marketing budget: 400',
      'maxTokens: number;',
      "'max_tokens' => '',",
      "validates 'max_tokens'",
    ],
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
      /\bErrorBoundary\b|\bcomponentDidCatch\b|\berrorElement\b|\bapp\.config\.errorHandler\b|\bpath\s*[=:]\s*\{?["']\*["'](?![^\n]*<Navigate\b)/,
    note: 'a page for the moment when something breaks',
    hits: ['<ErrorBoundary fallback={<Sorry />}>', '<Route path="*" element={<NotFound />} />'],
    misses: ['catch (error) {', '<Route path="/settings" />', '<Route path="*" element={<Navigate to="/" />} />'],
  },
  'privacy-link': {
    scope: 'any',
    keywords: ['rivacy'],
    pattern:
      /\b(?:href|to|url|path|link)\s*[=:]\s*\{?\s*["'`][^"'`\n]*privacy|=>\s*["']\w+#privacy["']|\bprivacy_?(?:policy_)?(?:path|url)\b|\bPRIVACY_URL\b/i,
    note: 'a link to a privacy notice',
    hits: ['<a href="https://acme.example/privacy">Privacy</a>', '<Link to="/privacy-policy">'],
    misses: ['const privacyMode = true', '<h1>Privacy</h1>'],
  },
  'reads-environment': {
    scope: 'any',
    keywords: ['env', 'Env', '@Value(', 'IConfiguration', 'BaseSettings', 'ENV['],
    pattern: expression()`
      \bprocess\.env\b|\bimport\.meta\.env\b|\bos\.(?:environ|getenv)\b|\bos\.Getenv\(|\bSystem\.getenv\(|@Value\(|
      \bEnvironment\.GetEnvironmentVariable\b|\bIConfiguration\b|\bBaseSettings\b|\bENV(?:\[|\.fetch)|\bDeno\.env\b|
      (?<![\w.>])env\(\s*["']
    `,
    note: 'settings come from the environment',
    hits: ['const port = process.env.PORT', "url = os.environ['URL']", "'key' => env('APP_KEY'),"],
    misses: ['const environment = 1', 'event.Envelope'],
  },
  'input-checked': {
    scope: 'any',
    keywords: [
      'safeParse',
      '.parse(',
      'validate',
      'Valid',
      'params',
      'permit',
      'BaseModel',
      'Required',
      'is_valid',
      'ApiController',
      'ModelForm',
      'serializers',
      'binding:',
    ],
    pattern: expression()`
      \bsafeParse\(|\$request->validate\(|\bFormRequest\b|\bvalidates?(?:_presence_of)?\s+:|@Valid(?:ated)?\b|
      \bparams(?:\.require\([^)]*\)\.permit|\.expect)\(|\(BaseModel\)|\[(?:Required|ApiController|StringLength)\b|
      \.is_valid\(|\bserializers\.\w*Serializer\b|\bModelForm\b|
      \bbinding:"(?:\w+,)*(?:required|exists|email|min|max|alphanum|oneof)\b
    `,
    note: 'input is checked',
    hits: [
      'const body = schema.safeParse(await req.json())',
      'class Item(BaseModel):',
      'public User add(@Valid @RequestBody User user)',
    ],
    misses: ['const validity = input.validity', 'JSON.parse(text)'],
  },
  'stops-politely': {
    scope: 'any',
    keywords: [
      'SIGTERM',
      'server.shutdown',
      'signal.Notify',
      'signal.signal',
      'IHostApplicationLifetime',
      'lifespan',
      'close-with-grace',
      'terminus',
      'enableShutdownHooks',
      'NotifyContext',
      '@PreDestroy',
      'gracefulShutdown',
    ],
    pattern: expression()`
      ["'\`]?SIGTERM\b|\bserver\.shutdown\s*=\s*graceful|\bsignal\.(?:Notify(?:Context)?|signal)\(|
      \bIHostApplicationLifetime\b|\blifespan\s*=|\bclose-with-grace\b|\bterminus\b|\benableShutdownHooks\(|
      @PreDestroy\b|\bgracefulShutdown\b
    `,
    note: 'it finishes before it stops',
    hits: ["process.on('SIGTERM', stop)", 'app = FastAPI(lifespan=lifespan)'],
    misses: ['const lifespanYears = 3', 'terminusStation = 1'],
  },
  'waits-for-ever': {
    scope: 'any',
    keywords: ['requests.', 'http.Get(', 'http.Post(', 'http.Client{'],
    lines: 6,
    pattern: expression()`
      ^[^\n]*(?<![\w.])requests\.(?:get|post|put|delete|patch)\((?![\s\S]*?\btimeout\b)|
      ^[^\n]*(?<![\w.])http\.(?:Get|Post|PostForm)\(|^[^\n]*&http\.Client\{\s*\}
    `,
    note: 'a call that may wait for ever',
    hits: ['r = requests.get(url)', 'resp, err := http.Get(url)'],
    misses: [
      'r = requests.get(url, timeout=5)',
      'client := &http.Client{Timeout: 5 * time.Second}',
      'await this.http.Get(x)',
    ],
  },
  timeout: {
    scope: 'any',
    unlessIn: /\bnavigator\.credentials\b/, // It waits for a person there.
    notAt: /\.config\.\w+$|(?:^|\/)(?:scripts?|public)\/|(?:^|\/)(?:components|pages|views)\/.+\.[jt]sx$/,
    keywords: ['AbortSignal', '.abort(', 'imeout'],
    pattern: expression()`
      \bAbortSignal\.timeout\(|\bsetTimeout\([^\n]{0,80}\.abort\(|
      (?<![-\w])(?!(?:shut|stop|close|idle|session|keepAlive|toast|hover|debounce))[\w]*[tT]imeout
      (?:Ms|Seconds|InSeconds)?["']?\s*:\s*(?!(?:ReturnType|NodeJS|number|string|null|undefined|void|0\b)\b)
      [\d(A-Za-z]|
      (?<!-)\b[tT]imeout=(?!0\b|None\b)[\w(]|\.(?:open|read|write|connect)_timeout\s*=|\bcontext\.WithTimeout\(|
      \b(?:connect|read)Timeout\b|\bHttpClient\.Timeout\b|\bsetConnectTimeout\(|@Timeout\b
    `,
    note: 'a limit on waiting',
    hits: [
      'fetch(url, { signal: AbortSignal.timeout(5000) })',
      'timeout: 5000,',
      'const id = setTimeout(() => controller.abort(), 5000)',
      'ctx, cancel := context.WithTimeout(ctx, d)',
    ],
    misses: [
      'setTimeout(() => go(), 100)',
      'clearTimeout(timer)',
      'let timeout: ReturnType<typeof setTimeout>;',
      'timeout = setTimeout(tick, 100);',
      'let timeout = 0',
      'shutdownTimeoutMs: 25_000,',
      'signal: controller.signal,',
      '{--timeout=15 : Timeout of Bind}',
    ],
  },
  'ai-usage-seen': {
    scope: 'any',
    keywords: ['gen_ai.', 'usage'],
    pattern: expression()`
      ["'\`]gen_ai\.|\busage\.(?:total|prompt|completion|input|output)_tokens\b|
      \busage\??\.(?:inputTokens|outputTokens|totalTokens|promptTokens|completionTokens)\b|\busage_metadata\b
    `,
    note: 'what the AI used is counted',
    hits: ['span.set("gen_ai.usage.input_tokens", n)', 'log(response.usage.total_tokens)'],
    misses: ['const usage = "see docs"', 'cpu.usage.total'],
  },
  'rate-limited': {
    scope: 'any',
    keywords: ['ateLimit', 'ate_limit', 'atelimit', 'hrottle', 'limiter', 'Limiter', 'Bucket4j'],
    pattern: expression()`
      (?<!\bfunction\s)\b(?:rateLimit|createRateLimit|makeRateLimit)(?:er)?\s*\(|@[Rr]ate_?[Ll]imit(?!s?\s*=)|
      \bAddRateLimiter\(|\bUseRateLimiter\(|@limiter\.limit\(|\bLimiter\(|\bnew\s+Rate[Ll]imit\w*\(|
      ->middleware\(\s*\[?\s*["']throttle|\bRateLimiter::for\(|\bRack::Attack\b|
      (?<!\b(?:this|self)\.|\basync\s)\bcheckRateLimit\(|\brate\.NewLimiter\(|\bDEFAULT_THROTTLE_RATES\b|
      @Throttle\(|^\s*rate_limit\s+to:
    `,
    note: 'requests of one person are limited',
    hits: [
      'app.use(rateLimit({ windowMs: 60000 }))',
      "@limiter.limit('5/minute')",
      'const ok = await checkRateLimit(ip)',
    ],
    misses: ['const rateLimits = 5', 'debounce(throttled)', 'const ok = await this.checkRateLimit(userId, kind);'],
  },
  'login-checked': {
    scope: 'any',
    keywords: [
      'authenticate',
      'Authorize',
      'login_required',
      'auth',
      'Auth',
      'has_secure_password',
      'devise',
      'before_action',
      'login',
      'log-in',
      'signin',
      'sign-in',
    ],
    pattern: expression()`
      \[Authorize\b|@login_required\b|\bauthenticate_user!|\bhas_secure_password\b|^\s*devise\s+:|
      \bAuth::(?:attempt|user|check)\(|->middleware\(\s*\[?\s*["']auth|\bAddAuthentication\(|\bUseAuthentication\(|
      @EnableWebSecurity\b|@PreAuthorize\b|\bOAuth2PasswordBearer\(|\bHTTPBearer\(|\bauth\.getUser\(|
      \bgetServerSession\(|\bverifyIdToken\(|\bdjango\.contrib\.auth\b|
      \bbefore_action\s+:(?:require|authenticate)_\w+|\bexpress-basic-auth\b|
      ^\s*@\w+\.(?:route|post)\(\s*["']/(?:[\w-]+/){0,3}(?:log-?in|sign-?in)/?["']|
      ^\s*(?:app|router|\w+Router|server|fastify)\.post\(\s*["'\`]/(?:[\w-]+/){0,3}(?:log-?in|sign-?in)["'\`]\s*,
    `,
    note: 'a login is asked for',
    hits: [
      '[Authorize]',
      '@login_required',
      '@auth.route("/login", methods=["POST", "GET"])',
      "router.post('/auth/sign-in', signIn)",
      'before_action :require_login',
      'const { data } = await supabase.auth.getUser()',
    ],
    misses: [
      'const author = post.author',
      'authenticity_token',
      '<Route path="/login" element={<Login />} />',
      "const { data } = await api.post('/login', form)",
    ],
  },
  'language-version': {
    scope: 'any',
    keywords: ['JavaLanguageVersion', 'jvmToolchain', 'JavaVersion.VERSION'],
    pattern: /\bJavaLanguageVersion\.of\(|\bjvmToolchain\(|\bJavaVersion\.VERSION_\d/,
    note: 'the version is fixed',
    hits: ['jvmToolchain(17)', 'sourceCompatibility = JavaVersion.VERSION_17'],
    misses: ['val version = JavaVersion.current()'],
  },
  'hosted-login': {
    scope: 'any',
    keywords: ['auth.sign', 'auth.get', 'onAuthState', 'getAuth(', 'signInWith'],
    pattern: /\bauth\.(?:signIn\w*|signUp|getUser|getSession)\(|\bonAuthStateChanged?\(|\bgetAuth\(|\bsignInWith\w+\(/,
    note: 'a hosted service keeps the logins',
    hits: ['await supabase.auth.signInWithPassword({ email, password })', 'const auth = getAuth(app)'],
    misses: ["supabase.channel('signals')", 'authors.getUser'],
  },
  'web-server-started': {
    scope: 'any',
    keywords: ['ListenAndServe', 'createServer(', 'Deno.serve(', 'Bun.serve(', 'web.Application(', 'web.run_app('],
    pattern:
      /\bhttp\.ListenAndServe(?:TLS)?\(|\bhttps?\.createServer\(|\bDeno\.serve\(|\bBun\.serve\(|(?<![\w.])(?:aiohttp\.)?web\.(?:Application|run_app)\(/,
    notAt: /(?:^|\/)supabase\/functions\//,
    note: 'starts a web server',
    hits: [
      'app = web.Application()',
      'log.Fatal(http.ListenAndServe(":8080", nil))',
      'http.createServer(handler).listen(80)',
    ],
    misses: ['session = aiohttp.ClientSession()', 'net.createServer(handler)', 'server := createServerConfig()'],
  },
  'writes-log-file': {
    scope: 'any',
    keywords: ['FileHandler(', 'createWriteStream(', 'RollingFileAppender('],
    pattern: /\b(?:FileHandler|createWriteStream|RollingFileAppender)\([^)\n]*\.log\b/,
    note: 'the log goes to a file on the machine',
    hits: ["logging.FileHandler('app.log')"],
    misses: ["createWriteStream('out.csv')"],
  },
  'local-database-file': {
    scope: 'any',
    keywords: ['sqlite', 'Sqlite', 'better-sqlite3', 'lowdb', 'new Database('],
    pattern: expression()`
      \bsqlite:///|\bsqlite3\.connect\(\s*["'][\w./-]+["']|
      \bnew\s+(?:Database|sqlite3\.Database)\(\s*["'][\w./-]+["']|\bUseSqlite\(|\bgorm\.Open\(\s*"sqlite3?"|
      \bsqlite\.Open\(\s*"|\bnew\s+(?:JSONFile|Low)\(|\bprovider\s*=\s*"sqlite"
    `,
    note: 'data is kept in a file on the machine',
    hits: [
      'gorm.Open("sqlite3", "./../shop.db")',
      "conn = sqlite3.connect('app.db')",
      "const db = new Database('data.db')",
    ],
    misses: ["sqlite3.connect(':memory:')", 'new Database(url)'],
  },
} as const satisfies Record<string, CodeProbe>;
