// One kind of credential as data. The tables are in the folder secrets/, a file for each kind of service.

import type { RuleSeverity } from '../model/finding.ts';

/** What kind of service a credential belongs to; says what it opens. */
export type CredentialGroup =
  | 'ai'
  | 'ci-cd'
  | 'cloud'
  | 'comms'
  | 'crypto-wallet'
  | 'database'
  | 'framework'
  | 'generic'
  | 'identity'
  | 'observability'
  | 'package-registry'
  | 'payments'
  | 'private-key'
  | 'saas'
  | 'source-host';

/** Check characters, by name; `checksums.ts` knows them. */
export type CredentialChecksum = 'crc32-base62' | 'crc32-hex' | 'bech32';

/** One kind of credential. */
export interface CredentialRow {
  /** Rule id without `sensitive-data/`. Never reused. */
  readonly id: string;
  readonly title: string;
  /** How the value is built, in the notation of `credential-format.ts`. */
  readonly format: string;
  /** Other ways in which it is built. */
  readonly otherFormats?: readonly string[];
  /** One of these words in small letters has to stand near, because the format alone proves nothing. */
  readonly words?: readonly string[];
  /** Under this name it is meant to be published, as keys of web applications are. */
  readonly publicName?: string;
  /** Letters of the format may be small or capital. */
  readonly anyCase?: boolean;
  readonly checksum?: CredentialChecksum;
  readonly severity: RuleSeverity;
  /** A public page on the kind or its format. */
  readonly source: string;
  /** Where the provider lets one revoke the value. */
  readonly revokeUrl?: string;
}

/** What a credential opens, to complete "Whoever has it can …". */
export const opensByGroup: Readonly<Record<CredentialGroup, string>> = {
  ai: 'use the service at your cost and may read what was sent to it',
  'ci-cd': 'read and change builds, deployments and what they use',
  cloud: 'act in the account: read data, start machines, run up costs',
  comms: 'read and send messages in your name',
  'crypto-wallet': 'take what is in the wallet',
  database: 'read and change the data',
  framework: 'forge sessions and signed data of the application',
  generic: 'use the account it belongs to',
  identity: 'sign in as other people or change who may',
  observability: 'read logs and metrics, or send false ones',
  'package-registry': 'publish packages in your name or read private ones',
  payments: 'read payments or move money',
  'private-key': 'pose as the server, the person or the program it belongs to',
  saas: 'read and change what the account holds',
  'source-host': 'read and change code',
};
