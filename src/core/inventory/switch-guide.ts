// How to get from a tool that is not cleared to one that is, where no edit can do it: steps, and a text to paste into the cleared
// assistant. Both shells can show it.

import type { AiTool } from '../catalog/catalog.ts';
import type { EvidenceSignal } from '../model/finding.ts';

/** One place at which the tool is used. */
export interface PlaceOfTool {
  readonly signal: EvidenceSignal;
  readonly value: string;
  readonly path: string;
  readonly line: number;
}

/** What is to be replaced, by what, and why. */
export interface SwitchRequest {
  readonly from: Pick<AiTool, 'id' | 'name'>;
  readonly to: AiTool;
  readonly places: readonly PlaceOfTool[];
  /** What the policy says of the tool to switch to. */
  readonly reason?: string;
  readonly dataClasses: readonly string[];
  /** A cleared assistant that can do the work, when there is one. */
  readonly assistant?: Pick<AiTool, 'name'>;
}

const steps: Partial<Readonly<Record<EvidenceSignal, (value: string, to: AiTool, path: string) => string>>> = {
  dependency: (value, { evidence, name }, path) => {
    const added = packagesOf(evidence, path).map((each) => `\`${each}\``);
    const choice =
      added.length === 0 ? '' : ` and add ${added.length > 1 ? 'the fitting one of ' : ''}${added.join(', ')}`;
    return `Remove the package \`${value}\`${choice} for ${name}.`;
  },
  import: (value) => `Replace what is imported from \`${value}\`.`,
  endpoint: (value, { evidence }) =>
    `Replace the address \`${value}\`${evidence.hosts?.[0] === undefined ? '' : ` by the one you were given below \`${evidence.hosts[0]}\``}.`,
  env: (value, { evidence }) =>
    `Replace the variable \`${value}\`${evidence.env?.[0] === undefined ? '' : ` by \`${evidence.env[0]}\``}, and have the old key revoked.`,
  'model-id': (value) => `Name a model of the new tool in place of \`${value}\`.`,
  extension: (value) => `Disable or uninstall the extension \`${value}\`.`,
  'config-file': (value) => `Move what is still needed out of \`${value}\`, then delete it.`,
  'mcp-server': (value) => `Remove the server \`${value}\` from its settings.`,
};

/** The guide as Markdown. */
export function switchGuide({ from, to, places, reason, dataClasses, assistant }: SwitchRequest): string {
  const told = new Set<string>();
  const work = places.flatMap((place) => {
    const step = steps[place.signal]?.(place.value, to, place.path) ?? `Replace \`${place.value}\`.`;
    const at = place.path === '' ? '' : ` (\`${place.path}:${String(place.line)}\`)`;
    if (told.has(step + at)) return [];
    told.add(step + at);
    return [step + at];
  });
  const numbered = [
    `Get access to ${to.name}: <${to.homepage}>`,
    ...work,
    'Run the tests, and look at the answers of the new tool: they differ.',
  ];
  return [
    `# From ${from.name} to ${to.name}`,
    [
      reason ?? `${to.name} is cleared.`,
      ...(dataClasses.length === 0 ? [] : [`It may see data of the classes ${dataClasses.join(', ')}.`]),
    ].join(' '),
    '## Steps',
    numbered.map((step, index) => `${String(index + 1)}. ${step}`).join('\n'),
    ...(places.length === 0
      ? []
      : [
          `## Or let ${assistant?.name ?? 'a cleared assistant'} do it`,
          'Paste this:',
          ['```text', promptFor(from, to, places), '```'].join('\n'),
        ]),
  ].join('\n\n');
}

function promptFor(from: SwitchRequest['from'], to: AiTool, places: readonly PlaceOfTool[]): string {
  const files = [...new Set(places.flatMap(({ path }) => (path === '' ? [] : [path])))];
  return [
    `Replace ${from.name} by ${to.name} in this project, because our AI policy clears only the latter here.`,
    ...(files.length === 0 ? [] : [`It is used in: ${files.join(', ')}.`]),
    'Keep the behaviour and the names of our own functions. Read the key from an environment variable and add only its name to .env.example.',
    'Do not change anything else. Show the difference before you write it, and say what has to be tested by hand.',
  ].join('\n');
}

const shownPackages = 3;
/** Packages with which another framework reaches the tool: who uses that framework knows them. */
const ofFrameworks = /^(?:@ai-sdk\/|@langchain\/|langchain|@llamaindex\/|llama-index|@mastra\/|semantic-kernel)/;

/** The packages of the other tool in the ecosystem of the manifest, its own ones. */
function packagesOf({ npm, pypi, go }: AiTool['evidence'], manifest: string): readonly string[] {
  const names = /(?:^|\/)package[\w-]*\.json$/.test(manifest) ? npm : /(?:^|\/)go\./.test(manifest) ? go : pypi;
  return (names ?? []).filter((name) => !ofFrameworks.test(name)).slice(0, shownPackages);
}
