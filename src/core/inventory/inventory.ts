// AI tools in use: evidence from all documents, grouped by tool and weighed by the policy. Shape of `inventory --format json`.

import type { Confidence, EvidenceScope, EvidenceSignal, ToolStatus } from '../model/finding.ts';

export interface InventoryTool {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly kind: string;
  readonly status: ToolStatus;
  readonly reason: string;
  readonly unmet?: readonly string[];
  readonly instead?: string;
  readonly confidence: Confidence;
  readonly scope: EvidenceScope;
  readonly evidence: readonly {
    readonly signal: EvidenceSignal;
    readonly value: string;
    /** As declared, when the sign has one. */
    readonly version?: string;
    readonly path: string;
    readonly line: number;
  }[];
}

export interface InventoryMcpServer {
  readonly name: string;
  readonly client: string;
  readonly transport: 'stdio' | 'http' | 'sse' | 'unknown';
  readonly command?: string;
  readonly url?: string;
  readonly pinned: boolean;
  /** Names of the variables and headers it is given, never their values. */
  readonly variables?: readonly string[];
  /** Tools of it that its file names. */
  readonly tools?: readonly string[];
  /** Tools that run without a question; `*` for all of them. */
  readonly autoApproved?: readonly string[];
  readonly status: ToolStatus;
  readonly path: string;
  readonly line: number;
}

export interface Inventory {
  readonly tools: readonly InventoryTool[];
  readonly mcpServers: readonly InventoryMcpServer[];
  readonly models: readonly string[];
  /** What could not be seen from where this ran, in plain words. */
  readonly limits: readonly string[];
}
