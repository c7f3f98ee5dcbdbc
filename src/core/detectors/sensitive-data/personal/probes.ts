// All probes for personal and confidential data, in the order in which they are asked at the same place.

import type { Probe } from '../probe.ts';
import { numberRows } from '../../../catalog/personal-data.ts';
import { documentProbes } from './document-probes.ts';
import { emailProbe, hardwareProbe, networkProbe } from './internet-probes.ts';
import { numberProbe } from './number-probe.ts';
import { bitcoinProbe, cardProbe, ibanProbe, trackProbe } from './payment-probes.ts';
import { phoneProbe } from './phone-probe.ts';
import { postcodeProbe } from './postcode-probe.ts';
import { tableProbe } from './table-probe.ts';

/** Probes for the one pass. Those that say most about a value come first: what they claim is left to them. */
export function personalDataProbes(): readonly Probe[] {
  return [
    trackProbe,
    cardProbe,
    ibanProbe,
    bitcoinProbe,
    networkProbe,
    numberProbe(numberRows),
    phoneProbe,
    hardwareProbe,
    postcodeProbe,
    tableProbe,
    emailProbe,
    ...documentProbes,
  ];
}
