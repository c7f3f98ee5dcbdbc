// A GitHub Actions workflow as checks see it: what starts it, its rights, its steps. Facts call it once for each workflow file.

import { pointerStep, readYaml, type YamlDocument } from '../../text/yaml-document.ts';
import { isRecord, recordOf, textsOf } from '../../text/parsed-value.ts';

export interface WorkflowStep {
  readonly line: number;
  readonly uses?: { readonly value: string; readonly line: number };
  readonly run?: { readonly value: string; readonly line: number };
  /** `with.ref` of a checkout. */
  readonly ref?: { readonly value: string; readonly line: number };
}

export interface WorkflowJob {
  readonly id: string;
  readonly line: number;
  /** Undefined when the job says nothing of its rights. */
  readonly rights: Rights | undefined;
  readonly environment?: { readonly value: string; readonly line: number };
  readonly steps: readonly WorkflowStep[];
  /** Under what condition it runs; undefined for always. */
  readonly condition?: string;
  /** The reusable workflow it calls. */
  readonly uses?: { readonly value: string; readonly line: number };
}

/** `limited` names what is allowed, or allows only reading. */
export type Rights = 'limited' | 'everything';

export type Workflow =
  | {
      readonly state: 'read';
      readonly path: string;
      /** What others call it by: its name, else its path. */
      readonly name: string;
      readonly triggers: readonly string[];
      /** Names of the workflows after which it runs. */
      readonly follows: readonly string[];
      readonly rights: Rights | undefined;
      readonly rightsLine: number;
      readonly jobs: readonly WorkflowJob[];
    }
  | { readonly state: 'malformed'; readonly path: string; readonly because: string };

/** Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax */
export function readWorkflow(text: string, path: string): Workflow {
  const document = readYaml(text, path);
  const { value } = document;
  const issue = document.issues[0];
  if (issue !== undefined) return { state: 'malformed', path, because: `line ${String(issue.line)}: ${issue.message}` };
  if (!isRecord(value)) return { state: 'malformed', path, because: 'it holds no workflow' };
  return {
    state: 'read',
    path,
    name: typeof value['name'] === 'string' ? value['name'] : path,
    triggers: triggersOf(value['on']),
    follows: textsOf(recordOf(recordOf(value['on'])['workflow_run'])['workflows']),
    rights: rightsOf(value),
    rightsLine: 'permissions' in value ? document.keyPlaceOf('/permissions').line : 1,
    jobs: Object.entries(recordOf(value['jobs'])).map(([id, job]) => jobOf(id, recordOf(job), document)),
  };
}

function jobOf(id: string, job: Readonly<Record<string, unknown>>, document: YamlDocument): WorkflowJob {
  const at = `/jobs${pointerStep(id)}`;
  const steps = Array.isArray(job['steps']) ? (job['steps'] as unknown[]) : [];
  const named = isRecord(job['environment']) ? job['environment']['name'] : job['environment'];
  const environment = textAt(named, `${at}/environment`, document);
  const uses = textAt(job['uses'], `${at}/uses`, document);
  return {
    id,
    line: document.keyPlaceOf(at).line,
    rights: rightsOf(job),
    ...(environment === undefined ? {} : { environment }),
    ...(typeof job['if'] === 'string' ? { condition: job['if'] } : {}),
    ...(uses === undefined ? {} : { uses }),
    steps: steps.map((step, index) => stepOf(recordOf(step), `${at}/steps/${String(index)}`, document)),
  };
}

function stepOf(step: Readonly<Record<string, unknown>>, at: string, document: YamlDocument): WorkflowStep {
  const uses = textAt(step['uses'], `${at}/uses`, document);
  const run = textAt(step['run'], `${at}/run`, document);
  const ref = textAt(recordOf(step['with'])['ref'], `${at}/with/ref`, document);
  return {
    line: document.placeOf(at).line,
    ...(uses === undefined ? {} : { uses }),
    ...(run === undefined ? {} : { run }),
    ...(ref === undefined ? {} : { ref }),
  };
}

function rightsOf(value: Readonly<Record<string, unknown>>): Rights | undefined {
  if (!('permissions' in value)) return undefined;
  return value['permissions'] === 'write-all' ? 'everything' : 'limited';
}

function triggersOf(on: unknown): readonly string[] {
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? textsOf(on) : Object.keys(recordOf(on));
}

function textAt(
  value: unknown,
  pointer: string,
  document: YamlDocument,
): { readonly value: string; readonly line: number } | undefined {
  return typeof value === 'string' ? { value, line: document.placeOf(pointer).line } : undefined;
}
