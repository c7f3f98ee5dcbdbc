// Five policy layers of a thousand lines each, as large companies might have them. Each lower layer only tightens.

/** @returns texts by layer, weakest layer first */
export function largePolicies() {
  const layers = ['managed', 'organisation', 'team', 'workspace', 'user'];
  return layers.map((layer, rank) => ({ layer, source: `${layer}.yaml`, text: policyText(layer, rank) }));
}

function policyText(layer, rank) {
  const lines = [
    'apiVersion: handrail/v1',
    'kind: Policy',
    'metadata:',
    `  name: acme-${layer}`,
    `  version: 1.0.${rank}`,
    'mode: warn',
    'tools:',
    '  default: ask',
    ...(rank === 0
      ? [
          '  allow:',
          ...entries(60, (n) => [
            `    - id: vendor-${n}-assist`,
            `      reason: Contract ${n}`,
            '      dataClasses: [public, internal]',
          ]),
        ]
      : []),
    '  deny:',
    ...entries(80, (n) => [
      `    - id: ${layer}-${n}-free`,
      `      reason: Trains on inputs, looked at in ticket SEC-${n}`,
      '      instead: github-copilot',
    ]),
    'mcpServers:',
    '  default: ask',
    '  requirePinnedVersions: true',
    '  deny:',
    ...entries(60, (n) => [`    - id: ${layer}-server-${n}`, `      url: https://mcp-${n}.${layer}.example/sse`]),
    'data:',
    '  classes:',
    '    - {id: public}',
    '    - {id: internal}',
    '    - {id: confidential, detectors: [credential, personal]}',
    '  paths:',
    ...entries(60, (n) => [`    - match: 'customers/${layer}-${n}/**'`, '      class: confidential']),
  ];
  if (rank <= 1) {
    lines.push('exceptions:');
    for (let n = 0; n < 40; n++)
      lines.push(
        `  - id: EXC-${rank}-${n}`,
        `    rule: ${layer}-rule-${n}`,
        '    owner: dana@acme.example',
        '    reason: Migration',
        '    expires: 2027-01-15',
      );
  }
  lines.push('rules:');
  for (let n = 0; lines.length < 1000; n++)
    lines.push(
      `  - id: ${layer}-rule-${n}`,
      `    title: Rule number ${n} of the ${layer} policy`,
      '    severity: high',
      '    match: {tools: [cursor], dataClasses: [confidential]}',
    );
  return `${lines.join('\n')}\n`;
}

function entries(count, make) {
  return Array.from({ length: count }, (_, n) => make(n)).flat();
}
