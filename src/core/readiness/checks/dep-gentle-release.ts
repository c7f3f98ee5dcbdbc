// The check dep-gentle-release: releases in steps, and switches for features.

import { weights, type Check } from '../check.ts';
import { packagesSeen, passWith } from '../look.ts';
import type { PackageNames } from '../traits.ts';

const switchPackages: PackageNames = {
  npm: ['@openfeature/*', 'launchdarkly-*', '@launchdarkly/*', 'unleash-client', 'flagsmith*', '@growthbook/*'],
  pypi: ['openfeature-sdk', 'launchdarkly-server-sdk', 'unleashclient', 'flagsmith'],
  go: ['github.com/open-feature/go-sdk*', 'github.com/launchdarkly/go-server-sdk*'],
};

/** A new version reaches users little by little, without downtime. */
export const depGentleRelease: Check = {
  id: 'dep-gentle-release',
  category: 'Deployment',
  title: 'A new version reaches users little by little, without downtime',
  plain: 'If it is bad, few notice.',
  why: 'A release that goes out in steps shows its mistakes to a few people before everybody meets them.',
  fix: 'Set a rolling strategy with maxUnavailable: 0, or put risky parts behind a feature switch.',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
  requiredFrom: 'advice',
  weight: weights.medium,
  effort: 2,
  confidence: 'high',
  revision: 2,
  applies: ['kubernetes'],
  evaluate(facts) {
    const evidence = [
      ...facts.kubernetes
        .filter(({ kind, strategyLine }) => /^(?:Rollout|Canary)$/.test(kind) || strategyLine !== undefined)
        .slice(0, 3)
        .map(({ path, line, strategyLine }) => ({ path, line: strategyLine ?? line, note: 'released in steps' })),
      ...packagesSeen(facts, switchPackages),
    ];
    return passWith(evidence, { state: 'warn', evidence: [], because: 'Nothing releases a new version in steps.' });
  },
};
