import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statementList } from '../../functions/api/people-answers.ts';
import { answerOf, type Journey, startJourney } from './hub.ts';
import { household, numberOf, type Somebody, sample, somebody } from './samples.ts';

/** A household's aid on one sheet: the fourth quarter of 2026, and the one after it. */
let hub: Journey;
const head = somebody({ name: '王秀英' });
const spouse = somebody({ name: '赵喆' });
const without = somebody();

beforeAll(async () => {
  hub = await startJourney({ at: '2026-12-22T10:01' });
  const grants = ['10', '11', '12'].map((month) => basic(head, `2026-${month}`));
  await hub.take(
    ...household([head, spouse]),
    ...household([without]),
    ...grants,
    about(head, 'benefit-granted.in-kind', { grantId: 'W-1', grantedOn: '2026-11-15' }),
    about(spouse, 'benefit-granted.emergency', { grantId: 'L-1', grantedOn: '2026-11-18', status: 'paid' }),
    about(head, 'benefit-granted', {
      grantId: 'R-1',
      programme: '医疗救助',
      grantedOn: '2026-11-12',
      amount: 900,
      period: undefined,
      reimbursement: true,
    }),
  );
});
afterAll(() => hub?.stop());

const about = (who: Somebody, name: string, data: Record<string, unknown>) =>
  sample(name, { person: numberOf(who), data });
const basic = (who: Somebody, period: string) =>
  about(who, 'benefit-granted', { grantId: `D-${period}`, period, grantedOn: `${period}-20` });

async function issued() {
  const { id = '' } = (await hub.person(head.idNumber)) ?? {};
  const { items } = statementList.parse((await hub.admin.get(`/v1/people/${id}/statements`)).body);
  return items.toSorted((a, b) => a.from.localeCompare(b.from));
}
const sheet = async (id: string, accept = 'application/json') =>
  hub.admin.get(`/v1/statements/${encodeURIComponent(id)}`, { accept });
const textsTo = (who: Somebody) => hub.messages().filter(({ phoneNumber }) => phoneNumber === `+86${who.phone}`);
const lastFour = ({ idNumber }: Somebody) => idNumber.slice(-4);

async function ask(code: string, last4: string) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ code, last4 }).toString();
  return answerOf(await fetch(`${hub.url}/q`, { method: 'POST', headers, body }));
}

describe('at the end of the quarter', () => {
  it('each household with aid gets its statement, and none twice', async () => {
    await hub.setTime('2027-01-01T01:02');
    expect(await hub.fire('IssueStatements')).toMatchObject({ households: 1, fresh: 1 });
    expect(await hub.fire('IssueStatements')).toMatchObject({ households: 0, fresh: 0, open: 0 });
    expect(await issued()).toMatchObject([{ from: '2026-10-01', to: '2026-12-31', cash: '4980.00' }]);
  });

  it('the message with its code waits for the first working morning', async () => {
    expect(textsTo(head)).toEqual([]);
    await hub.setTime('2027-01-01T08:32');
    await hub.fire('Sweep');
    expect(textsTo(head)).toEqual([]);
    await hub.setTime('2027-01-04T08:32');
    await hub.fire('Sweep');
    expect(textsTo(head)).toMatchObject([
      {
        message: expect.stringMatching(
          /^【甘肃民政】王秀英您好,您家.*帮扶清单已印好,村干部会送上门。手机看:\S+\/q 查询码\d{8}/,
        ),
      },
    ]);
  });
});

describe('the recipient', () => {
  const code = () => /查询码(\d{8})/.exec(textsTo(head)[0]?.message ?? '')?.[1] ?? '';

  it('is asked for code and last four characters', async () => {
    const page = await answerOf(await fetch(`${hub.url}/q`));
    expect(page.status).toBe(200);
    expect(page.text).toContain('查询码');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each([
    ['the head’s', head],
    ['any member’s', spouse],
  ])('opens the sheet with %s', async (_, who) => {
    const page = await ask(code(), lastFour(who));
    expect(page.status).toBe(200);
    expect(page.text).toContain('肆仟玖佰捌拾元整');
    expect(page.text).toContain('棉被2床');
    expect(page.text).toContain('赵喆');
  });

  it('is told nothing of a code that is none', async () => {
    expect(await ask('00000000', lastFour(head))).toMatchObject({ status: 404 });
  });

  it('who errs five times finds the door locked, and is told whom to call', async () => {
    const statuses: number[] = [];
    for (let tried = 0; tried < 5; tried++) statuses.push((await ask(code(), '0000')).status);
    expect(statuses).toEqual([403, 403, 403, 403, 423]);
    const right = await ask(code(), lastFour(head));
    expect(right.status).toBe(423);
    expect(right.text).toContain('12345');
    expect(right.text).not.toContain('王秀英');
  });
});

describe('staff', () => {
  it('see the statement as data, page or paper', async () => {
    const [{ id } = { id: '' }] = await issued();
    const data = await sheet(id);
    expect(data.headers.get('content-type')).toMatch(/json/);
    expect(data.body).toMatchObject({ id, name: '帮扶清单' });
    const page = await sheet(id, 'text/html');
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.text).toMatch(/现金一共4980\.00元.肆仟玖佰捌拾元整/);
    const paper = await sheet(id, 'application/pdf');
    expect(paper.headers.get('content-type')).toBe('application/pdf');
    expect(paper.text.startsWith('%PDF-')).toBe(true);
  });

  it('of another county see none', async () => {
    const [{ id } = { id: '' }] = await issued();
    expect(await hub.as('county', '621122').get(`/v1/statements/${id}`)).toMatchObject({ status: 404 });
  });
});

describe('aid that comes late', () => {
  it('is made up for on the next statement; the closed one stays as it was', async () => {
    const [{ id: first } = { id: '' }] = await issued();
    const closed = await sheet(first);
    await hub.setTime('2027-02-03T10:02');
    const late = { grantId: 'C-1', programme: '残疾人补贴', amount: 80, period: '2026-11', grantedOn: '2026-11-20' };
    await hub.take(about(spouse, 'benefit-granted', late), {
      ...basic(head, '2027-01'),
      time: '2027-01-20T10:00:00+08:00',
    });
    await hub.setTime('2027-04-01T01:02');
    expect(await hub.fire('IssueStatements')).toMatchObject({ fresh: 1 });
    const [, next] = await issued();
    expect(next).toMatchObject({ from: '2027-01-01', to: '2027-03-31', cash: '1340.00' });
    expect((await sheet(next?.id ?? '', 'text/html')).text).toMatch(/11月.*残疾人补贴80\.00元.*上次没来得及记/);
    expect((await sheet(first)).body).toEqual(closed.body);
  });
});
