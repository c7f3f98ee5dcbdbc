// Asks GitHub, or a server that speaks its API, about a repository: rules of the main branch, reviews, deployments. Only when the
// caller has a token, only the server that token belongs to, every answer bounded.
// Source: https://docs.github.com/en/rest

import { badAddress } from '../core/policy/parent-reference.ts';
import type { Asked, HostAnswers } from '../core/readiness/host-evidence.ts';
import { messageOf } from '../core/model/errors.ts';
import { get, readBounded } from './web-request.ts';
import { isRecord } from '../core/text/parsed-value.ts';

export interface CodeHost {
  /** Undefined means https://api.github.com. `http:` for loopback alone. */
  readonly apiUrl?: string | undefined;
  readonly token: string;
  /** Its variables name the proxy, where there is one. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

const timeoutMs = 5000;
const maxBytes = 1_000_000;
const mergedLookedAt = 30;

type Answer =
  { readonly status: number; readonly value: unknown } | { readonly status: 'failed'; readonly because: string };

/** `owner/name` of a remote on GitHub; undefined for other hosts.
 *  @param remote  a fetch address: https, ssh or the short form of ssh */
export function repositoryOf(remote: string): string | undefined {
  return /(?:^|[@/])(?:[\w-]+\.)*github\.[\w.-]+[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(remote)?.[1];
}

/** All that is asked of the host. Never throws: what could not be seen says why.
 *  @param repository  `owner/name` */
export async function askCodeHost(host: CodeHost, repository: string): Promise<HostAnswers> {
  const look = (path: string): Promise<Answer> => ask(host, `/repos/${repository}${path}`);
  const about = await look('');
  const branch = textAt(about, 'default_branch') ?? 'main';
  const page = `https://github.com/${repository}`;
  if (about.status !== 200) {
    const unseen = { state: 'unseen' as const, because: inWords(about, 'see the repository (metadata: read)') };
    return { page, branch, protection: unseen, reviews: unseen, deployments: unseen };
  }
  const [protection, reviews, deployments] = await Promise.all([
    askProtection(look, branch),
    askReviews(look, branch),
    askDeployments(look),
  ]);
  return { page: textAt(about, 'html_url') ?? page, branch, protection, reviews, deployments };
}

/** Commit that a tag names; undefined when the host does not say. */
export async function askCommitOfTag(host: CodeHost, repository: string, tag: string): Promise<string | undefined> {
  const answer = await ask(host, `/repos/${repository}/commits/${encodeURIComponent(tag)}`);
  const id = textAt(answer, 'sha');
  return id !== undefined && /^[0-9a-f]{40}$/.test(id) ? id : undefined;
}

type Look = (path: string) => Promise<Answer>;

async function askProtection(look: Look, branch: string): Promise<HostAnswers['protection']> {
  const [rules, classic] = await Promise.all([
    look(`/rules/branches/${encodeURIComponent(branch)}`),
    look(`/branches/${encodeURIComponent(branch)}/protection`),
  ]);
  const active = listOf(rules);
  const request = active.find((rule) => rule['type'] === 'pull_request');
  const byRules = numberAt(recordAt(request, 'parameters'), 'required_approving_review_count');
  const old = classic.status === 200 && isRecord(classic.value) ? classic.value : undefined;
  const oldReviews = recordAt(old, 'required_pull_request_reviews');
  const byClassic = numberAt(oldReviews, 'required_approving_review_count');
  const isSeen = rules.status === 200 || old !== undefined;
  if (!isSeen) return { state: 'unseen', because: inWords(rules, `see the rules of ${branch} (administration: read)`) };
  const forbidsForce =
    active.some((rule) => rule['type'] === 'non_fast_forward') ||
    (old !== undefined && recordAt(old, 'allow_force_pushes')?.['enabled'] !== true);
  const needsPullRequest = request !== undefined || oldReviews !== undefined;
  // Without any rule, a branch whose classic protection is not shown to this token may still have one.
  const isHidden = classic.status === 403 || (classic.status === 404 && messageIn(classic) !== 'Branch not protected');
  if (!needsPullRequest && isHidden) {
    return { state: 'unseen', because: inWords(classic, `see the protection of ${branch} (administration: read)`) };
  }
  return {
    state: 'seen',
    answer: { approvals: Math.max(byRules, byClassic), needsPullRequest, allowsForcePush: !forbidsForce },
  };
}

async function askReviews(look: Look, branch: string): Promise<HostAnswers['reviews']> {
  const closed = await look(
    `/pulls?state=closed&base=${encodeURIComponent(branch)}&sort=updated&direction=desc&per_page=${String(mergedLookedAt)}`,
  );
  if (closed.status !== 200)
    return { state: 'unseen', because: inWords(closed, 'see pull requests (pull requests: read)') };
  const merged = listOf(closed).filter((change) => typeof change['merged_at'] === 'string' && !isRobot(change));
  const unreviewed: number[] = [];
  for (const change of merged) {
    const number = numberAt(change, 'number');
    const answer = await look(`/pulls/${String(number)}/reviews?per_page=100`);
    if (answer.status !== 200)
      return { state: 'unseen', because: inWords(answer, 'see reviews (pull requests: read)') };
    const author = recordAt(change, 'user')?.['login'];
    const isApproved = listOf(answer).some(
      (review) => review['state'] === 'APPROVED' && recordAt(review, 'user')?.['login'] !== author && !isRobot(review),
    );
    if (!isApproved) unreviewed.push(number);
  }
  return { state: 'seen', answer: { merged: merged.length, unreviewed } };
}

async function askDeployments(look: Look): Promise<Asked<{ readonly count: number }>> {
  const answer = await look('/deployments?per_page=10');
  return answer.status === 200
    ? { state: 'seen', answer: { count: listOf(answer).length } }
    : { state: 'unseen', because: inWords(answer, 'see deployments (deployments: read)') };
}

async function ask({ apiUrl = 'https://api.github.com', token, env }: CodeHost, path: string): Promise<Answer> {
  const url = apiUrl.replace(/\/+$/, '') + path;
  const wrong = badAddress(url);
  if (wrong !== undefined) return { status: 'failed', because: wrong };
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'user-agent': 'handrail',
    'x-github-api-version': '2022-11-28',
  };
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    // The token belongs to this server: wherever it points, nothing is sent there.
    const answer = await get(new URL(url), { headers, env, signal });
    const body = await readBounded(answer, maxBytes, signal);
    return body === undefined
      ? { status: 'failed', because: 'its answer is too long' }
      : {
          status: answer.statusCode ?? 0,
          value: body.length === 0 ? undefined : (JSON.parse(body.toString()) as unknown),
        };
  } catch (thrown) {
    return { status: 'failed', because: messageOf(thrown) };
  }
}

function inWords(answer: Answer, right: string): string {
  if (answer.status === 'failed') return `The code host could not be asked: ${answer.because}.`;
  if (answer.status === 401) return 'The code host does not know this token. Sign in again, or renew the token.';
  if (answer.status === 403 || answer.status === 404) {
    return `The code host does not show this. The token needs the right to ${right}; or somebody who may see it confirms it.`;
  }
  return `The code host answered ${String(answer.status)}. Look again later.`;
}

function isRobot(entry: Readonly<Record<string, unknown>>): boolean {
  const user = recordAt(entry, 'user');
  return user?.['type'] === 'Bot' || (typeof user?.['login'] === 'string' && user['login'].endsWith('[bot]'));
}

function listOf(answer: Answer): readonly Readonly<Record<string, unknown>>[] {
  return answer.status === 200 && Array.isArray(answer.value) ? answer.value.filter(isRecord) : [];
}

function messageIn(answer: Answer): string | undefined {
  return textAt(answer, 'message');
}

function textAt(answer: Answer, key: string): string | undefined {
  const value = answer.status !== 'failed' && isRecord(answer.value) ? answer.value[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function recordAt(
  value: Readonly<Record<string, unknown>> | undefined,
  key: string,
): Readonly<Record<string, unknown>> | undefined {
  const inner = value?.[key];
  return isRecord(inner) ? inner : undefined;
}

function numberAt(value: Readonly<Record<string, unknown>> | undefined, key: string): number {
  const number = value?.[key];
  return typeof number === 'number' ? number : 0;
}
