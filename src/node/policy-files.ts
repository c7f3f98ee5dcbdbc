// Reads the policy layers of this machine, this person and this workspace: which files and addresses there are, and whom they speak for.
// What the texts mean is for core/policy/load.ts.

import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { messageOf, Refusal, type Issue } from '../core/model/errors.ts';
import type { PolicySource } from '../core/policy/load.ts';
import { badAddress } from '../core/policy/parent-reference.ts';
import type { LayerName } from '../core/policy/policy.ts';
import type { Trust } from '../core/policy/signature.ts';
import { readPolicyPointer, type PolicyPointer } from '../core/policy/source-pointer.ts';
import type { MaybePromise } from '../core/ports.ts';
import { decode } from '../core/text/decode.ts';
import { sha256 } from '../core/text/hash.ts';
import { maxYamlLength } from '../core/text/yaml-document.ts';
import { handrailHome } from './home.ts';
import { findManagedFolder, isManagedByOthers } from './managed-folder.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Policy files of a workspace, relative to its root. Source: product.md §1 */
export const organisationPolicyPath = 'ai-policy.yaml';
export const workspacePolicyPath = '.handrail/policy.yaml';
/** Policy files of a person, relative to HANDRAIL_HOME. */
export const teamPolicyFile = 'team-policy.yaml';
export const userPolicyFile = 'policy.yaml';

export interface LayersRequest {
  /** Absolute path; undefined for a virtual workspace. */
  readonly root: string | undefined;
  /** Value of `--policy`, relative to `cwd`. */
  readonly named?: string;
  readonly cwd: string;
  readonly env: Environment;
  /** Policy of the company as the user's settings name it: a file or an address. */
  readonly userSetting?: string;
  /** Reads a file of a workspace that is on no disk. */
  readonly readVirtual?: (path: string) => MaybePromise<Uint8Array | undefined>;
}

/** What there is to load. */
export interface PolicyLayers {
  /** Weakest first. Addresses have no text yet. */
  readonly sources: readonly PolicySource[];
  /** Address of the company's policy, when it has to be fetched. */
  readonly address?: string;
  /** Absolute path of each text on disk, by source. */
  readonly paths: ReadonlyMap<string, string>;
  /** Keys that the machine trusts. */
  readonly trust: Trust;
  readonly minSerial?: number;
  readonly groups: readonly string[];
  /** Why a managed policy is missed, when one belongs here and there is none. */
  readonly absent?: string;
}

/** Find and read all layers.
 *  @throws Refusal `policy-absent` when there is nothing where `--policy` points */
export async function readPolicyLayers(request: LayersRequest): Promise<PolicyLayers> {
  const { root, cwd, env, userSetting } = request;
  const named = request.named ?? env['HANDRAIL_POLICY'];
  const paths = new Map<string, string>();
  const read = (layer: LayerName, file: string, source = file): PolicySource | undefined => {
    const found = readLayer(layer, file, source);
    if (found !== undefined) paths.set(source, file);
    return found;
  };
  const managed = findManagedFolder(env);
  const machine = managed.policies.flatMap(
    (file) => read(isManagedByOthers(file) ? 'managed' : 'user', file) ?? lostManaged(file),
  );
  const pointer = managed.pointer === undefined ? undefined : readPointer(managed.pointer);
  const isNamed = named !== undefined && named !== '';
  const company = isNamed ? named : (pointer?.pointer?.url ?? userSetting);
  const wrongSetting = isNamed || company !== userSetting ? undefined : wrongInSetting(userSetting);
  const inRoot = async (layer: LayerName, path: string): Promise<PolicySource | undefined> => {
    if (root !== undefined) return read(layer, join(root, path), path);
    const bytes = await request.readVirtual?.(path);
    return bytes && policySource(layer, path, bytes);
  };
  const address = company !== undefined && wrongSetting === undefined && isAddress(company) ? company : undefined;
  const organisation =
    company === undefined || company === ''
      ? await inRoot('organisation', organisationPolicyPath)
      : address === undefined
        ? (wrongSetting ??
          read('organisation', resolve(cwd, company), company) ??
          (isNamed ? missing(company) : lostSetting(company)))
        : undefined;
  if (address !== undefined) refuseBadAddress(address);
  const home = handrailHome(env);
  const all = [
    ...machine,
    ...(pointer?.refused === undefined ? [] : [pointer.refused]),
    organisation,
    read('team', join(home, teamPolicyFile)),
    await inRoot('workspace', workspacePolicyPath),
    read('user', join(home, userPolicyFile)),
  ].filter((layer) => layer !== undefined);
  const isMissed = managed.isExpected && managed.policies.length === 0 && managed.pointer === undefined;
  const { keys = [], threshold = 1, minSerial } = pointer?.pointer ?? {};
  return {
    // A managed file that its user may change comes last: it is the user's layer.
    sources: [...all.filter(({ layer }) => layer !== 'user'), ...all.filter(({ layer }) => layer === 'user')],
    ...(address === undefined ? {} : { address }),
    paths,
    trust: { keys, threshold },
    ...(minSerial === undefined ? {} : { minSerial }),
    groups: pointer?.pointer?.groups ?? groupsOf(env),
    ...(isMissed
      ? { absent: `A managed policy belongs in ${managed.path}, and there is neither policy.yaml nor source.json.` }
      : {}),
  };
}

/** The bytes of a policy file as a layer; refused when they are no text. */
export function policySource(layer: LayerName, source: string, bytes: Uint8Array): PolicySource {
  const text = decode(bytes)?.text;
  if (text === undefined) {
    return refusedSource(layer, source, 'policy/not-text', `${source} is no text file. A policy is written in YAML.`);
  }
  return { layer, source, text, bytes, hash: sha256(bytes) };
}

/** A layer whose text cannot be had. */
export function refusedSource(layer: LayerName, source: string, code: string, message: string): PolicySource {
  const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const issue: Issue = { code, severity: 'error', message, file: source, ...place };
  return { layer, source, text: '', refused: [issue] };
}

function readLayer(layer: LayerName, file: string, source: string): PolicySource | undefined {
  try {
    const { size } = statSync(file);
    if (size > 4 * maxYamlLength) {
      const message = `${source} has ${String(Math.round(size / 1024))} KB; ${String(maxYamlLength / 1000)} KB is the most that is read. Split it up or shorten it.`;
      return refusedSource(layer, source, 'policy/too-large', message);
    }
    const found = policySource(layer, source, readFileSync(file));
    const mayBeSigned = layer === 'organisation' || layer === 'team';
    const signature = mayBeSigned ? readSignature(`${file}.sig`) : undefined;
    return signature === undefined ? found : { ...found, signature };
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return refusedSource(
      layer,
      source,
      'policy/unreadable',
      `${source} is there but cannot be read: ${messageOf(thrown)}.`,
    );
  }
}

function readSignature(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** A link in the managed folder that leads nowhere: a policy was meant to be there. */
function lostManaged(file: string): PolicySource {
  return refusedSource('managed', file, 'policy/unreadable', `${file} leads to a file that is not there.`);
}

function missing(named: string): never {
  throw new Refusal('policy-absent', `There is no policy file ${named}. Check --policy.`);
}

/** The setting of a person counts in every workspace: a relative path would mean another file in each of them, one of the project. */
function wrongInSetting(setting: string | undefined): PolicySource | undefined {
  if (setting === undefined || setting === '') return undefined;
  const wrong = isAddress(setting)
    ? badAddress(setting)
    : isAbsolute(setting)
      ? undefined
      : `"${setting}" is no full path. A setting holds for every folder, so it names a file from the root of the disk, or an address.`;
  return wrong === undefined ? undefined : refusedSource('organisation', setting, 'policy/bad-setting', wrong);
}

function lostSetting(setting: string): PolicySource {
  const message = `There is no policy file ${setting}. Correct the setting that names it, or remove it.`;
  return refusedSource('organisation', setting, 'policy/absent', message);
}

function isAddress(named: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(named);
}

function refuseBadAddress(address: string): void {
  const wrong = badAddress(address);
  if (wrong !== undefined) throw new Refusal('policy-absent', wrong);
}

function readPointer(file: string): { readonly pointer?: PolicyPointer; readonly refused?: PolicySource } {
  const layer = isManagedByOthers(file) ? 'managed' : 'user';
  const source = readLayer(layer, file, file) ?? lostManaged(file);
  if (source.refused !== undefined) return { refused: source };
  const result = readPolicyPointer(source.text, file);
  return 'pointer' in result ? result : { refused: { ...source, text: '', refused: result.issues } };
}

function groupsOf(env: Environment): readonly string[] {
  return (env['HANDRAIL_GROUPS'] ?? '').split(',').flatMap((group) => group.trim() || []);
}
