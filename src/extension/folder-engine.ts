// What the session asks of the heavy half of the product, which is loaded on first use (editor-engine.lazy.ts implements it).
// Types only: importing this file costs the entry bundle nothing.

import type { Issue } from '../core/model/errors.ts';
import type { DocumentFollower } from '../core/engine.ts';
import type { FileEdit, Fix } from '../core/model/edit.ts';
import type { TextDocument } from '../core/model/document.ts';
import type { Finding, PolicyReference, Rule } from '../core/model/finding.ts';
import type { AiTool } from '../core/catalog/catalog.ts';
import type { AffectedLens, WorkspaceUse } from '../core/policy/assist-affected.ts';
import type { BrokenGlass } from '../core/policy/break-glass.ts';
import type { DefinitionPlace } from '../core/policy/assist-definition.ts';
import type { PolicyFix } from '../core/policy/assist-fixes.ts';
import type { Fold } from '../core/policy/assist-outline.ts';
import type { Explanation } from '../core/policy/explain.ts';
import type { ExceptionRequest } from '../core/inventory/exception-draft.ts';
import type { Inventory, InventoryTool } from '../core/inventory/inventory.ts';
import type { WhereToAsk } from '../core/policy/where-to-ask.ts';
import type { PolicySource } from '../core/policy/load.ts';
import type { ShownLines } from '../core/policy/show.ts';
import type { LayerName, Policy } from '../core/policy/policy.ts';
import type { NewRuleWaiver, NewRuling } from '../core/project/rulings-file.ts';
import type { RulingKind } from '../core/readiness/plan-ruling.ts';
import type { CheckGuide } from '../core/readiness/guide.ts';
import type { PageOptions } from '../core/readiness/render-html.ts';
import type { FixPlan } from '../core/readiness/scaffolds/scaffold.ts';
import type { ShipWay } from '../core/readiness/ship.ts';
import type { Voice } from '../core/readiness/voice.ts';
import type { ReadinessReport } from '../core/readiness/report.ts';
import type { ScannedDocument } from '../core/scanner/scanned-document.ts';
import type { SkipReason } from '../core/ports.ts';

/** A policy file that did not load. Its last good version holds while there is one. */
export interface RejectedLayer {
  readonly layer: LayerName;
  readonly source: string;
  readonly issues: readonly Issue[];
  /** Whether an earlier version of the same file holds meanwhile. */
  readonly lastGoodHolds: boolean;
}

/** A tool that the policy clears, as *You may use* shows it. */
export interface AllowedTool {
  readonly tool: AiTool;
  readonly reason: string;
  readonly dataClasses: readonly string[];
  readonly decidedBy?: PolicyReference;
}

/** What to open: a folder on disk, or a virtual one of which only the named files can be read. */
export interface OpenRequest {
  /** Who asks: what its files gave and what the code host said are kept for it when a folder is opened again. */
  readonly session: object;
  /** Absolute path on disk; undefined for virtual workspaces. */
  readonly root: string | undefined;
  /** Reads a file of a virtual workspace; undefined when it is not there. */
  readonly readVirtual: (path: string) => Promise<Uint8Array | undefined>;
  /** Whether git may be run here: not in a workspace that the user does not trust. */
  readonly trusted: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** UTC day. */
  readonly today: string;
  /** ISO 8601, UTC. Asked again at each weighing: an exception for an hour ends while the folder is open. */
  readonly now: () => string;
  /** Ids of installed extensions. */
  readonly installedExtensions: readonly string[];
  /** The policy texts that loaded last, by source. */
  readonly lastGood: ReadonlyMap<string, PolicySource>;
  /** Policy of the company as the user's settings name it: a file or an address. */
  readonly policySetting?: string;
  /** When a fetched policy is asked for again. */
  readonly freshness: { readonly maxAgeMs: number };
}

/** The company's policy where it comes from an address. */
export interface FetchedPolicy {
  readonly source: string;
  /** When the server was last heard; undefined when it never was. ISO 8601. */
  readonly checkedAt?: string;
}

export interface ScanProgress {
  readonly done: number;
  readonly total: number;
}

/** What a scan of all files leaves behind. */
export interface FolderScan {
  readonly documents: ReadonlyMap<string, ScannedDocument>;
  readonly paths: readonly string[];
  readonly skipped: readonly { readonly path: string; readonly reason: SkipReason }[];
  readonly stopped: boolean;
  /** Paths of open editors: their documents are of the editor's text, which the disk may not have. */
  readonly open?: ReadonlySet<string>;
}

/** What can be planned and shown of a folder's readiness. Answers from the facts of the last `readiness`; undefined before it.
 *  `project` is the path of a project in a monorepo, '' the whole folder. */
export interface FolderReadiness {
  /** What a machine can do for a check; undefined when it can do nothing.
   *  @param openTexts  texts of unsaved editors, by path */
  planFix(checkId: string, project: string, openTexts: ReadonlyMap<string, string>): Promise<FixPlan | undefined>;
  /** The same for all open checks of the next level at once; `checkIds` are those it does something for. */
  planFixes(
    project: string,
    openTexts: ReadonlyMap<string, string>,
  ): Promise<{ readonly plan: FixPlan; readonly checkIds: readonly string[] }>;
  /** Ask the code host what files cannot tell; the next `readiness` weighs it. @returns what came of it, for the person */
  askHost(token: string): Promise<string>;
  /** Take files out of git's index; they stay on disk. */
  untrack(paths: readonly string[]): Promise<void>;
  /** Steps for a person, and a prompt for the AI tool that the policy clears. */
  guide(checkId: string, project: string): CheckGuide | undefined;
  /** Where waivers and attestations are kept, relative to the folder. */
  rulingsPath(kind: RulingKind): string;
  /** The edit that adds a person's decision, or what is wrong with it in words.
   *  @param text  of the file at `rulingsPath` now; undefined when there is none */
  planRuling(
    kind: RulingKind,
    request: NewRuling,
    project: string,
    text: string | undefined,
  ): { readonly edit: FileEdit; readonly id: string } | { readonly problem: string };
  /** The edit that takes a person's decision back. */
  planWithdrawal(
    kind: RulingKind,
    checkId: string,
    project: string,
    text: string | undefined,
  ): { readonly edit: FileEdit } | { readonly problem: string };
  /** Longest time a decision may hold, in days. */
  longestRuling(kind: RulingKind, project: string): number;
  /** A release record of this moment, as new files; `uncommitted` are changes that are in no commit. */
  planRecord(
    by: string,
  ): Promise<{ readonly edits: readonly FileEdit[]; readonly uncommitted: readonly string[] } | undefined>;
  /** Who may approve by policy; [] when it names nobody. */
  approvers(): readonly string[];
  /** Ways to go live, while the gates hold; [] before. */
  shipWays(): readonly ShipWay[];
  /** The voice of the project's track. */
  voice(): Voice;
  /** The dashboard as a whole HTML document. */
  page(options: Pick<PageOptions, 'voice' | 'name' | 'editor'>): string | undefined;
  /** The same as Markdown. */
  markdown(voice: Voice): string | undefined;
  /** As git would record it; undefined when git does not say or may not be asked. */
  userEmail(): Promise<string | undefined>;
}

/** One folder under one policy. Replaced as a whole when a policy file changes. */
export interface OpenedFolder extends FolderReadiness {
  readonly policy: Policy;
  /** Scans under the same key see the same in the same text. */
  readonly scanKey: string;
  readonly rejected: readonly RejectedLayer[];
  /** Policy texts that loaded, by source: handed to the next opening. */
  readonly goodTexts: ReadonlyMap<string, PolicySource>;
  /** The policy in force in lines, as `policy show` prints it. */
  shown(): ShownLines;
  /** What decided about a finding, as `policy explain` says it. */
  why(finding: Finding): readonly Explanation[];
  /** Undefined where no policy is fetched. */
  readonly fetched?: FetchedPolicy;
  /** Exceptions for an hour that hold now. */
  brokenGlass(): readonly BrokenGlass[];
  /** The next moment at which such an exception begins or ends; undefined when none will. ISO 8601, UTC. */
  nextTurn(): string | undefined;
  /** Problems of files that steer the verdict (waivers, baseline, declaration), with their places. */
  readonly issues: readonly Issue[];
  readonly youMayUse: readonly AllowedTool[];
  /** Looks at the text of an editor, again and again. */
  follow(path: string): DocumentFollower;
  judge(scanned: ScannedDocument): readonly Finding[];
  fixes(finding: Finding, document: TextDocument): readonly Fix[];
  /** Whether a comment or waiver may silence this finding. */
  isSuppressible(finding: Finding): boolean;
  /** Look at all files. Stops early, quietly, when `signal` aborts. */
  scan(onProgress: (progress: ScanProgress) => void, signal: AbortSignal): Promise<FolderScan>;
  /** Look again at some files, and at all files of some folders. Those that are gone or left out are missing from the answer. */
  rescan(paths: readonly string[], signal: AbortSignal): Promise<Pick<FolderScan, 'documents' | 'paths'>>;
  /** Of these paths, the ones that a scan leaves out (ignore rules, generated folders). */
  leftOut(paths: readonly string[]): Promise<ReadonlySet<string>>;
  inventory(scans: Iterable<ScannedDocument>): Inventory;
  /** A terminal started something. Only the AI programs in it are kept, by name. @returns whether one of them is new */
  noteProgram(commandLine: string): boolean;
  /** @returns undefined in virtual workspaces, where files cannot be listed cheaply */
  readiness(scan: FolderScan, signal: AbortSignal): Promise<ReadinessReport | undefined>;
  /** @returns undefined for ids of neither the catalogue nor the policy */
  tool(id: string): AiTool | undefined;
  /** Name of a tool of the catalogue; the id itself for one that is not in it. */
  toolName(id: string): string;
  /** How to get to the cleared tool that takes the place of one in use, as Markdown; undefined when none does. */
  switchGuide(tool: InventoryTool): string | undefined;
  /** A request for a tool that is not cleared: where to ask, and the text to send. */
  approvalRequest(request: ExceptionRequest): WhereToAsk & { readonly draft: string };
  /** The edit that says of one tool in one file that it is none, or what is wrong with it in words.
   *  @param text  of the file at `rulingsPath('waive')` now; undefined when there is none */
  planToolWaiver(
    waiver: NewRuleWaiver,
    text: string | undefined,
  ): { readonly edit: FileEdit } | { readonly problem: string };
}

/** What help for a policy file may know of the folder it lies in. */
export interface PolicySurroundings {
  readonly policy?: Policy | undefined;
  readonly rejected?: readonly RejectedLayer[] | undefined;
  /** Files of the folder, posix and relative. */
  readonly paths?: readonly string[] | undefined;
}

/** Help while a policy file is edited. Offsets are in UTF-16 code units. */
export interface PolicyAssist {
  complete(text: string, offset: number, around: PolicySurroundings): readonly PolicyCompletion[];
  hover(text: string, offset: number, around: PolicySurroundings): PolicyHover | undefined;
  diagnose(text: string, file: string, layer: LayerName): readonly Issue[];
  completeTests(text: string, offset: number, around: PolicySurroundings): readonly PolicyCompletion[];
  hoverTests(text: string, offset: number, around: PolicySurroundings): PolicyHover | undefined;
  /** What is wrong in a file of policy tests, and which of them are red under the policy in force. */
  diagnoseTests(text: string, file: string, around: PolicySurroundings): readonly Issue[];
  definitions(text: string, file: string, offset: number, around: PolicySurroundings): readonly DefinitionPlace[];
  fixes(issue: Issue, text: string): readonly PolicyFix[];
  folds(text: string): readonly Fold[];
  affected(text: string, use: WorkspaceUse): readonly AffectedLens[];
}

export interface PolicyCompletion {
  readonly label: string;
  readonly insertText: string;
  readonly detail?: string;
  readonly documentation?: string;
  readonly startOffset: number;
  readonly endOffset: number;
}

export interface PolicyHover {
  readonly markdown: string;
  readonly startOffset: number;
  readonly endOffset: number;
}

/** The exports of the heavy bundle. */
export interface HeavyParts {
  openFolder(request: OpenRequest): Promise<OpenedFolder>;
  rule(id: string): Rule | undefined;
  readonly assist: PolicyAssist;
}
