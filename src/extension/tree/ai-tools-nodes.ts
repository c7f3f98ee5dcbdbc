// Rows of the AI tools view: what people may use first, then what is in use here, by status, and what cannot be seen.

import type { InventoryMcpServer, InventoryTool } from '../../core/inventory/inventory.ts';
import type { EvidenceSignal, ToolStatus } from '../../core/model/finding.ts';
import type { FolderState } from '../folder-session.ts';
import type { AllowedTool } from '../folder-engine.ts';
import { count, escapeMarkdown, placeNode, type TreeNode } from './tree-node.ts';

interface StatusLook {
  readonly label: string;
  readonly word: string;
  readonly icon: string;
  readonly color?: string;
}

/** In the order in which they are shown. */
const statusLooks: Readonly<Record<ToolStatus, StatusLook>> = {
  unsanctioned: { label: 'In use, not cleared', word: 'not cleared', icon: 'error', color: 'list.errorForeground' },
  conditional: {
    label: 'In use, with conditions',
    word: 'cleared with conditions',
    icon: 'warning',
    color: 'list.warningForeground',
  },
  unknown: { label: 'In use, not decided yet', word: 'nobody has decided yet', icon: 'question' },
  sanctioned: { label: 'In use, cleared', word: 'cleared', icon: 'pass', color: 'testing.iconPassed' },
};

const signalWords: Readonly<Record<EvidenceSignal, string>> = {
  dependency: 'Package in the project',
  import: 'Used in code',
  endpoint: 'Address of its service',
  env: 'Name of its key',
  'config-file': 'Its settings file',
  extension: 'Installed in this editor',
  'mcp-server': 'Connected tool server',
  'container-image': 'Container image',
  'ci-action': 'Step of a build',
  cli: 'Command line call',
  'git-trailer': 'Named in a commit',
  'model-id': 'Name of its model',
};

/** Rows for all folders. [] while no folder has been opened. */
export function aiToolsNodes(states: readonly FolderState[]): readonly TreeNode[] {
  const opened = states.filter((state) => state.opened !== undefined);
  if (opened.length < 2) return opened.flatMap(folderNodes);
  return opened.map((state) => ({
    id: state.folder.uri.toString(),
    label: state.folder.name,
    icon: { name: 'root-folder' },
    expanded: true,
    children: folderNodes(state),
  }));
}

function folderNodes(state: FolderState): readonly TreeNode[] {
  const nameOf = (toolId: string): string => state.opened?.toolName(toolId) ?? toolId;
  const folder = state.folder.uri.toString();
  const allowed = state.opened?.youMayUse ?? [];
  const inventory = state.inventory;
  return [
    {
      id: `${folder}/may-use`,
      label: 'You may use',
      description: allowed.length === 0 ? 'no tool is cleared by name' : count(allowed.length, 'tool'),
      icon: { name: 'thumbsup' },
      expanded: true,
      tooltip: 'Tools that your policy clears, with the reason it gives and the data they may see.',
      children:
        allowed.length > 0
          ? allowed.map((each) => allowedNode(each, folder))
          : [
              {
                id: `${folder}/may-use/none`,
                label: 'The policy clears no tool by name yet',
                icon: { name: 'info' },
                command: { id: 'handrail.showEffectivePolicy' as const, args: [] },
              },
            ],
    },
    ...(Object.keys(statusLooks) as ToolStatus[]).flatMap((status) =>
      statusNode(
        status,
        inventory?.tools.filter((tool) => tool.status === status) ?? [],
        inventory?.mcpServers.filter((server) => server.status === status) ?? [],
        folder,
        nameOf,
      ),
    ),
    ...(inventory && inventory.tools.length === 0 && inventory.mcpServers.length === 0
      ? [{ id: `${folder}/nothing`, label: 'No AI tool was seen in this folder', icon: { name: 'info' } }]
      : []),
    ...(inventory && inventory.limits.length > 0 ? [limitsNode(inventory.limits, folder)] : []),
  ];
}

function allowedNode(allowed: AllowedTool, folder: string): TreeNode {
  const { tool, reason, dataClasses } = allowed;
  const id = `${folder}/may-use/${tool.id}`;
  const data = dataClasses.length === 0 ? undefined : `Data it may see: ${dataClasses.join(', ')}`;
  const at = allowed.decidedBy;
  return {
    id,
    label: tool.name,
    ...vendorOf(tool),
    icon: { name: 'pass', color: 'testing.iconPassed' },
    tooltip: [`**${escapeMarkdown(tool.name)}**`, reason, data]
      .filter((part) => part !== undefined)
      .map((part, index) => (index === 0 ? part : escapeMarkdown(part)))
      .join('\n\n'),
    spoken: `You may use ${tool.name} from ${tool.vendor}. ${reason}`,
    children: [
      { id: `${id}/why`, label: reason, icon: { name: 'comment' } },
      ...(data === undefined ? [] : [{ id: `${id}/data`, label: data, icon: { name: 'database' } }]),
      ...(at && at.layer !== 'builtin'
        ? [placeNode(id, folder, { path: at.file, line: at.line, note: 'Where the policy says so' })]
        : []),
      ...(tool.evidence.extensions ?? []).slice(0, 1).map((extension): TreeNode => ({
        id: `${id}/install`,
        label: 'Get it for this editor',
        description: extension,
        icon: { name: 'cloud-download' },
        command: { id: 'handrail.showExtension', args: [extension] },
      })),
      {
        id: `${id}/home`,
        label: 'How to get it',
        description: tool.homepage.replace(/^https?:\/\//, ''),
        icon: { name: 'link-external' },
        command: { id: 'handrail.openEvidence', args: [folder, tool.homepage, 1] },
      },
    ],
  };
}

/** The vendor, unless the tool is called the same. */
function vendorOf(tool: { readonly name: string; readonly vendor: string }): { readonly description?: string } {
  return tool.vendor === tool.name ? {} : { description: tool.vendor };
}

function statusNode(
  status: ToolStatus,
  tools: readonly InventoryTool[],
  servers: readonly InventoryMcpServer[],
  folder: string,
  nameOf: (toolId: string) => string,
): readonly TreeNode[] {
  if (tools.length + servers.length === 0) return [];
  const look = statusLooks[status];
  const id = `${folder}/${status}`;
  return [
    {
      id,
      label: look.label,
      description: String(tools.length + servers.length),
      icon: { name: look.icon, ...(look.color !== undefined && { color: look.color }) },
      expanded: status !== 'sanctioned',
      spoken: `${look.label}: ${String(tools.length + servers.length)}`,
      children: [
        ...tools.map((tool) => toolNode(tool, id, folder, look, nameOf)),
        ...servers.map((server) => serverNode(server, id, folder, look)),
      ],
    },
  ];
}

function toolNode(
  tool: InventoryTool,
  parentId: string,
  folder: string,
  look: StatusLook,
  nameOf: (toolId: string) => string,
): TreeNode {
  const id = `${parentId}/${tool.id}`;
  return {
    id,
    label: tool.name,
    ...vendorOf(tool),
    icon: { name: 'hubot' },
    context: contextOf(tool),
    subject: [folder, tool.id],
    tooltip: [`**${escapeMarkdown(tool.name)}** (${look.word})`, escapeMarkdown(tool.reason)].join('\n\n'),
    spoken: `${tool.name} from ${tool.vendor}, ${look.word}. ${tool.reason}`,
    children: [
      { id: `${id}/why`, label: tool.reason, icon: { name: 'comment' } },
      ...(tool.unmet ?? []).map((condition): TreeNode => ({
        id: `${id}/unmet/${condition}`,
        label: `Condition to check: ${condition}`,
        icon: { name: 'circle-large-outline' },
      })),
      ...(tool.instead === undefined
        ? []
        : [
            {
              id: `${id}/instead`,
              label: `You may use ${nameOf(tool.instead)} instead`,
              icon: { name: 'arrow-swap' },
              command: { id: 'handrail.switchTool' as const, args: [folder, tool.id] },
            },
          ]),
      ...tool.evidence.map((evidence) =>
        evidence.path === ''
          ? evidence.signal === 'cli'
            ? terminalNode(id, evidence.value)
            : extensionNode(id, evidence.value)
          : placeNode(id, folder, {
              path: evidence.path,
              line: evidence.line,
              note: `${signalWords[evidence.signal]}: ${evidence.value}`,
            }),
      ),
    ],
  };
}

/** Words for the menu: what can be done about a tool. */
function contextOf({ status, instead }: InventoryTool): string {
  return [
    'tool',
    ...(status === 'sanctioned' ? [] : ['requestable']),
    ...(instead === undefined ? [] : ['switchable']),
  ].join(' ');
}

/** An extension that this editor has: a person disables or uninstalls it, never the product by itself. */
function extensionNode(parentId: string, extension: string): TreeNode {
  return {
    id: `${parentId}/extension/${extension}`,
    label: `${signalWords.extension}: ${extension}`,
    icon: { name: 'extensions' },
    context: 'extension',
    spoken: `${signalWords.extension}: ${extension}. Opens its page, where it can be disabled.`,
    command: { id: 'handrail.showExtension', args: [extension] },
  };
}

/** A program that a terminal of this window started. */
function terminalNode(parentId: string, program: string): TreeNode {
  const label = `Started in a terminal: ${program}`;
  return { id: `${parentId}/terminal/${program}`, label, icon: { name: 'terminal' }, spoken: label };
}

function serverNode(server: InventoryMcpServer, parentId: string, folder: string, look: StatusLook): TreeNode {
  const id = `${parentId}/mcp/${server.path}/${server.name}`;
  return {
    id,
    label: server.name,
    description: 'connected tool server',
    icon: { name: 'plug' },
    spoken: `${server.name}, connected tool server, ${look.word}`,
    children: [
      ...(server.pinned
        ? []
        : [
            {
              id: `${id}/pin`,
              label: 'Its version is not fixed, so it can change by itself',
              icon: { name: 'unlock' },
            },
          ]),
      ...(server.url === undefined
        ? []
        : [{ id: `${id}/url`, label: 'Talks to', description: server.url, icon: { name: 'globe' } }]),
      ...(server.variables === undefined
        ? []
        : [
            {
              id: `${id}/given`,
              label: 'Is given',
              description: server.variables.join(', '),
              icon: { name: 'key' },
            },
          ]),
      ...(server.autoApproved === undefined
        ? []
        : [
            {
              id: `${id}/approved`,
              label: 'Runs without a question',
              description: server.autoApproved.includes('*') ? 'all its tools' : server.autoApproved.join(', '),
              icon: { name: 'run-all' },
            },
          ]),
      placeNode(id, folder, { path: server.path, line: server.line, note: 'Where it is set up' }),
    ],
  };
}

function limitsNode(limits: readonly string[], folder: string): TreeNode {
  const id = `${folder}/limits`;
  return {
    id,
    label: 'What cannot be seen from here',
    icon: { name: 'eye-closed' },
    children: limits.map((limit, index) => ({
      id: `${id}/${String(index)}`,
      label: limit,
      tooltip: escapeMarkdown(limit),
      icon: { name: 'dash' },
    })),
  };
}
