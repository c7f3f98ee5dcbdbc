// The check data-delete-protection: locks against deleting a database in a Terraform setup.

import { weights, type Check } from '../check.ts';
import { passWith } from '../look.ts';
import { withInnerBlocks } from '../structure/terraform.ts';
import { attributesSeen } from '../terraform-look.ts';
import { expression } from '../../text/expression.ts';

const dataStore = expression()`
  ^(?:
    aws_(?:db_instance|rds_cluster|dynamodb_table|s3_bucket|efs_file_system|docdb_cluster)|
    google_(?:sql_database_instance|storage_bucket|bigquery_dataset|spanner_instance|firestore_database)|
    azurerm_(?:\w*(?:sql|postgresql|mysql|cosmosdb)\w*|storage_account)
  )$
`;

/** The live database can’t be deleted by one wrong command. */
export const dataDeleteProtection: Check = {
  id: 'data-delete-protection',
  category: 'Data',
  title: 'The live database can’t be deleted by one wrong command',
  plain: 'One switch would have saved several famous companies.',
  why: 'One wrong apply or destroy deletes the live data; a lock makes that two steps.',
  fix: 'Set deletion_protection = true, and prevent_destroy = true in its lifecycle.',
  source: 'https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 1,
  confidence: 'medium',
  applies: ['terraform'],
  evaluate(facts) {
    const stores = facts.terraform.filter(({ type, labels }) => type === 'resource' && dataStore.test(labels[0] ?? ''));
    if (stores.length === 0)
      return { state: 'not_applicable', because: 'The Terraform setup here holds no database and no storage.' };
    const evidence = facts.terraform
      .flatMap((block) => [...withInnerBlocks(block)])
      .flatMap((block) => [
        ...attributesSeen(
          block,
          /^(?:deletion_protection|prevent_destroy|deletion_protection_enabled)$/,
          /^true\b/,
          'cannot be deleted by mistake',
        ),
        ...attributesSeen(block, 'force_destroy', /^false\b/, 'cannot be deleted while full'),
      ]);
    return passWith(evidence.slice(0, 3), {
      state: 'warn',
      evidence: stores
        .slice(0, 5)
        .map(({ path, line, labels }) => ({ path, line, note: `${labels.join(' ')} has no lock` })),
      because: 'No database or storage is locked against deletion.',
    });
  },
};
