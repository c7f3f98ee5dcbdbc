// Certificates of a company that does not exist, made anew for each test: nothing that has to be renewed, no key in the repository.

import { generateKeyPairSync, sign, type KeyPairKeyObjectResult } from 'node:crypto';

export interface ServerCertificate {
  /** PEM, as a TLS server takes them. */
  readonly cert: string;
  readonly key: string;
}

/** An authority that nobody trusts unless told to. */
export class CertificateAuthority {
  readonly #keys = keyPair();
  /** Its own certificate, PEM. */
  readonly pem = certificate('Acme Authority', this.#keys, this.#keys, [
    seq(oid([0x55, 0x1d, 0x13]), isTrue, der(octets, seq(isTrue))),
  ]);

  /** @param host  name of the server: a DNS name */
  issue(host: string): ServerCertificate {
    const keys = keyPair();
    const names = seq(der(0x82, Buffer.from(host)));
    const cert = certificate(host, keys, this.#keys, [seq(oid([0x55, 0x1d, 0x11]), der(octets, names))]);
    return { cert, key: keys.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString() };
  }
}

function keyPair(): KeyPairKeyObjectResult {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

// The few tags of ASN.1 that a certificate needs. Source: https://www.rfc-editor.org/rfc/rfc5280#section-4.1
const [octets, bits, utf8, set, sequence, time] = [0x04, 0x03, 0x0c, 0x31, 0x30, 0x18];
const isTrue = der(0x01, Buffer.from([0xff]));

function certificate(
  subject: string,
  { publicKey }: KeyPairKeyObjectResult,
  issuer: KeyPairKeyObjectResult,
  extensions: readonly Buffer[],
): string {
  const algorithm = seq(oid([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));
  const days = seq(der(time, Buffer.from('20200101000000Z')), der(time, Buffer.from('20991231235959Z')));
  const serial = der(0x02, Buffer.from([1]));
  const issuerName = name('Acme Authority');
  const key = publicKey.export({ format: 'der', type: 'spki' });
  const signed = seq(
    der(0xa0, der(0x02, Buffer.from([2]))),
    ...[serial, algorithm, issuerName, days, name(subject), key, der(0xa3, seq(...extensions))],
  );
  const signature = der(bits, Buffer.from([0]), sign('sha256', signed, issuer.privateKey));
  const lines =
    seq(signed, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function name(common: string): Buffer {
  return seq(der(set, seq(oid([0x55, 0x04, 0x03]), der(utf8, Buffer.from(common)))));
}

function seq(...parts: readonly Buffer[]): Buffer {
  return der(sequence, ...parts);
}

function oid(bytes: readonly number[]): Buffer {
  return der(0x06, Buffer.from(bytes));
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}
