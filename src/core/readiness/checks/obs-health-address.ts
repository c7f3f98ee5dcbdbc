// The check obs-health-address: health routes, by name.

import { weights, type Check } from '../check.ts';
import { containerFiles, filesSeen, hitsOf, linesSeen, missing, packagesSeen, passWith } from '../look.ts';

/** There is an address that says "I’m fine". */
export const obsHealthAddress: Check = {
  id: 'obs-health-address',
  category: 'Observability',
  title: 'There is an address that says "I’m fine"',
  plain: 'The platform asks it every few seconds and restarts the app if there is no answer.',
  why: 'Without it a platform sends visitors to a copy that no longer works.',
  fix: 'Add a route such as /healthz that answers when the app and its database work.',
  source: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 1,
  confidence: 'high',
  revision: 4,
  applies: ['webServer'],
  evaluate(facts) {
    const evidence = [
      ...hitsOf(facts, 'health-address').filter((hit) => !/\.config\.\w+$/.test(hit.path)),
      ...filesSeen(
        facts,
        /(?:^|\/)(?:healthz?|health-?check|readyz|livez|ping|heartbeat)(?:\/(?:route|index|\+server)|\.get)?\.(?:[jt]sx?|py)$/i,
        'an address that answers "I am fine"',
      ),
      ...packagesSeen(facts, {
        npm: ['@godaddy/terminus', '@nestjs/terminus', 'lightship'],
        pypi: ['django-health-check'],
        maven: ['spring-boot-starter-actuator', 'quarkus-smallrye-health'],
        nuget: ['AspNetCore.HealthChecks.*'],
      }),
      ...linesSeen(facts, containerFiles, /^HEALTHCHECK\s+(?!NONE)/gm, 'the container is asked how it is'),
    ];
    return passWith(evidence.slice(0, 5), missing('No such address was found.'));
  },
};
