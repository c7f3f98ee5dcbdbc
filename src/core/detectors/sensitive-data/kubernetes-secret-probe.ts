// Finds the values in the manifest of a Kubernetes Secret: base64 under `data`, clear text under `stringData`.
// Source: https://kubernetes.io/docs/concepts/configuration/secret/

import { decodeBase64 } from './base64.ts';
import { judgeCandidate } from './judgement.ts';
import type { Probe, Reading } from './probe.ts';
import { bitsOf, isRandom } from './rarity.ts';
import { isStandIn, isWeakPassword } from './stand-ins.ts';

const reach = 4000;
const entry = /^[ \t]{1,8}(["']?)[\w./-]{1,120}\1:[ \t]{1,8}(["']?)([^\s"'#]{6,2000})\2[ \t]*$/dgm;

/** One probe for all manifests in a text, each up to 4,000 characters to both sides of its `kind`. */
export const kubernetesSecretProbe: Probe = {
  keywords: ['kind: Secret'],
  look: (reading, start, end) => {
    if (!/^["']?[ \t]*(?:\r?\n|$)/.test(reading.text.slice(end, end + 20))) return;
    const from = manifestStart(reading.text, start);
    const manifest = reading.text.slice(from, manifestEnd(reading.text, end));
    for (const block of manifest.matchAll(/^(data|stringData):[ \t]*\r?\n((?:[ \t]+\S.*(?:\r?\n|$)|[ \t]*\r?\n)+)/gm)) {
      const blockStart = from + block.index + block[0].length - (block[2] ?? '').length;
      for (const hit of (block[2] ?? '').matchAll(entry)) {
        const place = hit.indices?.[3];
        if (place !== undefined) judge(reading, blockStart + place[0], blockStart + place[1], block[1] === 'data');
      }
    }
  },
};

function judge(reading: Reading, start: number, end: number, encoded: boolean): void {
  const written = reading.text.slice(start, end);
  const value = encoded ? decodeBase64(written)?.trim() : written;
  // What is no printable text is a certificate, a key store or another encoding; keys have probes of their own.
  if (value === undefined || value.length < 6 || !/^[\x20-\x7e]+$/.test(value) || /-----BEGIN/.test(value)) return;
  const drawn = isRandom(value);
  if (isStandIn(value) || isWeakPassword(value) || (!drawn && !/^(?=.*[A-Za-z])(?=.*\d)\S+$/.test(value))) return;
  if (/^(?:[\w-]+\.)+[a-z]{2,}$|:\/\/|^[\w.-]+@[\w.-]+$/i.test(value)) return;
  const judgement = judgeCandidate({
    value,
    severity: 'high',
    evidence: 'structure',
    pathClass: reading.pathClass,
    anyValue: true,
    points: drawn ? 0 : -15,
  });
  if (judgement === undefined) return;
  reading.report({
    ruleId: 'sensitive-data/k8s-secret-manifest',
    startOffset: start,
    endOffset: end,
    valueBits: drawn ? bitsOf(value) : 0,
    previewable: false,
    ...judgement,
  });
}

function manifestStart(text: string, at: number): number {
  const from = Math.max(0, at - reach);
  const border = text.lastIndexOf('\n---', at);
  return border < from ? from : border + 1;
}

function manifestEnd(text: string, at: number): number {
  const border = text.indexOf('\n---', at);
  return Math.min(text.length, at + reach, border < 0 ? text.length : border);
}
