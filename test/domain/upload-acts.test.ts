import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Upload, type UploadStatus, uploadStatus } from '../../domain/upload.ts';
import {
  actOnUpload,
  awaitsWork,
  inState,
  openUploadActs,
  type UploadAct,
  type UploadDoing,
  uploadTransitions,
} from '../../domain/upload-acts.ts';
import { NOW } from '../factories.ts';
import { makeUpload } from '../uploads.ts';

const mapping = { name: '十月', columns: { 身份证号码: 'person.idNumber' }, constants: { visitType: 'inpatient' } };
const doings: Record<UploadAct, UploadDoing> = {
  complete: { act: 'complete' },
  'confirm-columns': { act: 'confirm-columns', mapping },
  'confirm-leaving': { act: 'confirm-leaving', leaving: 31 },
  withdraw: { act: 'withdraw' },
};
const rows = { read: 500, accepted: 499, unchanged: 0, duplicate: 0, rejected: 1 };
/** A file as it may stand in a state, some rows of it stored where the state allows that. */
const standing = (status: UploadStatus, overrides: Partial<Upload> = {}) =>
  inState(makeUpload(), status, NOW, {
    ...(status !== 'receiving' && status !== 'lapsed' && { completedAt: NOW, readAt: NOW, rows }),
    ...(status === 'asking-leaving' && { leaving: 31 }),
    ...overrides,
  });

describe('the states of a file', () => {
  it('are this table', () => {
    expect(uploadTransitions).toEqual({
      receiving: { complete: 'waiting', withdraw: 'withdrawn' },
      waiting: { withdraw: 'withdrawing' },
      reading: { withdraw: 'withdrawing' },
      'asking-columns': { 'confirm-columns': 'waiting', withdraw: 'withdrawing' },
      'asking-leaving': { 'confirm-leaving': 'waiting', withdraw: 'withdrawing' },
      done: { withdraw: 'withdrawing' },
      failed: { withdraw: 'withdrawing' },
      withdrawing: {},
      withdrawn: {},
      lapsed: {},
    });
  });

  it.each(uploadStatus.options)('%s: what is open goes where the table says, all else says what is open', (status) => {
    const upload = standing(status);
    const table: Partial<Record<UploadAct, UploadStatus>> = uploadTransitions[status];
    for (const doing of Object.values(doings)) {
      const acted = actOnUpload(upload, doing, NOW + 1);
      if (acted.kind === 'done') expect(acted.upload.status).toBe(table[doing.act]);
      else if (acted.kind === 'closed') expect([table[doing.act], acted.open]).toEqual([undefined, Object.keys(table)]);
      else expect(['complete', 'withdraw']).toContain(doing.act);
    }
  });

  it('only a file with something left to do is open, and what waits for a worker is', () => {
    const open = uploadStatus.options.filter((status) => standing(status).open);
    expect(open).toEqual(['receiving', 'waiting', 'reading', 'asking-columns', 'asking-leaving', 'withdrawing']);
    expect(uploadStatus.options.filter((status) => awaitsWork({ status }))).toEqual([
      'waiting',
      'reading',
      'withdrawing',
    ]);
    expect(standing('done').finishedAt).toBe(NOW);
    expect(standing('withdrawing').finishedAt).toBeUndefined();
  });

  it('an act done twice changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...uploadStatus.options),
        fc.constantFrom(...Object.values(doings)),
        fc.boolean(),
        (status, doing, dryRun) => {
          const acted = actOnUpload(standing(status, { dryRun }), doing, NOW);
          if (acted.kind !== 'done') return;
          expect(acted.upload.version).toBe(3);
          expect(actOnUpload(acted.upload, doing, NOW + 1)).toEqual({ kind: 'already' });
        },
      ),
    );
  });
});

describe('what the acts make of it', () => {
  it('confirmed columns are what it is read by, and the question goes', () => {
    const columns = { sheet: '', headings: ['身份证号码'], guess: mapping, missing: [], unknown: [], examples: [] };
    const asked = standing('asking-columns', { columns, tries: 2, why: '认不准' });
    const acted = actOnUpload(asked, doings['confirm-columns'], NOW);
    expect(acted).toMatchObject({
      kind: 'done',
      upload: { status: 'waiting', mapping, columns: undefined, tries: 0, why: undefined },
    });
  });

  it('columns of a second sheet join those that the first was read by', () => {
    const first = { name: '模板', columns: { 姓名: 'person.name' }, constants: { visitType: '门诊' } };
    const asked = standing('asking-columns', { mapping: first });
    const said = { ...mapping, columns: { ...mapping.columns, 姓名: '' } };
    expect(actOnUpload(asked, { act: 'confirm-columns', mapping: said }, NOW)).toMatchObject({
      upload: {
        mapping: {
          name: '十月',
          columns: { 身份证号码: 'person.idNumber', 姓名: 'person.name' },
          constants: { visitType: '门诊' },
        },
      },
    });
  });

  it('those who left are confirmed by their number, and by no other', () => {
    const asking = standing('asking-leaving');
    expect(actOnUpload(asking, { act: 'confirm-leaving', leaving: 30 }, NOW)).toEqual({
      kind: 'other-number',
      leaving: 31,
    });
    expect(actOnUpload(asking, doings['confirm-leaving'], NOW)).toMatchObject({
      upload: { status: 'waiting', leavingConfirmed: true },
    });
  });

  it.each<[string, Upload, UploadStatus]>([
    ['of which nothing came', standing('receiving'), 'withdrawn'],
    ['that waits and was never begun', standing('waiting', { readAt: undefined }), 'withdrawn'],
    ['that waits and was begun before', standing('waiting'), 'withdrawing'],
    [
      'whose columns are asked for before its first row',
      standing('asking-columns', { rows: makeUpload().rows }),
      'withdrawn',
    ],
    ['whose second sheet is asked about', standing('asking-columns'), 'withdrawing'],
    ['that failed before it was begun', standing('failed', { readAt: undefined }), 'withdrawn'],
    ['that failed at its first rows', standing('failed', { rows: makeUpload().rows }), 'withdrawing'],
    ['that is read', standing('reading'), 'withdrawing'],
    ['that is read as a trial', standing('reading', { dryRun: true }), 'withdrawn'],
  ])('a file %s is withdrawn: %#', (_, upload, status) => {
    expect(actOnUpload(upload, { act: 'withdraw' }, NOW)).toMatchObject({ kind: 'done', upload: { status } });
  });

  it('a worker that still holds it keeps its time: it may be storing a row', () => {
    const acted = actOnUpload(standing('reading', { busyUntil: NOW + 60_000 }), { act: 'withdraw' }, NOW);
    expect(acted).toMatchObject({ upload: { busyUntil: NOW + 60_000, open: true } });
  });

  it('a trial that is over has nothing to take back', () => {
    expect(openUploadActs(standing('done', { dryRun: true }))).toEqual([]);
    expect(openUploadActs(standing('reading', { dryRun: true }))).toEqual(['withdraw']);
  });
});
