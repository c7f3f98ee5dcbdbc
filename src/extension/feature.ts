// The contract of a feature: it gets the services, registers what it shows, and gives back how to take it away again.

import type { Services } from './services.ts';

export type Feature = (services: Services) => { dispose(): unknown };
