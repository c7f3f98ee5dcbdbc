// What happens when somebody, or an agent, uses something under the policy: the one answer that `policy test` checks. It weighs what
// scanner and inventory weigh, with the same functions: verdicts of the layers, boundaries of data, standing of rules, exceptions.

import type { PolicyReference } from '../model/finding.ts';
import { matchesName } from '../text/glob.ts';
import { commandMatches, commandsOf } from './command-match.ts';
import { classOfPlace } from './data-classes.ts';
import { ruleStanding, serverVerdicts, strictestOf, toolVerdicts, type NamedServer } from './decide.ts';
import { exceptionFor } from './exceptions.ts';
import { allVerdicts, type LayerVerdict, type Listing } from './listing.ts';
import { modes, verdicts, type Mode, type Verdict } from './ladders.ts';
import { boundariesFor, isAboutData, rulesSpeakingFor } from './own-rules.ts';
import type { Policy } from './policy.ts';
import type { PolicyDocument, ToolEntry } from './schema.ts';

/** What a policy can make of a use, mildest first. `overridden`, which the usage log knows besides, is what a person makes of a warning:
 *  no policy decides it. */
export const outcomes = ['allowed', 'waived', 'warned', 'blocked'] as const;
export type Outcome = (typeof outcomes)[number];

/** A use, as far as it is known. What is undefined is not asked about. */
export interface PolicyUse {
  readonly toolId?: string | undefined;
  /** The tool sends nothing away, so boundaries of data are not about it. */
  readonly staysLocal?: boolean | undefined;
  /** Written `provider/model`. */
  readonly model?: string | undefined;
  readonly mcpServer?: NamedServer | undefined;
  /** Command line of an agent. */
  readonly command?: string | undefined;
  readonly dataClass?: string | undefined;
  readonly account?: 'personal' | 'company' | undefined;
  /** File that is worked on: posix, relative to the root. It gives the data class where none is named. */
  readonly path?: string | undefined;
  /** UTC day or moment, as in `holds`. */
  readonly at: string;
}

export interface UseOutcome {
  readonly outcome: Outcome;
  /** The rule that decided; absent when nothing speaks against the use, and for models and commands, which have none. */
  readonly rule?: string;
  /** Layer that decided. */
  readonly layer?: string;
  /** Id of the exception by which it is waived. */
  readonly exception?: string;
  /** One sentence for people. */
  readonly because: string;
  readonly decidedBy?: PolicyReference;
}

/** What holds for a use: of everything that speaks for it the strictest. Groups are those of the policy.
 *  Source: docs/architecture.md, "Contract" (outcome of a verdict) */
export function outcomeOfUse(policy: Policy, use: PolicyUse): UseOutcome {
  const dataClass =
    use.dataClass ??
    (use.path === undefined ? undefined : classOfPlace(policy, use.path, { remotes: [], projects: [] })?.id);
  const known = { ...use, dataClass };
  const voices = [
    ...ownRuleVoices(policy, known),
    ...boundaryVoices(policy, known),
    ...toolVoices(policy, known),
    ...serverVoices(policy, known),
    ...commandVoices(policy, known),
    ...nameVoices(policy, known.model, 'model', ({ tools }) => tools?.models),
  ];
  const weighed = voices.map((voice) => weigh(voice, policy, known));
  return (
    weighed.reduce<UseOutcome | undefined>(
      (strictest, each) => (strictest === undefined || isStricter(each, strictest) ? each : strictest),
      undefined,
    ) ?? { outcome: 'allowed', because: 'No layer says anything about this.' }
  );
}

const toolNotClearedId = 'data-boundary/tool-not-cleared';

/** Something that speaks for or against a use, before its mode and its exceptions are weighed. */
interface Voice {
  readonly verdict: Verdict;
  /** Rule whose mode counts. */
  readonly rule: string;
  /** Product rule under which the scanner reports it, when that is another one: an exception from either holds. */
  readonly foundAs?: string | undefined;
  /** False for what has no rule of its own that one could name. */
  readonly isNamed: boolean;
  readonly layer: string | undefined;
  readonly because: string;
  readonly place?: PolicyReference | undefined;
  /** A layer that asks where another one denies: it counts where the mode only logs what is denied. */
  readonly askedBy?: Voice | undefined;
}

function weigh(voice: Voice, policy: Policy, use: PolicyUse): UseOutcome {
  const { verdict, rule, layer, because, place } = voice;
  const by = {
    ...(layer === undefined ? {} : { layer }),
    because,
    ...(place === undefined ? {} : { decidedBy: place }),
  };
  if (verdict === 'allow') return { outcome: 'allowed', ...by };
  const path = use.path ?? '';
  const { mode } = ruleStanding(policy, { id: rule, severity: 'high' }, { path });
  const outcome = outcomeUnder(mode, verdict);
  const named = { outcome, ...(voice.isNamed ? { rule } : {}), ...by };
  if (outcome === 'allowed') return voice.askedBy === undefined ? named : weigh(voice.askedBy, policy, use);
  const ids = voice.foundAs === undefined ? [rule] : [voice.foundAs, rule];
  if (ids.some((id) => !ruleStanding(policy, { id, severity: 'high' }, { path }).suppressible)) return named;
  const { toolId, at } = use;
  const exception = ids
    .map((ruleId) => exceptionFor(policy, { ruleId, toolId, path, at }))
    .find((each) => each !== undefined);
  if (exception === undefined) return named;
  return { ...named, outcome: 'waived', exception: exception.id, because: `${because} ${exception.id} lets it pass.` };
}

/** A denied use is held up by the mode and let pass, logged, below `warn`; one to ask about is asked about in every mode.
 *  Source: product.md §8, "Outcome of a verdict" */
function outcomeUnder(mode: Mode, verdict: Exclude<Verdict, 'allow'>): Outcome {
  if (verdict === 'ask') return mode === 'off' ? 'allowed' : 'warned';
  if (modes.indexOf(mode) < modes.indexOf('warn')) return 'allowed';
  return mode === 'enforce' ? 'blocked' : 'warned';
}

function isStricter(one: UseOutcome, other: UseOutcome): boolean {
  const difference = outcomes.indexOf(one.outcome) - outcomes.indexOf(other.outcome);
  if (difference !== 0) return difference > 0;
  // Of two that let it pass, the rule that would have spoken says more.
  return one.outcome === 'allowed' && one.rule !== undefined && other.rule === undefined;
}

function ownRuleVoices(policy: Policy, { toolId, dataClass, account, staysLocal }: PolicyUse): readonly Voice[] {
  return rulesSpeakingFor(policy, { toolId, dataClass, account })
    .filter(({ rule }) => !(staysLocal === true && isAboutData(rule)))
    .map(({ rule, layer, place }) => ({
      verdict: 'deny',
      rule: rule.id,
      foundAs: isAboutData(rule) ? toolNotClearedId : undefined,
      isNamed: true,
      layer,
      because: sentence(rule.title ?? `The rule ${rule.id} speaks against it`),
      place,
    }));
}

function boundaryVoices(policy: Policy, { toolId, dataClass, staysLocal }: PolicyUse): readonly Voice[] {
  if (toolId === undefined || dataClass === undefined || staysLocal === true) return [];
  if (!boundariesFor(policy, toolId, dataClass).includes('limit')) return [];
  const limit = toolVerdicts(policy, toolId).find(
    ({ entry }) => entry?.dataClasses !== undefined && !entry.dataClasses.includes(dataClass),
  );
  return [
    {
      verdict: 'deny',
      rule: toolNotClearedId,
      isNamed: true,
      layer: limit?.layer.layer,
      because: `${toolId} is not cleared for ${dataClass} data.`,
      place: limit?.place,
    },
  ];
}

function toolVoices(policy: Policy, { toolId, account }: PolicyUse): readonly Voice[] {
  if (toolId === undefined) return [];
  const said = toolVerdicts(policy, toolId);
  const otherAccount = said.find(
    ({ verdict, entry }) => verdict === 'allow' && account !== undefined && isForOther(entry, account),
  );
  return [
    ...voicesOf(said, toolId, 'ai-tool'),
    ...(otherAccount === undefined
      ? []
      : [
          {
            verdict: 'ask' as const,
            rule: 'ai-tool/conditions-unmet',
            isNamed: true,
            layer: otherAccount.layer.layer,
            because: `${toolId} is allowed with a ${otherAccount.entry?.account ?? ''} account.`,
            place: otherAccount.place,
          },
        ]),
  ];
}

function isForOther(entry: ToolEntry | undefined, account: string): boolean {
  return entry?.account !== undefined && entry.account !== account;
}

function serverVoices(policy: Policy, { mcpServer }: PolicyUse): readonly Voice[] {
  return mcpServer === undefined ? [] : voicesOf(serverVerdicts(policy, mcpServer), mcpServer.name, 'mcp');
}

/** The strictest of what layers say of a tool or server, under the rule that a finding about it would have. */
function voicesOf(said: readonly LayerVerdict<unknown>[], name: string, area: 'ai-tool' | 'mcp'): readonly Voice[] {
  const decisive = decisiveOf(said);
  if (decisive === undefined) return [];
  const isListed = said.some(({ listed }) => listed);
  const rule = { allow: 'unknown', ask: isListed ? 'conditions-unmet' : 'unknown', deny: 'unsanctioned' } as const;
  const voice = (each: LayerVerdict<unknown>): Voice => ({
    ...voiceOf(each, name),
    rule: `${area}/${rule[each.verdict]}`,
    isNamed: true,
  });
  return [{ ...voice(decisive), askedBy: askedBy(decisive, said, voice) }];
}

function askedBy<Entry>(
  decisive: LayerVerdict<Entry>,
  said: readonly LayerVerdict<Entry>[],
  voice: (each: LayerVerdict<Entry>) => Voice,
): Voice | undefined {
  const asking = decisiveOf(said.filter(({ verdict }) => verdict === 'ask'));
  return decisive.verdict === 'deny' && asking !== undefined ? voice(asking) : undefined;
}

/** Every command of a line is asked about by itself. */
function commandVoices(policy: Policy, { command }: PolicyUse): readonly Voice[] {
  return commandsOf(command ?? '').flatMap((each) =>
    nameVoices(policy, each, 'command', ({ agents }) => agents?.commands, commandMatches),
  );
}

/** Modes of what has no product rule are those of the policy. */
function nameVoices(
  policy: Policy,
  name: string | undefined,
  word: string,
  section: (document: PolicyDocument) => Listing<string> | undefined,
  matches: (name: string, pattern: string) => boolean = matchesName,
): readonly Voice[] {
  if (name === undefined) return [];
  const pointer = word === 'model' ? '/tools/models' : '/agents/commands';
  const said = allVerdicts<string>(policy, section, pointer, (pattern) => matches(name, pattern));
  const decisive = decisiveOf(said);
  const voice = (each: LayerVerdict<string>): Voice => ({
    ...voiceOf(each, `The ${word} ${name}`),
    rule: `${word}s`,
    isNamed: false,
  });
  return decisive === undefined ? [] : [{ ...voice(decisive), askedBy: askedBy(decisive, said, voice) }];
}

/** The layer whose word counts: of equally strict ones the first that names the thing. */
function decisiveOf<Entry>(said: readonly LayerVerdict<Entry>[]): LayerVerdict<Entry> | undefined {
  const strictest = strictestOf(
    verdicts,
    said.map(({ verdict }) => verdict),
  );
  const sayers = said.filter(({ verdict }) => verdict === strictest);
  return sayers.find(({ listed }) => listed) ?? sayers[0];
}

function voiceOf(
  { verdict, listed, layer, place }: LayerVerdict<unknown>,
  name: string,
): Pick<Voice, 'verdict' | 'layer' | 'because' | 'place'> {
  const said = { allow: 'is allowed', ask: 'is to be asked about', deny: 'is not allowed' }[verdict];
  const because = listed ? `${name} ${said}.` : `${name} is not listed, and what is not listed ${said}.`;
  return { verdict, layer: layer.layer, because, place };
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
