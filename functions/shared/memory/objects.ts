import { type Objects, somePrefix } from '../objects.ts';

export interface MemoryObjects extends Objects {
  /** What a client does with an address of `putAddress`. Throws where the length is another than was announced. */
  putAt(url: string, body: Uint8Array): Promise<void>;
}

/** Objects in memory. Its addresses are of no host: `putAt` stands for whoever uses them. */
export function memoryObjects(): MemoryObjects {
  const objects = new Map<string, Uint8Array>();
  const below = (prefix: string) => [...objects].filter(([key]) => key.startsWith(prefix));
  return {
    async putAddress(key, bytes) {
      return { url: `https://objects.invalid/${key}?bytes=${bytes}`, headers: {} };
    },
    async getAddress(key, filename) {
      return `https://objects.invalid/${key}?filename=${encodeURIComponent(filename)}`;
    },
    async putAt(url, body) {
      const { pathname, searchParams } = new URL(url);
      if (searchParams.get('bytes') !== String(body.length)) throw new Error('SignatureDoesNotMatch');
      objects.set(decodeURIComponent(pathname.slice(1)), body.slice());
    },
    sizes: async (prefix) => new Map(below(prefix).map(([key, body]) => [key, body.length])),
    async read(key) {
      const body = objects.get(key);
      return body && piecesOf(body);
    },
    async write(key, body) {
      objects.set(key, body instanceof Uint8Array ? body.slice() : await whole(body));
    },
    async remove(prefix) {
      for (const [key] of below(somePrefix(prefix))) objects.delete(key);
    },
  };
}

/** More than one where there is enough: nobody may count on reading an object in a single piece. */
async function* piecesOf(body: Uint8Array): AsyncIterable<Uint8Array> {
  const half = Math.ceil(body.length / 2);
  for (const piece of [body.slice(0, half), body.slice(half)]) if (piece.length > 0) yield piece;
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(Buffer.concat(all));
}
