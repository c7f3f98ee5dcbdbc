// Entry of the editor shell: builds the services, registers the features, returns the API. Does no work before the first event.

import type { ExtensionContext, Uri } from 'vscode';
import { commands, Disposable } from 'vscode';
import type { Inventory } from '../core/inventory/inventory.ts';
import type { Finding } from '../core/model/finding.ts';
import { commandHandlers } from './commands/registry.ts';
import { features } from './features/registry.ts';
import { createServices } from './services.ts';

/** What other extensions and our own tests may ask. */
export interface HandrailApi {
  /** Findings of a file as the editor knows it now, unsaved text included; sorted by place.
   *  Waits for a scan of the file that is under way. [] for files outside of any workspace folder. */
  findings(uri: Uri): Promise<readonly Finding[]>;
  /** AI tools in use in each open folder, as far as they are known now. */
  inventories(): readonly Inventory[];
  /** Settles when the first scan of every open folder is done, stopped or has failed. */
  whenScanned(): Promise<void>;
}

export function activate(context: ExtensionContext): HandrailApi {
  const services = createServices(context);
  const handlers = Object.entries(commandHandlers).map(([id, handler]) =>
    commands.registerCommand(id, (...args: unknown[]) => handler(services, ...args)),
  );
  context.subscriptions.push(
    services,
    Disposable.from(...handlers),
    Disposable.from(...features.map((register) => register(services))),
  );
  services.session.start();
  return {
    findings: (uri) => services.session.settledFindings(uri),
    inventories: () => services.session.folders.flatMap(({ inventory }) => inventory ?? []),
    whenScanned: () => services.session.whenScanned(),
  };
}
