import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../functions/shared/in-parallel.ts';
import { CliError } from './cli-error.ts';
import { putPart } from './put-part.ts';
import type { UploadOrder, UploadsClient, UploadView } from './uploads-client.ts';

/** What the person sees while a file goes its way. */
export interface UploadShow {
  /** `fresh` is false where an upload that was cut goes on. `missing` bytes are still to be sent. */
  announced(view: UploadView, fresh: boolean, missing: number): void;
  sent(bytes: number): void;
  /** All bytes have arrived, now or before. */
  arrived(view: UploadView): void;
  read(view: UploadView): void;
}

export interface UploadPorts {
  client: UploadsClient;
  show: UploadShow;
  /** Waits so many seconds. */
  pause?: (seconds: number) => Promise<unknown>;
}

/** So many addresses are asked for before it is given up: they live for an hour, and a slow line needs some. */
const ROUNDS = 12;
/** Parts under way at once. */
const AT_ONCE = 3;

/** Announces a file and sends what of it is not there yet. Throws `CliError` where it does not arrive. */
export async function sendFile(
  ports: UploadPorts,
  file: string,
  order: Pick<UploadOrder, 'type' | 'mode' | 'dryRun'>,
): Promise<UploadView> {
  const { client, show } = ports;
  const about = await described(file);
  const { view: announced, fresh } = await client.announce({ ...order, ...about });
  show.announced(announced, fresh, bytesIn(announced));
  let view = announced;
  for (let round = 0; view.status === 'receiving'; round++) {
    if (round === ROUNDS) throw cut(view);
    const arrived = await sendParts(ports, file, view);
    // The file must be the one that was announced: half of an older one would be read as rows.
    if ((await described(file)).sha256 !== about.sha256) throw new CliError(`${file} 在上传时被改动了,请关掉再传`);
    const read = await client.complete(view.uploadId);
    view = read ?? (await client.view(view.uploadId));
    if (!read && arrived === 0) throw cut(view);
  }
  show.arrived(view);
  return view;
}

const bytesIn = ({ parts = [] }: UploadView) => parts.reduce((sum, { from, to }) => sum + to - from, 0);

/** How many of the missing parts arrived. */
async function sendParts({ show, pause }: UploadPorts, file: string, { parts = [] }: UploadView): Promise<number> {
  const put = { progress: (bytes: number) => show.sent(bytes), ...(pause && { pause }) };
  const arrived = await inParallel(AT_ONCE, parts, (part) => putPart(file, part, put));
  return arrived.filter(Boolean).length;
}

const cut = ({ uploadId }: UploadView) =>
  new CliError(`文件没有传完(${uploadId})。网络好了以后,再运行一次同样的命令,会接着传没到的部分`);

async function described(file: string) {
  try {
    const digest = createHash('sha256');
    for await (const chunk of createReadStream(file)) digest.update(chunk);
    return { filename: path.basename(file), bytes: statSync(file).size, sha256: digest.digest('hex') };
  } catch (cause) {
    throw new CliError(`读不到文件 ${file}`, 2, { cause });
  }
}

const WORKING: readonly string[] = ['waiting', 'reading', 'withdrawing'];
/** Seconds between looks: soon at first, since most files are small. */
const LOOKS = [0.5, 1, 1, 2, 2, 3, 5];

/** Looks again and again until nothing more happens by itself. */
export async function settled({ client, show, pause = wait }: UploadPorts, given: UploadView): Promise<UploadView> {
  let view = given;
  for (let nth = 0; WORKING.includes(view.status); nth++) {
    show.read(view);
    await pause(LOOKS[Math.min(nth, LOOKS.length - 1)] ?? 1);
    view = await client.view(view.uploadId);
  }
  show.read(view);
  return view;
}

const wait = (seconds: number) => sleep(seconds * 1000);
