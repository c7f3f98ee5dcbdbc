// What strangers can install: packages that the build robot publishes, and names under which a public index offers this very project.
// Rows of the boundary signals call it.

import type { CheckEvidence } from '../model/outcome.ts';
import type { Facts } from './facts.ts';
import { buildRobotFiles, containerFiles, filesLike, linesSeen, settingsSeen, settingValues } from './look.ts';
import { answered } from './noted-facts.ts';
import { isSample } from './paths.ts';
import { expression } from '../text/expression.ts';

const readme = /^README[^/]*$/i;
const npmManifests = /(?:^|^packages\/[^/]+\/)package\.json$/;

/** A public index of packages and how people write of a package in it. */
interface PublicIndex {
  /** Names under which this project may stand in the index. */
  readonly names: (facts: Facts) => readonly string[];
  /** What comes before a name in an address that shows what the index holds under it: its page, or a badge. */
  readonly page: string;
  /** What comes before a name in a command or a line that installs it. Absent: it would say nothing about the outside. */
  readonly install?: string;
}

const flags = String.raw`\s+(?:-[\w-]+\s+)*["']?`;

/** Sources: https://docs.npmjs.com/cli/commands/npm-install , https://pip.pypa.io/en/stable/cli/pip_install/ ,
 *  https://doc.rust-lang.org/cargo/commands/ , https://guides.rubygems.org/rubygems-basics/ , https://getcomposer.org/doc/03-cli.md ,
 *  https://learn.microsoft.com/dotnet/core/tools/dotnet-package-add , https://docs.docker.com/docker-hub/ */
const indexes: readonly PublicIndex[] = [
  {
    names: (facts) =>
      namesIn(
        facts,
        npmManifests,
        /^name$/,
        (path) => isPrivate(facts, path) || settingValues(facts, path, /^publishConfig\.registry$/).some(isOwnRegistry),
      ),
    page: String.raw`(?:npmjs\.(?:com|org)/package|(?:img\.shields\.io|badgen\.net|flat\.badgen\.net)/npm/\w+|badge\.fury\.io/js|npm\.im)/`,
    install: String.raw`\b(?:npm (?:install|i|add)|pnpm (?:add|install|i|dlx)|yarn (?:global )?add|bun (?:add|install|i)|npx|bunx)${flags}`,
  },
  {
    names: (facts) => [
      ...namesIn(facts, /^pyproject\.toml$/, /^(?:project|tool\.poetry)\.name$/),
      ...namesInText(facts, /^setup\.py$/, /^\s*name\s*=\s*["']([^"'\n]+)/m),
      ...namesInText(facts, /^setup\.cfg$/, /^name\s*=\s*([\w.-]+)/m),
    ],
    page: String.raw`(?:pypi\.(?:org|python\.org)/(?:project|p|pypi)|img\.shields\.io/pypi/\w+|badge\.fury\.io/py|pepy\.tech/(?:project|badge))/`,
    install: String.raw`\b(?:(?:pip3?|pipx|uv(?: pip| tool)?) install|uv add|uvx|poetry add)${flags}`,
  },
  {
    names: (facts) =>
      namesIn(facts, /(?:^|^crates\/[^/]+\/)Cargo\.toml$/, /^package\.name$/, (path) =>
        settingValues(facts, path, /^package\.publish$/).includes('false'),
      ),
    page: String.raw`(?:crates\.io/crates|img\.shields\.io/crates/\w+|docs\.rs)/`,
    install: String.raw`\bcargo (?:install|add)${flags}`,
  },
  {
    names: (facts) => filesLike(facts, /^[\w.-]+\.gemspec$/).map(({ path }) => path.replace(/\.gemspec$/, '')),
    page: String.raw`(?:rubygems\.org/gems|badge\.fury\.io/rb|img\.shields\.io/gem/\w+)/`,
    install: String.raw`\bgem(?: install${flags}|\s+["'])`,
  },
  {
    names: (facts) =>
      namesIn(facts, /^composer\.json$/, /^name$/, (path) => settingValues(facts, path, /^type$/).includes('project')),
    page: String.raw`(?:packagist\.org/packages|img\.shields\.io/packagist/\w+|poser\.pugx\.org)/`,
    install: String.raw`\bcomposer (?:global )?require${flags}`,
  },
  {
    names: (facts) =>
      filesLike(facts, /\.(?:cs|fs)proj$/)
        .filter(({ path }) => !isSample(path))
        .map(({ path }) => path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')),
    page: String.raw`(?:nuget\.org/packages|img\.shields\.io/nuget/\w+|badge\.fury\.io/nu)/`,
    install: String.raw`\b(?:dotnet add package|Install-Package)${flags}`,
  },
  {
    names: (facts) => (filesLike(facts, containerFiles).length > 0 ? [repositoryName(facts)] : []),
    page: String.raw`(?:hub\.docker\.com/r|img\.shields\.io/docker/[\w-]+)/[\w-]+/`,
  },
];

/** Packages that everybody may install, or that the build robot publishes. */
export function publishesPackage(facts: Facts): readonly CheckEvidence[] {
  const access = settingsSeen(facts, npmManifests, /^publishConfig\.access$/, 'published for everybody', /^public$/);
  if (access.length > 0) return access;
  const isOpen = filesLike(facts, npmManifests).some(({ shownPath }) => !isPrivate(facts, shownPath));
  return isOpen
    ? linesSeen(
        facts,
        buildRobotFiles,
        /^[^\n#]*\b(npm publish|pnpm publish|yarn npm publish|changesets\/action|semantic-release)\b/gm,
        'the build robot publishes the package: $1',
      )
    : [];
}

/** The README shows the page of this very project in a public index or an app store. */
export function pageInPublicIndex(facts: Facts): readonly CheckEvidence[] {
  return [
    ...indexes.flatMap(({ names, page }) =>
      namesOf(facts, names).flatMap((name) =>
        linesSeen(facts, readme, new RegExp(`${page}(${name})(?![\\w-])`, 'gim'), 'a public index offers $1'),
      ),
    ),
    ...terraformRegistry(facts),
    ...storeBadges(facts),
  ];
}

/** The README tells how to install this very project by its name. A company can hold an index of its own, so it is a question. */
export function installedByName(facts: Facts): readonly CheckEvidence[] {
  return indexes.flatMap(({ names, install }) =>
    install === undefined
      ? []
      : namesOf(facts, names).flatMap((name) =>
          linesSeen(
            facts,
            readme,
            new RegExp(`${install}(${name})(?![\\w./-])(?![^\\n]*\\b(?:git|github|path)\\b)`, 'gm'),
            'the README tells how to install $1',
          ),
        ),
  );
}

/** Addresses in the README that bear the name of this very repository: `netnewswire.com` for NetNewsWire. Shorter names are words. */
export function siteOfItsName(facts: Facts): readonly CheckEvidence[] {
  const name = repositoryName(facts).toLowerCase().replaceAll(/[-_]/g, '');
  if (!/^[a-z0-9]{5,}$/.test(name)) return [];
  const spelled = name.replaceAll(/(?<=.)(?=.)/g, '-?');
  return linesSeen(
    facts,
    readme,
    new RegExp(`https?://(?:www\\.)?(${spelled}\\.[a-z]{2,6})(?![\\w.-]*\\w)`, 'gim'),
    'a public site bears its name: $1',
  );
}

/** Releases of this very repository, to which its README sends people. */
export function ownReleases(facts: Facts): readonly CheckEvidence[] {
  const [name] = named([repositoryName(facts)]);
  return name === undefined
    ? []
    : linesSeen(
        facts,
        readme,
        new RegExp(`github\\.com/[\\w.-]+/(${name})/releases\\b`, 'gim'),
        'the README sends people to releases of $1',
      );
}

/** A module whose address has no host stands in the public registry, and it only takes repositories named `terraform-PROVIDER-NAME`.
 *  Source: https://developer.hashicorp.com/terraform/registry/modules/publish */
function terraformRegistry(facts: Facts): readonly CheckEvidence[] {
  const parts = /^terraform-([a-z0-9]+)-([\w-]+)$/.exec(repositoryName(facts));
  if (parts === null || facts.terraform.length === 0) return [];
  const [, provider = '', name = ''] = parts;
  return linesSeen(
    facts,
    readme,
    new RegExp(
      `(?:^\\s*source\\s*=\\s*"|registry\\.terraform\\.io/modules/)([\\w-]+/${name}/${provider})(?![\\w-])`,
      'gm',
    ),
    'the public registry offers the module $1',
  );
}

const appStoreBadge = expression('gm')`
  (?:!\[[^\]\n]*\]\([^)\n]*\)\]\(|<a\b[^>\n]*href=["'])https://(?:apps|itunes)
  \.apple\.com/[^\s"')]*\bid\d{6,}[^\s"'>)]*(?:\)|["'][^>\n]*>\s*<img\b)
`;

const playStoreBadge = expression('gm')`
  (?:!\[[^\]\n]*\]\([^)\n]*\)\]\(|>\s*\]\(|<a\b[^>\n]*href=["'])https://play\.google\.com/store/apps/details\?id=
  ([\w.]+)[^\s"'>)]*(?:\)|["'][^>\n]*>\s*<img\b)
`;

/** Badges of app stores lead to the app itself; plain links often lead to tools. The Play Store tells the id of its app.
 *  Source: https://developer.apple.com/app-store/marketing/guidelines/ */
function storeBadges(facts: Facts): readonly CheckEvidence[] {
  const apple =
    filesLike(facts, /\.xcodeproj\/|(?:^|\/)Info\.plist$/).length > 0
      ? linesSeen(facts, readme, appStoreBadge, 'an app store offers it')
      : [];
  const ids = namesInText(facts, /(?:^|\/)build\.gradle(?:\.kts)?$/, /^\s*applicationId\s*=?\s*["']([\w.]+)["']/m);
  const google =
    filesLike(facts, /(?:^|\/)AndroidManifest\.xml$/).length > 0
      ? linesSeen(facts, readme, playStoreBadge, 'an app store offers $1')
      : [];
  return [
    ...apple,
    ...google,
    ...named(ids).flatMap((id) =>
      linesSeen(
        facts,
        readme,
        new RegExp(`play\\.google\\.com/store/apps/details\\?id=(${id})(?![\\w.])`, 'gm'),
        'an app store offers $1',
      ),
    ),
  ];
}

/** Names under which this project may stand in an index, worked out once for all who ask. */
function namesOf(facts: Facts, names: PublicIndex['names']): readonly string[] {
  return answered(facts, names, () => named(names(facts)));
}

/** Values of a setting in the manifests at these paths. @param isKeptInside  whether a manifest says that nobody else gets it */
function namesIn(
  facts: Facts,
  paths: RegExp,
  name: RegExp,
  isKeptInside: (path: string) => boolean = () => false,
): readonly string[] {
  return filesLike(facts, paths).flatMap(({ shownPath }) =>
    isKeptInside(shownPath) ? [] : settingValues(facts, shownPath, name),
  );
}

/** Values of the first group in manifests that are read as texts. */
function namesInText(facts: Facts, paths: RegExp, name: RegExp): readonly string[] {
  return filesLike(facts, paths).flatMap(({ path, shownPath }) =>
    isSample(path) ? [] : (name.exec(facts.texts.get(shownPath) ?? '')?.[1] ?? []),
  );
}

function isPrivate(facts: Facts, path: string): boolean {
  return settingValues(facts, path, /^private$/).includes('true');
}

function isOwnRegistry(address: string): boolean {
  return /^https?:\/\//.test(address) && !/^https?:\/\/registry\.npmjs\.org(?:\/|$)/.test(address);
}

/** The last part of the address of the first remote; empty without one. */
export function repositoryName(facts: Facts): string {
  const [url] = facts.git.state === 'present' ? (facts.git.remotes ?? []) : [];
  return /([\w.-]+?)(?:\.git)?\/?$/.exec(url ?? '')?.[1] ?? '';
}

/** Names as they may stand in a pattern, each once. One letter is a name of a lesson; indexes take `-` and `_` for the same. */
function named(names: readonly string[]): readonly string[] {
  return [...new Set(names)]
    .filter((name) => name.length > 1)
    .map((name) => name.replace(/[^\w-]/g, String.raw`\$&`).replace(/[-_]/g, '[-_]'));
}
