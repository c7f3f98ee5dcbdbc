// Rows of code probes: shortcuts that let somebody in, and settings that keep somebody out.

import type { CodeProbe } from './probe.ts';
import { expression } from '../../text/expression.ts';

const aiHosts = expression()`
  (?:\bfetch\(|\baxios\b|\.post\(|\bnew URL\(|(?:[uU][rR][lL]|[eE]ndpoint|ENDPOINT|[bB]ase|API)\w*\s*[:=])
  \s*[^"'\`\n]{0,40}["'\`]https://(?:api\.(?:openai|anthropic|mistral|groq)\.com|generativelanguage\.googleapis\.com)
  \b
`;

const sqlVerb = String.raw`\b(?:SELECT|INSERT|UPDATE|DELETE|select|insert|update|delete)\s`;
/** Names of tables and lists of columns cannot be given as parameters; those are let pass. */
const structure = String.raw`\s*(?:[A-Z_]+|[\w.]*(?:[tT]able|[cC]olumn|[sS]chema|[pP]laceholder|[wW]here|[oO]rder|[fF]ield|[cC]ol|[lL]imit|[sS]et|[cC]ondition|[cC]lause|[sS]ql|[fF]ilter)\w*(?:\.join\([^)]*\))?(?:\s*[-+*]\s*\d+)?|[\w.]*(?:[eE]scape|[qQ]uote)\w*\([^)\n]*\))\s*\}`;
/** A query put together from text and a value. Source: https://cwe.mitre.org/data/definitions/89.html */
const textInQuery = new RegExp(
  String.raw`\b(?:execute|query|raw|(?:query|execute)RawUnsafe)\(\s*(?:` +
    [
      String.raw`f"""(?=[^"]*${sqlVerb})[^"]*\{(?!${structure})`,
      String.raw`f"(?=[^"\n]*${sqlVerb})[^"\n]*\{(?!${structure})`,
      String.raw`f'(?=[^'\n]*${sqlVerb})[^'\n]*\{(?!${structure})`,
      String.raw`\x60(?=[^\x60]*${sqlVerb})[^\x60]*\$\{(?!${structure})`,
      String.raw`"(?=[^"\n]*${sqlVerb})[^"\n]*"\s*(?:\+\s*(?!["'])|%\s*(?=[\w(]))`,
      String.raw`'(?=[^'\n]*${sqlVerb})[^'\n]*'\s*(?:\+\s*(?!["'])|%\s*(?=[\w(]))`,
    ].join('|') +
    ')',
);

/** Sources of the names: the vendors' documentation named beside each check that uses the probe. */
export const securityProbes = {
  'secret-under-public-name': {
    scope: 'settings',
    notAt: /(?:^|\/)supabase\/functions\//,
    keywords: ['PUBLIC_', 'VITE_', 'REACT_APP_', 'GATSBY_', 'VUE_APP_'],
    pattern: expression()`
      \b(
        (?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|PUBLIC|GATSBY|VUE_APP)_(?:[A-Z0-9]+_){0,8}(?:
          SECRET(?:_KEY)?|SERVICE_ROLE(?:_KEY)?|PRIVATE_KEY|PASSWORD|STRIPE_SK|DATABASE_URL|
          (?:
            OPENAI|ANTHROPIC|CLAUDE|MISTRAL|GROQ|GEMINI|GOOGLE_AI|OPENROUTER|DEEPSEEK|PERPLEXITY|COHERE|REPLICATE|
            HUGGING_?FACE|ELEVENLABS|RESEND|SENDGRID|GITHUB
          )_(?:API_)?(?:KEY|TOKEN)|
          ADMIN_(?:KEY|TOKEN)
        )
      )\b(?!_)
    `,
    note: 'the name $1 sends its value to every visitor',
    hits: [
      'VITE_OPENAI_API_KEY=',
      'VITE_GEMINI_API_KEY=',
      'const key = process.env.NEXT_PUBLIC_SUPABASE_SERVICE_ROLE_KEY',
    ],
    misses: [
      'NEXT_PUBLIC_OPENAI_ORGANIZATION_ID=',
      'VITE_PASSWORD_MIN_LENGTH=12',
      'NEXT_PUBLIC_SUPABASE_ANON_KEY=',
      'NEXT_PUBLIC_ADMIN_EMAIL=',
      'VITE_GOOGLE_MAPS_API_KEY=',
      'NEXT_PUBLIC_FIREBASE_API_KEY=',
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
    misses: [
      "await fetch('/api/chat', {",
      'see platform.openai.com for keys',
      'placeholder="https://api.openai.com/v1"',
      '  - url: https://api.openai.com/v1',
    ],
  },
  'open-cors': {
    scope: 'any',
    // Open for developers alone is not open.
    unlessIn: expression()`
      \bconfigureServer\s*[(:]|
      \bif\s*\(\s*[\w.!]*(?:isDev\w*|NODE_ENV\s*[!=]==?\s*["']development["'])[^{\n]*\{[^}]{0,200}
      (?:origin\s*:\s*["']\*|\bcors\(\s*\)|Allow-Origin)
    `,
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
    pattern: expression()`
      Access-Control-Allow-Origin["']?\s*[,:]\s*["']\*|\ballow_origins\s*=\s*\[\s*["']\*|(?<!\w)cors\(\s*\)|
      (?<![A-Za-z.])origin\s*:\s*(?:["']\*["']|true\b)|\bAllowAnyOrigin\(\)|
      @CrossOrigin\(\s*(?:origins\s*=\s*)?"\*"|\bCORS_ALLOW_ALL_ORIGINS\s*=\s*True
    `,
    // A server for developers alone.
    notAt: /(?:^|\/)(?:webpack|vite|vue|rspack|rsbuild|craco|snowpack)[\w.-]*\.[cm]?[jt]s$/,
    note: 'any website may call this address from a browser',
    hits: ['app.use(cors())', "'Access-Control-Allow-Origin': '*',"],
    misses: ['changeOrigin: true,', "cors({ origin: 'https://app.acme.example' })"],
  },
  'runs-input-as-code': {
    scope: 'any',
    keywords: ['eval(', 'new Function('],
    pattern:
      /(?<![\w.$>])(?<!(?:def|function|func|fn)\s)eval\((?!\)|\s*(?:"[^"\n]*"|'[^'\n]*')\s*\))|\bnew Function\((?!\s*(?:["'][^"'\n]*["']\s*,?\s*)+\))/,
    notAt:
      /(?:^|\/)(?:(?:build|dev|ci|install|deploy)?[-_]?scripts?|tools?|bin|hack|benchmarks?)\/|\.config\.[cm]?[jt]s$/,
    note: 'a shortcut that can run input as a command',
    hits: ['const f = new Function(body)', 'result = eval(expression)'],
    misses: [
      "new Function('s', 'return import(s)')",
      'await eval(\'import("snowflake-sdk")\')',
      'model.eval()',
      'retrieval(query)',
      'def eval(self, x):',
      'redis.eval(script)',
    ],
  },
  'unsafe-python': {
    scope: 'any',
    keywords: ['subprocess.', 'pickle.load', 'yaml.load', 'os.system('],
    pattern: expression()`
      \bsubprocess\.\w+\((?!\s*["'][^"'{]*["']\s*,)[^)]*shell\s*=\s*True|\bpickle\.loads?\(|
      (?<![\w.])yaml\.load\((?![^)]*Safe)|\bos\.system\((?!\s*["'][^"'{%]*["']\s*\))
    `,
    notAt: expression()`
      \.(?!py$)\w+$|
      (?:^|/)(?:migrations?|(?:build|dev|ci|install|deploy)?[-_]?scripts?|tools?|bin|hack|benchmarks?|notebooks?)/|
      (?:^|/)(?:setup|fabfile|tasks|noxfile)\.py$
    `,
    note: 'a shortcut that can run input as a command',
    hits: ['subprocess.run(cmd, shell=True)', 'data = pickle.loads(blob)', 'os.system("rm " + name)'],
    misses: ['yaml.load(text, Loader=SafeLoader)', 'os.system("clear")', 'subprocess.run("ls -l", shell=True)'],
  },
  'builds-query-from-text': {
    scope: 'any',
    keywords: ['execute(', 'query(', 'raw(', 'Unsafe('],
    lines: 6,
    notAt: /(?:^|\/)(?:migrations?|seeds?|scripts?|tools?|bin)\//,
    pattern: textInQuery,
    note: 'input becomes part of a database query',
    hits: [
      'await db.query(`SELECT * FROM users WHERE id = ${req.params.id}`)',
      'cursor.execute(f"SELECT * FROM t WHERE name = \'{name}\'")',
      'cursor.execute("SELECT * FROM t WHERE id = %s" % user_id)',
    ],
    misses: [
      'cursor.execute("SELECT * FROM t WHERE id = %s", (user_id,))',
      'await db.query(`SELECT * FROM ${TABLE} WHERE id = $1`, [id])',
      'await db.query(`UPDATE t SET ${fields.join(", ")} WHERE id = ?`, values)',
      'const result = client.query(`viewer { login ${fragment} }`)',
    ],
  },
  'shows-foreign-html': {
    scope: 'any',
    keywords: ['__html', 'v-html=', '{@html'],
    pattern: expression()`
      __html\s*:\s*(?!
        ["'\`]|JSON\.stringify|Object\.|\(?\s*[A-Z][A-Z0-9_]+\b|
        [\w.]*(?:
          [sS]anitiz|[pP]urif|[hH]ighlight|[eE]scape|[sS]cript|[sS]tyle|css|CSS|[tT]heme|[sS]vg|[jJ]sonLd|[sS]chema|
          [mM]arkup|[tT]ranslat|\bt\(
        )\w*
      )[\w.[\]]+|
      \bv-html="(?!\s*(?:\$?t\(|[\w.]*(?:[sS]anitiz|[pP]urif|[hH]ighlight|[sS]vg|[iI]con)))[\w.[\]]+"|
      \{@html\s+(?![\w.]*(?:[sS]anitiz|[pP]urif|[hH]ighlight|[sS]vg|[iI]con|JSON))[\w.[\]]+\s*\}
    `,
    unlessIn:
      /dompurify|sanitize|\.svg\?raw|\bxss\b|rehype|shiki|highlight\.js|sugar-high|lowlight|starry-night|prismjs|katex|mermaid/i,
    notAt: /(?:^|\/)chart\.[jt]sx$|(?:^|\/)_?deprecated\//,
    note: 'text becomes part of the page unchecked',
    hits: ['<div dangerouslySetInnerHTML={{ __html: post.body }} />', '<p v-html="comment.text"></p>'],
    misses: [
      'dangerouslySetInnerHTML={{ __html: JSON.stringify(data) }}',
      'dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }}',
      '<div v-html="sanitizedText"></div>',
    ],
  },
  'loose-cookie': {
    scope: 'any',
    keywords: ['httpOnly', 'secure', 'COOKIE_', 'CookieSecurePolicy'],
    pattern: expression()`
      \bhttpOnly\s*:\s*false\b|(?<![\w.])secure\s*:\s*false\b|\b(?:SESSION|CSRF)_COOKIE_SECURE\s*=\s*False\b|
      \bSESSION_COOKIE_HTTPONLY\s*=\s*False\b|\bCookieSecurePolicy\.None\b
    `,
    onlyIn: /cookie|session/i,
    unlessIn: /createTransport|nodemailer|smtp|csrf|xsrf/i,
    notAt: /(?:^|\/)(?:[\w.-]*(?:dev|local|test)[\w.-]*)\.\w+$|vite\.config|webpack/,
    note: 'a login cookie that others can read',
    hits: ["res.cookie('session', id, { httpOnly: false })"],
    misses: ["res.cookie('session', id, { httpOnly: true, secure: true })", 'const transport = { secure: false }'],
  },
  'weak-password-hash': {
    scope: 'any',
    keywords: ['md5', 'sha1', 'MD5', 'SHA1', 'Md5', 'Sha1'],
    pattern: /\b(?:md5|sha1)\s*\([^)\n]{0,80}passw|createHash\(\s*["'](?:md5|sha1)["']\s*\)[^\n]{0,40}passw/i,
    unlessIn: /pwned|hibp/i,
    note: 'a password is kept in a form that can be read back',
    hits: ['user.hash = md5(password + salt)', "createHash('md5').update(password)"],
    misses: ['const checksum = md5(file)', 'bcrypt.hash(password, 12)'],
  },
  'password-hash': {
    scope: 'any',
    keywords: [
      'bcrypt',
      'argon2',
      'scrypt',
      'PasswordHasher',
      'PasswordEncoder',
      'password_hash(',
      'has_secure_password',
      'pbkdf2',
      'PBKDF2',
      'generate_password_hash',
      'make_password',
    ],
    pattern: expression()`
      \bbcrypt\b|\bargon2\w*|\bscrypt(?:Sync)?\(|\bPasswordHasher\b|\bPasswordEncoder\b|\bpassword_hash\(|
      \bhas_secure_password\b|\bpbkdf2\w*\(|\bPBKDF2\b|\b(?:generate_password_hash|make_password)\(
    `,
    note: 'passwords are scrambled',
    hits: ['const hash = await bcrypt.hash(password, 12)', 'has_secure_password'],
    misses: ['const transcript = 1', 'encrypted_scrypting'],
  },
  'debug-on': {
    scope: 'any',
    keywords: ['DEBUG', 'debug', 'UseDeveloperExceptionPage', 'APP_DEBUG'],
    pattern: expression()`
      ^[ \t]*DEBUG\s*=\s*True\b|\.run\((?![^)\n]*["'](?:127\.0\.0\.1|localhost)["'])[^)\n]*\bdebug\s*=\s*True\b|
      ^[ \t]{0,4}app\.UseDeveloperExceptionPage\(\)|^[ \t]*config\.consider_all_requests_local\s*=\s*true
    `,
    // A class of settings for tests or development has its own switch.
    unlessIn: expression('m')`
      \bif\s+(?:\w+\.)*(?:Environment\.IsDevelopment|env\.IsDevelopment)|
      ^class\s+\w*(?:Test|Dev|Local|Debug)\w*(?:\([^)\n]*\))?:\n(?:(?:[ \t][^\n]*)?\n)*?[ \t]+DEBUG\s*=\s*True\b
    `,
    notAt:
      /(?:^|\/)(?:[\w.-]*(?:dev|local|test|debug)[\w.-]*)\.(?:py|rb|cs)$|(?:^|\/)(?:scripts?|tools?|notebooks?|environments)\//i,
    note: 'debug mode is on',
    hits: ['DEBUG = True', "app.run(host='0.0.0.0', debug=True)"],
    misses: [
      'DEBUG = os.environ.get("DEBUG") == "1"',
      'app.run(debug=settings.debug)',
      'LOG_DEBUG = True',
      'app.run(debug=True, host="127.0.0.1")',
    ],
  },
  'accepts-any-certificate': {
    scope: 'any',
    keywords: [
      'rejectUnauthorized',
      'verify',
      'InsecureSkipVerify',
      'ServerCertificate',
      'NODE_TLS_REJECT_UNAUTHORIZED',
    ],
    pattern: expression()`
      \brejectUnauthorized\s*:\s*false\b|\b(?:requests|httpx|session|client)\.\w+\([^)\n]*\bverify\s*=\s*False\b|
      \bInsecureSkipVerify:\s*true\b|\bServerCertificateCustomValidationCallback\s*=.*\btrue\b|
      \bNODE_TLS_REJECT_UNAUTHORIZED["']?\]?\s*=\s*["']?0
    `,
    unlessIn: expression()`
      rejectUnauthorized\s*:\s*true|#nosec|
      \bif\b[^\n]*(?:[iI]nsecure|[iI]gnore\w*(?:TLS|SSL|Cert)|[sS]kip\w*(?:TLS|SSL|[vV]erif)|[sS]elf_?[sS]igned)|
      NODE_ENV|verify_ssl
    `,
    notAt: /health-?check[^/]*\.\w+$/i, // It asks its own machine.
    note: 'a connection accepts any certificate',
    hits: ['ssl: { rejectUnauthorized: false }', 'requests.get(url, verify=False)'],
    misses: ['jwt.decode(token, verify=False)', 'rejectUnauthorized: true'],
  },
  'fixed-address': {
    scope: 'any',
    keywords: ['://localhost', '://127.0.0.1', '://10.', '://192.168.'],
    pattern: expression()`
      \b(?:fetch|axios(?:\.\w+)?|WebSocket|EventSource|io|urlopen|requests\.\w+|httpx\.\w+|http\.(?:Get|Post))
      \(\s*f?[\`"']\w+://(?:localhost|127\.0\.0\.1|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+)[:/]|
      \b(?:baseURL|baseUrl|API_(?:BASE_)?URL|apiUrl|API_BASE|BACKEND_URL|BASE_URL)\s*[:=]\s*[\`"']https?://
      (?:localhost|127\.0\.0\.1|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+)[:/][^\`"'\n]*[\`"']\s*[;,]?\s*$
    `,
    notAt: expression('i')`
      (?:^|/)(?:scripts?|tools?|dev|mocks?|seeds?|bin|\.storybook)/|\.config\.[cm]?[jt]s$|
      (?:^|/)[\w.-]*(?:config|settings|constants|environment|dev|local|mock|seed|setup|smoke|healthcheck)
      [\w.-]*\.\w+$
    `,
    unlessIn:
      /NODE_ENV|import\.meta\.env\.(?:DEV|PROD|MODE)|(?:import\.meta|process)\.env\.\w*(?:URL|API|HOST)|\bhostname\s*===?\s*["']localhost|isDev|__DEV__/,
    note: 'an address of one machine stands in the code',
    hits: ["const res = await fetch('http://localhost:8000/api/items')", "const API_URL = 'http://127.0.0.1:5000';"],
    misses: [
      "const API_URL = process.env.API_URL ?? 'http://localhost:8000'",
      'console.log(`listening on http://localhost:${port}`)',
      "baseURL: env.API || 'http://localhost:3000',",
    ],
  },
  'personal-data-in-log': {
    scope: 'any',
    keywords: ['console.', 'log', 'print'],
    pattern: expression('i')`
      \b(?:
        console\.(?:log|info|debug|warn|error)|logg(?:er|ing)\.\w+|print|log\.Print\w*|System\.out\.print\w*|
        _logger\.Log\w+
      )\((?:[^"'\`)\n]|"[^"\n]*"|'[^'\n]*'|\`[^\`\n$]*\`)*[,(]\s*(?:[\w]+\.)*
      (?:password|passwd|secret|authorization|access_?token|credit_?card|iban|req\.body|request\.json)\s*[,)]
    `,
    note: 'a secret or personal value may end up in the log',
    hits: ["console.log('login', user.password)", 'logger.info("body", req.body)'],
    misses: ["console.log('Password changed', user.id)", 'print("iban")', 'logger.info("tokens", usage.total_tokens)'],
  },
  'browser-safety': {
    scope: 'any',
    keywords: [
      'helmet',
      'Content-Security-Policy',
      'Strict-Transport-Security',
      'X-Frame-Options',
      'SECURE_HSTS',
      'SECURE_CONTENT_TYPE',
      'UseHsts',
      'frameOptions',
      'contentSecurityPolicy',
      'content_security_policy',
      'force_ssl',
    ],
    pattern: expression()`
      \bhelmet\(|
      ["'\`](?:Content-Security-Policy|Strict-Transport-Security|X-Frame-Options)(?:-Report-Only)?["'\`:\s]|
      \bSECURE_(?:HSTS_SECONDS|CONTENT_TYPE_NOSNIFF)\s*=|\bUseHsts\(|\bframeOptions\b|\bcontentSecurityPolicy\b|
      \bcontent_security_policy\b|^\s*config\.force_ssl\s*=\s*true
    `,
    notAt: /(?:^|\/)vite\.config\.\w+$/, // It serves developers alone.
    note: 'safety settings are sent to the browser',
    hits: ['app.use(helmet())', "'X-Frame-Options': 'DENY',", 'SECURE_HSTS_SECONDS = 3600'],
    misses: ['// helmet', 'const frame = options.frame', '<p>X-Frame-Options blocks it.</p>'],
  },
} as const satisfies Record<string, CodeProbe>;
