// The check sec-data-encrypted-at-rest: disks and databases without encryption in a Terraform setup.

import { weights, type Check } from '../check.ts';
import { attributesSeen, judgeTerraform } from '../terraform-look.ts';

/** Stored data is encrypted. */
export const secDataEncryptedAtRest: Check = {
  id: 'sec-data-encrypted-at-rest',
  category: 'Security',
  title: 'Stored data is encrypted',
  plain: 'A stolen disk or backup must be unreadable.',
  why: 'A disk or a copy of it that is not encrypted can be read by whoever gets hold of it.',
  fix: 'Set storage_encrypted = true (or encrypted = true) on the resource.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 1,
  confidence: 'medium',
  applies: ['terraform'],
  evaluate(facts) {
    return judgeTerraform(facts, 'Data is stored without encryption.', (block) => [
      ...attributesSeen(
        block,
        /^(?:storage_encrypted|encrypted|encryption_at_rest_enabled)$/,
        /^false\b/,
        'encryption is off',
      ),
      ...(block.type === 'resource' &&
      /^aws_(?:db_instance|rds_cluster)$/.test(block.labels[0] ?? '') &&
      !block.attributes.has('storage_encrypted') &&
      !block.attributes.has('snapshot_identifier') &&
      !block.attributes.has('replicate_source_db')
        ? [{ path: block.path, line: block.line, note: 'storage_encrypted is not set' }]
        : []),
    ]);
  },
};
