// What `policy init` takes over from other tools. Each importer (import-*.ts) fills one; init-policy.ts writes it down.

/** Carried over, and what could not be, in words. */
export interface Imported {
  /** Files that AI tools must not read. */
  readonly exclude?: readonly string[];
  /** Tools by id. */
  readonly allow?: readonly ImportedTool[];
  readonly deny?: readonly ImportedTool[];
  readonly exceptions?: readonly ImportedException[];
  /** Lines for people: what has no counterpart, and where it stands. */
  readonly notes: readonly string[];
}

export interface ImportedTool {
  readonly id: string;
  readonly reason: string;
}

/** Findings in some files that do not count. */
export interface ImportedException {
  /** Rule id, or a pattern of several. */
  readonly rule: string;
  readonly paths: readonly string[];
  readonly reason: string;
}

/** Why a file cannot be imported, in words. */
export interface CannotImport {
  readonly problem: string;
}
