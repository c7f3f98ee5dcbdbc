// The check own-help-contact: a contact for users.

import { weights, type Check } from '../check.ts';
import { declared, documentFiles, filesSeen, linesSeen, missing, passWith } from '../look.ts';
import { sectionsSeen } from '../sections.ts';
import { expression } from '../../text/expression.ts';

const heading = expression('gim')`
  ^#+[ \t]*[^\w\n\`]{0,4}(?:[\w ]{1,20}[ \t]*[/&|,][ \t]*)?(?:
    (?:(?:how[ \t]to[ \t]|where[ \t]to[ \t])?(?:ask(?:ing)?[ \t]for|get|getting|find|need)|customer|technical|user)
    [ \t]+
  )?(?:support|contact(?:[ \t]us)?|help|feedback|questions)(?:[ \t]*(?:&|and|or|/)[ \t]*\w+)?\W{0,4}$|
  ^(?:support|getting help|contact|questions)[ \t]*\n[-=]{3,}[ \t]*$
`;

/** An address, a person, a channel, or a place to write to. "Support" may also stand above a list of browsers. */
const place = expression('im')`
  https?://|\bmailto:|[\w.+-]+@[\w-]+\.\w|(?:^|\s)[@#][a-z][\w-]{2,}|
  \]\([^)\n]*(?:support|contact|discuss|issue|help)|
  \b(?:
    slack|discord|teams|telegram|whatsapp|forum|stack ?overflow|mailing list|e-?mail|help ?desk|chat|phone|
    (?:ask|call|contact|ping|reach|write to) \w+
  )\b|
  \b(?:open|create|file|submit|raise|report|post)\b[^\n]{0,30}\b(?:issue|ticket|discussion|request)
`;

/** Asks for a report: the list of issues is a place to ask as well. What one is asked not to do is none. */
const asksForIssues = expression('gim')`
  (?<!\b(?:not|n[\u2019']t|never|than|before|of)\s(?:\w+\s)?)\b
  (?:open|opening|create|creating|file|filing|submit|submitting|raise|raising|use|using)\s(?:\w+\s){0,3}(?:github\s)?
  issues?\b|
  \[[^\]\n]*\b(?:report|bug|problem|question|feedback|issue)s?\b[^\]\n]*\]\([^)\s]*/issues\b|
  \birc\.\w+\.(?:net|org|chat)\b
`;

/** Addresses of channels, and links that are said to lead to one. */
const channels = expression('gim')`
  \bmailto:[\w.+-]+@|(?<!hooks\.)\bslack\.com/|\bteams\.microsoft\.com/|\bdiscord\.(?:gg|com/invite)/|\bgitter\.im/|
  \bmatrix\.to/|\bzulipchat\.com\b|\bgithub\.com/[\w.-]+/[\w.-]+/discussions\b(?!/\d)|
  \b(?:questions?|help)\b[^\n]{0,80}\[[^\]\n]*\b(?:
    chat(?:[ -]?room)?|forums?|mailing list|channel|e-?mail|discord|slack|issues?|stack ?overflow|discussions
  )\b[^\]\n]*\](?:\(|\[)|
  \bimg\.shields\.io/(?:discord/|badge/(?:slack|discord|gitter|matrix|zulip)\b)
`;

/** Users know where to ask for help. */
export const ownHelpContact: Check = {
  id: 'own-help-contact',
  category: 'Ownership',
  title: 'Users know where to ask for help',
  plain: 'An e-mail or channel that someone reads.',
  why: 'Users who cannot ask work around the app or leave it.',
  fix: 'Add "contact: help@company" to .handrail/project.yaml and a support section to the README.',
  source:
    'https://docs.github.com/en/communities/setting-up-your-project-for-healthy-contributions/adding-support-resources-to-your-project',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 1,
  confidence: 'medium',
  revision: 5,
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...(facts.declaration?.contact === undefined ? [] : declared(facts, '/contact', 'a contact is declared')),
      ...filesSeen(facts, /^(?:\.github\/|docs\/)?SUPPORT(?:\.\w+)?$/i, 'says where to ask'),
      ...linesSeen(facts, documentFiles, channels, 'says where to ask'),
      ...sectionsSeen(facts, documentFiles, heading, place, 'says where to ask'),
      ...linesSeen(
        facts,
        /^(?:README[^/]*|(?:\.github\/|docs\/)?CONTRIBUTING[^/]*)$/i,
        asksForIssues,
        'says where to ask',
      ),
    ].filter((seen) => !/changelog|tracking|_log\b|reference\/|security|licen[cs]e|code_of_conduct/i.test(seen.path));
    return passWith(evidence.slice(0, 3), missing('Nothing says where users can ask.'));
  },
};
