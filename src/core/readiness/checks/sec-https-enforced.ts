// The check sec-https-enforced: encrypted entrances, and code that accepts any certificate.

import { weights, type Check } from '../check.ts';
import { annotationsSeen, filesSeen, hitsOf, linesSeen, passWith, settingsSeen, terraformSeen } from '../look.ts';
import { isSample } from '../paths.ts';
import { expression } from '../../text/expression.ts';

const hostsWithHttps = expression()`
  (?:^|/)(?:
    vercel\.json|netlify\.toml|render\.ya?ml|railway\.(?:json|toml)|wrangler\.(?:toml|jsonc)|\.vercel/project\.json|
    app\.yaml|firebase\.json|\.lovable/.+
  )$
`;

/** Traffic is always encrypted. */
export const secHttpsEnforced: Check = {
  id: 'sec-https-enforced',
  category: 'Security',
  title: 'Traffic is always encrypted',
  plain: 'Without the padlock, people on the same network can read what users send.',
  why: 'Traffic in clear, or a client that accepts every certificate, can be read and changed on the way (OWASP A02).',
  fix: 'Add a tls block to the entrance, or confirm where encryption ends; remove switches that accept any certificate.',
  source: 'https://owasp.org/Top10/A02_2021-Cryptographic_Failures/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'medium',
  revision: 3,
  applies: [],
  attest: 'The load balancer or host encrypts all traffic (say which).',
  evaluate(facts) {
    const against = [
      ...annotationsSeen(facts, /\/(?:force-)?ssl-redirect$/, 'unencrypted calls are let in', /^false$/),
      ...hitsOf(facts, 'accepts-any-certificate'),
    ];
    if (against.length > 0)
      return { state: 'fail', evidence: against, because: 'Encryption is switched off at a place.' };
    const evidence = [
      ...facts.kubernetes
        .filter(({ tlsLine, kind }) => tlsLine !== undefined || /^(?:ManagedCertificate|Certificate)$/.test(kind))
        .slice(0, 3)
        .map(({ path, line, tlsLine }) => ({ path, line: tlsLine ?? line, note: 'the entrance is encrypted' })),
      ...annotationsSeen(facts, /^cert-manager\.io\/(?:cluster-)?issuer$/, 'the entrance has a certificate'),
      ...settingsSeen(
        facts,
        /^fly\.toml$/,
        /^(?:http_service|services\.ports)\.force_https$/,
        'the host insists on encryption',
        /^true$/,
      ),
      ...filesSeen(facts, hostsWithHttps, 'this host encrypts by itself').filter((seen) => !isSample(seen.path)),
      ...terraformSeen(
        facts,
        /^(?:aws_acm_certificate|google_compute_managed_ssl_certificate|google_cloud_run_\w*service|azurerm_app_service_managed_certificate)$/,
        'the entrance has a certificate',
      ),
      ...linesSeen(
        facts,
        /(?:^|\/)Caddyfile$/,
        /^[a-z0-9.-]+\.[a-z]{2,}\b[^\n]*\{/gm,
        'this server encrypts by itself',
      ).filter((seen) => !isSample(seen.path)),
      ...linesSeen(facts, /(?:^|\/)nginx[\w.-]*\.conf$/, /^\s*listen\s+[^;\n]*\bssl\b/gm, 'the entrance is encrypted'),
      ...linesSeen(
        facts,
        /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/,
        /^[^#\n]*(?:\.tls\.certresolver|traefik\.http\.routers\.[^\n]*\.tls\b)/gm,
        'the entrance is encrypted',
      ),
    ];
    return passWith(evidence.slice(0, 5), {
      state: 'unknown',
      because: 'Files do not tell where encryption ends. Somebody who knows has to confirm it.',
    });
  },
};
