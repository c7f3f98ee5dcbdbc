// Which host names the whole internet can reach, as far as a name tells. Boundary signals call it.

import { isWithin } from '../policy/internal-domains.ts';
import { expression } from '../text/expression.ts';

const insideOnly = expression('i')`
  (?:^|\.)(?:localhost|local|internal|svc|lan|corp|home|intranet|test|invalid|cluster\.local|nip\.io|sslip\.io)$|
  (?:^|\.)example\.(?:com|org|net)$|^\d{1,3}(?:\.\d{1,3}){3}$
`;
const previewHosts = expression('i')`
  \.(?:
    lovable\.app|lovable\.dev|lovableproject\.com|vercel\.app|netlify\.app|pages\.dev|workers\.dev|onrender\.com|
    fly\.dev|up\.railway\.app|web\.app|firebaseapp\.com|herokuapp\.com|replit\.app|bolt\.host|azurewebsites\.net|
    github\.io
  )$
`;
const notTheProject = expression('i')`
  (?:^|\.)(?:
    github\.com|gitlab\.com|bitbucket\.org|npmjs\.com|pypi\.org|schema\.org|w3\.org|vercel\.com|googleapis\.com|
    supabase\.co|unpkg\.com|shields\.io|microsoft\.com|githubusercontent\.com|readthedocs\.io|jsdelivr\.net|
    placeholder\.com|your-?(?:site|domain|app)\.com|yourdomain\.com|acme\.com
  )$
`;

/** What a host name says of who can reach it. `other` belongs to somebody else or is a placeholder. */
export type HostKind = 'public' | 'preview' | 'internal' | 'other';

/** @param internalDomains suffixes the policy calls internal; `acme.internal` covers all names below it
 *  Source: https://www.rfc-editor.org/rfc/rfc6761 (names with a special use) */
export function hostKind(host: string, internalDomains: readonly string[]): HostKind {
  const name = host.toLowerCase().replace(/^\*\./, '').replace(/\.$/, '');
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(name)) return 'other';
  if (isWithin(name, internalDomains)) return 'internal';
  if (insideOnly.test(name)) return 'other';
  if (previewHosts.test(name)) return 'preview';
  return notTheProject.test(name) ? 'other' : 'public';
}
