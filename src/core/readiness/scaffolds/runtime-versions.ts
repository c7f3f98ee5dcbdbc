// Versions of languages that starting files name: the newest with long support when this was written.
// Source: https://endoflife.date , looked up 2026-11

export const runtimeVersions = {
  node: '24',
  python: '3.13',
  go: '1.25',
  java: '21',
  dotnet: '10.0',
  ruby: '3.4',
  php: '8.4',
} as const;
