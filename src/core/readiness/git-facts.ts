// What git tells of a workspace, as a fact. Facts call it; nothing about a person is kept, only how many take part.

import type { Files, Git, GitCommit, GitHistory } from '../ports.ts';
import { expression } from '../text/expression.ts';

export type GitFacts =
  | {
      readonly state: 'present';
      /** Relative to the workspace root. */
      readonly tracked: ReadonlySet<string>;
      /** Undefined when git did not say. */
      readonly remotes: readonly string[] | undefined;
      /** Which of the usual names of secret settings git leaves out; undefined when git did not say. */
      readonly ignoredSecretFiles: ReadonlySet<string> | undefined;
      readonly userEmail: string | undefined;
      /** Undefined when there is no commit, or git did not say. */
      readonly history: HistoryFacts | undefined;
    }
  | { readonly state: 'absent' }
  | { readonly state: 'unseen'; readonly because: string };

export interface HistoryFacts {
  /** Older commits are not on this machine: what is missing proves nothing. */
  readonly isShallow: boolean;
  readonly tags: readonly string[];
  readonly hasAiNotes: boolean;
  /** First-parent commits, newest first, at most 50. */
  readonly commits: readonly CommitFact[];
  /** People with at least a tenth of the last year's commits. */
  readonly regularPeople: number;
}

export interface CommitFact {
  /** First 12 characters of the id. */
  readonly id: string;
  /** Came in by a request that somebody could look at: `(#12)`, a merge of one, or a reviewer named in a trailer. */
  readonly cameByRequest: boolean;
  /** A trailer or the author's name says that an AI took part. */
  readonly isAiLabelled: boolean;
  readonly changesCode: boolean;
  readonly changesTests: boolean;
}

/** Names that git should leave out of every repository. */
export const secretFileNames = ['.env', '.env.local'] as const;

/** Agents that sign what they write. Sources: https://docs.github.com/en/copilot , https://docs.anthropic.com/en/docs/claude-code ,
 *  https://aider.chat/docs/git.html , https://docs.lovable.dev/integrations/github */
const agent = expression('i')`
  \b(?:
    claude|copilot|cursor(?:agent)?|codex|devin|aider|gemini|windsurf|jules|lovable|gpt-engineer|bolt|replit|amazon q|
    openhands|sweep|cody|v0|cline|junie|kiro
  )\b
`;
const aiTrailer = /^(?:assisted-by|generated-by|ai-assisted|ai-generated)\s*:/i;
const robot = /\[bot\]|\bbot\b|dependabot|renovate|github-actions/i;

/** @throws nothing of its own; "could not look" is a value */
export async function readGit(git: Git, files: Files): Promise<GitFacts> {
  const tracked = await git.trackedFiles();
  if (tracked === undefined) {
    const folder = await files.stat('.git');
    return folder === undefined
      ? { state: 'absent' }
      : { state: 'unseen', because: 'There is a git repository here, but git did not answer.' };
  }
  const history = await git.history();
  return {
    state: 'present',
    tracked,
    remotes: await git.remotes(),
    ignoredSecretFiles: await git.ignored(secretFileNames),
    userEmail: await git.userEmail(),
    history: history === undefined ? undefined : historyFacts(history),
  };
}

function historyFacts({ isShallow, tags, hasAiNotes, commits, authors }: GitHistory): HistoryFacts {
  const people = authors.filter(({ name }) => !robot.test(name) && !agent.test(name));
  const all = people.reduce((sum, each) => sum + each.commits, 0);
  return {
    isShallow,
    tags,
    hasAiNotes,
    commits: commits.map(commitFact),
    regularPeople: people.filter((each) => each.commits * 10 >= all).length,
  };
}

function commitFact({ id, author, subject, trailers, paths, isMerge }: GitCommit): CommitFact {
  const isReviewed = trailers.some((trailer) => /^(?:reviewed-by|acked-by|approved-by)\s*:/i.test(trailer));
  const isLabelled = trailers.some(
    (trailer) => aiTrailer.test(trailer) || (/^co-authored-by\s*:/i.test(trailer) && agent.test(trailer)),
  );
  return {
    id: id.slice(0, 12),
    cameByRequest:
      isReviewed ||
      /\(#\d+\)\s*$|\(!\d+\)\s*$/.test(subject) ||
      (isMerge && /\b(?:pull|merge) request\b|[#!]\d+/i.test(subject)),
    isAiLabelled: isLabelled || agent.test(author),
    changesCode: paths.some((path) => isCodePath.test(path) && !isTestPath.test(path)),
    changesTests: paths.some((path) => isTestPath.test(path)),
  };
}

const isCodePath = /\.(?:[cm]?[jt]sx?|vue|svelte|py|go|java|kt|cs|rb|php|sql|rs|swift)$/;
const isTestPath =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e)\/|[._-](?:test|spec)\.\w+$|(?:^|\/)test_[^/]*\.py$|Tests?\.(?:java|kt|cs)$/;
