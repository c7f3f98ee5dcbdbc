// The check dep-sanctioned-target: hosting settings of platforms that the policy does not name.

import { readinessDemands } from '../policy-demands.ts';
import { weights, type Check } from '../check.ts';
import { filesSeen } from '../look.ts';

const platforms: readonly { readonly id: string; readonly file: RegExp }[] = [
  { id: 'vercel', file: /^(?:vercel\.json|\.vercel\/project\.json)$/ },
  { id: 'netlify', file: /^netlify\.toml$/ },
  { id: 'fly', file: /^fly\.toml$/ },
  { id: 'render', file: /^render\.ya?ml$/ },
  { id: 'railway', file: /^railway\.(?:json|toml)$/ },
  { id: 'replit', file: /^(?:\.replit|replit\.nix)$/ },
  { id: 'lovable', file: /^\.lovable\/.+$/ },
  { id: 'bolt', file: /^\.bolt\/.+$/ },
  { id: 'cloudflare', file: /^wrangler\.(?:toml|jsonc?)$/ },
  { id: 'firebase', file: /^firebase\.json$/ },
  { id: 'qovery', file: /^\.qovery\.ya?ml$/ },
];

/** It goes live on a platform your company approved. */
export const depSanctionedTarget: Check = {
  id: 'dep-sanctioned-target',
  category: 'Deployment',
  title: 'It goes live on a platform your company approved',
  plain: 'Approved places come with login, backups and watching built in. Elsewhere nobody can help you.',
  why: 'A platform without a contract has no login, no backup and no one to call.',
  fix: 'Ask for a place on an approved platform; the policy names the way.',
  source: 'https://12factor.net/build-release-run',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 2,
  confidence: 'medium',
  applies: [],
  evaluate(facts, policy) {
    const demands = readinessDemands(policy);
    if (!demands.governsPlatforms)
      return { state: 'not_applicable', because: 'The policy names no approved platforms.' };
    const found = platforms.flatMap(({ id, file }) =>
      filesSeen(facts, file, `set up for ${id}`)
        .slice(0, 1)
        .map((seen) => ({ id, seen })),
    );
    const others = found.filter(({ id }) => !demands.allowsPlatform(id, facts.declaration?.track));
    if (others.length === 0) return { state: 'pass', evidence: found.map(({ seen }) => seen) };
    return {
      state: 'fail',
      evidence: others.map(({ seen }) => seen),
      because: `It is set up for ${others.map(({ id }) => id).join(', ')}. Approved here: ${demands.approvedPlatforms.join(', ') || 'ask your platform team'}.`,
    };
  },
};
