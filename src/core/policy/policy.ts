// The policy in force, as every consumer gets it: the layers that loaded, weakest first, and nothing merged away.
// Verdicts are asked of each layer and the strictest wins (docs/decisions/0002-strictest-verdict.md), so a layer can only tighten.

import type { Issue } from '../model/errors.ts';
import type { PolicyReference, Severity, ToolStatus } from '../model/finding.ts';
import type { Mode } from './ladders.ts';
import type { PolicyDocument } from './schema.ts';

export const layerNames = ['builtin', 'managed', 'organisation', 'team', 'workspace', 'user'] as const;
export type LayerName = (typeof layerNames)[number];

/** One policy file that parsed and validated. JSON-safe. */
export interface PolicyLayer {
  readonly layer: LayerName;
  /** `builtin:recommended`, a path relative to the root, an absolute path, or a URL. */
  readonly source: string;
  /** SHA-256 of the exact bytes; undefined for built-in text. */
  readonly hash?: string;
  readonly document: PolicyDocument;
  /** Where each value stands: JSON pointer (`/tools/deny/0`) → place. */
  readonly places: Readonly<Record<string, PolicyReference>>;
  /** What `extends` names: presets inside this layer, over which the document's own entries win. */
  readonly presets?: readonly PolicyPreset[];
  /** `stale` after `metadata.expires`: it still holds. Absent means active. */
  readonly state?: 'active' | 'stale';
  /** Hardest mode that this layer reaches, where it is long past its date and says `warn_only`. */
  readonly modeCap?: Mode;
  /** Absent where no signature is asked for. */
  readonly signature?: 'valid';
  /** It is written for a newer version of the product; keys that only that one knows were left out. */
  readonly partial?: true;
}

/** A text that a layer extends. */
export type PolicyPreset = Pick<PolicyLayer, 'source' | 'document' | 'places'>;

export interface Policy {
  /** Weakest first. */
  readonly layers: readonly PolicyLayer[];
  /** Of the strongest file layer in force; null under builtin. */
  readonly name: string;
  readonly version: string;
  readonly serial: number | null;
  /** Over the bytes of all file layers; null under builtin alone. */
  readonly hash: string | null;
  /** Groups of the person, for rings and exceptions; absent means none. */
  readonly groups?: readonly string[];
  /** Stands for the person in rings by percent; absent means in none of them. */
  readonly actor?: string;
  /** Problems that do not keep a layer from holding: expiring exceptions, ignored trust keys of a workspace layer. */
  readonly issues: readonly Issue[];
}

/** What the policy says of a tool at one place of use. */
export interface ToolDecision {
  readonly status: ToolStatus;
  /** One sentence for people, ending with the policy's own reason where it gives one. */
  readonly reason: string;
  /** Conditions of an allowed tool that are not met or cannot be seen from here. */
  readonly unmet?: readonly string[];
  /** Id of the tool to use instead. */
  readonly instead?: string;
  readonly decidedBy?: PolicyReference;
}

/** How a rule shows under the policy in force. `undefined` severity means the rule is off. */
export interface RuleStanding {
  readonly mode: Mode;
  readonly severity: Severity | undefined;
  /** False for rules that no comment, waiver or exception may silence. */
  readonly suppressible: boolean;
}
