// Hover on a finding: what it is in plain words, why it matters, the way out. Long explanations live here, not in Problems.

import type { Hover as HoverType } from 'vscode';
import { Hover, languages, MarkdownString } from 'vscode';
import type { Finding, Rule } from '../../core/model/finding.ts';
import { commandUri } from '../command-uri.ts';
import { surface } from '../configuration.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import { escapeMarkdown } from '../tree/tree-node.ts';

export const hover: Feature = (services) =>
  languages.registerHoverProvider(
    { pattern: '**/*' },
    {
      async provideHover(document, position): Promise<HoverType | undefined> {
        if (surface(document.uri) === 'sidebarOnly') return undefined;
        const here = services.session
          .findings(document.uri)
          .filter((finding) => toRange(finding.region).contains(position));
        const [first] = here;
        if (!first) return undefined;
        const heavy = await services.heavy();
        return new Hover(
          here.map((finding) => hoverText(finding, heavy.rule(finding.ruleId))),
          toRange(first.region),
        );
      },
    },
  );

/** What a hover says of a finding. The value itself is never in it. */
export function hoverText(finding: Finding, rule: Rule | undefined): MarkdownString {
  const text = new MarkdownString(undefined, true);
  text.isTrusted = { enabledCommands: ['handrail.whyFlagged'] };
  const why = commandUri('handrail.whyFlagged', finding.ruleId).toString();
  const parts = [
    `**${escapeMarkdown(rule?.title ?? finding.ruleId)}**`,
    escapeMarkdown(rule?.plain ?? finding.message),
    ...(rule ? [`**Next step:** ${escapeMarkdown(rule.fix)}`] : []),
    ...(rule?.revokeUrl === undefined ? [] : [`[Where to cancel this key](${rule.revokeUrl})`]),
    ...(finding.suppressed ? [`Does not count here: ${escapeMarkdown(finding.suppressed.reason)}`] : []),
    `[Why is this flagged?](${why})`,
  ];
  text.appendMarkdown(parts.join('\n\n'));
  return text;
}
