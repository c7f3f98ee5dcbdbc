// The check dep-build-recipe: scripts and recipes that build or start the app.

import { isDevelopmentOnly, isSample } from '../paths.ts';
import { weights, type Check } from '../check.ts';
import { containerFiles, filesSeen, missing, passWith, settingsSeen } from '../look.ts';
import { expression } from '../../text/expression.ts';

const buildRecipes = expression()`
  ^(?:
    Procfile|project\.toml|nixpacks\.toml|railpack\.json|vercel\.json|netlify\.toml|fly\.toml|render\.ya?ml|
    app\.ya?ml|serverless\.(?:ya?ml|ts)|skaffold\.yaml|devbox\.json|setup\.py|config\.ru|artisan|Rakefile|Makefile|
    composer\.json|Cargo\.toml|template\.ya?ml|manage\.py|Package\.swift|pubspec\.yaml|mix\.exs|build\.sbt|
    CMakeLists\.txt|meson\.build|[Jj]ustfile|scripts?/build|[\w.-]+\.gemspec
  )$|
  (?:^|/)(?:
    terragrunt\.hcl|Chart\.yaml|kustomization\.ya?ml|pom\.xml|build\.gradle(?:\.kts)?|go\.mod|
    [\w .-]+\.xcodeproj/project\.pbxproj
  )$|
  \.csproj$
`;

/** There is a recipe to build and start the app. */
export const depBuildRecipe: Check = {
  id: 'dep-build-recipe',
  category: 'Deployment',
  title: 'There is a recipe to build and start the app',
  plain: 'Anyone, or any robot, can start it the same way.',
  why: 'Without a recipe only the author’s machine can make the app.',
  fix: 'Add a "start" and a "build" script to package.json, or a Dockerfile.',
  source: 'https://12factor.net/build-release-run',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 2,
  confidence: 'high',
  revision: 3,
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...settingsSeen(facts, /(?:^|\/)package\.json$/, /^scripts\.(start|build|compile)$/, 'the command "$1"'),
      ...filesSeen(facts, containerFiles, 'a container recipe').filter(
        (seen) => !isSample(seen.path) && !isDevelopmentOnly(seen.path),
      ),
      ...filesSeen(facts, buildRecipes, 'a build recipe').filter((seen) => !isSample(seen.path)),
      // A package of scripts is built by being packed.
      ...settingsSeen(facts, /^package\.json$/, /^(bin|exports)$/, 'a package with "$1"'),
      ...settingsSeen(facts, /^pyproject\.toml$/, /^(?:build-system|project\.scripts|tool\.poetry)$/, 'a build recipe'),
    ];
    evidence.push(
      ...facts.terraform
        .filter(({ type }) => type === 'provider' || type === 'terraform')
        .slice(0, 1)
        .map(({ path, line }) => ({ path, line, note: 'a recipe for the cloud setup' })),
    );
    return passWith(evidence.slice(0, 3), missing('No recipe to build or start the app was found.'));
  },
};
