// What a path says about the use of what stands in the file. The detectors of this folder ask.

import type { EvidenceScope } from '../../model/finding.ts';
import { expression } from '../../text/expression.ts';

const docs = /(?:^|\/)docs?\/|\.(?:md|mdx|rst|adoc|txt)$/i;
const tests = expression('i')`
  (?:^|/)(?:tests?|__tests__|specs?|e2e|fixtures?|testdata|__mocks__|mocks?|\.storybook)/|
  (?:\.|_)(?:test|spec|stories)\.[a-z]+$|(?:^|/)(?:test_[^/]*|conftest)\.py$
`;

/** `docs` for documentation, `dev` for tests and their data, else `direct`. */
export function scopeOfPath(path: string): EvidenceScope {
  if (docs.test(path)) return 'docs';
  return tests.test(path) ? 'dev' : 'direct';
}

/** What the path and the place in the file say: Rust keeps tests at the end of what they test.
 *  Source: https://doc.rust-lang.org/book/ch11-03-test-organization.html */
export function scopesIn(path: string, text: string): (offset: number) => EvidenceScope {
  const scope = scopeOfPath(path);
  if (scope !== 'direct' || !path.endsWith('.rs')) return () => scope;
  let tests: number | undefined;
  return (offset) => {
    tests ??= /^#\[cfg\(test\)\]\s*(?:pub\s+)?mod\s+\w+\s*\{/m.exec(text)?.index ?? text.length;
    return offset > tests ? 'dev' : 'direct';
  };
}

const prose = expression('i')`
  \.(?:md|mdx|markdown|rst|adoc|txt|html?|svg|csv|tsv|map|log|diff|patch|po|ipynb|snap(?:-\d+)?)$|\.min\.[a-z]+$|
  (?:^|/)(?:assets|static|chunks)/[\w.-]+[-.](?=[\w-]*\d)[\w-]{8,}\.(?:m?js|css)$
`;
const locks = expression('i')`
  (?:^|/)(?:
    package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|[\w.-]+\.lock|go\.sum|
    Pipfile\.lock|LICENSE[^/]*
  )$
`;

/** Lock files, and recordings of what services answered. */
export function isMachineMade(path: string): boolean {
  return locks.test(path) || /(?:^|\/)(?:\w*cassettes|locales?|i18n)\//.test(path);
}

/** Files that speak about things rather than use them, and files that machines write. */
export function isProseOrMachineMade(path: string): boolean {
  return prose.test(path) || locks.test(path);
}
