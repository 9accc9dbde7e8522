import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reconcilePorts } from '../../bin/stores.ts';
import { differs } from '../../domain/reconciled-day.ts';
import { statementList } from '../../functions/api/people-answers.ts';
import { reconcile } from '../../functions/reconcile/whole-days.ts';
import { receiptSecret } from '../../functions/record-receipt/door.ts';
import { smsReference } from '../../functions/shared/sms-reference.ts';
import { answerOf, type CloudEvent, type Journey, startJourney } from './hub.ts';
import { household, inProvince, numberOf, type Somebody, sample, somebody } from './samples.ts';

/** A large expense ends at a person: for one it is a call and a sheet at the door, for another one message that arrived. */
const ROOT = path.join(import.meta.dirname, '../..');
let hub: Journey;
const VILLAGE = '330727001201';
const [silent, reached] = [somebody({ name: '陈阿根', phone: undefined }), somebody({ name: '吴彩娟' })];
const here = (event: CloudEvent) => inProvince('zhejiang', event);
const about = (who: Somebody, name: string, data: Record<string, unknown>, time = '2026-11-20T09:00:00+08:00') =>
  here(sample(name, { person: numberOf(who), data, time }));

beforeAll(async () => {
  hub = await startJourney({ at: '2026-11-20T10:01', province: { name: 'zhejiang', division: '33' } });
  const families = [silent, reached].flatMap((who) => household([who], { village: VILLAGE })).map(here);
  const bills = [silent, reached].map((who, nth) =>
    about(who, 'medical-expense', {
      settlementId: `PP-${nth}`,
      totalAmount: 56_000,
      fundPaid: 30_000,
      personalBurden: 26_000,
    }),
  );
  await hub.take(...families, ...bills);
});
afterAll(() => hub?.stop());

const township = () => hub.as('township', '330727001');
const hotline = () => hub.as('hotline', '330727');
const messagesTo = (who: Somebody) => hub.messages().filter(({ phoneNumber }) => phoneNumber === `+86${who.phone}`);
const householdOf = async (who: Somebody) => (await hub.person(who.idNumber))?.household ?? '';
const statementNotice = async (who: Somebody) =>
  (await hub.notices(await householdOf(who))).find(({ kind }) => kind === 'statement');

describe('a large expense', () => {
  it('warns the township, and says nothing to the people themselves', async () => {
    for (const who of [silent, reached]) expect(await hub.latest(who.idNumber)).toMatchObject({ level: 'alert' });
    expect(hub.messages().filter(({ phoneNumber }) => phoneNumber === `+86${reached.phone}`)).toEqual([]);
  });

  it('is verified at the door, and help is granted', async () => {
    await hub.setTime('2026-11-20T15:31');
    for (const who of [silent, reached]) {
      const warning = await hub.latest(who.idNumber);
      const finished = await township().post(`/v1/warnings/${warning?.id}/finish`, {
        visitedAt: '2026-11-20T15:10:00+08:00',
        met: 'self',
        findings: '住院花费大,家里拿不出',
        needs: ['medical'],
        outcome: 'aided',
        programmes: ['临时救助'],
        version: warning?.version,
      });
      expect(finished).toMatchObject({ status: 200, body: { status: 'resolved' } });
    }
    const grants = [silent, reached].map((who, nth) =>
      about(
        who,
        'benefit-granted.emergency',
        { grantId: `PP-G${nth}`, grantedOn: '2026-11-20', status: 'paid' },
        '2026-11-20T15:40:00+08:00',
      ),
    );
    await hub.setTime('2026-11-20T15:51');
    await hub.take(...grants);
  });

  it('and nothing of it was lost on the way', async () => {
    expect(await hub.fire('Reconcile')).toMatchObject({ open: 0 });
    const totals = await reconcile(await reconcilePorts(hub.connection))({ days: ['2026-11-20'] });
    expect(totals.map(({ accepted }) => accepted).sort()).toEqual([2, 4]);
    expect(totals.filter(differs)).toEqual([]);
  });
});

describe('after the quarter', () => {
  beforeAll(async () => {
    await hub.setTime('2027-01-04T09:41');
    expect(await hub.fire('IssueStatements')).toMatchObject({ households: 2, fresh: 2, failed: 0, open: 0 });
    await hub.setTime('2027-01-04T09:52');
    await hub.fire('Sweep');
  });

  it('the county sees that its statements are out', async () => {
    const { body } = await hub.as('county', '330727').get('/v1/statement-runs');
    expect(body).toMatchObject({ items: [{ status: 'finished', households: 2, fresh: 2, failed: 0 }] });
  });

  it('who has no mobile is rung up with the very words, and a printed sheet lies ready for the door', async () => {
    const calls = (await hub.callBacks(hotline())).filter(({ kind }) => kind === 'statement');
    expect(calls).toMatchObject([{ status: 'open', person: { maskedName: '陈**' } }]);
    expect(calls[0]?.text).toMatch(/陈阿根您好.*幸福清单/);
    const said = await hotline().post(`/v1/call-backs/${calls[0]?.id}/attempts`, { result: 'reached' });
    expect(said).toMatchObject({ status: 200, body: { status: 'done' } });
    expect(await statementNotice(silent)).toMatchObject({ status: 'delivered' });

    const printed = await township().get('/v1/statements/print', { accept: 'application/pdf' });
    expect([printed.status, printed.headers.get('statement-count')]).toEqual([200, '2']);
    expect(printed.text.startsWith('%PDF-')).toBe(true);
    const { id = '' } = (await hub.person(silent.idNumber)) ?? {};
    const { items } = statementList.parse((await township().get(`/v1/people/${id}/statements`)).body);
    expect(items).toMatchObject([{ from: '2026-10-01', to: '2026-12-31', door: 'open' }]);
    const sheet = await township().get(`/v1/statements/${items[0]?.id}`, { accept: 'application/pdf' });
    expect(sheet.headers.get('content-type')).toBe('application/pdf');
  });

  it('the office saves the sheets as files for the printer', async () => {
    const folder = path.join(hub.data, 'sheets');
    const args = ['bin/jiuzhu.ts', 'statements', 'print', '--data', hub.data, '--division', '330727001'];
    const printing = [...args, '--out', folder, '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, printing, { cwd: ROOT });
    expect(JSON.parse(stdout)).toMatchObject({ parts: [{ division: VILLAGE, sheets: 2, missingGlyphs: 0 }] });
    const [{ file }] = JSON.parse(stdout).parts;
    expect(file).toBe(`statements-${VILLAGE}-2026-10-01-2026-12-31-001-002.pdf`);
    expect(readFileSync(path.join(folder, file)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('who has one gets one message of it, and its receipt says that it arrived', async () => {
    const told = messagesTo(reached).filter(({ message }) => message.includes('幸福清单'));
    expect(told).toHaveLength(1);
    expect(told[0]?.message).toMatch(/查询码\d{8}/);
    const notice = await statementNotice(reached);
    expect(notice).toMatchObject({ channel: 'sms', status: 'sent' });
    const answer = await receiptOf({ subject: await householdOf(reached), id: notice?.id ?? '' });
    expect(answer).toMatchObject({ status: 200, body: { code: 0 } });
    await hub.drained();
    expect(await statementNotice(reached)).toMatchObject({ status: 'delivered' });
    expect(messagesTo(reached).filter(({ message }) => message.includes('幸福清单'))).toHaveLength(1);
    expect((await hub.callBacks(hotline())).filter(({ kind }) => kind === 'statement')).toEqual([]);
  });
});

/** The provider's push, as Aliyun words it. */
async function receiptOf(notice: { subject: string; id: string }) {
  const { hasher } = await reconcilePorts(hub.connection);
  const secret = receiptSecret({ hasher, doors: undefined }, 'aliyun');
  const report = {
    phone_number: reached.phone,
    send_time: '2027-01-04 09:52:01',
    report_time: '2027-01-04 09:52:05',
    success: true,
    err_code: 'DELIVERED',
    err_msg: '用户接收成功',
    sms_size: '1',
    biz_id: '900619746936498440^0',
    out_id: smsReference({ ...notice, resent: 0 }),
  };
  const headers = { 'content-type': 'application/json' };
  const address = `${hub.url}/v1/receipts/aliyun/${secret}`;
  return answerOf(await fetch(address, { method: 'POST', headers, body: JSON.stringify([report]) }));
}
