// What is known about AI tools, as rows, and the indexes over them. Detectors ask the index, so cost does not grow with rows.

import type { EvidenceSignal } from '../model/finding.ts';

/** Where content goes when the tool is used. `lib` means that the caller chooses the provider. */
export type Egress = 'cloud' | 'local' | 'both' | 'lib' | 'none';

/** One AI tool. Ids are stable and are those a policy names. */
export interface AiTool {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  /** assistant, agent-cli, llm-api, framework, ... */
  readonly kind: string;
  readonly egress: Egress;
  readonly homepage: string;
  readonly evidence: ToolEvidenceNames;
  /** Tools that the same package speaks to under other names, so that code can move over. */
  readonly dropIns?: readonly DropIn[];
  /** Where the names were seen, and when they were last checked (YYYY-MM-DD). */
  readonly source: string;
  readonly checked: string;
}

/** Another tool behind the same package: names that take the place of this tool's own. */
export interface DropIn {
  /** Id of the other tool. */
  readonly with: string;
  readonly languages: readonly ('javascript' | 'python')[];
  /** Exported name of this tool → name that speaks to the other one in the same way. */
  readonly exports: Readonly<Record<string, string>>;
  /** What a person still has to do. */
  readonly afterwards: string;
  /** Where the vendor documents it. */
  readonly source: string;
}

/** Names by which a tool is recognised; each list sorted, each may be absent. */
export interface ToolEvidenceNames {
  readonly npm?: readonly string[];
  readonly pypi?: readonly string[];
  /** Module paths or prefixes. */
  readonly go?: readonly string[];
  /** Import roots in Python where they differ from the package's name. */
  readonly pythonImports?: readonly string[];
  /** `*` stands for one or more labels. */
  readonly hosts?: readonly string[];
  readonly env?: readonly string[];
  /** Relative files, or folders with a trailing slash. */
  readonly files?: readonly string[];
  /** VS Code extension ids in lower case. */
  readonly extensions?: readonly string[];
}

/** Lookups over all rows. Names are given as written; the index folds case where the ecosystem does. */
export interface Catalog {
  readonly tools: readonly AiTool[];
  tool(id: string): AiTool | undefined;
  /** The tool that a name belongs to. `signal` and `ecosystem` choose the index. */
  byPackage(ecosystem: 'npm' | 'pypi' | 'go', name: string): AiTool | undefined;
  byImport(language: 'javascript' | 'python' | 'go', module: string): AiTool | undefined;
  byHost(host: string): AiTool | undefined;
  byEnv(name: string): AiTool | undefined;
  /** Tools whose configuration this path is. */
  byFile(path: string): readonly AiTool[];
  byExtension(id: string): AiTool | undefined;
  /** Hash of all rows: part of cache keys. */
  readonly hash: string;
  /** Signals that some row has names for. */
  readonly signals: ReadonlySet<EvidenceSignal>;
}
