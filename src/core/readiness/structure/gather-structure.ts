// Reads what has a structure of its own while the facts are gathered: container recipes, Kubernetes documents, Terraform, workflows,
// settings. Facts call it for each kept text; what cannot be read becomes a fact, too.

import { messageOf } from '../../model/errors.ts';
import { isDevelopmentOnly, isSample } from '../paths.ts';
import { readContainerRecipe, type ContainerRecipe } from './container-recipe.ts';
import { isWorkload, readKubernetes, type KubernetesDocument } from './kubernetes.ts';
import { hasSettings, readSettingsValues, type SettingsValue } from './settings-values.ts';
import { readTerraform, type TerraformBlock } from './terraform.ts';
import { readWorkflow, type Workflow } from './workflows.ts';

export interface StructureFacts {
  readonly containers: readonly ContainerRecipe[];
  readonly kubernetes: readonly KubernetesDocument[];
  /** YAML texts with a Kubernetes document that is no valid YAML: path and first such line. Chart templates are among them. */
  readonly unreadKubernetes: ReadonlyMap<string, number>;
  readonly terraform: readonly TerraformBlock[];
  readonly workflows: readonly Workflow[];
  /** Of files whose settings checks ask about, in the order of each file. */
  readonly settings: readonly SettingsValue[];
}

export interface FoundStructure extends StructureFacts {
  readonly containers: ContainerRecipe[];
  readonly kubernetes: KubernetesDocument[];
  readonly unreadKubernetes: Map<string, number>;
  readonly terraform: TerraformBlock[];
  readonly workflows: Workflow[];
  readonly settings: SettingsValue[];
}

const containerFile = /(?:^|\/)(?:[\w.-]+\.)?(?:[Dd]ockerfile|Containerfile)(?:\.[\w.-]+)?$/;
const workflowFile = /^\.github\/workflows\/[^/]+\.ya?ml$/;
/** Documents between two pauses: each takes a millisecond at most. */
const documentsBetweenPauses = 8;

export function noStructure(): FoundStructure {
  return { containers: [], kubernetes: [], unreadKubernetes: new Map(), terraform: [], workflows: [], settings: [] };
}

/** Read one text by its path and add what it holds. Samples are left out, and so are workloads that nobody outside meets; workflows are never samples.
 *  @param unseen  told why a text could not be read
 *  @param pause  called now and then, since one text may hold thousands of documents */
export async function gatherStructure(
  text: string,
  path: string,
  found: FoundStructure,
  unseen: Map<string, string>,
  pause: () => Promise<void>,
): Promise<void> {
  try {
    if (workflowFile.test(path)) found.workflows.push(readWorkflow(text, path));
    else if (isSample(path)) return;
    else if (hasSettings(path)) found.settings.push(...readSettingsValues(text, path));
    else if (containerFile.test(path)) found.containers.push(readContainerRecipe(text, path));
    else if (path.endsWith('.tf')) found.terraform.push(...readTerraform(text, path));
    else if (/\.ya?ml$/.test(path)) await gatherKubernetes(text, path, found, pause);
  } catch (thrown) {
    unseen.set(path, `it could not be understood: ${messageOf(thrown)}`);
  }
}

async function gatherKubernetes(
  text: string,
  path: string,
  found: FoundStructure,
  pause: () => Promise<void>,
): Promise<void> {
  let count = 0;
  for (const document of readKubernetes(text, path)) {
    if ('malformedLine' in document) {
      if (!found.unreadKubernetes.has(path)) found.unreadKubernetes.set(path, document.malformedLine);
    } else if (!isDevelopmentOnly(path) || !isWorkload(document)) found.kubernetes.push(document);
    if (++count % documentsBetweenPauses === 0) await pause();
  }
}
