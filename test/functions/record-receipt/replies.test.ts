import { beforeEach, describe, expect, it } from 'vitest';
import { startOf } from '../../../domain/shanghai-day.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { doorOf } from './door.ts';

const MORNING = startOf('2026-11-05') + 9 * 3_600_000;
const { phone: PHONE, idNumber } = makePerson();

let door: ReturnType<typeof doorOf>;
let person: string;
beforeEach(async () => {
  door = doorOf();
  await door.hub.take(makeEvent('roster', { data: { household: undefined } }));
  person = await door.hub.personId(idNumber);
  door.hub.time.now = MORNING + 3_600_000;
});

/** As help.aliyun.com/zh/sms/developer-reference/smsup-http prints it, with a made-up number. */
const aliyun = (content: string, overrides: object = {}) => ({
  phone_number: PHONE,
  send_time: '2026-11-05 09:00:00',
  content,
  sign_name: '甘肃民政',
  dest_code: '1234',
  sequence_id: 1234567890,
  ...overrides,
});
const optOut = () => door.hub.ports.optOuts.of(door.hub.ports.hasher.phoneKey(`+86${PHONE}`));
const orders = async (county = '621122') => door.hub.ports.orders.openAround(county);

describe('opting out', () => {
  it.each([
    ['aliyun', [aliyun('退订')]],
    // As www.tencentcloud.com/document/product/382/43548 prints it.
    ['tencent', { extend: '', mobile: PHONE, nationcode: '86', sign: '甘肃民政', text: 'td', time: MORNING / 1000 }],
    ['mas', { mobile: PHONE, smsContent: 'Ｔ', sendTime: '2026-11-05 09:00:00', addSerial: '01' }],
  ] as const)('is kept by the number, from %s', async (provider, body) => {
    expect((await door.pushed('replies', provider, body)).status).toBe(200);
    expect(await optOut()).toEqual({ out: true, at: MORNING, by: 'reply' });
    expect(await orders()).toEqual([]);
  });

  it('and asking for them again, in whatever order the two arrive', async () => {
    const later = aliyun('恢复', { send_time: '2026-11-05 09:10:00', sequence_id: 2 });
    await door.pushed('replies', 'aliyun', [later, aliyun('退订')]);
    expect(await optOut()).toMatchObject({ out: false });
  });
});

describe('what somebody has to read', () => {
  it('becomes a work order about the person whose number it is, with the sender’s words and number', async () => {
    await door.pushed('replies', 'aliyun', [aliyun('没收到钱')]);
    expect(await orders()).toMatchObject([
      {
        kind: 'consult',
        urgency: 'normal',
        status: 'received',
        text: '回复短信:没收到钱',
        caller: { phone: `+86${PHONE}` },
        about: { person },
        subject: person,
        firstAccepter: { by: 'hub', role: 'hotline' },
      },
    ]);
  });

  it('pushed again is one order; the same words another time are another', async () => {
    const said = aliyun('没收到钱');
    await door.pushed('replies', 'aliyun', [said]);
    await door.pushed('replies', 'aliyun', [said]);
    expect(await orders()).toHaveLength(1);
    await door.pushed('replies', 'aliyun', [{ ...said, sequence_id: 77 }]);
    expect(await orders()).toHaveLength(2);
  });

  it('without the vendor’s own number it is told by who said what when', async () => {
    const said = { mobile: PHONE, nationcode: '86', sign: '甘肃民政', text: '没收到钱', time: MORNING / 1000 };
    await door.pushed('replies', 'tencent', said);
    await door.pushed('replies', 'tencent', said);
    expect(await orders()).toHaveLength(1);
    await door.pushed('replies', 'tencent', { ...said, time: MORNING / 1000 + 60 });
    expect(await orders()).toHaveLength(2);
  });

  it('from a number that nobody has is the province’s to read', async () => {
    await door.pushed('replies', 'aliyun', [aliyun('你是谁', { phone_number: '13900139000' })]);
    const [order] = await orders('620000');
    expect(order).toMatchObject({ text: '回复短信:你是谁', caller: { phone: '+8613900139000' } });
    expect(order).not.toHaveProperty('about');
  });

  it('of somebody of an office lies where the office does', async () => {
    const office = door.hub.ports.province.offices.find(({ contacts }) => contacts.length > 0);
    const contact = office?.contacts[0]?.phone.slice(3);
    await door.pushed('replies', 'aliyun', [aliyun('名单不对', { phone_number: contact })]);
    expect(await orders(`${office?.division}0000`.slice(0, 6))).toHaveLength(1);
  });

  it('from a number that two share names neither of them', async () => {
    const other = makePerson(8, { phone: PHONE });
    await door.hub.take(makeEvent('roster', { id: 'r-2', data: { person: other, household: undefined } }));
    await door.pushed('replies', 'aliyun', [aliyun('没收到钱')]);
    const [order] = await orders();
    expect(order?.area).toBe('621122105');
    expect(order).not.toHaveProperty('about');
  });

  it('where a life may hang on it is told to the county at once, once', async () => {
    const tongwei = makePerson(9, { residenceDivision: '621121101', phone: '13800138777' });
    await door.hub.take(makeEvent('roster', { id: 'r-3', data: { person: tongwei, household: undefined } }));
    const said = aliyun('我不想活了', { phone_number: tongwei.phone });
    await door.pushed('replies', 'aliyun', [said]);
    await door.pushed('replies', 'aliyun', [said]);
    const [order] = await orders('621121');
    expect(order?.urgency).toBe('emergency');
    const told = await door.hub.ports.notices.of(order?.subject ?? '');
    expect(told.map(({ kind, channel }) => [kind, channel])).toEqual([['task-emergency', 'sms']]);
  });

  it('thanks ask for nothing', async () => {
    await door.pushed('replies', 'aliyun', [aliyun('收到,谢谢')]);
    expect(await orders()).toEqual([]);
    expect(await optOut()).toBeUndefined();
  });

  it('one that cannot be stored holds up no other, and the vendor comes again', async () => {
    const { put } = door.ports.orders;
    let failing = true;
    door.ports.orders.put = (order) =>
      failing && order.text.endsWith('一') ? Promise.reject(new Error('x')) : put(order);
    const both = [aliyun('问题一', { sequence_id: 1 }), aliyun('问题二', { sequence_id: 2 })];
    expect((await door.pushed('replies', 'aliyun', both)).status).toBe(503);
    expect(await orders()).toHaveLength(1);
    failing = false;
    expect((await door.pushed('replies', 'aliyun', both)).status).toBe(200);
    expect(await orders()).toHaveLength(2);
  });
});
