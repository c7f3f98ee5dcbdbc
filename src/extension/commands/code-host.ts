// Looks at the code host for what files cannot tell, through the sign-in of the person, and only when asked to.

import { authentication, window } from 'vscode';
import type { Services } from '../services.ts';
import { namedProject } from './arguments.ts';

/** Ask GitHub about branch rules, reviews and deployments. VS Code asks for the sign-in where there is none. */
export async function askCodeHost(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedProject(services, args);
  const { opened } = named?.session.state ?? {};
  if (!named || !opened) return;
  const signedIn = await authentication.getSession('github', ['repo'], { createIfNone: true }).then(
    (session) => session,
    // VS Code rejects when a person closes its question.
    () => undefined,
  );
  if (signedIn === undefined) {
    void window.showInformationMessage('GitHub was not asked: that needs your sign-in, and your leave to use it.');
    return;
  }
  const answer = await window.withProgress({ location: { viewId: 'handrail.readiness' } }, () =>
    opened.askHost(signedIn.accessToken),
  );
  named.session.lookAgain();
  void window.showInformationMessage(answer);
}
