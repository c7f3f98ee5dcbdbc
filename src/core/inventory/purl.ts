// Package URLs of what manifests name. The CycloneDX report asks here.
// Source: https://github.com/package-url/purl-spec

import { PackageURL } from 'packageurl-js';
import { expression } from '../text/expression.ts';

/** Manifests and lock files by the type of package they name; the first that fits counts. */
const manifestTypes: readonly (readonly [RegExp, string])[] = [
  [
    /(?:^|\/)(?:package\.json|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock|deno\.jsonc?|deno\.lock)$/,
    'npm',
  ],
  [
    expression()`
      (?:^|/)(?:
        pyproject\.toml|Pipfile|setup\.(?:cfg|py)|environment\.ya?ml|(?:uv|poetry|pdm|pixi)\.lock|
        pylock(?:\.[\w-]+)?\.toml|pixi\.toml|Pipfile\.lock|[\w.-]*(?:requirements|constraints)[\w.-]*\.(?:txt|in)
      )$|
      (?:^|/)requirements/
    `,
    'pypi',
  ],
  [/(?:^|\/)go\.(?:mod|sum|work)$/, 'golang'],
  [
    /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?|[\w.-]*\.versions\.toml|gradle\.lockfile|build\.sbt|[\w.-]+\.gradle(?:\.kts)?)$/,
    'maven',
  ],
  [
    /\.(?:cs|fs|vb)proj$|(?:^|\/)(?:packages\.config|packages\.lock\.json|Directory\.Packages\.props|paket\.dependencies)$/,
    'nuget',
  ],
  [/(?:^|\/)Cargo\.(?:toml|lock)$/, 'cargo'],
  [/(?:^|\/)(?:Gemfile(?:\.lock)?|gems\.rb|[\w.-]+\.gemspec)$/, 'gem'],
  [/(?:^|\/)composer\.(?:json|lock)$/, 'composer'],
  [/(?:^|\/)pubspec\.(?:yaml|lock)$/, 'pub'],
];

/** The package URL of a name that stands in a manifest; undefined for files of no ecosystem we know and for names that are none.
 *  @param version  as declared; only an exact one becomes part of the URL */
export function packageUrl(manifest: string, name: string, version?: string): string | undefined {
  const type = manifestTypes.find(([files]) => files.test(manifest))?.[1];
  if (type === undefined) return undefined;
  const [namespace, local] = splitName(type, name);
  try {
    return new PackageURL(type, namespace, local, exactVersion(version), undefined, undefined).toString();
  } catch {
    // The library refuses names that the specification does not allow; such a component goes without a URL.
    return undefined;
  }
}

function splitName(type: string, name: string): readonly [string | undefined, string] {
  const bare = type === 'pypi' ? name.replace(/\[.*$/, '') : name;
  const at = bare.lastIndexOf(type === 'maven' ? ':' : '/');
  return at < 0 ? [undefined, bare] : [bare.slice(0, at), bare.slice(at + 1)];
}

/** `1.2.3`, also written as `==1.2.3` or `v1.2.3`; undefined for ranges. */
export function exactVersion(version: string | undefined): string | undefined {
  return /^(?:={1,3}\s*)?(v?\d+(?:\.\d+)*(?:[-+.]?[A-Za-z0-9]+)*)$/.exec(version?.trim() ?? '')?.[1];
}
