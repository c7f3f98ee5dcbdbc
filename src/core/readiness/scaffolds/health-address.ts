// An address that says "I am fine": a route behind the statement that makes the app, or a file where files are routes.

import { filesLike } from '../look.ts';
import {
  createUnlessThere,
  insertAt,
  modify,
  nothing,
  planOf,
  type FixContext,
  type FixPlan,
  type Scaffold,
} from './scaffold.ts';
import { hasFile, nodeManifest } from './stack.ts';
import { findWebEntry, insertBehind, type ServerFramework, type WebEntry } from './web-entry.ts';

const tellPlatform =
  'Tell the platform to ask /healthz every few seconds; each one has a setting named "health check".';
const comment = 'Says "I am fine": the platform asks here every few seconds.';

/** Source: https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/ */
export const healthAddressScaffold: Scaffold = {
  checks: ['obs-health-address'],
  kind: 'scaffold',
  async plan(context): Promise<FixPlan> {
    const byFile = routeFile(context) ?? springController(context);
    if (byFile !== undefined) return byFile;
    const entry = await findWebEntry(context);
    if (entry !== undefined)
      return planOf(insertBehind(entry, ['', ...routeLines[entry.framework](entry)]), tellPlatform);
    return (await djangoRoute(context)) ?? (await laravelRoute(context)) ?? nothing;
  },
};

const routeLines: Readonly<Record<ServerFramework, (entry: WebEntry) => readonly string[]>> = {
  express: ({ variable }) => [
    `// ${comment}`,
    `${variable}.get('/healthz', (request, response) => {`,
    "  response.json({ status: 'ok' });",
    '});',
  ],
  fastify: ({ variable }) => [`// ${comment}`, `${variable}.get('/healthz', async () => ({ status: 'ok' }));`],
  hono: ({ variable }) => [
    `// ${comment}`,
    `${variable}.get('/healthz', (context) => context.json({ status: 'ok' }));`,
  ],
  koa: ({ variable }) => [
    `// ${comment}`,
    `${variable}.use(async (context, next) => {`,
    "  if (context.path === '/healthz') context.body = { status: 'ok' };",
    '  else await next();',
    '});',
  ],
  flask: ({ variable }) => [
    '',
    `# ${comment}`,
    `@${variable}.route("/healthz")`,
    'def healthz():',
    '    return {"status": "ok"}',
    '',
  ],
  fastapi: ({ variable }) => [
    '',
    `# ${comment}`,
    `@${variable}.get("/healthz")`,
    'def healthz():',
    '    return {"status": "ok"}',
    '',
  ],
  gin: ({ variable }) => [
    `// ${comment}`,
    `${variable}.GET("/healthz", func(c *gin.Context) { c.JSON(200, gin.H{"status": "ok"}) })`,
  ],
  echo: ({ variable }) => [
    `// ${comment}`,
    `${variable}.GET("/healthz", func(c echo.Context) error {`,
    '\treturn c.JSON(200, map[string]string{"status": "ok"})',
    '})',
  ],
  chi: netHttp,
  'net-http': netHttp,
  aspnet: ({ variable }) => [
    `// ${comment}`,
    `${variable}.MapGet("/healthz", () => Results.Ok(new { status = "ok" }));`,
  ],
  rails: () => [`  # ${comment}`, '  get "/healthz", to: proc { [200, { "content-type" => "text/plain" }, ["ok"]] }'],
};

function netHttp({ variable }: WebEntry): readonly string[] {
  return [
    `// ${comment}`,
    `${variable}.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok")) })`,
  ];
}

/** Frameworks in which a file is an address.
 *  Sources: https://nextjs.org/docs/app/api-reference/file-conventions/route , https://vercel.com/docs/functions ,
 *  https://svelte.dev/docs/kit/routing#server , https://nuxt.com/docs/guide/directory-structure/server */
function routeFile({ facts }: FixContext): FixPlan | undefined {
  const manifest = nodeManifest(facts);
  if (manifest === undefined) return undefined;
  const uses = (name: string): boolean => facts.packages.some((use) => use.ecosystem === 'npm' && use.name === name);
  const ending = manifest.usesTypeScript ? 'ts' : 'js';
  const create = (path: string, lines: readonly string[]): FixPlan =>
    planOf(createUnlessThere(facts, path, `// "/healthz" ${comment}\n${lines.join('\n')}\n`), tellPlatform);
  if (uses('next')) {
    const source = hasFile(facts, /^src\/(?:app|pages)\//) ? 'src/' : '';
    if (hasFile(facts, /^(?:src\/)?app\//)) {
      return create(`${source}app/healthz/route.${ending}`, [
        "export const dynamic = 'force-dynamic';",
        '',
        'export function GET() {',
        "  return Response.json({ status: 'ok' });",
        '}',
      ]);
    }
    const lines = [
      'export default function handler(request, response) {',
      "  response.status(200).json({ status: 'ok' });",
      '}',
    ];
    return create(`${source}pages/api/healthz.js`, lines);
  }
  if (uses('@sveltejs/kit')) {
    return create(`src/routes/healthz/+server.${ending}`, [
      'export function GET() {',
      "  return Response.json({ status: 'ok' });",
      '}',
    ]);
  }
  if (uses('nuxt'))
    return create(`server/routes/healthz.${ending}`, ["export default defineEventHandler(() => ({ status: 'ok' }));"]);
  if (hasFile(facts, /^api\/[^/]+\.[jt]s$/) && hasFile(facts, /^vercel\.json$|^vite\.config\./)) {
    return create('api/healthz.js', [
      'export default function handler(request, response) {',
      "  response.status(200).json({ status: 'ok' });",
      '}',
    ]);
  }
  return undefined;
}

/** Source: https://docs.spring.io/spring-boot/reference/using/structuring-your-code.html */
function springController({ facts }: FixContext): FixPlan | undefined {
  if (!facts.packages.some((use) => use.ecosystem === 'maven' && use.name === 'spring-boot-starter-web'))
    return undefined;
  const main = filesLike(facts, /^src\/main\/java\/.+Application\.java$/)[0];
  if (main === undefined) return undefined;
  const folder = main.path.slice(0, main.path.lastIndexOf('/'));
  const lines = [
    `package ${folder.slice('src/main/java/'.length).replaceAll('/', '.')};`,
    '',
    'import java.util.Map;',
    'import org.springframework.web.bind.annotation.GetMapping;',
    'import org.springframework.web.bind.annotation.RestController;',
    '',
    `/** ${comment} */`,
    '@RestController',
    'class HealthController {',
    '    @GetMapping("/healthz")',
    '    Map<String, String> healthz() {',
    '        return Map.of("status", "ok");',
    '    }',
    '}',
    '',
  ];
  return planOf(createUnlessThere(facts, `${folder}/HealthController.java`, lines.join('\n')), tellPlatform);
}

/** Source: https://docs.djangoproject.com/en/stable/topics/http/urls/ */
async function djangoRoute(context: FixContext): Promise<FixPlan | undefined> {
  for (const { shownPath } of filesLike(context.facts, /^[^/]+\/urls\.py$/)) {
    const text = await context.read(shownPath);
    const list = text === undefined ? null : /^urlpatterns\s*=\s*\[[ \t]*\n/m.exec(text);
    if (text === undefined || list === null) continue;
    const behind = list.index + list[0].length;
    const needsPath = !/^from django\.urls import .*\bpath\b/m.test(text);
    const imports = `from django.http import JsonResponse\n${needsPath ? 'from django.urls import path\n' : ''}`;
    const importAt = /^(?:from|import) /m.exec(text)?.index ?? list.index;
    const edits = modify(shownPath, text, [
      { startOffset: importAt, endOffset: importAt, newText: imports },
      {
        startOffset: behind,
        endOffset: behind,
        newText: `    # ${comment}\n    path("healthz", lambda request: JsonResponse({"status": "ok"})),\n`,
      },
    ]);
    return planOf(edits, tellPlatform);
  }
  return undefined;
}

/** Source: https://laravel.com/docs/routing */
async function laravelRoute(context: FixContext): Promise<FixPlan | undefined> {
  const file = filesLike(context.facts, /^routes\/web\.php$/)[0];
  const text = file && (await context.read(file.shownPath));
  if (file === undefined || text === undefined || !text.includes('use Illuminate\\Support\\Facades\\Route;'))
    return undefined;
  const lines = `${text.endsWith('\n') ? '' : '\n'}\n// ${comment}\nRoute::get('/healthz', fn () => response()->json(['status' => 'ok']));\n`;
  return planOf(insertAt(file.shownPath, text, text.length, lines), tellPlatform);
}
