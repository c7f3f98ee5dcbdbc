// The rules of findings about instructions and settings of AI agents: their texts, in one place. The detectors of this folder report by them.

import type { Rule } from '../../model/finding.ts';

const injection = 'https://genai.owasp.org/llmrisk/llm01-prompt-injection/';
const agency = 'https://genai.owasp.org/llmrisk/llm062025-excessive-agency/';
const rule = (id: string, rest: Omit<Rule, 'id' | 'kind' | 'tags'>): Rule => ({
  id: `agent-file/${id}`,
  kind: 'agent-file',
  tags: [],
  ...rest,
});

/** Characters that agents read and editors do not show. */
export const hiddenUnicode = rule('hidden-unicode', {
  title: 'Hidden characters in instructions for AI agents',
  plain: 'This file tells AI tools what to do, and it holds characters that you cannot see but the AI reads.',
  why: 'Orders can be hidden in such characters: a reviewer sees a harmless file, the agent carries out what it says.',
  fix: 'Remove the hidden characters (the light bulb does it), and ask whoever sent the file where it comes from.',
  severity: 'high',
  source: 'https://www.unicode.org/reports/tr36/',
});

/** Latin words with letters of another alphabet in them. */
export const mixedScript = rule('mixed-script', {
  title: 'Word with letters of two alphabets',
  plain: 'A word in the instructions for AI tools looks ordinary, but some of its letters come from another alphabet.',
  why: 'Such a word passes every search and review for the real one, so it can stand for something that would be noticed otherwise.',
  fix: 'Type the word again, and ask whoever sent the file where it comes from.',
  severity: 'medium',
  source: 'https://www.unicode.org/reports/tr39/',
});

/** Comments that a rendered page does not show and that give orders. */
export const hiddenComment = rule('hidden-comment', {
  title: 'Instructions in a hidden comment',
  plain: 'A comment that is not shown when the page is read tells AI tools what to do.',
  why: 'People review what they see rendered; the agent follows the comment as well.',
  fix: 'Move the instruction into the visible text, or remove the comment.',
  severity: 'medium',
  source: injection,
});

/** Instructions that are fetched from somewhere else. */
export const remoteInstructions = rule('remote-instructions', {
  title: 'Instructions that come from an address',
  plain: 'The AI is told to follow what stands at an address, so others can change what it does here.',
  why: 'Nobody reviews the page at the address when it changes, and the agent obeys it all the same.',
  fix: 'Copy what is needed into this project, where changes are reviewed.',
  severity: 'medium',
  source: injection,
});

/** A script that is fetched and run at once. */
export const pipeToShell = rule('pipe-to-shell', {
  title: 'Program that is fetched and run at once',
  plain: 'The instructions have a program fetched from an address and run without anybody looking at it.',
  why: 'What stands at the address can change, and an agent that may run commands runs it.',
  fix: 'Name a package with a fixed version in its place, or let a person do this step.',
  severity: 'low',
  source: agency,
});

/** "Ignore previous instructions." */
export const overridesInstructions = rule('overrides-instructions', {
  title: 'Order to forget other instructions',
  plain: 'The text tells the AI to ignore what it was told before. That is how it is made to do what it should not.',
  why: 'It is the commonest form of prompt injection; in examples and tests it is harmless.',
  fix: 'Remove the sentence unless it is there as an example.',
  severity: 'low',
  source: injection,
});

/** Checks that agents are told to leave out. */
export const disablesChecks = rule('disables-checks', {
  title: 'Instruction to leave out checks',
  plain: 'The AI is told to skip tests, hooks or other checks.',
  why: 'What an agent writes needs the checks more, not less.',
  fix: 'Say when the step may be left out, or remove the instruction.',
  severity: 'low',
  source: agency,
});

/** Long base64 in a file that is meant to be read. */
export const encodedText = rule('encoded-text', {
  title: 'Encoded text in instructions for AI agents',
  plain: 'A long piece of this file is encoded, so you cannot read it; the AI can.',
  why: 'Orders can be passed on in it past everybody who reviews the file.',
  fix: 'Write the text in clear, or keep the data in a file of its own.',
  severity: 'low',
  source: injection,
});

/** An agent file that is not text. */
export const unreadableAgentFile = rule('unreadable', {
  title: 'Instructions that could not be read',
  plain: 'This file tells AI tools what to do, but it could not be read as text, so nothing can be said about it.',
  why: 'What was not looked at is not safe; an agent may still read it.',
  fix: 'Save the file as UTF-8 text, or remove it.',
  severity: 'low',
  source: injection,
});

/** A setting or flag with which an agent asks nobody. */
export const skipsApproval = rule('skips-approval', {
  title: 'AI agent that asks nobody',
  plain: 'With this setting the AI runs commands and changes files without asking you first.',
  why: 'An agent that asks nobody carries out whatever a web page, a file or a tool tells it to.',
  fix: 'Remove the setting, and allow single harmless commands in its place.',
  severity: 'high',
  source: 'https://code.visualstudio.com/docs/copilot/security',
});

/** Permission for every command of a kind. */
export const broadPermission = rule('broad-permission', {
  title: 'Very wide permission for an AI agent',
  plain: 'This setting allows the AI more than single tasks need: all commands, all files or all tools.',
  why: 'One misled step is enough; narrow permissions keep the damage small.',
  fix: 'Allow the commands that are needed by name, and leave the rest to be asked about.',
  severity: 'medium',
  source: agency,
});

/** All rules of this folder. */
export const agentFileRules: readonly Rule[] = [
  hiddenUnicode,
  mixedScript,
  hiddenComment,
  remoteInstructions,
  pipeToShell,
  overridesInstructions,
  disablesChecks,
  encodedText,
  unreadableAgentFile,
  skipsApproval,
  broadPermission,
];
