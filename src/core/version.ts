// The product's version and the revision of its scanning code, put in by the build.

declare const HANDRAIL_VERSION: string;
declare const HANDRAIL_SCAN_REVISION: string;

export const productVersion: string = HANDRAIL_VERSION;

/** Hash of the source of the core: caches of another build of the same version are not trusted. */
export function scanRevision(): string {
  return HANDRAIL_SCAN_REVISION;
}
