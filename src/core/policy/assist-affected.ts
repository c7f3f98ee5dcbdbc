// Who is affected by an entry of a policy, as far as this workspace shows: where a tool is in use, what a rule flags, what an exception
// lets pass. Places in files, never people.

import { matchesName } from '../text/glob.ts';
import { readYaml } from '../text/yaml-document.ts';
import { wordAt } from './field-at.ts';

/** A place in the workspace. `path` is posix and relative to its root, `line` 1-based. */
export interface AffectedPlace {
  readonly path: string;
  readonly line: number;
}

/** What was seen in the workspace. */
export interface WorkspaceUse {
  /** Signs of each tool, by its id. */
  readonly tools: ReadonlyMap<string, readonly AffectedPlace[]>;
  /** MCP servers, by their name. */
  readonly servers: ReadonlyMap<string, readonly AffectedPlace[]>;
  /** Findings by rule id, the policy's own rules included; those that are let pass are not among them. */
  readonly findings: ReadonlyMap<string, readonly AffectedPlace[]>;
  /** Findings that an exception lets pass, by the id of the exception. */
  readonly waived: ReadonlyMap<string, readonly AffectedPlace[]>;
}

/** Words above an entry. */
export interface AffectedLens {
  /** 1-based. */
  readonly line: number;
  readonly title: string;
  readonly places: readonly AffectedPlace[];
}

/** What to say above the entries of a text, in its order. */
export function affectedBy(text: string, use: WorkspaceUse): readonly AffectedLens[] {
  const yaml = readYaml(text, '');
  return [...yaml.places.keys()].flatMap((pointer): readonly AffectedLens[] => {
    const [, section = '', list] =
      /^\/(tools|mcpServers|rules|exceptions)(?:\/(allow|ask|deny))?\/\d+\/id$/.exec(pointer) ?? [];
    const id = wordAt(yaml, pointer);
    const words = wordsFor[section];
    if (
      id === undefined ||
      words === undefined ||
      (list === undefined) !== (section === 'rules' || section === 'exceptions')
    ) {
      return [];
    }
    const places = placesOf(id, use[words.of]);
    const { line } = yaml.placeOf(pointer);
    return [{ line, places, title: places.length === 0 ? words.none : words.some(places.length, filesOf(places)) }];
  });
}

interface Words {
  readonly of: keyof WorkspaceUse;
  readonly none: string;
  readonly some: (count: number, files: number) => string;
}

const wordsFor: Readonly<Record<string, Words>> = {
  tools: {
    of: 'tools',
    none: 'Not seen in this workspace',
    some: (count, files) => `In use here: ${times(count, 'place')} in ${times(files, 'file')}`,
  },
  mcpServers: {
    of: 'servers',
    none: 'Not configured in this workspace',
    some: (count) => `Configured here ${count === 1 ? 'once' : `${String(count)} times`}`,
  },
  rules: {
    of: 'findings',
    none: 'Flags nothing in this workspace',
    some: (count, files) => `Flags ${times(count, 'place')} in ${times(files, 'file')} here`,
  },
  exceptions: {
    of: 'waived',
    none: 'Lets nothing pass in this workspace',
    some: (count, files) => `Lets ${times(count, 'finding')} pass in ${times(files, 'file')} here`,
  },
};

function placesOf(id: string, places: ReadonlyMap<string, readonly AffectedPlace[]>): readonly AffectedPlace[] {
  return [...places].flatMap(([name, found]) => (matchesName(name, id) ? found : []));
}

function filesOf(places: readonly AffectedPlace[]): number {
  return new Set(places.map(({ path }) => path)).size;
}

function times(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
