// What commands that ask for a decision have in common: a question and a day.

import { window } from 'vscode';

/** Ask for one line that must not be empty. Undefined when the person leaves. */
export function ask(title: string, prompt: string, placeHolder: string, value?: string): Thenable<string | undefined> {
  return window.showInputBox({
    title,
    prompt,
    placeHolder,
    ...(value !== undefined && { value }),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'This is needed.' : undefined),
  });
}

/** The UTC day (YYYY-MM-DD) so many days after a moment. */
export function dayAfter(start: Date, days: number): string {
  return new Date(start.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
