import { rm } from 'node:fs/promises';
import { headingKey } from '../../domain/sheets/heading-key.ts';
import type { Mapping } from '../../domain/sheets/mapping.ts';
import type { Upload } from '../../domain/upload.ts';
import { SheetRefused } from '../shared/sheets/sheet-refused.ts';
import { askedColumns } from './asked-columns.ts';
import { type Brought, bringFile } from './bring-file.ts';
import { chunksOf } from './chunks.ts';
import { writeCorrected } from './corrected-file.ts';
import { followerOf } from './followed-file.ts';
import { ClaimLost, type HeldUpload } from './held-upload.ts';
import { countLeaving, endLeavers } from './leavers.ts';
import type { ImportPorts } from './ports.ts';
import { RowLines } from './row-lines.ts';
import type { DataRow } from './sheet-follower.ts';
import { takeChunk } from './take-chunk.ts';

/** `more`: time is up, another slice goes on. `rests`: through, or waiting for its sender. */
export type Slice = 'more' | 'rests';

/** What one slice works; Lambda's limit is ten minutes, and the file is brought here first. */
const SLICE_MS = 400_000;
/** Once at the end, what is left is done in this slice unless so much of it has gone. */
const LATE_MS = 200_000;
/** Tries of a chunk within a slice; between slices the schedule lets minutes pass. */
const TRIES_AT_ONCE = 4;

const WHY: Readonly<Record<Exclude<Brought['kind'], 'here'>, string>> = {
  gone: '传上来的文件已经过了保存期。请重新上传',
  other: '传上来的内容和您电脑上的文件不一样,可能传输中出了错。请重新上传',
};

/** Reads a file on from where it stands. What is wrong with the file as a whole ends the job with a sentence; what fails otherwise is thrown. */
export async function readUpload(ports: ImportPorts, held: HeldUpload): Promise<Slice> {
  const until = ports.clock.now() + SLICE_MS;
  // Everything was read before its sender was asked: the rows need not be passed again.
  if (held.upload.leavingConfirmed) return finish(ports, held, until);
  const brought = await bringFile(ports, held.upload);
  if (brought.kind !== 'here') {
    await held.leaveIn('failed', { why: WHY[brought.kind] });
    return 'rests';
  }
  try {
    return await readRows(ports, held, brought.path, until);
  } catch (error) {
    if (!(error instanceof SheetRefused)) throw error;
    await held.leaveIn('failed', { why: error.message });
    return 'rests';
  } finally {
    await rm(brought.folder, { recursive: true, force: true });
  }
}

async function readRows(ports: ImportPorts, held: HeldUpload, path: string, until: number): Promise<Slice> {
  const { clock } = ports;
  const file = { path, name: held.upload.filename };
  const follower = await followerOf(ports, held.upload);
  const lines = new RowLines();
  const from = held.upload.rows.read;
  for await (const rows of chunksOf(ports.readRows(file), follower, lines, { done: from, size: ports.chunkRows })) {
    if (clock.now() >= until) return letGo(held);
    await begin(ports, held, rows);
    await patiently(ports, () => takeChunk(ports, held, rows, lines));
  }
  const { asked, headless } = follower;
  if (asked) await held.leaveIn('asking-columns', { columns: askedColumns(held.upload, asked, ports.profile) });
  else if (headless !== undefined) await held.leaveIn('failed', { why: headlessWhy(headless) });
  if (follower.stopped) return 'rests';
  const late = clock.now() >= until - LATE_MS && held.upload.rows.read > from;
  if (late) return letGo(held);
  if (held.upload.rows.rejected > 0) await writeCorrected(ports, held, file, follower);
  return finish(ports, held, until);
}

const headlessWhy = (sheet: string) =>
  `${sheet === '' ? '文件' : `工作表“${sheet}”`}的前10行里没有找到表头。请加上表头(可以从模板里复制),再发一次`;

/**
 * Before the first row of a sheet: its mapping is kept with the upload, so that no later word changes how the rest of it is
 * read; and before the very first row of all, when the reading began.
 */
async function begin(ports: ImportPorts, held: HeldUpload, rows: readonly DataRow[]): Promise<void> {
  const { upload } = held;
  requireChanges(upload, rows);
  const mapping = rows.map((row) => row.mapping).reduce(merged, upload.mapping);
  const known = mapping === upload.mapping;
  if (known && upload.readAt !== undefined) return;
  held.stillHeld();
  const readAt = upload.readAt ?? ports.clock.now();
  await held.save({ status: 'reading', readAt, ...(mapping && { mapping }) });
}

/** A whole list sent as changes would end nobody, and nobody would notice. */
function requireChanges({ type, mode }: Upload, rows: readonly DataRow[]): void {
  if (type !== 'roster' || mode !== 'changes') return;
  if (!rows.every(saysChange)) throw new SheetRefused('no-changes', NO_CHANGES);
}

const saysChange = ({ headings, mapping: { columns, constants } }: DataRow) =>
  constants?.['change'] !== undefined || headings.some((heading) => columns[headingKey(heading)] === 'change');

const NO_CHANGES =
  '增减名单要有“变动”一列,写新增、变更或退出,现在表里没有,看不出谁退出了。请加上这一列重发;如果这是全部人员的名单,请选“全量”重发';

/** One mapping for all sheets of a file: headings of one that another does not have stand in nobody's way. */
function merged(all: Upload['mapping'], mapping: Mapping): Upload['mapping'] {
  if (all && contains(all, mapping)) return all;
  const constants = { ...mapping.constants, ...all?.constants };
  return {
    name: all?.name ?? mapping.name,
    columns: { ...mapping.columns, ...all?.columns },
    ...(Object.keys(constants).length > 0 && { constants }),
  };
}

const contains = (all: Mapping, { columns, constants = {} }: Mapping) =>
  Object.keys(columns).every((key) => all.columns[key] !== undefined) &&
  Object.keys(constants).every((field) => all.constants?.[field] !== undefined);

/** A store that is busy for a moment costs a moment; what fails every time is thrown. */
async function patiently(ports: ImportPorts, work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ClaimLost || attempt === TRIES_AT_ONCE) throw error;
      await ports.wait(attempt);
    }
  }
}

async function letGo(held: HeldUpload): Promise<Slice> {
  await held.release();
  return 'more';
}

/** All rows are read: of a full roster, whoever it does not name leaves; then the file is done. */
async function finish(ports: ImportPorts, held: HeldUpload, until: number): Promise<Slice> {
  const { type, mode, rows, dryRun } = held.upload;
  const full = type === 'roster' && mode === 'full' && rows.read > 0;
  if (!full) return done(held);
  if (rows.rejected > 0) return done(held, { why: `有${rows.rejected}行没收下,暂不处理退出的人,改好重发后再算` });
  if (dryRun) return done(held, { leaving: (await countLeaving(ports, held.upload)).leaving });
  const ended = await endLeavers(ports, held, until);
  if (ended === 'more') return letGo(held);
  return ended === 'asked' ? 'rests' : done(held, { left: held.upload.leaving ?? 0 });
}

async function done(held: HeldUpload, changes: Partial<Upload> = {}): Promise<Slice> {
  await held.leaveIn('done', { ...changes, corrected: held.upload.rows.rejected > 0 });
  return 'rests';
}
