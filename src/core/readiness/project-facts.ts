// The facts of one declared project of a monorepo: its own folder seen as a root, plus what the whole repository shares.

import type { ProjectDeclaration } from '../project/declaration.ts';
import { isManifest } from './manifests.ts';
import type { Facts } from './facts.ts';

/** Files at the repository's root that hold for every project in it: build robots, code owners, lock files, rules for secrets. */
const shared =
  /^(?:\.github\/.+|\.gitlab-ci\.yml|\.gitlab\/.+|\.circleci\/.+|azure-pipelines\.yml|bitbucket-pipelines\.yml|Jenkinsfile|\.drone\.yml|\.woodpecker\.yml|\.?buildkite\/.+|\.travis\.yml|CODEOWNERS|docs\/CODEOWNERS|SECURITY\.md|LICEN[CS]E[^/]*|AGENTS\.md|CLAUDE\.md|GEMINI\.md|\.cursor\/.+|\.claude\/.+|\.gitignore|\.nvmrc|\.node-version|\.python-version|\.tool-versions|renovate\.json5?|[^/]*lock(?:\.(?:json|yaml|hcl|b))?|go\.sum)$/i;

/** Facts as the checks of one project see them; evidence keeps the paths of the workspace.
 *  @param index  of the project in the declaration */
export function projectFacts(facts: Facts, declaration: ProjectDeclaration, index: number): Facts {
  const project = declaration.projects[index];
  if (project === undefined) return facts;
  const prefix = `${project.path}/`;
  const inside = (path: string): boolean => path.startsWith(prefix);
  const scan = facts.scan;
  const { path: folder, ...fields } = project;
  return {
    ...facts,
    folder,
    files: facts.files.flatMap((file) => {
      if (inside(file.shownPath)) return [{ ...file, path: file.shownPath.slice(prefix.length) }];
      return shared.test(file.shownPath) && !isManifest(file.shownPath) ? [file] : [];
    }),
    unseen: new Map([...facts.unseen].filter(([path]) => inside(path))),
    packages: facts.packages.filter((use) => inside(use.path)),
    hits: new Map([...facts.hits].map(([name, hits]) => [name, hits.filter((hit) => inside(hit.path))])),
    containers: facts.containers.filter((recipe) => inside(recipe.path)),
    kubernetes: facts.kubernetes.filter((document) => inside(document.path)),
    unreadKubernetes: new Map([...facts.unreadKubernetes].filter(([path]) => inside(path))),
    terraform: facts.terraform.filter((block) => inside(block.path)),
    openRoutes: facts.openRoutes.filter((seen) => inside(seen.path)),
    webhooks: facts.webhooks.filter(({ seen }) => inside(seen.path)),
    memorySessions: facts.memorySessions.filter((seen) => inside(seen.path)),
    dataRows: facts.dataRows.filter((row) => inside(row.path)),
    scan:
      scan.state === 'scanned'
        ? {
            ...scan,
            matches: scan.matches.filter((match) => inside(match.path)),
            tools: scan.tools.filter((tool) => inside(tool.path)),
            failures: scan.failures.filter((failure) => inside(failure.path)),
          }
        : scan,
    declaration: {
      ...inherited(declaration),
      ...fields,
      file: declaration.file,
      projects: [],
      lines: linesOf(declaration, index),
    },
  };
}

/** A project has the repository's owner, people and platform until it names its own; its audience and data are its own. */
function inherited(declaration: ProjectDeclaration): Partial<ProjectDeclaration> {
  const { owner, backupOwner, track, target, contact, dataClasses } = declaration;
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(backupOwner === undefined ? {} : { backupOwner }),
    ...(track === undefined ? {} : { track }),
    ...(target === undefined ? {} : { target }),
    ...(contact === undefined ? {} : { contact }),
    ...(dataClasses === undefined ? {} : { dataClasses }),
  };
}

function linesOf(declaration: ProjectDeclaration, index: number): Readonly<Record<string, number>> {
  const own = `/projects/${String(index)}`;
  const entries = Object.entries(declaration.lines);
  return Object.fromEntries([
    ...entries.filter(([pointer]) => !pointer.startsWith('/projects')),
    ...entries
      .filter(([pointer]) => pointer.startsWith(`${own}/`))
      .map(([pointer, line]): [string, number] => [pointer.slice(own.length), line]),
  ]);
}
