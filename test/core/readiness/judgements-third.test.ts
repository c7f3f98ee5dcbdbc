// What readers of a third lot of real repositories had to correct, in pairs: what is there, and what only looks like it.

import { itJudges, type Judgement } from './judging.ts';

const judgements: readonly Judgement[] = [
  [
    'own-owner-named',
    'maintainers of a package',
    'pass',
    { 'pyproject.toml': '[project]\nmaintainers = [{name = "A"}]\n' },
  ],
  ['own-owner-named', 'nobody in a list', 'fail', { 'pyproject.toml': '[project]\nmaintainers = []\n' }],
  ['own-owner-named', 'a numbered section', 'pass', { 'README.md': '# A\n\n## 8. Authors\n\nKim Lee\n' }],
  [
    'own-owner-named',
    'a section with nobody in it',
    'fail',
    { 'README.md': '# A\n\n## Authors\n\n## Licence\n\nMIT\n' },
  ],
  ['own-owner-named', 'a part of the app', 'fail', { 'README.md': '# A\n\n## Authors and books\n\nOne table each.\n' }],
  ['own-owner-named', 'an example of a README', 'fail', { 'README.md': '# A\n\n```\n## Authors\n\nKim\n```\n' }],
  [
    'sec-report-path',
    'a sentence for finders',
    'pass',
    { 'CONTRIBUTING.md': 'If you discover a security issue in A, do not open an issue but send an email to us.\n' },
  ],
  [
    'sec-report-path',
    'a sentence about a scan',
    'fail',
    { 'README.md': 'Reports security vulnerabilities of packages.\n' },
  ],
  ['own-runbook', 'common issues', 'pass', { 'docs/common_issues.md': '# Common issues\n\n## It does not start\n' }],
  ['own-runbook', 'help in trying one thing', 'fail', { 'LOCKOUT_TEST.md': '# Lockout\n\n## Troubleshooting\n' }],
  [
    'own-help-contact',
    'a heading with an address below',
    'pass',
    { 'a.md': '## Support\n\nWrite to help@acme.example.\n' },
  ],
  [
    'own-help-contact',
    'a heading with a channel below',
    'pass',
    { 'a.md': '## Support\n\nAsk in #shop.\n\n## Licence\n' },
  ],
  [
    'own-help-contact',
    'a heading with hints below',
    'fail',
    { 'a.md': '## Support\n\nCheck the console.\n\n## Links\n\nhttps://a.example\n' },
  ],
  [
    'own-help-contact',
    'a page on what is supported',
    'fail',
    { 'docs/support-multiple-versions.md': '# Supporting Multiple Versions\n' },
  ],
  ['own-help-contact', 'a page of its own', 'pass', { 'docs/SUPPORT.md': 'Call Kim.\n' }],
  ['own-help-contact', 'a request for reports', 'pass', { 'README.md': 'Please let me know by creating an Issue.\n' }],
  ['own-help-contact', 'a request for none', 'fail', { 'README.md': 'Please do not submit an issue.\n' }],
  [
    'own-help-contact',
    'a list of open problems',
    'pass',
    { 'README.md': '- [**Report a bug**](https://github.com/a/a/issues)\n' },
  ],
  [
    'own-outside-services-listed',
    'how it is built, with services',
    'pass',
    { 'a.md': '## Architecture\n\n### Mail\n\nResend.\n' },
  ],
  [
    'own-outside-services-listed',
    'how it is built, of packages',
    'fail',
    { 'a.md': '## Tech Stack\n\n- React\n- JWT\n' },
  ],
  [
    'own-outside-services-listed',
    'decisions',
    'fail',
    { 'docs/adr/README.md': '# Architecture Decision Records\n\nOn AWS.\n' },
  ],
  [
    'own-outside-services-listed',
    'a page of its own',
    'pass',
    { 'docs/ARCHITECTURE.md': '# A\n\nMail goes through SendGrid.\n' },
  ],
  [
    'own-outside-services-listed',
    'a page about folders',
    'fail',
    { 'docs/ARCHITECTURE.md': '# A\n\nPages are in src/pages.\n' },
  ],
];

describe('judgements that readers corrected, a third time', () => {
  itJudges(judgements);
});
