// The shape of a catalogue row. Tests hold the shipped tables to it; nothing checks them again while scanning.

import * as z from 'zod';

const names = z.array(z.string().min(1)).min(1).readonly().optional();

/** One row of `ai-tools/*.json`. */
export const aiToolSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().min(1),
  vendor: z.string().min(1),
  kind: z.string().regex(/^[a-z]+(?:-[a-z]+)*$/),
  egress: z.enum(['cloud', 'local', 'both', 'lib', 'none']),
  homepage: z.url({ protocol: /^https$/ }),
  evidence: z.strictObject({
    npm: names,
    pypi: names,
    pythonImports: names,
    go: names,
    maven: names,
    javaPackages: names,
    nuget: names,
    namespaces: names,
    gems: names,
    rubyRequires: names,
    crates: names,
    rustCrates: names,
    packagist: names,
    phpNamespaces: names,
    pub: names,
    images: names,
    hosts: names,
    env: names,
    models: names,
    files: names,
    extensions: names,
    actions: names,
    commands: names,
    trailers: names,
    bots: names,
  }),
  dropIns: z
    .array(
      z.strictObject({
        with: z.string().min(1),
        languages: z.array(z.enum(['javascript', 'python'])).min(1),
        exports: z.record(z.string().regex(/^\w+$/), z.string().regex(/^\w+$/)),
        afterwards: z.string().min(15),
        source: z.url({ protocol: /^https$/ }),
      }),
    )
    .min(1)
    .optional(),
  source: z.url({ protocol: /^https$/ }),
  checked: z.iso.date(),
});
