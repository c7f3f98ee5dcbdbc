// Lint rules of the house. Layering is checked here by import path and again, with cycles, in test/architecture.test.ts.
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const outside = ['vscode', 'node:*', '**/cli/**', '**/extension/**', '**/node/**'];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'test/host/vscode/**', 'test/fixtures/**', '**/*.mjs'] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name: it reads the same everywhere.' },
        { selector: 'ExportAllDeclaration', message: 'No barrel files: import from where the thing is.' },
      ],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: outside,
              message: 'The core takes values and returns values; effects belong behind a port (src/core/ports.ts).',
            },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'process', 'console', 'fetch', 'setTimeout', 'setInterval'],
    },
  },
  {
    files: ['src/core/text/hash.ts', 'src/core/policy/signature.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['vscode', 'node:!(crypto)'] }] },
  },
  {
    files: ['src/node/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['vscode', '**/cli/**', '**/extension/**'], message: 'The Node layer knows the core only.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/cli/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['vscode', '**/extension/**'], message: 'The command line has no editor.' }] },
      ],
    },
  },
  { files: ['src/cli/main.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
);
