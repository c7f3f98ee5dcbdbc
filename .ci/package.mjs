// `npm run package`: builds dist/handrail.vsix from what `npm run build` made (it builds first), and checks what went in.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages, root, runScript } from './install.mjs';

ensurePackages();
const readme = readFileSync(join(root, 'README.md'), 'utf8');
if (readme.trim() === '') throw new Error('README.md is empty; it is the page of the extension.');
runScript('esbuild.config.mjs');
runScript('node_modules/@vscode/vsce/vsce', [
  'package',
  '--no-dependencies',
  '--no-rewrite-relative-links',
  '--out',
  'dist/handrail.vsix',
]);
