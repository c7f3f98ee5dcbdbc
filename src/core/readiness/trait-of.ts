// Which traits a project has, told by packages, files, code and documents. Checks name the traits that they need (traits.ts); run-check.ts
// and boundary signals ask here.

import type { CheckEvidence } from '../model/outcome.ts';
import type { FactFile, Facts } from './facts.ts';
import {
  buildRobotFiles,
  columnsSeen,
  containerFiles,
  declared,
  filesSeen,
  hitsOf,
  linesSeen,
  maxEvidence,
  runningPackages,
  unreadManifests,
} from './look.ts';
import { answered } from './noted-facts.ts';
import { isSample, isSchema } from './paths.ts';
import { isWorkload } from './structure/kubernetes.ts';
import {
  aiPackages,
  browserPackages,
  databasePackages,
  packagesNamed,
  traitInWords,
  webServerPackages,
  type Trait,
  type TraitName,
} from './traits.ts';
import { expression } from '../text/expression.ts';

/** Whether the project has a trait, and where that was seen. */
export function traitOf(facts: Facts, name: TraitName): Trait {
  return answered(facts, `trait ${name}`, () => workOutTrait(facts, name));
}

function workOutTrait(facts: Facts, name: TraitName): Trait {
  if (name === 'inGit' && facts.git.state === 'unseen') return { state: 'unseen', because: facts.git.because };
  const evidence = evidenceOfTrait(facts, name);
  if (evidence.length > 0) return { state: 'present', evidence };
  const unread = readsManifests.has(name) ? unreadManifests(facts) : [];
  if (unread.length > 0) {
    return {
      state: 'unseen',
      because: `${unread.join(', ')} could not be read, so nobody can say whether this project has ${traitInWords[name]}.`,
    };
  }
  return { state: 'absent', because: `This project has no ${withoutArticle(traitInWords[name])}.` };
}

const readsManifests: ReadonlySet<TraitName> = new Set([
  'webServer',
  'browserClient',
  'database',
  'supabase',
  'callsAi',
]);

const filesOfAiTools = expression()`
  ^(?:
    \.github/copilot-instructions\.md|AGENTS\.md|CLAUDE\.md|GEMINI\.md|\.claude/.+|\.cursor/.+|\.cursorrules|
    \.mcp\.json|\.vscode/mcp\.json|\.windsurf[^/]*(?:/.+)?
  )$
`;

function evidenceOfTrait(facts: Facts, name: TraitName): readonly CheckEvidence[] {
  switch (name) {
    case 'webServer':
      return [
        ...runningPackages(facts, webServerPackages),
        ...hitsOf(facts, 'web-server-started'),
        ...linesSeen(facts, /\.csproj$/, /Sdk="(Microsoft\.NET\.Sdk\.Web)"/gm, 'uses $1').filter(
          (seen) => !isSample(seen.path),
        ),
      ];
    case 'browserClient':
      return [
        ...pagePackages(facts),
        ...filesSeen(facts, /(?:^|\/)index\.html$/, 'a page for a browser').filter((seen) => !isSample(seen.path)),
      ];
    case 'database':
      return runningPackages(facts, databasePackages);
    case 'supabase':
      return [
        ...runningPackages(facts, { npm: ['@supabase/supabase-js', '@supabase/ssr'], pypi: ['supabase'] }),
        ...filesSeen(facts, /(?:^|\/)supabase\/config\.toml$/, 'Supabase settings'),
      ];
    case 'callsAi':
      return [
        ...runningPackages(facts, aiPackages),
        ...hitsOf(facts, 'ai-service-called'),
        ...hitsOf(facts, 'ai-key-in-browser'),
      ];
    case 'aiTools':
      return filesSeen(facts, filesOfAiTools, 'settings of an AI tool');
    case 'docker':
      return filesSeen(facts, containerFiles, 'a container recipe').filter((seen) => !isSample(seen.path));
    case 'buildRobot':
      return filesSeen(facts, buildRobotFiles, 'a build recipe');
    case 'inGit':
      return facts.git.state === 'present' ? [{ path: '.git', line: 1, note: 'kept in git' }] : [];
    case 'kubernetes':
      return [
        ...facts.kubernetes
          .filter((document) => isWorkload(document))
          .slice(0, maxEvidence)
          .map(({ path, line, kind }) => ({ path, line, note: `a ${kind}` })),
        ...filesSeen(facts, /(?:^|\/)(?:Chart\.yaml|kustomization\.ya?ml)$/, 'a Kubernetes setup').filter(
          (seen) => !isSample(seen.path),
        ),
      ];
    case 'terraform':
      return facts.terraform
        .filter(({ type }) => type !== 'variable' && type !== 'output')
        .slice(0, maxEvidence)
        .map(({ path, line, type, labels }) => ({ path, line, note: [type, ...labels].join(' ') }));
    case 'firebase':
      return filesSeen(facts, /(?:^|\/)(?:firebase\.json|\.firebaserc)$/, 'Firebase settings').filter(
        (seen) => !isSample(seen.path),
      );
    case 'personalData':
      return [...personalColumns(facts), ...peopleInFiles(facts), ...confidentialDeclared(facts)];
  }
}

/** React and its like make pages; in an app for phones, or one for the terminal, they do not. */
function pagePackages(facts: Facts): readonly CheckEvidence[] {
  const elsewhere = new Set(
    packagesNamed(facts.packages, { npm: ['react-native', 'ink', 'expo'] }).map(({ path }) => path),
  );
  const onPages = new Set(
    packagesNamed(facts.packages, { npm: ['react-dom', 'react-native-web', 'next'] }).map(({ path }) => path),
  );
  return runningPackages(facts, browserPackages).filter(({ path }) => !elsewhere.has(path) || onPages.has(path));
}

const personalColumn = expression('gim')`
  ^[ \t]*["'\`]?(
    (?:\w+_)?(?:email|e_mail|phone|phone_number|ssn|birth_?date|date_of_birth|postal_address|street|iban|passport\w*)
  )["'\`]?(?:[ \t]*[:=?]|[ \t]+(?:text|varchar|character|citext|date|timestamp|uuid|string|String)\b)
`;

function personalColumns(facts: Facts): readonly CheckEvidence[] {
  return columnsSeen(facts, isSchemaThatCounts, personalColumn);
}

function isSchemaThatCounts({ path }: FactFile): boolean {
  return isSchema(path) && !isSample(path);
}

function peopleInFiles(facts: Facts): readonly CheckEvidence[] {
  return facts.dataRows
    .filter(({ rows }) => rows > 5)
    .map(({ path, line, rows }) => ({ path, line, note: `${String(rows)} rows name people` }));
}

function confidentialDeclared(facts: Facts): readonly CheckEvidence[] {
  const isPersonal = facts.declaration?.dataClasses?.some((id) =>
    ['confidential', 'regulated', 'personal'].includes(id),
  );
  return isPersonal === true ? declared(facts, '/dataClasses', 'confidential data is declared') : [];
}

function withoutArticle(words: string): string {
  return words.replace(/^an? /, '');
}
