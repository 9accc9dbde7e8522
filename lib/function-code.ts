import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { bundlesKey, copyBundle } from './bundles.ts';

/** A file that lies beside a bundle: its text, or the path of a file to copy. */
export type Beside = { readonly text: string } | { readonly path: string };

const FUNCTIONS = path.join(import.meta.dirname, '..', 'functions');
/** The bundle is CommonJS wherever it lies, also under a package that says `"type": "module"`. */
const COMMONJS = { 'package.json': { text: '{"type":"commonjs"}\n' } } as const;

/**
 * The code of `functions/<name>`: its bundle with `files` beside it. Named by content, so an unchanged function is not
 * deployed again. Where the context `aws:cdk:bundling-stacks` leaves the stack out, nothing is bundled.
 */
export function functionCode(name: string, files: Readonly<Record<string, Beside>>): lambda.Code {
  const beside = { ...COMMONJS, ...files };
  return lambda.Code.fromAsset(FUNCTIONS, {
    assetHashType: AssetHashType.CUSTOM,
    assetHash: hashOf(name, beside),
    bundling: {
      // Never pulled: local bundling either succeeds or throws.
      image: DockerImage.fromRegistry('unused'),
      local: {
        tryBundle(folder) {
          copyBundle(name, folder);
          for (const [file, content] of Object.entries(beside)) place(path.join(folder, file), content);
          return true;
        },
      },
    },
  });
}

function place(target: string, content: Beside): void {
  if ('text' in content) writeFileSync(target, content.text);
  else copyFileSync(content.path, target);
}

function hashOf(name: string, files: Readonly<Record<string, Beside>>): string {
  const hash = createHash('sha256').update(`${name}\0${bundlesKey()}`);
  for (const [file, content] of Object.entries(files)) {
    hash.update(`\0${file}\0`).update('text' in content ? content.text : readFileSync(content.path));
  }
  return hash.digest('hex');
}
