import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const Section = z.record(z.string(), z.unknown()).default({});
const Template = z.looseObject({
  Parameters: z.record(z.string(), z.looseObject({ Type: z.string(), Default: z.unknown().optional() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: Section,
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: Section, Condition: z.string().optional() }),
  ),
  Outputs: z
    .record(
      z.string(),
      z.looseObject({
        Value: z.unknown(),
        Condition: z.string().optional(),
        Export: z.object({ Name: z.unknown() }).optional(),
      }),
    )
    .default({}),
});

const Manifest = z.looseObject({
  artifacts: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      environment: z.string().optional(),
      properties: z
        .looseObject({
          templateFile: z.string().optional(),
          file: z.string().optional(),
          directoryName: z.string().optional(),
        })
        .optional(),
    }),
  ),
});

const Assets = z.looseObject({
  files: z
    .record(
      z.string(),
      z.looseObject({
        source: z.looseObject({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

/** One synthesized stack. */
export interface Stack {
  readonly name: string;
  /** Undefined where the stack fits any region. */
  readonly region: string | undefined;
  readonly template: z.infer<typeof Template>;
}

/** What `cdk synth` wrote: the stacks, and where each asset lies. */
export interface Assembly {
  readonly stacks: readonly Stack[];
  /** By object key, the absolute path of the file or folder that would be uploaded. */
  readonly assets: ReadonlyMap<string, string>;
}

/**
 * Reads a cloud assembly, nested ones included. Code is found by its object key in `*.assets.json`: the metadata
 * `aws:asset:path` is there only where the CLI asked for it. Throws where there is no manifest or no stack.
 */
export function readAssembly(folder: string): Assembly {
  const found = readFolder(folder);
  if (found.stacks.length === 0) throw new Error(`${folder} holds no stack`);
  return found;
}

function readFolder(folder: string): Assembly {
  const stacks: Stack[] = [];
  const assets = new Map<string, string>();
  for (const [name, artifact] of Object.entries(readManifest(folder).artifacts)) {
    const { templateFile, file, directoryName } = artifact.properties ?? {};
    if (artifact.type === 'aws:cloudformation:stack' && templateFile !== undefined) {
      const template = Template.parse(parseFile(path.join(folder, templateFile)));
      stacks.push({ name, region: regionOf(artifact.environment), template });
    } else if (artifact.type === 'cdk:asset-manifest' && file !== undefined) {
      for (const [key, source] of readAssets(folder, file)) assets.set(key, source);
    } else if (artifact.type === 'cdk:cloud-assembly' && directoryName !== undefined) {
      const nested = readFolder(path.join(folder, directoryName));
      stacks.push(...nested.stacks);
      for (const [key, source] of nested.assets) assets.set(key, source);
    }
  }
  return { stacks, assets };
}

function readManifest(folder: string): z.infer<typeof Manifest> {
  const file = path.join(folder, 'manifest.json');
  if (!existsSync(file)) throw new Error(`${file} is missing: is ${folder} the output of cdk synth?`);
  return Manifest.parse(parseFile(file));
}

function readAssets(folder: string, file: string): [key: string, source: string][] {
  return Object.values(Assets.parse(parseFile(path.join(folder, file))).files).flatMap(({ source, destinations }) =>
    source.path === undefined
      ? []
      : Object.values(destinations).map(({ objectKey }): [string, string] => [
          objectKey,
          path.resolve(folder, source.path ?? ''),
        ]),
  );
}

const parseFile = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** `aws://unknown-account/unknown-region` where the stack fits any. */
function regionOf(environment: string | undefined): string | undefined {
  const region = environment?.split('/').at(-1);
  return region === undefined || region === 'unknown-region' ? undefined : region;
}
