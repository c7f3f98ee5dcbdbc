// Which files tell AI agents what to do, for all assistants whose file names are documented. The detectors of this folder ask here.
// Sources: https://agents.md, https://docs.anthropic.com/en/docs/claude-code/memory, https://docs.cursor.com/context/rules,
// https://code.visualstudio.com/docs/copilot/customization/custom-instructions, https://docs.windsurf.com/windsurf/cascade/memories,
// https://docs.cline.bot/features/cline-rules, https://github.com/google-gemini/gemini-cli/blob/main/docs/cli/gemini-md.md,
// https://kiro.dev/docs/steering, https://www.jetbrains.com/help/junie/customize-guidelines.html and the assistants' own pages.

import { expression } from '../../text/expression.ts';

/** Names that mean the same in every folder. */
const names = expression('i')`
  (?:^|/)(?:
    AGENTS?(?:\.override)?\.md|CLAUDE(?:\.local)?\.md|GEMINI\.md|QWEN\.md|WARP\.md|CRUSH\.md|TABNINE\.md|SKILL\.md|
    \.cursorrules|\.windsurfrules|\.clinerules|\.roorules(?:-[\w-]+)?|\.roomodes|\.goosehints|\.augment-guidelines|
    \.rules|copilot-instructions\.md|[\w.-]+\.(?:instructions|prompt|chatmode|agent)\.md|[\w.-]+\.mdc
  )$
`;

/** Folders that hold instructions alone. */
const folders = expression('i')`
  (?:^|/)(?:
    \.claude/(?:rules|skills|commands|agents|output-styles)|\.agents/(?:skills|rules|commands|agents)|
    \.cursor/(?:rules|commands|agents|skills)|\.windsurf/(?:rules|workflows|skills)|\.clinerules|
    \.roo/(?:rules[\w-]*|commands|skills)|\.kilocode/(?:rules[\w-]*|workflows|skills)|
    \.github/(?:instructions|prompts|chatmodes|agents|skills)|\.gemini/(?:commands|skills|agents)|
    \.codex/(?:prompts|skills|agents)|\.opencode/(?:agents?|commands?|skills?)|\.junie|
    \.aiassistant/(?:rules|prompts)|\.amazonq/(?:rules|prompts)|\.kiro/(?:steering|skills)|
    \.augment/(?:rules|commands)|\.continue/(?:rules|prompts)|\.trae/rules|\.tabnine/guidelines|
    \.factory/(?:commands|droids|skills)|\.devin/(?:rules|skills)|\.qwen/(?:commands|agents|skills)
  )/.+\.(?:md|mdc|mdx|markdown|txt|toml|ya?ml)$
`;

/** Whether a file is read by an agent as instructions. */
export function isAgentFile(path: string): boolean {
  return names.test(path) || folders.test(path);
}
