// Reads the policy layers that exist on this machine and in this workspace. Trust follows the place: a managed file that a user could
// have written counts as that user's own. What the texts mean is for core/policy/load.ts.

import { lstatSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { LayerName } from '../core/policy/policy.ts';
import type { PolicySource } from '../core/policy/load.ts';
import { Refusal, messageOf } from '../core/model/errors.ts';
import { decode } from '../core/text/decode.ts';
import { sha256 } from '../core/text/hash.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Policy files of a workspace, relative to its root. Source: product.md §1 */
export const organisationPolicyPath = 'ai-policy.yaml';
export const workspacePolicyPath = '.handrail/policy.yaml';

/** All layers that are there, weakest first.
 *  @param named  value of `--policy` or HANDRAIL_POLICY, relative to `cwd`
 *  @throws Refusal `policy-absent` when a named or managed policy cannot be had */
export function readPolicyLayers(
  root: string,
  request: { readonly named?: string; readonly cwd: string; readonly env: Environment },
): readonly PolicySource[] {
  const { named = request.env['HANDRAIL_POLICY'], cwd, env } = request;
  const managed = readManaged(managedFolder(env));
  const organisation =
    named === undefined || named === ''
      ? readLayer(join(root, organisationPolicyPath), organisationPolicyPath, 'organisation')
      : readNamed(named, cwd);
  const workspace = readLayer(join(root, workspacePolicyPath), workspacePolicyPath, 'workspace');
  const all = [managed, organisation, workspace].filter((layer) => layer !== undefined);
  // A managed file that its user may change comes last: it is the user's layer.
  return [...all.filter(({ layer }) => layer !== 'user'), ...all.filter(({ layer }) => layer === 'user')];
}

/** Folder that administrators manage; the environment names another only where the real one is absent. */
function managedFolder(env: Environment): string {
  const folder = realManagedFolder(env);
  const other = env['HANDRAIL_MANAGED_DIR'];
  return other !== undefined && other !== '' && lstatSync(folder, { throwIfNoEntry: false }) === undefined
    ? other
    : folder;
}

function realManagedFolder(env: Environment): string {
  if (platform() === 'win32') return join(env['ProgramData'] ?? 'C:\\ProgramData', 'Handrail');
  return platform() === 'darwin' ? '/Library/Application Support/Handrail' : '/etc/handrail';
}

function readManaged(folder: string): PolicySource | undefined {
  const file = join(folder, 'policy.yaml');
  const layer = readLayer(file, file, isManagedByOthers(file) ? 'managed' : 'user');
  if (layer !== undefined) return layer;
  if (lstatSync(join(folder, 'source.json'), { throwIfNoEntry: false }) === undefined) return undefined;
  const message = `${join(folder, 'source.json')} names a policy to fetch, and this version cannot fetch one. Put the policy itself at ${file}.`;
  throw new Refusal('policy-absent', message);
}

/** Whether nobody but administrators can have written a file: owned by root, as is its folder, and writable for no one else. */
function isManagedByOthers(file: string): boolean {
  // Without owners to ask (Windows), the folder itself is writable for administrators alone.
  if (platform() === 'win32') return true;
  return [file, dirname(file)].every((path) => {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    return stat?.uid === 0 && !stat.isSymbolicLink() && (stat.mode & 0o022) === 0;
  });
}

function readNamed(named: string, cwd: string): PolicySource {
  if (/^https?:/i.test(named)) {
    throw new Refusal('policy-absent', `This version reads policies from files only. Download ${named} first.`);
  }
  const layer = readLayer(resolve(cwd, named), named, 'organisation');
  if (layer === undefined) throw new Refusal('policy-absent', `There is no policy file ${named}. Check --policy.`);
  return layer;
}

function readLayer(file: string, source: string, layer: LayerName): PolicySource | undefined {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Refusal('policy-invalid', `${source} is there but cannot be read: ${messageOf(thrown)}.`);
  }
  return policySource(layer, source, bytes);
}

/** The bytes of a policy file as a layer. @throws Refusal `policy-invalid` when they are no text */
export function policySource(layer: LayerName, source: string, bytes: Uint8Array): PolicySource {
  const decoded = decode(bytes);
  if (decoded === undefined) {
    throw new Refusal('policy-invalid', `${source} is no text file. A policy is written in YAML.`);
  }
  return { layer, source, text: decoded.text, hash: sha256(bytes) };
}
