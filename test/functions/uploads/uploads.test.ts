import { beforeEach, describe, expect, it } from 'vitest';
import { PART_BYTES, type Upload } from '../../../domain/upload.ts';
import { inState } from '../../../domain/upload-acts.ts';
import { civilAffairs, insurance, uploadsHub } from './hub.ts';

let hub: ReturnType<typeof uploadsHub>;
beforeEach(() => {
  hub = uploadsHub();
});
const at = (id: string, act = '') => `/v1/uploads/${id}${act && `/${act}`}`;
const get = (id: string, as = insurance) => hub.ask('GET', at(id), { as });
const complete = (id: string) => hub.ask('POST', at(id, 'complete'), { as: insurance });
const remove = (id: string) => hub.ask('DELETE', at(id), { as: insurance });

/** A file whose bytes came and whose reading began. */
async function begun(): Promise<string> {
  const { uploadId, parts } = await hub.announce();
  await hub.send(parts);
  await complete(uploadId);
  await hub.work(uploadId, (upload) =>
    inState(upload, 'reading', hub.time.now, {
      readAt: hub.time.now,
      rows: { read: 500, accepted: 499, unchanged: 0, duplicate: 0, rejected: 1 },
    }),
  );
  return uploadId;
}

describe('who sees a file', () => {
  it.each([
    ['its department', insurance, 200],
    ['its department above', { ...insurance, division: '6211' }, 200],
    ['another department', civilAffairs, 404],
    ['its department in another county', { ...insurance, division: '622301' }, 404],
    ['its department in one township', { ...insurance, division: '621121101' }, 404],
    ['an admin', { ...insurance, role: 'admin' as const }, 403],
  ])('%s', async (_, as, status) => {
    const { uploadId } = await hub.announce();
    expect((await get(uploadId, as)).status).toBe(status);
    for (const [method, act] of [
      ['POST', 'complete'],
      ['POST', 'confirm'],
      ['DELETE', ''],
    ] as const)
      if (status !== 200) {
        const body = act === 'confirm' ? { leaving: 1 } : undefined;
        expect((await hub.ask(method, at(uploadId, act), { as, body })).status).toBe(status);
      }
  });

  it('nobody sees one that there is not', async () => {
    expect((await get('u-nothing')).status).toBe(404);
    expect((await get('u~')).status).toBe(400);
  });
});

describe('sending the parts', () => {
  it('goes on where it stopped: what is missing is given anew', async () => {
    const { uploadId, parts } = await hub.announce({ bytes: 2 * PART_BYTES + 5 });
    await hub.send(parts.slice(1, 2));
    const { body } = await get(uploadId);
    expect(body.parts.map(({ from }: { from: number }) => from)).toEqual([0, 2 * PART_BYTES]);
  });

  it('completed too early is a 409 that names the parts and gives them again', async () => {
    const { uploadId, parts } = await hub.announce({ bytes: 2 * PART_BYTES + 5 });
    await hub.send(parts.slice(1, 2));
    const { status, body } = await complete(uploadId);
    expect(status).toBe(409);
    expect(body.detail).toBe('还有2段没有传到(第1、3段),请接着传,传到后再提交一次');
    await hub.send(body.parts);
    expect((await complete(uploadId)).body).toMatchObject({ status: 'waiting', openActs: ['withdraw'] });
    expect(hub.woken).toEqual([uploadId]);
  });

  it('a part of another size than announced is missing', async () => {
    const { uploadId } = await hub.announce();
    await hub.objects.write(`incoming/${uploadId}/0001`, new Uint8Array(99));
    expect((await complete(uploadId)).status).toBe(409);
  });

  it('completed twice is completed once', async () => {
    const { uploadId, parts } = await hub.announce();
    await hub.send(parts);
    await complete(uploadId);
    const again = await complete(uploadId);
    expect([again.status, again.body.status]).toEqual([200, 'waiting']);
    expect(hub.woken).toEqual([uploadId]);
    expect((await hub.stores.uploads.get(uploadId))?.version).toBe(2);
  });

  it('completed while no queue answers is completed all the same: the schedule finds it', async () => {
    const { uploadId, parts } = await hub.announce();
    await hub.send(parts);
    hub.state.queueIsUp = false;
    expect((await complete(uploadId)).status).toBe(200);
    expect((await hub.stores.uploads.openAt('uploads')).items).toMatchObject([{ id: uploadId, status: 'waiting' }]);
  });
});

describe('what is asked about those who left', () => {
  it('is confirmed by their number, once', async () => {
    const id = await begun();
    await hub.work(id, (upload) => inState(upload, 'asking-leaving', hub.time.now, { leaving: 31 }));
    expect((await get(id)).body).toMatchObject({ leaving: 31, statusText: expect.stringContaining('31人') });
    const confirm = (leaving: number) => hub.ask('POST', at(id, 'confirm'), { as: insurance, body: { leaving } });
    expect(await confirm(30)).toMatchObject({ status: 409, body: { detail: expect.stringContaining('31人') } });
    expect((await confirm(0)).status).toBe(422);
    expect((await confirm(31)).body.status).toBe('waiting');
    expect((await confirm(31)).status).toBe(200);
    expect(hub.woken).toEqual([id, id]);
    expect(await hub.stores.accessLog.of(id)).toMatchObject([
      { action: 'upload.create' },
      { action: 'upload.confirm-leaving', note: '31' },
      { action: 'upload.confirm-leaving', note: '31' },
    ]);
  });

  it('is no question where nothing was asked', async () => {
    const { status, body } = await hub.ask('POST', at(await begun(), 'confirm'), {
      as: insurance,
      body: { leaving: 3 },
    });
    expect([status, body.openActs]).toEqual([409, ['withdraw']]);
    expect(body.detail).toContain('已经读了500行');
  });
});

describe('taking a file back', () => {
  it('that was not read yet drops it and its bytes', async () => {
    const { uploadId, parts } = await hub.announce();
    await hub.send(parts);
    const { status, body } = await remove(uploadId);
    expect([status, body.status]).toEqual([200, 'withdrawn']);
    expect((await hub.objects.sizes(`incoming/${uploadId}/`)).size).toBe(0);
    expect(hub.woken).toEqual([]);
    expect((await remove(uploadId)).status).toBe(200);
  });

  it('that was read wakes a worker to take back what was stored', async () => {
    const id = await begun();
    const { status, body } = await remove(id);
    expect([status, body.status]).toEqual([202, 'withdrawing']);
    expect((await remove(id)).status).toBe(202);
    expect(hub.woken).toEqual([id, id]);
    expect((await hub.objects.sizes(`incoming/${id}/`)).size).toBe(1);
    expect((await hub.stores.accessLog.of(id)).map(({ action }) => action)).toContain('upload.withdraw');
  });

  it('on top of which another one was read is a 409 that names that one by type and day, not by its name', async () => {
    const first = await begun();
    hub.time.now += 1000;
    const second = await begun();
    hub.time.now += 1000;
    const third = await begun();
    const { status, body } = await remove(first);
    expect([status, body.detail]).toEqual([
      409,
      '没有撤回:这之后又收过11月5日报的“医疗费用结算”,它是接着这一份算的。请先撤回后面报的,再撤回这一份',
    ]);
    expect(body.openActs).toEqual(['withdraw']);
    expect((await get(first)).body).toMatchObject({ status: 'reading' });
    // Asked for from the top, all may be asked for at once: workers keep to that order.
    for (const id of [third, second, first]) expect((await remove(id)).status).toBe(202);
  });

  it('is held up by what lies between it and one that is being taken back', async () => {
    const first = await begun();
    hub.time.now += 1000;
    await begun();
    hub.time.now += 1000;
    expect((await remove(await begun())).status).toBe(202);
    expect((await remove(first)).status).toBe(409);
  });

  it.each<[string, Partial<Upload>]>([
    ['is a trial', { dryRun: true }],
    ['was taken back', { status: 'withdrawn' }],
    ['is of another type', { type: 'medical-burden' }],
    ['was not read yet', { readAt: undefined }],
    ['had every row rejected', { rows: { read: 2, accepted: 0, unchanged: 0, duplicate: 0, rejected: 2 } }],
  ])('is not held up by a later one that %s', async (_, change) => {
    const first = await begun();
    hub.time.now += 1000;
    const second = await begun();
    await hub.work(second, (upload) => ({ ...upload, ...change, version: upload.version + 1 }));
    expect((await remove(first)).status).toBe(202);
  });

  it('that nobody began wakes the next one of its department, area and type at once', async () => {
    const sent = async (overrides = {}) => {
      hub.time.now += 1000;
      const { uploadId, parts } = await hub.announce(overrides);
      await hub.send(parts);
      await complete(uploadId);
      return uploadId;
    };
    const first = await sent();
    await sent({ type: 'medical-burden' });
    await sent({ dryRun: true });
    const second = await sent();
    await sent();
    hub.woken.length = 0;
    expect((await remove(first)).body.status).toBe('withdrawn');
    expect(hub.woken).toEqual([second]);
  });

  it('while a worker writes checkpoints does not get lost', async () => {
    const id = await begun();
    const stores = hub.stores.uploads;
    let raced = 0;
    hub.ports.uploads = {
      ...stores,
      async put(upload) {
        raced += 1;
        if (raced < 3) await hub.work(id, (now) => ({ ...now, version: now.version + 1, chunks: now.chunks + 1 }));
        return stores.put(upload);
      },
    };
    expect((await remove(id)).status).toBe(202);
  });

  it('of a trial that is over is a 409 that says why', async () => {
    const { uploadId } = await hub.announce({ dryRun: true });
    await hub.work(uploadId, (upload) => inState(upload, 'done', hub.time.now, { readAt: hub.time.now }));
    const { status, body } = await remove(uploadId);
    expect(status).toBe(409);
    expect(body.openActs).toEqual([]);
  });
});

describe('what a file says', () => {
  it('once it is done: rows, errors in the words of the sheet, and the corrected file under its own name', async () => {
    const id = await begun();
    const error = { sheet: '', line: 4, column: '身份证号码', value: '6201**********1239', message: '校验位不对' };
    await hub.work(id, (upload) => inState(upload, 'done', hub.time.now, { corrected: true, errors: [error] }));
    const { body } = await get(id);
    expect(body).toMatchObject({ status: 'done', errors: [error], finishedAt: '2026-11-05T10:00:00+08:00' });
    expect(decodeURIComponent(body.correctedFile)).toContain(`corrected/${id}?filename=十月大额费用.错误.csv`);
    expect(body).not.toHaveProperty('parts');
    expect((await hub.stores.accessLog.of(id)).at(-1)).toMatchObject({
      action: 'upload.corrected-file',
      who: 's-医保',
    });
  });

  it('of columns that nobody is sure of: the guess and the masked first rows', async () => {
    const id = await begun();
    const columns = {
      sheet: '',
      headings: ['证件', '钱'],
      guess: { name: '猜的', columns: { 证件: 'person.idNumber' } },
      missing: [{ field: 'personalBurden', heading: '个人负担' }],
      unknown: ['钱'],
      examples: [['6201**********1239', '**']],
    };
    await hub.work(id, (upload) => inState(upload, 'asking-columns', hub.time.now, { columns }));
    expect((await get(id)).body).toMatchObject({ columns, openActs: ['confirm-columns', 'withdraw'] });
  });

  it('a caller who may not see it learns nothing of its corrected file', async () => {
    const id = await begun();
    await hub.work(id, (upload) => inState(upload, 'done', hub.time.now, { corrected: true }));
    expect(JSON.stringify((await get(id, civilAffairs)).body)).not.toContain('corrected');
  });
});

describe('the files of a month', () => {
  it('are those of the department and area, the newest first, without errors and addresses', async () => {
    const first = await hub.announce();
    hub.time.now += 1000;
    const second = await hub.announce();
    await hub.announce({ type: 'roster', mode: 'full' }, civilAffairs);
    await hub.announce({}, { ...insurance, division: '622301' });
    const list = (query = '', as = insurance) => hub.ask('GET', '/v1/uploads', { as, query });
    const { body } = await list();
    expect(body).toMatchObject({
      department: { key: 'medical-insurance', name: '医保' },
      area: { code: insurance.division, name: expect.stringMatching(/^甘肃省/) },
      types: [
        { type: 'medical-expense', name: '医疗费用结算' },
        { type: 'medical-burden', name: expect.any(String) },
      ],
    });
    expect(body.month).toBe('2026-11');
    expect(body.items.map(({ uploadId }: { uploadId: string }) => uploadId)).toEqual([second.uploadId, first.uploadId]);
    expect(body.items[0]).not.toHaveProperty('parts');
    expect((await list('limit=1')).body.items).toHaveLength(1);
    expect((await list('month=2026-10')).body.items).toEqual([]);
    const prefecture = { ...insurance, division: '6211' };
    expect((await list('division=621121', prefecture)).body.items).toHaveLength(2);
    expect((await list('division=622301', prefecture)).status).toBe(404);
    expect((await list('month=2026-13')).status).toBe(400);
    expect((await list('', { ...insurance, role: 'admin' })).status).toBe(403);
  });
});
