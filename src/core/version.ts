// The product's version, put in by the build from package.json.

declare const HANDRAIL_VERSION: string;

export const productVersion: string = HANDRAIL_VERSION;
