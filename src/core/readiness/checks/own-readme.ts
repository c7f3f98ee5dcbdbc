// The check own-readme: a README of some length that is not the text of a template.

import { weights, type Check } from '../check.ts';
import { filesLike, missing } from '../look.ts';

/** Characters that say anything at all about a project. */
const enough = 300;
/** A template's text plus a few words is still the template's text. */
const templateWords = 2500;

/** First sentences of the READMEs that create-next-app, Vite, Lovable and create-react-app write. */
const templates: readonly RegExp[] = [
  /\*Automatically synced with your \[v0\.(?:app|dev)\]/,
  /This is a \[Next\.js\][^\n]{0,80}project bootstrapped with/,
  /This template provides a minimal setup to get React working in Vite/,
  /# Welcome to your Lovable project/,
  /This project was bootstrapped with \[Create React App\]/,
  /Everything you need to build a Svelte project, powered by/,
];

/** Length without badges, images, links' targets and HTML. */
function ownWords(text: string): number {
  return text
    .replaceAll(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replaceAll(/<[^>\n]{0,500}>/g, '')
    .trim().length;
}

/** A page says what this is and how to start it. */
export const ownReadme: Check = {
  id: 'own-readme',
  category: 'Ownership',
  title: 'A page says what this is and how to start it',
  plain: 'Written for the colleague who gets it while you are on holiday.',
  why: 'Without it the next person, or the next AI session, has to guess.',
  fix: 'Write a README: what it is, who it is for, how to start it, where it runs, whom to ask.',
  source:
    'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-readmes',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 1,
  confidence: 'high',
  revision: 2,
  applies: [],
  evaluate(facts) {
    const file = filesLike(facts, /^(?:docs\/|\.github\/)?README(?:\.(?:md|mdx|rst|txt|adoc))?$/i)[0];
    if (file === undefined) return missing('There is no README.');
    const text = facts.texts.get(file.shownPath);
    if (text === undefined) return { state: 'unknown', because: `${file.shownPath} could not be read.` };
    const place = { path: file.shownPath, line: 1 };
    const template = templates.find((pattern) => pattern.test(text));
    if (template !== undefined && ownWords(text.replace(template, '')) < templateWords) {
      return {
        state: 'fail',
        evidence: [{ ...place, note: 'still the text of the template' }],
        because: 'The README is the text that the template came with.',
      };
    }
    return ownWords(text) < enough
      ? {
          state: 'fail',
          evidence: [{ ...place, note: 'too short to help' }],
          because: `The README has fewer than ${String(enough)} characters of its own.`,
        }
      : { state: 'pass', evidence: [{ ...place, note: 'says what this is' }] };
  },
};
