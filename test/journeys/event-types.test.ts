import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from './hub.ts';
import { household, numberOf, sample, somebody } from './samples.ts';

/** What api.md promises of each type, seen through the API; spending counts in Yunnan, in a file of its own. */
let hub: Journey;
beforeAll(async () => {
  hub = await startJourney({ at: '2026-11-20T10:01' });
});
afterAll(() => hub?.stop());

const CHRONIC = { indicator: 'illness', points: 30, sources: ['卫健'] };
const STAY = { indicator: 'hospitalised', points: 20 };
const JOBLESS = { indicator: 'unemployment', points: 20, sources: ['人社'] };

describe('a roster', () => {
  it('makes people one household, the head first', async () => {
    const [head, spouse] = [somebody({ name: '王秀英' }), somebody({ name: '赵喆' })];
    await hub.take(...household([head, spouse]).toReversed());
    expect(await hub.file(spouse.idNumber)).toMatchObject({
      place: '甘肃省定西市通渭县马营镇',
      members: [
        { maskedName: '王**', relation: 'head', categories: [{ key: 'dibao', name: '城乡低保对象' }] },
        { maskedName: '赵*', relation: 'spouse' },
      ],
    });
    expect((await hub.person(head.idNumber))?.household).toBe((await hub.person(spouse.idNumber))?.household);
    expect(await hub.warnings(head.idNumber)).toEqual([]);
  });

  it('is replaced by the newest by time, whichever comes last', async () => {
    const who = somebody();
    const [older = sample('roster')] = household([who]);
    const newer = { ...older, id: `${older.id}-2`, time: '2026-11-10T09:00:00+08:00' };
    newer.data = { ...older.data, categories: [{ key: 'tekun', from: '2026-11-01' }] };
    await hub.take(newer);
    await hub.take(older);
    expect((await hub.file(who.idNumber)).members).toMatchObject([{ categories: [{ key: 'tekun' }] }]);
  });
});

describe('signals', () => {
  it.each([
    ['hospitalization', { ...STAY, since: '2026-11-12', sources: ['卫健'] }],
    ['chronic-disease', CHRONIC],
    ['chronic-disease.common', { ...CHRONIC, points: 20 }],
    ['disability', { indicator: 'disability', points: 30, sources: ['残联'] }],
    ['unemployment', JOBLESS],
    ['university-admission', { indicator: 'university', points: 20, sources: ['教育'] }],
    ['self-report', { indicator: 'self-report', points: 20, sources: ['民政'] }],
  ])('of %s open a warning with its factor', async (name, factor) => {
    const who = somebody();
    await hub.take(...household([who]), sample(name, { person: numberOf(who) }));
    expect(await hub.latest(who.idNumber)).toMatchObject({
      level: 'blue',
      score: factor.points,
      status: 'raised',
      division: '621121101',
      office: { name: '马营镇民政办' },
      factors: [factor],
      notices: [{ kind: 'warning-raised', channel: 'digest', status: 'queued' }],
    });
  });

  it('of a disability come as a certificate of ID number, kind and grade too', async () => {
    const who = somebody();
    const certificate = sample('disability.certificate', {
      person: numberOf(who),
      data: { certificate: `${who.idNumber}13` },
    });
    await hub.take(...household([who]), certificate);
    expect((await hub.latest(who.idNumber))?.factors).toMatchObject([{ indicator: 'disability', points: 20 }]);
  });

  it('of a disability end when the certificate is cancelled', async () => {
    const who = somebody();
    const [valid, cancelled] = ['disability', 'disability.cancelled'].map((name) =>
      sample(name, { person: numberOf(who) }),
    );
    if (valid && cancelled) await hub.take(...household([who]), cancelled, valid);
    expect(await hub.warnings(who.idNumber)).toEqual([]);
  });

  it('of all members make one warning of the household, the highest person first', async () => {
    const [head, ill] = [somebody(), somebody()];
    const about = { person: numberOf(ill) };
    await hub.take(
      ...household([head, ill]),
      sample('chronic-disease', about),
      sample('hospitalization', about),
      sample('unemployment', { person: numberOf(head) }),
    );
    const [warning, ...others] = await hub.warnings(head.idNumber);
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ level: 'yellow', score: 50, householdSize: 2 });
    expect(warning?.factors.map(({ indicator, beside }) => [indicator, beside]).toSorted()).toEqual([
      ['hospitalised', false],
      ['illness', false],
      ['unemployment', true],
    ]);
    expect(warning?.deadlines.visit.why).toMatch(/第5个工作日/);
  });
});

describe('a stay in hospital and its settlement', () => {
  it('count once', async () => {
    const who = somebody();
    await hub.take(
      ...household([who]),
      sample('hospitalization', { person: numberOf(who) }),
      sample('medical-expense', { person: numberOf(who) }),
    );
    const warning = await hub.latest(who.idNumber);
    expect(warning).toMatchObject({ score: 20, factors: [STAY] });
    expect(warning?.factors[0]?.sources.toSorted()).toEqual(['医保', '卫健'].toSorted());
  });
});

describe('unemployment and work found', () => {
  it('end the signal; the visit that was asked for is still owed', async () => {
    const who = somebody();
    await hub.take(...household([who]), sample('unemployment', { person: numberOf(who) }));
    await hub.take(sample('reemployment', { person: numberOf(who) }));
    expect(await hub.latest(who.idNumber)).toMatchObject({ status: 'raised', score: 0, factors: [] });
  });

  it('ask for no visit where the end came first', async () => {
    const who = somebody();
    await hub.take(...household([who]), sample('reemployment', { person: numberOf(who) }));
    await hub.take(sample('unemployment', { person: numberOf(who) }));
    expect(await hub.warnings(who.idNumber)).toEqual([]);
  });
});

describe('a self-report', () => {
  it('opens a warning for somebody on no roster', async () => {
    const who = somebody({ residenceDivision: '621121103201' });
    await hub.take(sample('self-report', { person: who }));
    expect(await hub.latest(who.idNumber)).toMatchObject({ level: 'blue', division: '621121103' });
  });

  it('without an ID number is worked as a lead, where it was reported', async () => {
    const lead = sample('self-report.lead', {
      data: { lead: { description: '村口一户老人没有人照看', division: '621121102201' } },
    });
    await hub.take(lead);
    const items = await hub.worklist(hub.as('township', '621121102'));
    expect(items).toMatchObject([{ level: 'blue', division: '621121102', status: 'raised' }]);
    expect(await hub.warning(items[0]?.id ?? '')).toMatchObject({ factors: [{ indicator: 'self-report' }] });
  });
});

describe('a benefit granted', () => {
  it('is told to its recipient, and stands in the statement until it is returned', async () => {
    const who = somebody({ name: '马建国' });
    const grant = (name: string) => sample(name, { person: numberOf(who), data: { grantId: `G-${name}` } });
    await hub.take(...household([who]));
    await hub.take(grant('benefit-granted'), grant('benefit-granted.in-kind'), grant('benefit-granted.emergency'));
    await hub.setTime('2026-11-20T10:12');
    await hub.fire('Sweep');
    expect(hub.messages().filter(({ phoneNumber }) => phoneNumber.endsWith(who.phone))).toMatchObject([
      { message: '【甘肃民政】马建国您好,您家的临时救助已批准,共1200.00元。没收到请打0932-5550123。' },
    ]);
    expect(await sheetOf(who.idNumber)).toMatch(/"text":"2460.00"|2460\.00元/);
    await hub.take(
      sample('benefit-granted.returned', { person: numberOf(who), data: { grantId: 'G-benefit-granted' } }),
    );
    const sheet = await sheetOf(who.idNumber);
    expect(sheet).toMatch(/1200\.00元/);
    expect(sheet).toContain('棉被2床');
  });

  /** A statement made on demand, as the page shows it. */
  async function sheetOf(idNumber: string): Promise<string> {
    const { id = '' } = (await hub.person(idNumber)) ?? {};
    const period = { from: '2026-10-01', to: '2026-11-20' };
    const made = await hub.admin.post(`/v1/people/${id}/statements`, period);
    expect(made.status).toBe(201);
    const statement = JSON.parse(made.text).id;
    return (await hub.admin.get(`/v1/statements/${statement}`, { accept: 'text/html' })).text;
  }
});

describe('an application', () => {
  it('stands on the time line, and decides nothing', async () => {
    const who = somebody();
    await hub.take(...household([who]), sample('application', { person: numberOf(who) }));
    expect((await hub.file(who.idNumber)).timeline).toContainEqual(
      expect.objectContaining({ on: '2026-11-16', kind: 'application', text: '临时救助:已申请' }),
    );
    expect(await hub.warnings(who.idNumber)).toEqual([]);
  });
});

describe('a move', () => {
  it('takes the warning to the new township, whose office is told, and the old one that it has it no more', async () => {
    const who = somebody();
    await hub.take(...household([who]), sample('unemployment', { person: numberOf(who) }));
    await hub.take(sample('move', { person: numberOf(who) }));
    const warning = await hub.latest(who.idNumber);
    expect(warning).toMatchObject({ division: '621121100', office: { name: '平襄镇民政办' }, status: 'raised' });
    const told = warning?.notices.map(({ audience }) => audience.office?.name);
    expect(told?.toSorted()).toEqual(['平襄镇民政办', '马营镇民政办', '马营镇民政办']);
    expect((await hub.file(who.idNumber)).timeline).toContainEqual(
      expect.objectContaining({ kind: 'move', text: '搬到平襄镇' }),
    );
  });
});

describe('a death', () => {
  it('withdraws the warning, and nothing more is sent; taken back, all is as before', async () => {
    const who = somebody();
    const death = sample('death', { person: numberOf(who) });
    await hub.take(...household([who]), sample('chronic-disease', { person: numberOf(who) }));
    await hub.take(death);
    expect(await hub.latest(who.idNumber)).toMatchObject({ status: 'withdrawn' });
    await hub.take(
      sample('hospitalization', { person: numberOf(who) }),
      sample('benefit-granted.emergency', { person: numberOf(who), data: { grantId: 'G-late' } }),
    );
    expect((await hub.warnings(who.idNumber)).map(({ status }) => status)).toEqual(['withdrawn']);
    expect(hub.messages().filter(({ phoneNumber }) => phoneNumber.endsWith(who.phone))).toEqual([]);

    await hub.take(sample('retraction', { data: { retracts: { source: death.source, id: death.id } } }));
    expect(await hub.latest(who.idNumber)).toMatchObject({ status: 'raised', score: 50 });
    expect((await hub.file(who.idNumber)).timeline).toContainEqual(
      expect.objectContaining({ kind: 'death', retracted: true }),
    );
  });

  it('of one member leaves the others theirs', async () => {
    const [head, spouse] = [somebody(), somebody()];
    await hub.take(
      ...household([head, spouse]),
      sample('chronic-disease', { person: numberOf(head) }),
      sample('unemployment', { person: numberOf(spouse) }),
    );
    await hub.take(sample('death', { person: numberOf(head) }));
    expect(await hub.latest(spouse.idNumber)).toMatchObject({ status: 'raised', score: 20, factors: [JOBLESS] });
  });
});

describe('a retraction', () => {
  it.each([
    ['after', false],
    ['before', true],
  ])('that comes %s what it takes back leaves no warning open', async (_, first) => {
    const who = somebody();
    const wrong = sample('chronic-disease.common', { person: numberOf(who) });
    const retraction = sample('retraction', { data: { retracts: { source: wrong.source, id: wrong.id } } });
    await hub.take(...household([who]), first ? retraction : wrong);
    await hub.take(first ? wrong : retraction);
    expect((await hub.warnings(who.idNumber)).map(({ status }) => status)).toEqual(first ? [] : ['withdrawn']);
    expect((await hub.file(who.idNumber)).timeline).toContainEqual(
      expect.objectContaining({ text: '慢性病、大病认定', retracted: true }),
    );
  });
});

describe('a correction', () => {
  it('replaces what it supersedes', async () => {
    const who = somebody();
    const wrong = sample('disability', { person: numberOf(who), data: { grade: 1 } });
    const right = sample('disability', { person: numberOf(who), data: { grade: 3 }, supersedes: wrong.id });
    await hub.take(...household([who]), wrong);
    expect(await hub.latest(who.idNumber)).toMatchObject({ score: 30 });
    await hub.take(right);
    expect(await hub.latest(who.idNumber)).toMatchObject({ score: 20, factors: [{ points: 20 }] });
  });
});
