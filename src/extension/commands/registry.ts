// Every command, by its id. A test compares this table with the manifest. Adding one: a file here, a line below, its manifest entry.

import type { Services } from '../services.ts';

/** Runs a command. Arguments come from menus, links and other extensions, so nothing about them is certain. */
export type CommandHandler = (services: Services, ...args: readonly unknown[]) => unknown;

export const commandHandlers: Readonly<Record<`handrail.${string}`, CommandHandler>> = {
  'handrail.scanWorkspace': ({ session }) => {
    for (const folder of session.open) folder.scanAll();
  },
  'handrail.stopScan': ({ session }) => {
    for (const folder of session.open) folder.stopScan();
  },
};
