// The check rel-stops-politely: the moment when the platform stops the app.

import { weights, type Check } from '../check.ts';
import { hitsOf, linesSeen, packagesSeen, passWith } from '../look.ts';
import { isSample } from '../paths.ts';

/** The app finishes what it is doing before it stops. */
export const relStopsPolitely: Check = {
  id: 'rel-stops-politely',
  category: 'Reliability',
  title: 'The app finishes what it is doing before it stops',
  plain: 'Otherwise each release cuts some users off mid-click.',
  why: 'A process that ends at once cuts off the requests it is working on, at every release.',
  fix: 'Listen for SIGTERM, stop taking new requests, finish the running ones, then end.',
  source: 'https://12factor.net/disposability',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 2,
  confidence: 'medium',
  revision: 2,
  applies: ['webServer'],
  evaluate(facts) {
    const evidence = [
      ...hitsOf(facts, 'stops-politely').slice(0, 3),
      ...linesSeen(
        facts,
        /(?:^|\/)application[\w-]*\.(?:properties|ya?ml)$/,
        /^\s*(?:server\.)?shutdown\s*[:=]\s*graceful/gm,
        'finishes before it stops',
      ),
      ...facts.kubernetes.flatMap(({ path, containers }) =>
        containers.flatMap(({ preStopLine }) =>
          preStopLine === undefined ? [] : [{ path, line: preStopLine, note: 'waits before it stops' }],
        ),
      ),
      ...facts.containers.flatMap(({ path, stopsPolitelyLine }) =>
        stopsPolitelyLine === undefined
          ? []
          : [{ path, line: stopsPolitelyLine, note: 'started by a server or init that stops politely' }],
      ),
      // Its host stops taking requests and waits for the running ones. Source:
      // https://learn.microsoft.com/aspnet/core/fundamentals/host/generic-host#host-shutdown
      ...linesSeen(
        facts,
        /\.(?:cs|fs)proj$/,
        /<Project\s[^>]*\bSdk="Microsoft\.NET\.Sdk\.Web"/gm,
        'the host of ASP.NET Core finishes before it stops',
      ).filter(({ path }) => !isSample(path)),
      ...packagesSeen(facts, {
        pypi: ['gunicorn', 'uvicorn'],
        gems: ['puma', 'unicorn'],
        npm: ['close-with-grace', '@godaddy/terminus', 'http-terminator', 'stoppable'],
      }),
    ];
    return passWith(evidence.slice(0, 5), {
      state: 'warn',
      evidence: [],
      because: 'Nothing finishes running requests before the app stops.',
    });
  },
};
