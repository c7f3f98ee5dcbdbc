// The declaration `.handrail/project.yaml`: written when it is missing, else the missing key is added at its end.

import type { FileEdit } from '../../model/edit.ts';
import { declarationPath, parseDeclaration } from '../../project/declaration.ts';
import { sha256 } from '../../text/hash.ts';
import type { Facts } from '../facts.ts';
import { createAtRootUnlessThere, isThere, nameOf, nothing, ownerOf, planOf, type Scaffold } from './scaffold.ts';

export const projectFileScaffold: Scaffold = {
  checks: ['own-owner-named', 'own-registered', 'data-class-declared'],
  kind: 'scaffold',
  plan({ facts }) {
    if (facts.folder !== '') return nothing;
    const lines = missingLines(facts);
    if (!isThere(facts, declarationPath))
      return planOf(createAtRootUnlessThere(facts, declarationPath, newFile(facts, lines)));
    return planOf(lines.length === 0 ? [] : appendLines(facts, lines));
  },
};

function missingLines(facts: Facts): readonly string[] {
  const declaration = facts.declaration;
  const owner = ownerOf(facts);
  return [
    ...(declaration?.name === undefined ? [`name: ${quoted(nameOf(facts) ?? 'my-project')}`] : []),
    ...(declaration?.owner === undefined && owner !== undefined ? [`owner: ${quoted(owner)}`] : []),
    ...(declaration?.dataClasses === undefined ? ['dataClasses: [internal]'] : []),
  ];
}

function newFile(facts: Facts, lines: readonly string[]): string {
  const owner = ownerOf(facts) === undefined ? ['# owner: the person who answers for it (an e-mail address)'] : [];
  return [
    '# What this project is, for people and for Handrail. Please check every line.',
    ...lines,
    ...owner,
    '# backupOwner: a second person who could take over',
    '# Who uses it: me, team, company or external. It decides which checks apply.',
    '# audience: team',
    '# Classes of data it touches, as your policy names them: public, internal, confidential, regulated.',
    '',
  ].join('\n');
}

/** Only when the result still reads as the same declaration with the new keys: a file with a shape of its own is left alone. */
function appendLines(facts: Facts, lines: readonly string[]): readonly FileEdit[] {
  const text = facts.texts.get(declarationPath);
  if (text === undefined || facts.declaration === undefined) return [];
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const newText = `${text === '' || text.endsWith('\n') ? '' : lineBreak}${lines.join(lineBreak)}${lineBreak}`;
  const after = parseDeclaration(text + newText).declaration;
  if (after === undefined || after.projects.length !== facts.declaration.projects.length) return [];
  const end = text.length;
  return [
    {
      kind: 'modify',
      path: declarationPath,
      beforeHash: sha256(text),
      edits: [{ startOffset: end, endOffset: end, newText }],
    },
  ];
}

/** Plain when YAML reads it back as the same text, else in double quotes. */
function quoted(text: string): string {
  return /^[A-Za-z][\w .@+-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
