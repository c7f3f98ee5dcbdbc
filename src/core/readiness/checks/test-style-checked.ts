// The check test-style-checked: linters and type checkers.

import { weights, type Check } from '../check.ts';
import { buildRobotFiles, filesSeen, linesSeen, passWith } from '../look.ts';
import { isSample } from '../paths.ts';
import { expression } from '../../text/expression.ts';

const styleSettings = expression()`
  (?:^|/)(?:
    eslint\.config\.\w+|\.eslintrc[^/]*|biome\.jsonc?|tsconfig[\w.-]*\.json|\.?ruff\.toml|\.flake8|mypy\.ini|
    \.golangci\.ya?ml|checkstyle\.xml|\.editorconfig|\.pre-commit-config\.yaml|lefthook\.yml|\.rubocop\.ya?ml|
    phpstan(?:\.neon|\.neon\.dist|\.dist\.neon)|phpcs\.xml(?:\.dist)?|pint\.json|\.php-cs-fixer(?:\.dist)?\.php|
    \.oxlintrc\.json|\.prettierrc[^/]*|\.?rustfmt\.toml|\.?clippy\.toml|\.swiftformat|\.swiftlint\.ya?ml|
    \.clang-(?:format|tidy)|\.scalafmt\.conf|detekt\.ya?ml|analysis_options\.yaml|\.credo\.exs|\.formatter\.exs|
    \.tflint\.hcl|\.standard\.yml
  )$
`;

const styleCommands = expression('gm')`
  ^[^\n#]*\b(
    cargo (?:fmt|clippy)|gofmt|go vet|golangci-lint|swiftlint|mix format|terraform fmt|spotlessCheck|ktlintCheck|
    detekt|super-linter|(?:npm|pnpm|yarn|bun)(?: run)? lint
  )\b
`;

/** Code style and types are checked by a robot. */
export const testStyleChecked: Check = {
  id: 'test-style-checked',
  category: 'Testing',
  title: 'Code style and types are checked by a robot',
  plain: 'Keeps AI-written and hand-written code readable to the next person.',
  why: 'A linter keeps code of many hands, and of AI, readable, and finds mistakes before they run.',
  fix: 'Add the linter that is usual for your language with its recommended rules.',
  source: 'https://eslint.org/docs/latest/use/getting-started',
  requiredFrom: 'internal',
  weight: weights.medium,
  effort: 1,
  confidence: 'high',
  revision: 2,
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...filesSeen(facts, styleSettings, 'style or types are checked').filter((seen) => !isSample(seen.path)),
      ...linesSeen(
        facts,
        /(?:^|\/)pyproject\.toml$/,
        /^\[tool\.(ruff|mypy|black|pyright|isort)/gm,
        'style is checked by $1',
      ),
      ...linesSeen(facts, buildRobotFiles, styleCommands, 'style is checked by $1'),
    ];
    return passWith(evidence.slice(0, 3), {
      state: 'warn',
      evidence: [],
      because: 'No checker of style or types is set up.',
    });
  },
};
