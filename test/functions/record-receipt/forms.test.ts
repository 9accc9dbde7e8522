import { describe, expect, it } from 'vitest';
import { startOf } from '../../../domain/shanghai-day.ts';
import { doorOf } from './door.ts';

const MORNING = startOf('2026-11-05') + 9 * 3_600_000;

/** As help.aliyun.com/document_detail/101867 prints it, with a made-up number. */
const aliyun = (overrides: object = {}) => ({
  phone_number: '13800138000',
  send_time: '2026-11-05 08:59:58',
  report_time: '2026-11-05 09:00:00',
  success: true,
  err_code: 'DELIVERED',
  err_msg: '用户接收成功',
  sms_size: '2',
  biz_id: '123456789012345678^0',
  out_id: 'p-abc/N0t1ce',
  ...overrides,
});
/** As cloud.tencent.com/document/product/382/5807 prints it. */
const tencent = (overrides: object = {}) => ({
  user_receive_time: '2026-11-05 09:00:00',
  nationcode: '86',
  mobile: '13800138000',
  report_status: 'SUCCESS',
  errmsg: 'DELIVRD',
  description: '用户短信送达成功',
  sid: '2019:5577612345678901234',
  ...overrides,
});
const MAS = {
  reportStatus: 'CM:0000',
  mobile: '13800138000',
  submitDate: '20261105085958',
  receiveDate: '20261105090000',
  errorCode: 'DELIVRD',
  msgGroup: '1105085958001000012333',
};
const mas = (overrides: object = {}) => ({ ...MAS, ...overrides });

/** A door that is open an hour after what the samples say. */
function openDoor() {
  const door = doorOf();
  door.hub.time.now = MORNING + 3_600_000;
  return door;
}

describe('Aliyun', () => {
  it('sends an array, each record about a whole message under our own reference', async () => {
    const door = openDoor();
    await door.pushed('receipts', 'aliyun', [aliyun()]);
    expect(door.receipts).toEqual([
      {
        provider: 'aliyun',
        message: '123456789012345678^0',
        recipient: door.hub.ports.hasher.phoneKey('+8613800138000'),
        reference: 'p-abc/N0t1ce',
        outcome: { kind: 'delivered' },
        at: MORNING,
        whole: true,
      },
    ]);
    expect(JSON.stringify(door.receipts)).not.toContain('13800138000');
  });

  it('says why not', async () => {
    const door = openDoor();
    await door.pushed('receipts', 'aliyun', [aliyun({ success: false, err_code: 'MK:0001', err_msg: '空号' })]);
    expect(door.receipts[0]?.outcome).toEqual({
      kind: 'failed',
      cause: 'number',
      reason: '空号或号码有误(代码MK:0001)',
    });
  });

  it.each([[{ out_id: '' }], [{ out_id: null }], [{ out_id: undefined }]])(
    'without our reference: %o',
    async (none) => {
      const door = openDoor();
      await door.pushed('receipts', 'aliyun', [aliyun(none)]);
      expect(door.receipts[0]).not.toHaveProperty('reference');
    },
  );

  it.each([
    ['tomorrow', '2026-11-07 09:00:00'],
    ['no time', 'soon'],
    ['no day', '2026-02-30 09:00:00'],
    ['nothing', undefined],
  ])('a clock that says %s counts as the time of arrival', async (_, report_time) => {
    const door = openDoor();
    await door.pushed('receipts', 'aliyun', [aliyun({ report_time })]);
    expect(door.receipts[0]?.at).toBe(door.hub.time.now);
  });
});

describe('Tencent', () => {
  it('names the message by the SerialNo of sending, and gives no reference back', async () => {
    const door = openDoor();
    const { body } = await door.pushed('receipts', 'tencent', [tencent()]);
    expect(body).toEqual({ result: 0, errmsg: 'OK' });
    expect(door.receipts).toEqual([
      {
        provider: 'tencent',
        message: '2019:5577612345678901234',
        recipient: door.hub.ports.hasher.phoneKey('+8613800138000'),
        outcome: { kind: 'delivered' },
        at: MORNING,
        whole: false,
      },
    ]);
  });

  it('says why not', async () => {
    const door = openDoor();
    const off = { report_status: 'FAIL', errmsg: '002', description: '关机/停机/无法接通手机/不在服务区' };
    await door.pushed('receipts', 'tencent', [tencent(off)]);
    expect(door.receipts[0]?.outcome).toMatchObject({ kind: 'failed', cause: 'unreachable' });
  });
});

describe('移动云MAS', () => {
  it.each([
    ['as JSON', MAS, false],
    ['as an array', [MAS], false],
    ['as a form', new URLSearchParams(MAS).toString(), true],
    ['with the number in a list', mas({ mobile: undefined, mobiles: ['13800138000'] }), false],
    ['with times written apart', mas({ receiveDate: '2026-11-05 09:00:00' }), false],
  ] as const)('%s', async (_, body, form) => {
    const door = openDoor();
    const answered = await door.pushed('receipts', 'mas', body, form);
    expect(answered).toEqual({ status: 200, body: { success: true, rspcod: 'success' } });
    expect(door.receipts).toEqual([
      {
        provider: 'mas',
        message: '1105085958001000012333',
        recipient: door.hub.ports.hasher.phoneKey('+8613800138000'),
        outcome: { kind: 'delivered' },
        at: MORNING,
        whole: false,
      },
    ]);
  });

  it.each([
    ['CM:0000', 'DELIVRD', 'delivered'],
    ['DELIVRD', '', 'delivered'],
    ['', 'DELIVRD', 'delivered'],
    ['CM:0000', 'MK:0001', 'failed'],
    ['UNDELIV', 'DB:0140', 'failed'],
    ['ACCEPTD', '', undefined],
    ['CM:0000', 'ACCEPTD', undefined],
  ])('%s and %s: %s', async (reportStatus, errorCode, kind) => {
    const door = openDoor();
    await door.pushed('receipts', 'mas', mas({ reportStatus, errorCode }));
    expect(door.receipts[0]?.outcome.kind).toBe(kind);
  });

  it.each([[{ mobile: undefined }], [{ reportStatus: '', errorCode: '' }], [{ msgGroup: undefined }]])(
    'without what matters it cannot be read: %o',
    async (missing) => {
      const door = openDoor();
      expect((await door.pushed('receipts', 'mas', [mas(missing), MAS])).status).toBe(200);
      expect(door.receipts).toHaveLength(1);
    },
  );
});
