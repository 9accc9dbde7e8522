import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Objects } from '../../../../functions/shared/objects.ts';

/** An object store, and what a client does with an address that it gave. */
export interface ObjectsUnderTest {
  objects: Objects;
  put(url: string, headers: Readonly<Record<string, string>>, body: Uint8Array): Promise<unknown>;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const place = () => `incoming/${randomUUID()}`;

async function* inPieces(...pieces: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* pieces;
}

async function* breaksOff(): AsyncIterable<Uint8Array> {
  yield bytes('first');
  throw new Error('the line broke');
}

async function textOf(pieces: AsyncIterable<Uint8Array> | undefined): Promise<string | undefined> {
  if (!pieces) return undefined;
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

/** What every form of the object store must do. Suites share a bucket, so each test takes keys that no other has. */
export function objectsContract(underTest: () => ObjectsUnderTest): void {
  const objects = () => underTest().objects;

  test('what was never written is not there', async () => {
    expect(await objects().read(place())).toBeUndefined();
    expect(await objects().sizes(`${place()}/`)).toEqual(new Map());
    await objects().remove(`${place()}/`);
  });

  test.each([
    ['at once', bytes('姓名,金额\r\n'), '姓名,金额\r\n'],
    ['in pieces', inPieces(bytes('姓名,'), bytes('金额'), bytes('\r\n')), '姓名,金额\r\n'],
    ['empty', bytes(''), ''],
    ['in no piece', inPieces(), ''],
  ])('a body is read back as it was written %s', async (_, body, text) => {
    const key = place();
    await objects().write(key, body);
    expect(await textOf(await objects().read(key))).toBe(text);
  });

  test('what is written again takes the place of what stood there', async () => {
    const key = place();
    await objects().write(key, bytes('a longer text'));
    await objects().write(key, bytes('short'));
    expect(await textOf(await objects().read(key))).toBe('short');
  });

  test('a body that breaks off leaves what stood there', async () => {
    const key = place();
    await objects().write(key, bytes('before'));
    await expect(objects().write(key, breaksOff())).rejects.toThrow('the line broke');
    expect(await textOf(await objects().read(key))).toBe('before');
  });

  test('a body larger than what is held at once comes back to the byte', async () => {
    const key = place();
    const piece = new Uint8Array(1024 * 1024).map((_, index) => index % 251);
    await objects().write(key, inPieces(...Array.from({ length: 20 }, () => piece)));
    expect(await objects().sizes(key)).toEqual(new Map([[key, 20 * piece.length]]));
    const read: Uint8Array[] = [];
    for await (const part of (await objects().read(key)) ?? []) read.push(part);
    const written = Buffer.concat(Array.from({ length: 20 }, () => piece));
    expect(Buffer.concat(read).equals(written)).toBe(true);
  });

  test('sizes tell which parts are there, and of no other file', async () => {
    const id = place();
    await objects().write(`${id}/0001`, bytes('12345'));
    await objects().write(`${id}/0003`, bytes('1'));
    await objects().write(`${id}0/0001`, bytes('other'));
    expect(await objects().sizes(`${id}/`)).toEqual(
      new Map([
        [`${id}/0001`, 5],
        [`${id}/0003`, 1],
      ]),
    );
  });

  test('removing takes everything below a prefix and nothing beside it, more than ten too', async () => {
    const id = place();
    const keys = Array.from({ length: 25 }, (_, index) => `${id}/${String(index).padStart(4, '0')}`);
    for (const key of keys) await objects().write(key, bytes('x'));
    await objects().write(`${id}0/0001`, bytes('other'));
    expect((await objects().sizes(`${id}/`)).size).toBe(25);
    await objects().remove(`${id}/`);
    expect(await objects().sizes(id)).toEqual(new Map([[`${id}0/0001`, 5]]));
  });

  test('an empty prefix, which would be everything, is refused', async () => {
    await expect(objects().remove('')).rejects.toThrow('empty prefix');
  });

  test('what a client puts at an address is the object', async () => {
    const key = `${place()}/0001`;
    const { url, headers } = await objects().putAddress(key, 6);
    await underTest().put(url, headers, bytes('姓名'));
    expect(await textOf(await objects().read(key))).toBe('姓名');
  });

  test('an address for so many bytes takes no more and no fewer', async () => {
    const key = `${place()}/0001`;
    const { url, headers } = await objects().putAddress(key, 6);
    for (const body of ['seven..', 'five.', '']) {
      await expect(underTest().put(url, headers, bytes(body)), body).rejects.toThrow('SignatureDoesNotMatch');
    }
    expect(await objects().read(key)).toBeUndefined();
  });
}
