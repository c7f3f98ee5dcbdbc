// The check sec-network-closed: doors that a Terraform setup opens to the whole internet.

import type { CheckEvidence } from '../../model/outcome.ts';
import { weights, type Check } from '../check.ts';
import type { TerraformBlock } from '../structure/terraform.ts';
import { attributesSeen, judgeTerraform } from '../terraform-look.ts';

const webPorts = new Set(['80', '443']);

/** An entrance for everybody with a port that is not a web server's. */
function openDoors({ path, line, type, labels, attributes }: TerraformBlock): readonly CheckEvidence[] {
  const isEntrance =
    type === 'ingress' ||
    (type === 'resource' &&
      /^(?:aws_vpc_security_group_ingress_rule|google_compute_firewall|azurerm_network_security_rule)$/.test(
        labels[0] ?? '',
      )) ||
    (labels[0] === 'aws_security_group_rule' && attributes.get('type')?.value === '"ingress"');
  if (!isEntrance) return [];
  const everybody = [...attributes.values()].find(({ value }) => /"(?:0\.0\.0\.0\/0|::\/0|\*|Internet)"/.test(value));
  const from =
    attributes.get('from_port')?.value ?? attributes.get('destination_port_range')?.value.replaceAll('"', '');
  const until = attributes.get('to_port')?.value ?? from;
  if (everybody === undefined || from === undefined || !/^\d+$|^\*$/.test(from)) return [];
  const isWeb = from === until && webPorts.has(from);
  return isWeb
    ? []
    : [
        {
          path,
          line: everybody.line || line,
          note: `port ${from === '0' || from === '*' ? 'of any number' : from} is open to everybody`,
        },
      ];
}

/** Only the doors you need are open. */
export const secNetworkClosed: Check = {
  id: 'sec-network-closed',
  category: 'Security',
  title: 'Only the doors you need are open',
  plain: 'An open admin door will be found by robots within minutes.',
  why: 'Robots try every address for open administration and database ports within minutes.',
  fix: 'Limit the range of addresses to your company’s, by a variable.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 2,
  confidence: 'medium',
  applies: ['terraform'],
  evaluate(facts) {
    return judgeTerraform(facts, 'A door is open to the whole internet.', (block) => [
      ...openDoors(block),
      ...attributesSeen(block, 'publicly_accessible', /^true\b/, 'the database can be reached from the internet'),
    ]);
  },
};
