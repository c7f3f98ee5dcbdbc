// Finds British postcodes in messages. Many have no two digits side by side, so that no run of digits leads to them; a message is
// short, and is read as a whole.

import type { Probe } from '../probe.ts';
import { isNote } from './note.ts';
import { reportData } from './report-data.ts';
import { expression } from '../../../text/expression.ts';

// Source: https://www.gov.uk/government/publications/bulk-data-transfer-for-sponsors-xml-schema (the letters that stand in each place)
const postcode = expression('g')`
  (?<![\w-])(?:
    GIR ?0AA|[A-PR-UWYZ][A-HK-Y]\d[ABEHMNPRVWXY]\d[ABD-HJLNP-UW-Z]{2}|
    (?:[A-PR-UWYZ](?:\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d{1,2}|[A-HK-Y]\d[ABEHMNPRVWXY])) \d[ABD-HJLNP-UW-Z]{2}
  )(?![\w-])
`;

/** Finds British postcodes as they are written in addresses. */
export const postcodeProbe: Probe = {
  look: () => undefined,
  finish: (reading) => {
    if (!isNote(reading)) return;
    for (const { index, 0: value } of reading.text.matchAll(postcode)) {
      reportData(reading, 'uk-postcode', index, index + value.length, {
        confidence: 'low',
        detail: 'It stands in a message.',
      });
    }
  },
};
