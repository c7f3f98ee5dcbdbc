// The composition root of the editor shell: everything that features share, built once, owned by the extension's context.

import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { extensions, window, workspace } from 'vscode';
import { isAboutPolicySource, policySource } from './configuration.ts';
import { withoutProxies } from '../node/proxy.ts';
import type { HeavyParts } from './folder-engine.ts';
import { Session } from './session.ts';
import { UsageRecorder } from './usage-recorder.ts';

export interface Services {
  readonly context: ExtensionContext;
  readonly session: Session;
  readonly usage: UsageRecorder;
  readonly log: LogOutputChannel;
  /** The heavy half of the product; loaded at the first call. */
  heavy(): Promise<HeavyParts>;
  dispose(): void;
}

/** Build everything. Reads nothing and starts nothing. */
export function createServices(context: ExtensionContext): Services {
  const log = window.createOutputChannel('Handrail', { log: true });
  let loading: Promise<HeavyParts> | undefined;
  const heavy = (): Promise<HeavyParts> => (loading ??= import('./editor-engine.lazy.ts'));
  const session = new Session({
    heavy,
    log,
    now: () => new Date().toISOString(),
    random: () => Math.random(),
    // The editor leads requests through the proxy of its own settings, or of the system where these are silent.
    env: () => withoutProxies(process.env),
    policySetting: policySource,
    onDidChangePolicySetting: (listener, ...rest) =>
      workspace.onDidChangeConfiguration(
        (change) => {
          if (isAboutPolicySource(change)) listener(change);
        },
        ...rest,
      ),
    installedExtensions: () => extensions.all.map((extension) => extension.id.toLowerCase()),
    isTrusted: () => workspace.isTrusted,
  });
  const usage = new UsageRecorder({ env: process.env, now: () => new Date().toISOString(), log });
  return {
    context,
    session,
    usage,
    log,
    heavy,
    dispose: () => {
      session.dispose();
      log.dispose();
    },
  };
}
