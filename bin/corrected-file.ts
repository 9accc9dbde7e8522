import { type FileHandle, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { correctedStem } from '../domain/corrected-name.ts';
import { CliError } from './cli-error.ts';

/** 大额.xlsx → 大额.错误.xlsx, then 大额.错误2.xlsx. A zip comes back as a workbook of all its sheets. */
export function correctedName(file: string, nth: number): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${correctedStem(name, nth)}${ext.toLowerCase() === '.zip' ? '.xlsx' : ext}`);
}

/** Fetches the corrected file and lays it beside the one that was sent, over none that stands there. Returns its name. */
export async function saveCorrected(file: string, url: string, get: typeof fetch = fetch): Promise<string> {
  const response = await get(url).catch(() => undefined);
  if (!response?.ok || !response.body) throw new CliError('改错表没有下载下来,请用 --status 再取一次');
  for (let nth = 1; ; nth++) {
    const name = correctedName(file, nth);
    const opened = await openNew(name);
    if (!opened) continue;
    try {
      // People's numbers stand in it: for its owner alone.
      await opened.writeFile(Readable.fromWeb(response.body));
      return name;
    } catch (cause) {
      await rm(name, { force: true });
      throw new CliError(`改错表没有写好:${name}`, 1, { cause });
    } finally {
      await opened.close();
    }
  }
}

/** Undefined where something stands there already. */
async function openNew(name: string): Promise<FileHandle | undefined> {
  try {
    return await open(name, 'wx', 0o600);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return undefined;
    throw new CliError(`写不了 ${name}`, 1, { cause });
  }
}
