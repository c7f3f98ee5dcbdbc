// Opens our walkthrough.

import { commands } from 'vscode';
import type { Services } from '../services.ts';

/** How long VS Code takes to learn of walkthroughs after its welcome page was asked for the first time. */
const learningMs = 600;

/** Open the walkthrough for developers. The first request of a window makes VS Code load its welcome page, which does not know
 *  our walkthrough yet and shows another one; the second request then finds it. Seen in VS Code 1.139. */
export async function openWalkthrough({ context }: Services): Promise<void> {
  const id = `${context.extension.id}#handrail.start`;
  await commands.executeCommand('workbench.action.openWalkthrough', id, false);
  await new Promise((resolve) => setTimeout(resolve, learningMs));
  await commands.executeCommand('workbench.action.openWalkthrough', id, false);
}
