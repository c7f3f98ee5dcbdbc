// The check sec-cloud-storage-private: cloud storage that a Terraform setup opens to everybody.

import { weights, type Check } from '../check.ts';
import { attributesSeen, judgeTerraform } from '../terraform-look.ts';

/** File storage isn’t open to everyone. */
export const secCloudStoragePrivate: Check = {
  id: 'sec-cloud-storage-private',
  category: 'Security',
  title: 'File storage isn’t open to everyone',
  plain: 'Open buckets are the classic way company files end up on the internet.',
  why: 'A bucket that anybody can list is found by robots within hours; most leaks of company files began so.',
  fix: 'Remove the public grant and add a public access block for the bucket.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  requiredFrom: 'sandbox',
  weight: weights.critical,
  effort: 2,
  confidence: 'medium',
  applies: ['terraform'],
  evaluate(facts) {
    return judgeTerraform(facts, 'A storage is open to everybody.', (block) => [
      ...attributesSeen(block, 'acl', /^"public-read/, 'anybody may read it'),
      ...attributesSeen(
        block,
        /^(?:member|members)$/,
        /"all(?:Authenticated)?Users"/,
        'open to everybody',
        /bucket|storage/,
      ),
      ...attributesSeen(block, /^block_public_(?:acls|policy)$/, /^false\b/, 'the lock against public access is off'),
      ...attributesSeen(
        block,
        /^(?:allow_nested_items_to_be_public|allow_blob_public_access)$/,
        /^true\b/,
        'parts may be made public',
      ),
    ]);
  },
};
