// All kinds of credentials as rows: how each is recognised and what is said about it. Read by detectors/sensitive-data.
// No code here: validators are named, and live in the detector's folder.

import type { CredentialRow } from './credential-row.ts';
import { aiAndCodeCredentials } from './secrets-ai-and-code.ts';
import { serviceCredentials } from './secrets-services.ts';

/** In the order in which they are tried at the same place. */
export const credentialRows: readonly CredentialRow[] = [...aiAndCodeCredentials, ...serviceCredentials];
