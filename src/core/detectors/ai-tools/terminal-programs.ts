// AI programs that a person starts in a terminal, by their names alone. What else stands in the line is looked at and forgotten.

import type { Catalog } from '../../catalog/catalog.ts';
import type { ToolEvidence } from '../../model/finding.ts';
import { startOfDocument } from '../../model/document.ts';
import { sha256 } from '../../text/hash.ts';
import { fetchedPackages, shellCommands } from './shell-words.ts';

/** Longer lines are scripts that somebody pasted. */
const maxLength = 4000;

/** Evidence of the AI programs of a command line; each once. It belongs to no file: the path is ''. The value is the name of the
 *  program or of the package that a runner fetches, as the catalogue has it; nothing else of the line is in the answer. */
export function terminalEvidence(commandLine: string, catalog: Catalog): readonly ToolEvidence[] {
  const found = new Map<string, ToolEvidence>();
  const add = (toolId: string, value: string): void => {
    found.set(value, {
      toolId,
      signal: 'cli',
      value,
      confidence: 'medium',
      scope: 'direct',
      path: '',
      region: startOfDocument,
      fingerprint: sha256(`ai-tool/${toolId}/cli\0${value}`),
    });
  };
  for (const command of shellCommands(commandLine.slice(0, maxLength))) {
    const tool = catalog.byCommand(command.program, command.words[0]?.text);
    if (tool !== undefined) add(tool.id, command.program);
    for (const { ecosystem, name } of fetchedPackages(command)) {
      const fetched = catalog.byPackage(ecosystem, name);
      if (fetched !== undefined) add(fetched.id, name);
    }
  }
  return [...found.values()];
}
