// Maven and Gradle: pom.xml, build scripts in Groovy and Kotlin, version catalogues, dependency locks. Names are `group:artifact`.

import type { EvidenceScope } from '../model/finding.ts';
import { codeSpans } from '../text/code-spans.ts';
import { readToml } from '../text/toml-places.ts';
import { tomlProblemAt } from '../text/toml-problem.ts';
import { conflictAt, content, linesOf, type ManifestReader, type NamedPackage } from './manifest.ts';
import { readXml, type XmlElement } from './xml-elements.ts';

/** Source: https://maven.apache.org/pom.html#Dependencies */
const pom: ManifestReader = {
  ecosystem: 'maven',
  files: /(?:^|\/)(?:pom|[\w.-]+\.pom)(?:\.xml)?$/,
  read: (text) => {
    if (!text.includes('<')) return { packages: [], problemAt: 0 };
    const { elements, problemAt } = readXml(text);
    const properties = propertiesOf(elements);
    const children = firstChildren(elements);
    const managed = new Set(
      elements.filter((element) => element.name === 'dependency' && isManaged(element, elements)),
    );
    const packages = elements.flatMap((element, index): readonly NamedPackage[] => {
      if (element.name !== 'dependency' || (managed.size >= manyManaged && managed.has(element))) return [];
      const inside = (name: string): XmlElement | undefined => children.get(index)?.get(name);
      const [group, artifact] = [inside('groupId'), inside('artifactId')];
      if (group === undefined || artifact === undefined || artifact.text === '') return [];
      const version = inside('version')?.text;
      const scope = inside('scope')?.text === 'test' ? 'dev' : 'direct';
      return [
        {
          name: `${resolve(group.text, properties)}:${resolve(artifact.text, properties)}`,
          scope,
          start: artifact.textStart,
          end: artifact.textStart + artifact.text.length,
          ...(version === undefined || version === '' ? {} : { version: resolve(version, properties) }),
        },
      ];
    });
    return content(packages, problemAt);
  },
};

/** For each element that has some, its elements by name; of several with one name the first. */
function firstChildren(elements: readonly XmlElement[]): ReadonlyMap<number, ReadonlyMap<string, XmlElement>> {
  const children = new Map<number, Map<string, XmlElement>>();
  for (const element of elements) {
    const siblings = children.get(element.parent) ?? new Map<string, XmlElement>();
    children.set(element.parent, siblings);
    if (!siblings.has(element.name)) siblings.set(element.name, element);
  }
  return children;
}

/** More versions than a project fixes for itself: a bill of materials says what there is, not what is used. */
const manyManaged = 60;

/** Source: https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html#Dependency_Management */
function isManaged({ parent }: XmlElement, elements: readonly XmlElement[]): boolean {
  return elements[elements[parent]?.parent ?? -1]?.name === 'dependencyManagement';
}

function propertiesOf(elements: readonly XmlElement[]): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const { name, parent, text } of elements) {
    const around = elements[parent];
    if (around?.name === 'properties') properties.set(name, text);
    if (around?.name === 'project' && around.parent < 0) properties.set(`project.${name}`, text);
    if (around?.name === 'parent' && !properties.has(`project.${name}`)) properties.set(`project.${name}`, text);
  }
  return properties;
}

/** Once: a property of a property stays as written. */
function resolve(text: string, properties: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{([\w.-]+)\}/g, (whole, name: string) => properties.get(name) ?? whole);
}

const coordinate = /(["'])([A-Za-z][\w.-]{0,150}):([A-Za-z][\w.-]{0,150})(?::([^"'\s@]{0,100}))?(?:@[\w.]+)?\1/g;
const mapNotation =
  /\bgroup\s*[:=]\s*(["'])([\w.-]+)\1\s*,\s*(?:name|module)\s*[:=]\s*(["'])([\w.-]+)\3(?:\s*,\s*version\s*[:=]\s*(["'])([^"']+)\5)?/g;

/** Coordinates that stand in the script as texts. Nothing is run. Source: https://docs.gradle.org/current/userguide/declaring_dependencies.html */
const gradle: ManifestReader = {
  ecosystem: 'maven',
  files: /\.gradle(?:\.kts)?$|(?:^|\/)build\.sbt$/,
  read: (text, path) => {
    const spans = codeSpans(text, 'go');
    const packages: NamedPackage[] = [];
    const add = (at: number, group: string, artifact: string, version: string | undefined, offset: number): void => {
      if (spans.kindAt(at) === 'comment') return;
      packages.push({
        name: `${group}:${artifact}`,
        scope: gradleScope(text, at),
        start: offset,
        end: offset + artifact.length,
        ...(version === undefined ? {} : { version }),
      });
    };
    for (const match of text.matchAll(coordinate)) {
      const [, , group = '', artifact = '', version] = match;
      add(match.index, group, artifact, version, match.index + 1 + group.length + 1);
    }
    for (const match of text.matchAll(mapNotation)) {
      const [whole, , group = '', quote = '', artifact = '', , version] = match;
      add(match.index, group, artifact, version, match.index + whole.lastIndexOf(`${quote}${artifact}${quote}`) + 1);
    }
    if (path.endsWith('.sbt')) {
      // Source: https://www.scala-sbt.org/1.x/docs/Library-Dependencies.html
      for (const match of text.matchAll(/"([\w.-]+)"\s*%{1,3}\s*"([\w.-]+)"\s*%\s*"([^"]+)"/g)) {
        const [whole, group = '', artifact = '', version] = match;
        add(match.index, group, artifact, version, match.index + whole.indexOf(`"${artifact}"`) + 1);
      }
    }
    return content(packages, conflictAt(text));
  },
};

function gradleScope(text: string, at: number): EvidenceScope {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return /^\s*["']?(?:test|androidTest|integrationTest|\w*Test)(?:Implementation|Api|RuntimeOnly|CompileOnly|Compile|Runtime)\b/i.test(
    line,
  )
    ? 'dev'
    : 'direct';
}

/** Source: https://docs.gradle.org/current/userguide/version_catalogs.html#sec:version-catalog-declaration */
const versionCatalog: ManifestReader = {
  ecosystem: 'maven',
  files: /\.versions\.toml$/,
  read: (text) => {
    const { entries } = readToml(text);
    const versions = new Map(
      entries
        .filter(({ table }) => table.join('.') === 'versions')
        .map(({ key, texts }) => [key.join('.'), texts[0]?.value]),
    );
    const packages = entries.flatMap(({ table, raw, keyEnd }): readonly NamedPackage[] => {
      if (table.join('.') !== 'libraries') return [];
      const from = text.indexOf(raw, keyEnd);
      const quoted = (pattern: RegExp): string | undefined => pattern.exec(raw)?.[1];
      const coordinates = quoted(/^["']([^"']+)["']$/) ?? quoted(/\bmodule\s*=\s*["']([^"']+)["']/);
      const [group, artifact, inline] = coordinates?.split(':') ?? [
        quoted(/\bgroup\s*=\s*["']([^"']+)["']/),
        quoted(/\bname\s*=\s*["']([^"']+)["']/),
      ];
      if (group === undefined || artifact === undefined) return [];
      const ref = quoted(/\bversion\.ref\s*=\s*["']([^"']+)["']/) ?? quoted(/\bref\s*=\s*["']([^"']+)["']/);
      const version = inline ?? quoted(/\bversion\s*=\s*["']([^"']+)["']/) ?? (ref && versions.get(ref));
      const start = from + raw.indexOf(artifact, raw.indexOf(group) + group.length);
      return [
        {
          name: `${group}:${artifact}`,
          scope: 'direct',
          start,
          end: start + artifact.length,
          ...(version === undefined ? {} : { version }),
        },
      ];
    });
    return content(packages, tomlProblemAt(text));
  },
};

/** Source: https://docs.gradle.org/current/userguide/dependency_locking.html */
const gradleLock: ManifestReader = {
  ecosystem: 'maven',
  files: /(?:^|\/)(?:buildscript-)?gradle\.lockfile$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    for (const { line, start } of linesOf(text)) {
      const [, group, artifact, version, configurations = ''] = /^([\w.-]+):([\w.-]+):([^=\s]+)=(.*)$/.exec(line) ?? [];
      if (group === undefined || artifact === undefined) continue;
      const isTest = configurations.split(',').every((each) => /^test|Test/.test(each));
      const at = start + group.length + 1;
      packages.push({
        name: `${group}:${artifact}`,
        scope: isTest ? 'dev' : 'transitive',
        start: at,
        end: at + artifact.length,
        ...(version === undefined ? {} : { version }),
      });
    }
    return content(packages, conflictAt(text));
  },
};

export const jvmReaders: readonly ManifestReader[] = [pom, gradle, versionCatalog, gradleLock];
