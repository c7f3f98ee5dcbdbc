// What people see when something breaks: a kind sentence in place of a white page, in the way of the framework at hand.

import { filesLike } from '../look.ts';
import {
  createUnlessThere,
  modify,
  nothing,
  planOf,
  type FixContext,
  type FixPlan,
  type Scaffold,
} from './scaffold.ts';
import { firstImport } from './server-guards.ts';
import { hasFile, nodeManifest } from './stack.ts';

const wording = 'Change the sentence to your own words, and name the place where people find help.';

export const failurePagesScaffold: Scaffold = {
  checks: ['rel-friendly-failure'],
  kind: 'scaffold',
  async plan(context): Promise<FixPlan> {
    const { facts } = context;
    const uses = (name: string): boolean => facts.packages.some((use) => use.ecosystem === 'npm' && use.name === name);
    if (uses('next') && hasFile(facts, /^(?:src\/)?app\//)) return nextPages(context);
    if (uses('react')) return (await reactBoundary(context)) ?? nothing;
    if (uses('vue')) return (await vueHandler(context)) ?? nothing;
    if (uses('@sveltejs/kit')) {
      const lines = [
        '<script>',
        "  import { page } from '$app/state';",
        '</script>',
        '',
        '<h1>Something went wrong ({page.status})</h1>',
        '<p>Please try again in a moment.</p>',
        '',
      ];
      return planOf(createUnlessThere(facts, 'src/routes/+error.svelte', lines.join('\n')), wording);
    }
    return planOf(
      createUnlessThere(facts, hasFile(facts, /^public\//) ? 'public/404.html' : '404.html', notFoundPage),
      wording,
    );
  },
};

const notFoundPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Page not found</title>
  </head>
  <body>
    <h1>This page is not here</h1>
    <p>The address may have changed. <a href="/">Go to the first page</a>.</p>
  </body>
</html>
`;

/** Source: https://nextjs.org/docs/app/api-reference/file-conventions/error */
function nextPages({ facts }: FixContext): FixPlan {
  const folder = hasFile(facts, /^src\/app\//) ? 'src/app' : 'app';
  const ending = nodeManifest(facts)?.usesTypeScript === true ? 'tsx' : 'jsx';
  const types = ending === 'tsx' ? ': { reset: () => void }' : '';
  const error = [
    "'use client';",
    '',
    `export default function ErrorPage({ reset }${types}) {`,
    '  return (',
    '    <main>',
    '      <h1>Something went wrong</h1>',
    '      <p>Nothing you did is lost. Please try again in a moment.</p>',
    '      <button onClick={() => reset()}>Try again</button>',
    '    </main>',
    '  );',
    '}',
    '',
  ];
  const missing = [
    'export default function NotFound() {',
    '  return (',
    '    <main>',
    '      <h1>This page is not here</h1>',
    '      <p>The address may have changed.</p>',
    '    </main>',
    '  );',
    '}',
    '',
  ];
  return planOf(
    [
      ...createUnlessThere(facts, `${folder}/error.${ending}`, error.join('\n')),
      ...createUnlessThere(facts, `${folder}/not-found.${ending}`, missing.join('\n')),
    ],
    wording,
  );
}

/** Source: https://react.dev/reference/react/Component#catching-rendering-errors-with-an-error-boundary */
async function reactBoundary(context: FixContext): Promise<FixPlan | undefined> {
  const { facts } = context;
  const main = filesLike(facts, /^src\/(?:main|index)\.[jt]sx$/)[0];
  const text = main && (await context.read(main.shownPath));
  if (main === undefined || text === undefined) return undefined;
  const ending = main.path.endsWith('.tsx') ? 'tsx' : 'jsx';
  const isTyped = ending === 'tsx';
  const app = [...text.matchAll(/^([ \t]*)<App \/>[ \t]*(,?)$/gm)];
  const [place] = app;
  if (app.length !== 1 || place === undefined) return undefined;
  const component = [
    "import { Component } from 'react';",
    ...(isTyped ? ["import type { ReactNode } from 'react';"] : []),
    '',
    '/** Shows a kind sentence when a part of the page breaks, in place of a white page. */',
    `export class ErrorBoundary extends Component${isTyped ? '<{ children: ReactNode }, { broken: boolean }>' : ''} {`,
    `  ${isTyped ? 'override ' : ''}state = { broken: false };`,
    '',
    '  static getDerivedStateFromError() {',
    '    return { broken: true };',
    '  }',
    '',
    `  ${isTyped ? 'override ' : ''}render() {`,
    '    if (!this.state.broken) return this.props.children;',
    '    return (',
    '      <main role="alert">',
    '        <h1>Something went wrong</h1>',
    '        <p>Please load the page again. If it happens once more, tell us what you did.</p>',
    '        <button onClick={() => window.location.reload()}>Load again</button>',
    '      </main>',
    '    );',
    '  }',
    '}',
    '',
  ];
  const files = createUnlessThere(facts, `src/ErrorBoundary.${ending}`, component.join('\n'));
  if (files.length === 0) return undefined;
  const [whole, indent = '', comma = ''] = place;
  const wrapped = [`${indent}<ErrorBoundary>`, `${indent}  <App />`, `${indent}</ErrorBoundary>${comma}`].join('\n');
  const at = firstImport(text);
  const specifier = isTyped ? './ErrorBoundary' : './ErrorBoundary.jsx';
  return planOf(
    [
      ...files,
      ...modify(main.shownPath, text, [
        { startOffset: at, endOffset: at, newText: `import { ErrorBoundary } from '${specifier}';\n` },
        { startOffset: place.index, endOffset: place.index + whole.length, newText: wrapped },
      ]),
    ],
    wording,
  );
}

/** Source: https://vuejs.org/api/application#app-config-errorhandler */
async function vueHandler(context: FixContext): Promise<FixPlan | undefined> {
  const main = filesLike(context.facts, /^src\/main\.[jt]s$/)[0];
  const text = main && (await context.read(main.shownPath));
  const made = text === undefined ? null : /^const (\w+)(?:: [\w<>]+)? = createApp\([^\n]*\)\n/m.exec(text);
  if (main === undefined || text === undefined || made === null) return undefined;
  const end = made.index + made[0].length;
  const lines = [
    '',
    '// A kind sentence in place of a page that stands still.',
    `${made[1] ?? 'app'}.config.errorHandler = (error) => {`,
    '  console.error(error)',
    "  document.body.insertAdjacentHTML('afterbegin', '<p role=\"alert\">Something went wrong. Please load the page again.</p>')",
    '}',
    '',
  ];
  return planOf(
    modify(main.shownPath, text, [{ startOffset: end, endOffset: end, newText: lines.join('\n') }]),
    wording,
  );
}
