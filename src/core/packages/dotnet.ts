// NuGet packages: project files, central versions, packages.config, lock files, Paket, and scripts of C# and F#.

import { conflictAt, content, linesOf, packageAt, type ManifestReader, type NamedPackage } from './manifest.ts';
import { walkJson } from './json-walk.ts';
import { readXml } from './xml-elements.ts';

/** Sources: https://learn.microsoft.com/en-us/nuget/consume-packages/package-references-in-project-files,
 *  https://learn.microsoft.com/en-us/nuget/consume-packages/central-package-management,
 *  https://learn.microsoft.com/en-us/nuget/reference/packages-config */
const project: ManifestReader = {
  ecosystem: 'nuget',
  files: /\.(?:cs|fs|vb)proj$|(?:^|\/)(?:Directory\.(?:Packages|Build)\.(?:props|targets)|packages\.config)$/i,
  read: (text) => {
    const { elements, problemAt } = readXml(text);
    const packages = elements.flatMap(({ name, attributes }, index): readonly NamedPackage[] => {
      const isPackage = /^(?:PackageReference|PackageVersion|GlobalPackageReference|package)$/.test(name);
      const id = attributes.find((each) => /^(?:Include|Update|id)$/.test(each.name));
      if (!isPackage || id === undefined) return [];
      const version =
        attributes.find((each) => /^version(?:override)?$/i.test(each.name))?.value ??
        elements.find((each) => each.parent === index && each.name === 'Version')?.text;
      return [packageAt(id.value, id.start, 'direct', version)];
    });
    return content(packages, text.trim() === '' ? undefined : problemAt);
  },
};

/** Source: https://learn.microsoft.com/en-us/nuget/consume-packages/package-references-in-project-files#locking-dependencies */
const lock: ManifestReader = {
  ecosystem: 'nuget',
  files: /(?:^|\/)packages(?:\.[\w.-]+)?\.lock\.json$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    const problemAt = walkJson(text, false, {
      onKey: (path, offset) => {
        if (path.length === 3 && path[0] === 'dependencies')
          packages.push(packageAt(String(path[2]), offset, 'transitive'));
      },
      onValue: (path, value) => {
        const last = packages.at(-1);
        if (last === undefined || path.length !== 4 || path[3] !== 'resolved' || typeof value !== 'string') return;
        packages[packages.length - 1] = { ...last, version: value };
      },
    });
    return content(packages, problemAt);
  },
};

/** Source: https://fsprojects.github.io/Paket/dependencies-file.html */
const paket: ManifestReader = {
  ecosystem: 'nuget',
  files: /(?:^|\/)paket\.dependencies$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    for (const { line, start } of linesOf(text)) {
      const [, before = '', name, version] = /^(\s*nuget\s+)([\w.-]+)(?:\s+([^#/]+))?/i.exec(line) ?? [];
      if (name !== undefined) packages.push(packageAt(name, start + before.length, 'direct', version));
    }
    return content(packages, conflictAt(text));
  },
};

/** Sources: https://learn.microsoft.com/en-us/dotnet/fsharp/tools/fsharp-interactive/#referencing-packages-in-f-interactive and
 *  https://learn.microsoft.com/en-us/dotnet/core/sdk/file-based-apps */
export const dotnetScript: ManifestReader = {
  ecosystem: 'nuget',
  files: /\.(?:fsx|csx|cs)$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    for (const match of text.matchAll(/^(#r\s+"nuget:\s*|#:package\s+)([\w.-]+)(?:\s*[,@]\s*([^"\s]+))?/gm)) {
      const [, before = '', name = '', version] = match;
      packages.push(packageAt(name, match.index + before.length, 'direct', version));
    }
    return { packages };
  },
};

export const dotnetReaders: readonly ManifestReader[] = [project, lock, paket];
