// Which tool a catalogue knows by a name, for every kind of name that a row may have. `policy lint` asks it of rows that a policy adds.

import type { AiTool, Catalog, Ecosystem, ImportLanguage, ToolEvidenceNames } from './catalog.ts';

/** A list of names in a row. */
export type EvidenceKind = keyof ToolEvidenceNames;

const ecosystems: Partial<Readonly<Record<EvidenceKind, Ecosystem>>> = {
  npm: 'npm',
  pypi: 'pypi',
  go: 'go',
  maven: 'maven',
  nuget: 'nuget',
  gems: 'gems',
  crates: 'crates',
  packagist: 'packagist',
  pub: 'pub',
};

const languages: Partial<Readonly<Record<EvidenceKind, ImportLanguage>>> = {
  pythonImports: 'python',
  javaPackages: 'java',
  namespaces: 'csharp',
  phpNamespaces: 'php',
  rubyRequires: 'ruby',
  rustCrates: 'rust',
};

/** Id of the tool that has a name; undefined for names that no row has. A file may belong to several tools, so none has it. */
export function toolKnownBy(catalog: Catalog, kind: EvidenceKind, name: string): string | undefined {
  const [ecosystem, language] = [ecosystems[kind], languages[kind]];
  if (ecosystem !== undefined) return catalog.byPackage(ecosystem, name)?.id;
  if (language !== undefined) return catalog.byImport(language, name)?.id;
  return otherLookups[kind]?.(catalog, name)?.id;
}

const otherLookups: Partial<Readonly<Record<EvidenceKind, (catalog: Catalog, name: string) => AiTool | undefined>>> = {
  hosts: (catalog, name) => catalog.byHost(name.replace('*', 'x')),
  env: (catalog, name) => catalog.byEnv(name),
  images: (catalog, name) => catalog.byImage(name),
  models: (catalog, name) => catalog.byModel(name),
  extensions: (catalog, name) => catalog.byExtension(name),
  actions: (catalog, name) => catalog.byAction(name),
  commands: (catalog, name) => catalog.byCommand(name.split(' ')[0] ?? '', name.split(' ')[1]),
  trailers: (catalog, name) => catalog.byTrailer(name),
};
