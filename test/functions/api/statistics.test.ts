import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { addDays } from '../../../domain/shanghai-day.ts';
import { figureNames, figures } from '../../../domain/statistics.ts';
import type { History } from '../../../domain/warning.ts';
import { statistics } from '../../../functions/api/statistics-answers.ts';
import { type Hub, JICHUAN, MAYING, makeHub, provinceStaff, raise, TONGAN, townshipStaff } from './hub.ts';

const auditor = { role: 'auditor', division: '62' } as const;
const total = z.looseObject({ counts: z.record(z.string(), z.number()) });
const answerOf = (body: unknown) => statistics.parse(body);

function count(hub: Hub, township: string, day: string, counts: Record<string, number>) {
  hub.stores.counters.count(township, day, counts);
}

async function counted() {
  const hub = makeHub();
  count(hub, MAYING, '2026-11-02', {
    'raised#red': 1,
    'raised-by#hospitalised': 1,
    'visited#red': 3,
    'in-time#red': 2,
  });
  count(hub, MAYING, '2026-11-05', { 'raised#blue': 2, 'raised-by#hospitalised': 1, 'raised-by#disability': 1 });
  count(hub, JICHUAN, '2026-11-05', { accepted: 1, 'resolved#aided#red': 1, 'resolved#declined': 3 });
  count(hub, TONGAN, '2026-10-31', { urged: 4, 'raised#blue': 1 });
  // The county's own list: nobody knew the township.
  count(hub, '621121000', '2026-11-03', { 'raised#yellow': 1 });
  return hub;
}

describe('GET /v1/statistics', () => {
  it('sums a division from the first of the month until today, with the wholes of its shares', async () => {
    const hub = await counted();
    const { status, body } = await hub.ask('GET', '/v1/statistics', { as: auditor, query: 'division=621121' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      division: '621121000',
      place: '甘肃省定西市通渭县',
      from: '2026-11-01',
      to: '2026-11-05',
      total: {
        counts: { raised: 4, visited: 3, accepted: 1, urged: 0 },
        outcomes: { aided: 1, declined: 3 },
        inTime: { part: 2, of: 3, percent: 66.7 },
        aided: { part: 1, of: 4, percent: 25 },
      },
      lines: [],
    });
  });

  it('names the divisions right below, and the list of the division’s own office where it has any', async () => {
    const hub = await counted();
    const query = 'division=621121&by=division';
    const { body } = await hub.ask('GET', '/v1/statistics', { as: auditor, query });
    const lines = answerOf(body).lines.map((line) => [line.key, line.name, total.parse(line).counts['raised']]);
    expect(lines).toContainEqual([MAYING, '马营镇', 3]);
    expect(lines).toContainEqual(['621121000', '通渭县本级', 1]);
    expect(lines).toContainEqual([JICHUAN, '鸡川镇', 0]);
    const above = await hub.ask('GET', '/v1/statistics', { as: auditor, query: 'by=division&from=2026-10-01' });
    const prefectures = answerOf(above.body).lines;
    expect(prefectures).toHaveLength(14);
    expect(prefectures.find(({ key }) => key === '621100000')).toMatchObject({ name: '定西市', counts: { raised: 5 } });
  });

  it('splits by level, day, month and indicator', async () => {
    const hub = await counted();
    const lines = async (query: string) =>
      answerOf((await hub.ask('GET', '/v1/statistics', { as: provinceStaff, query })).body).lines;
    expect((await lines('by=level')).map((line) => [line.name, total.parse(line).counts['raised']])).toEqual([
      ['蓝色', 2],
      ['黄色', 1],
      ['橙色', 0],
      ['红色', 1],
      ['未分级别', 0],
    ]);
    expect((await lines('by=day')).map((line) => [line.key, total.parse(line).counts['raised']])).toEqual([
      ['2026-11-01', 0],
      ['2026-11-02', 1],
      ['2026-11-03', 1],
      ['2026-11-04', 0],
      ['2026-11-05', 2],
    ]);
    expect(
      (await lines('by=month&from=2026-10-15')).map((line) => [line.key, total.parse(line).counts['urged']]),
    ).toEqual([
      ['2026-10', 4],
      ['2026-11', 0],
    ]);
    const indicators = await lines('by=indicator');
    expect(indicators.find(({ key }) => key === 'hospitalised')).toMatchObject({
      name: '患病住院',
      raised: { part: 2, of: 4, percent: 50 },
    });
  });

  it('is a sheet for Excel where CSV is asked for', async () => {
    const hub = await counted();
    const { text, headers } = await hub.ask('GET', '/v1/statistics', {
      as: auditor,
      query: 'division=621121&by=level',
      headers: { accept: 'text/csv' },
    });
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const [head = '', first = '', second = ''] = text.split('\r\n');
    expect(head.startsWith('\ufeff级别,名称,新发预警,升级,接收,入户,按时入户')).toBe(true);
    expect(head.endsWith(',按时入户率(%),救助率(%)')).toBe(true);
    expect(first.startsWith('621121000,甘肃省定西市通渭县合计,4,0,1,3,2')).toBe(true);
    expect(first.endsWith(',66.7,25.0')).toBe(true);
    expect(second.startsWith('blue,蓝色,2')).toBe(true);
    const rows = text.trimEnd().split('\r\n').slice(1);
    expect(new Set(rows.map((row) => row.split(',').length)).size).toBe(1);
    const { text: sheet } = await hub.ask('GET', '/v1/statistics', {
      as: auditor,
      query: 'by=indicator',
      headers: { accept: 'text/csv' },
    });
    expect(sheet).toContain('hospitalised,患病住院,2,4,50.0\r\n');
  });

  it.each([
    ['from=2026-11-06', 400, 'to 不能早于 from'],
    ['from=2026-02-30', 400, '日期要写成'],
    ['from=2025-11-04&to=2026-11-05', 400, '最多统计366天'],
    ['from=2026-08-05&to=2026-11-05&by=day', 400, '最多92天'],
    ['by=village', 400, 'by 可以写'],
    ['division=62112110', 400, '区划代码应当是'],
    ['division=610102', 404, '没有找到'],
  ])('%s is %i: %s', async (query, status, message) => {
    const { status: answered, text } = await makeHub().ask('GET', '/v1/statistics', { as: auditor, query });
    expect(answered).toBe(status);
    expect(text).toContain(message);
  });

  it.each([
    ['from=2025-11-05&to=2026-11-05', 366],
    ['from=2026-08-06&to=2026-11-05&by=day', 92],
  ])('%s is just short enough', async (query) => {
    expect((await makeHub().ask('GET', '/v1/statistics', { as: auditor, query })).status).toBe(200);
  });

  it('shows a township only its own, and a village no figures that are not its own', async () => {
    const hub = await counted();
    const own = await hub.ask('GET', '/v1/statistics', { as: townshipStaff, query: 'division=62' });
    expect(own.body).toMatchObject({ division: MAYING, total: { counts: { raised: 3 } } });
    expect((await hub.ask('GET', '/v1/statistics', { as: townshipStaff, query: `division=${JICHUAN}` })).status).toBe(
      404,
    );
    const village = { role: 'township', division: `${MAYING}201` } as const;
    const { status, text } = await hub.ask('GET', '/v1/statistics', { as: village });
    expect([status, text]).toEqual([400, expect.stringContaining('统计到乡镇为止')]);
  });
});

const townships = [MAYING, JICHUAN, TONGAN, '621121000', '621100000', '620102002', '620000000'];
const row = fc.record({
  township: fc.constantFrom(...townships),
  day: fc.nat(40).map((back) => addDays('2026-11-05', -back)),
  counts: fc.dictionary(
    fc.constantFrom('raised#red', 'accepted', 'visited#blue', 'resolved#aided', 'urged'),
    fc.nat(9),
  ),
});

it('the parts of a division sum up to it, whatever it is divided by', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 12 }),
      fc.constantFrom('62', '6211', '621121', MAYING),
      async (rows, division) => {
        const hub = makeHub();
        for (const { township, day, counts } of rows) count(hub, township, day, counts);
        for (const by of ['division', 'level', 'day', 'month']) {
          const query = `division=${division}&from=2026-09-20&to=2026-11-05&by=${by}`;
          const answer = answerOf((await hub.ask('GET', '/v1/statistics', { as: auditor, query })).body);
          for (const name of figureNames) {
            const parts = answer.lines.map((line) => ('counts' in line ? line.counts[name] : 0));
            expect([by, name, parts.reduce((sum, each) => sum + each, 0)]).toEqual([
              by,
              name,
              answer.total.counts[name],
            ]);
          }
        }
      },
    ),
    { numRuns: 20 },
  );
});

const VISIT = { met: 'self', findings: '已看', needs: [] };
const act = fc.record({
  which: fc.nat(2),
  act: fc.constantFrom('accept', 'visit', 'resolve', 'finish'),
  outcome: fc.constantFrom('aided', 'declined', 'away'),
  later: fc.nat(4 * 86_400_000),
});

it('after any sequence of acts the counters say what the histories say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      const hub = makeHub();
      const ids = [await raise(hub, 1), await raise(hub, 2, JICHUAN), await raise(hub, 3, TONGAN)];
      for (const { which, act: name, outcome, later } of acts) {
        hub.clock.at += later;
        const id = ids[which] ?? '';
        const { body: shown } = await hub.ask('GET', `/v1/warnings/${id}`, { as: provinceStaff });
        const visit = { ...VISIT, visitedAt: new Date(hub.clock.at).toISOString() };
        const body = {
          version: shown.version,
          ...((name === 'visit' || name === 'finish') && visit),
          ...((name === 'resolve' || name === 'finish') && { outcome }),
        };
        await hub.ask('POST', `/v1/warnings/${id}/${name}`, { as: provinceStaff, body });
      }
      const histories = (await Promise.all([1, 2, 3].map((n) => hub.stores.warnings.history(`h-${n}`, 1)))).flat();
      const query = `from=2026-11-01&to=${addDays('2026-11-05', 60)}`;
      const { total: figuresNow } = answerOf((await hub.ask('GET', '/v1/statistics', { as: auditor, query })).body);
      const of = (change: History['change']) => histories.filter((each) => each.change === change).length;
      expect(figuresNow.counts).toMatchObject({ raised: of('raised'), accepted: of('accepted') });
      expect(figuresNow.aided.of).toBe(of('resolved'));
      const visits = (await Promise.all([1, 2, 3].map((n) => hub.stores.warnings.get(`h-${n}`, 1)))).map(
        (warning) => warning?.visits ?? [],
      );
      expect(figuresNow.counts.visited).toBe(visits.filter(({ length }) => length > 0).length);
      expect(figuresNow.counts.visited + figuresNow.counts.revisited).toBe(visits.flat().length);
    }),
    { numRuns: 25 },
  );
});

it('every figure has a name of its own', () => {
  const names = figureNames.map((name) => figures[name].name);
  expect(new Set(names).size).toBe(names.length);
});
