import { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { attachment } from './attachment.ts';
import { GET_SECONDS, type Objects, PUT_SECONDS, somePrefix } from './objects.ts';
import { SafeError } from './safe-error.ts';

/** What is held of one object that is written piece by piece: two parts, one on its way and one being filled. */
const PART = { partSize: 8 * 1024 * 1024, queueSize: 2 } as const;

/**
 * A client whose addresses a browser can use. The SDK would otherwise sign the checksum of an empty body into every address to
 * PUT to, and S3 would refuse whatever came; TLS and the length guard what travels. Where the endpoint is an IP address the bucket
 * goes into the path by the SDK's own rules.
 */
export const s3Client = () =>
  new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' });

/** S3 lists and deletes no more at once. */
const AT_ONCE = 1000;

/** Objects in a bucket. It encrypts by its own default, so nothing has to be said of that with an object. */
export function s3Objects(client: S3Client, Bucket: string, { atOnce = AT_ONCE } = {}): Objects {
  const pages = async function* (prefix: string) {
    let from: string | undefined;
    do {
      const { Contents = [], NextContinuationToken } = await client.send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: prefix,
          MaxKeys: atOnce,
          ...(from !== undefined && { ContinuationToken: from }),
        }),
      );
      yield Contents.flatMap(({ Key, Size = 0 }) => (Key === undefined ? [] : [{ key: Key, size: Size }]));
      from = NextContinuationToken;
    } while (from !== undefined);
  };
  return {
    async putAddress(Key, ContentLength) {
      const url = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key, ContentLength }), {
        expiresIn: PUT_SECONDS,
      });
      return { url, headers: {} };
    },
    async getAddress(Key, filename) {
      const command = new GetObjectCommand({ Bucket, Key, ResponseContentDisposition: attachment(filename) });
      return getSignedUrl(client, command, { expiresIn: GET_SECONDS });
    },
    async sizes(prefix) {
      const found = new Map<string, number>();
      for await (const page of pages(prefix)) for (const { key, size } of page) found.set(key, size);
      return found;
    },
    async read(Key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        if (!(Body instanceof Readable)) throw new SafeError('no-body', 'S3 answered an object without a body');
        return piecesOf(Body);
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async write(Key, body) {
      if (body instanceof Uint8Array) await client.send(new PutObjectCommand({ Bucket, Key, Body: body }));
      else
        await new Upload({
          client,
          params: { Bucket, Key, Body: Readable.from(body, { objectMode: false }) },
          ...PART,
        }).done();
    },
    async remove(prefix) {
      for await (const page of pages(somePrefix(prefix))) {
        if (page.length === 0) continue;
        const Delete = { Objects: page.map(({ key }) => ({ Key: key })), Quiet: true };
        const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete }));
        // S3 says so inside a 200; the keys stay untold.
        if (Errors.length > 0) throw new SafeError('not-removed', `S3 kept ${Errors.length} objects`);
      }
    },
  };
}

async function* piecesOf(body: Readable): AsyncIterable<Uint8Array> {
  for await (const piece of body) if (piece instanceof Uint8Array) yield piece;
}
