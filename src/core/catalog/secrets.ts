// All kinds of credentials as rows: how each is recognised and what is said about it. Read by detectors/sensitive-data.

import type { CredentialGroup, CredentialRow } from './credential-row.ts';
import ai from './secrets/ai.json' with { type: 'json' };
import ciCd from './secrets/ci-cd.json' with { type: 'json' };
import cloud from './secrets/cloud.json' with { type: 'json' };
import comms from './secrets/comms.json' with { type: 'json' };
import cryptoWallet from './secrets/crypto-wallet.json' with { type: 'json' };
import database from './secrets/database.json' with { type: 'json' };
import framework from './secrets/framework.json' with { type: 'json' };
import generic from './secrets/generic.json' with { type: 'json' };
import identity from './secrets/identity.json' with { type: 'json' };
import observability from './secrets/observability.json' with { type: 'json' };
import packageRegistry from './secrets/package-registry.json' with { type: 'json' };
import payments from './secrets/payments.json' with { type: 'json' };
import privateKey from './secrets/private-key.json' with { type: 'json' };
import saas from './secrets/saas.json' with { type: 'json' };
import sourceHost from './secrets/source-host.json' with { type: 'json' };

// The files are checked by test/core/catalog/secrets.test.ts; TypeScript widens their words to any text.
const byGroup = {
  ai,
  'ci-cd': ciCd,
  cloud,
  comms,
  'crypto-wallet': cryptoWallet,
  database,
  framework,
  generic,
  identity,
  observability,
  'package-registry': packageRegistry,
  payments,
  'private-key': privateKey,
  saas,
  'source-host': sourceHost,
} as Readonly<Record<CredentialGroup, readonly object[]>> as Readonly<
  Record<CredentialGroup, readonly CredentialRow[]>
>;

/** Kinds with a format of their own, by what they belong to. */
export const credentialGroups = Object.entries(byGroup) as readonly (readonly [
  CredentialGroup,
  readonly CredentialRow[],
])[];

/** Kinds with a format of their own. */
export const credentialRows: readonly CredentialRow[] = credentialGroups.flatMap(([, rows]) => rows);
