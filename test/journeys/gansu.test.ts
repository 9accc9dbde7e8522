import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from './hub.ts';
import { household, numberOf, type Somebody, sample, somebody } from './samples.ts';

/** Gansu's published process: the more hardships overlap, the higher the level; visited in time, fed back, or urged up to the province. */
let hub: Journey;
beforeAll(async () => {
  hub = await startJourney({ at: '2026-11-20T10:01' });
});
afterAll(() => hub?.stop());

const [seen, left] = [somebody({ name: '赵桂花' }), somebody({ name: '马占海' })];
const family = (who: Somebody) => household([who]);
const about = (who: Somebody, name: string, data: Record<string, unknown> = {}) =>
  sample(name, { person: numberOf(who), data, time: '2026-11-20T09:00:00+08:00' });
const hardships = (who: Somebody) => [
  about(who, 'hospitalization'),
  about(who, 'unemployment'),
  about(who, 'chronic-disease'),
  about(who, 'disability'),
];
const newest = async (who: Somebody) => {
  const warning = await hub.latest(who.idNumber);
  if (!warning) throw new Error('nobody was warned of');
  return warning;
};
const township = () => hub.as('township', '621121101');
const act = async (id: string, name: string, body: Record<string, unknown>) =>
  township().post(`/v1/warnings/${encodeURIComponent(id)}/${name}`, body);

describe('a family on which four hardships fall', () => {
  const [stay, jobless, ill, disabled] = hardships(seen);

  it.each([
    ['a stay in hospital', stay, 'blue', 20, '2026-12-02'],
    ['a lost job', jobless, 'yellow', 40, '2026-11-27'],
    ['a serious illness', ill, 'orange', 70, '2026-11-25'],
    ['a disability', disabled, 'red', 100, '2026-11-22'],
  ])('%s comes, and the level and the deadline follow', async (_, event, level, score, day) => {
    if (score === 20) await hub.take(...family(seen));
    await hub.take(...(event ? [event] : []));
    const warning = await newest(seen);
    expect(warning).toMatchObject({ level, score, peakLevel: level });
    expect(await hub.warnings(seen.idNumber)).toHaveLength(1);
    // A deadline at 24:00 is the next day's 00:00 to a computer; red counts 48 hours and no days.
    const due = Date.parse(warning.deadlines.visit.at) - (level === 'red' ? 0 : 1);
    expect(new Date(due + 8 * 3_600_000).toISOString().slice(0, 10)).toBe(day);
  });

  it('is accepted and visited; from then on feedback is owed', async () => {
    const { id, version } = await newest(seen);
    const accepted = await act(id, 'accept', { version });
    expect(accepted).toMatchObject({ status: 200, body: { status: 'accepted' } });
    await hub.setTime('2026-11-20T15:31');
    const visit = {
      visitedAt: '2026-11-20T15:10:00+08:00',
      met: 'self',
      findings: '刚出院,在家休养,没有收入',
      needs: ['living', 'medical'],
    };
    const visited = await act(id, 'visit', { ...visit, version: version + 1 });
    expect(visited).toMatchObject({ status: 200, body: { status: 'visited' } });
    const { deadlines, dueAt } = await newest(seen);
    expect(dueAt).toBe(deadlines.feedback.at);
  });

  it('is given aid, and the feedback says so', async () => {
    const { id, version } = await newest(seen);
    const resolved = await act(id, 'resolve', { version, outcome: 'aided', programmes: ['临时救助'] });
    expect(resolved).toMatchObject({ status: 200, body: { status: 'resolved', openActs: [] } });
    const again = await act(id, 'visit', {
      visitedAt: '2026-11-20T15:20:00+08:00',
      met: 'self',
      findings: '又去了一次',
      needs: [],
      version: version + 1,
    });
    expect(again.status).toBe(409);
  });

  it('the grant that comes later joins the warning it came from', async () => {
    await hub.setTime('2026-11-23T10:01');
    const grant = sample('benefit-granted.emergency', {
      person: numberOf(seen),
      time: '2026-11-23T09:30:00+08:00',
      data: { grantId: 'G-gansu-1', grantedOn: '2026-11-23' },
    });
    await hub.take(grant);
    const { id } = await newest(seen);
    expect(await hub.warning(id)).toMatchObject({
      status: 'resolved',
      aid: [{ on: '2026-11-23', programme: '临时救助', status: 'granted' }],
    });
  });
});

describe('a family that nobody visits', () => {
  it('is red at once, and its office is told by a message of its own', async () => {
    await hub.take(...family(left), ...hardships(left));
    expect(await newest(left)).toMatchObject({ level: 'red', status: 'raised' });
  });

  it('is in nobody’s reminders before the 48 hours are over', async () => {
    await hub.setTime('2026-11-25T09:41');
    await hub.fire('Sweep');
    expect(hub.messages().filter(({ message }) => message.includes('催办'))).toEqual([]);
  });

  it('the county is urged, and city and province are reminded at the same time', async () => {
    await hub.setTime('2026-11-25T10:11');
    await hub.fire('Sweep');
    const { number, notices } = await newest(left);
    const late = hub.messages().filter(({ message }) => /催办|逾期提醒/.test(message));
    expect(late.map(({ phoneNumber }) => phoneNumber).sort()).toEqual([
      '+8619900001000',
      '+8619900001001',
      '+8619900001002',
    ]);
    expect(late.every(({ message }) => message.includes(number))).toBe(true);
    for (const { kind, reason } of notices.filter(({ kind }) => kind === 'urge' || kind === 'overdue-reminder'))
      expect([kind, reason]).toEqual([kind, expect.stringContaining('已超期')]);
  });

  it('is urged once, and never again after the visit', async () => {
    await hub.fire('Sweep');
    const { id, version } = await newest(left);
    const before = hub.messages().length;
    const finished = await act(id, 'finish', {
      visitedAt: '2026-11-25T10:05:00+08:00',
      met: 'family',
      findings: '已在享受低保',
      needs: [],
      outcome: 'already-aided',
      version,
    });
    expect(finished).toMatchObject({ status: 200, body: { status: 'resolved' } });
    await hub.setTime('2026-12-02T10:11');
    await hub.fire('Sweep');
    const urged = hub.messages().slice(before);
    expect(urged.filter(({ message }) => /催办|逾期提醒/.test(message))).toEqual([]);
  });
});

it('the month’s figures tell both', async () => {
  const { body } = await hub.as('county', '621121').get('/v1/statistics?from=2026-11-01&to=2026-11-30');
  expect(body).toMatchObject({
    total: {
      counts: { raised: 2, accepted: 1, visited: 2, urged: 1 },
      outcomes: { aided: 1, 'already-aided': 1 },
      inTime: { part: 1, of: 2 },
      aided: { part: 1, of: 2 },
    },
  });
});
