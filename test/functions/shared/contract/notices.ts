import { describe, expect, test } from 'vitest';
import type { Notice, NoticeStatus } from '../../../../domain/notice.ts';
import { NOW } from '../../../factories.ts';
import { fresh, freshTownship, makeClaim, makeNotice } from './records.ts';
import type { Contract } from './stores-under-test.ts';

export const noticesContract: Contract = (stores) => {
  test('a notice is put once; the second stays out', async () => {
    const { notices } = stores();
    const notice = makeNotice({ warning: 'h-x.1' });
    await notices.put([notice]);
    await notices.claim(notice, makeClaim());
    await notices.put([notice, makeNotice({ subject: notice.subject })]);
    expect((await notices.get(notice))?.status).toBe('calling');
    expect(await notices.of(notice.subject)).toHaveLength(2);
    expect(await notices.of(fresh('h-'))).toEqual([]);
  });

  test('two claims at once: one wins and the other hears where it stands (S1)', async () => {
    const { notices } = stores();
    const notice = makeNotice();
    await notices.put([notice]);
    const { at, ...claim } = makeClaim({ at: NOW + 1 });
    const claims = await Promise.all([
      notices.claim(notice, { at, ...claim }),
      notices.claim(notice, { at, ...claim }),
    ]);
    expect(claims.sort()).toEqual(['calling', 'claimed']);
    expect(await notices.get(notice)).toEqual({ ...notice, ...claim, status: 'calling', claimedAt: at });
  });

  test.each<NoticeStatus>(['held', 'sent', 'delivered', 'failed', 'unknown', 'cancelled'])(
    'one that is %s cannot be claimed',
    async (status) => {
      const notice = makeNotice({ status });
      await stores().notices.put([notice]);
      expect(await stores().notices.claim(notice, makeClaim())).toBe(status);
    },
  );

  test('what is not there can be neither claimed nor settled', async () => {
    const notice = makeNotice();
    expect(await stores().notices.get(notice)).toBeUndefined();
    expect(await stores().notices.claim(notice, makeClaim())).toBeUndefined();
    expect(await stores().notices.settle(notice, ['queued'], { status: 'sent', at: NOW })).toBe(false);
    expect(await stores().notices.get(notice)).toBeUndefined();
  });

  test('sending keeps the exact text and the provider’s id', async () => {
    const { notices } = stores();
    const notice = makeNotice();
    await notices.put([notice]);
    await notices.claim(notice, makeClaim());
    const settlement = { status: 'sent', at: NOW + 9, text: '【民政】请入户', providerId: 'm-1' } as const;
    expect(await notices.settle(notice, ['calling'], settlement)).toBe(true);
    expect(await notices.get(notice)).toMatchObject({
      ...notice,
      status: 'sent',
      settledAt: NOW + 9,
      text: '【民政】请入户',
      providerId: 'm-1',
    });
  });

  test('delivered stays delivered when “sent” comes late, or comes again (S3)', async () => {
    const { notices } = stores();
    const notice = makeNotice({ status: 'sent' });
    await notices.put([notice]);
    expect(await notices.settle(notice, ['sent', 'unknown'], { status: 'delivered', at: NOW + 2 })).toBe(true);
    expect(await notices.settle(notice, ['calling'], { status: 'sent', at: NOW + 3 })).toBe(false);
    expect(await notices.settle(notice, ['sent', 'unknown'], { status: 'delivered', at: NOW + 4 })).toBe(false);
    expect(await notices.get(notice)).toMatchObject({ status: 'delivered', settledAt: NOW + 2 });
  });

  test('a permanent failure, and then it was delivered after all (S3)', async () => {
    const { notices } = stores();
    const notice = makeNotice({ status: 'failed', detail: '空号' });
    await notices.put([notice]);
    expect(await notices.settle(notice, ['sent', 'failed'], { status: 'delivered', at: NOW + 2 })).toBe(true);
    expect((await notices.get(notice))?.status).toBe('delivered');
  });

  test('one that the provider was too busy for is queued and can be claimed again', async () => {
    const { notices } = stores();
    const notice = makeNotice();
    await notices.put([notice]);
    await notices.claim(notice, makeClaim());
    expect(await notices.settle(notice, ['calling'], { status: 'queued', at: NOW + 1 })).toBe(true);
    expect(await notices.claim(notice, makeClaim({ at: NOW + 2 }))).toBe('claimed');
  });

  test('attempts are kept in their order, with whom they went to and how often it was sent anew', async () => {
    const { notices } = stores();
    const notice = makeNotice();
    await notices.put([notice]);
    const busy = { provider: 'aliyun', at: NOW + 1, result: 'busy' } as const;
    const refused = { provider: 'aliyun', at: NOW + 2, result: 'refused', reason: '模板未审核' } as const;
    const unreachable = { provider: 'tencent', at: NOW + 4, result: 'unreachable', reason: '关机' } as const;
    for (const attempt of [busy, refused]) {
      await notices.claim(notice, makeClaim({ provider: 'aliyun', at: attempt.at }));
      await notices.settle(notice, ['calling'], { status: 'queued', at: attempt.at, attempt });
    }
    const last = makeClaim({ provider: 'tencent', at: NOW + 3 });
    await notices.claim(notice, last);
    await notices.settle(notice, ['calling'], { status: 'held', at: NOW + 4, attempt: unreachable, resent: 1 });
    expect(await notices.get(notice)).toMatchObject({
      provider: 'tencent',
      sentTo: last.sentTo,
      claimedAt: NOW + 3,
      resent: 1,
      attempts: [busy, refused, unreachable],
    });
  });

  test('who was taken for dead and comes back changes nothing: another claim stands by then', async () => {
    const { notices } = stores();
    const notice = makeNotice();
    await notices.put([notice]);
    await notices.claim(notice, makeClaim({ at: NOW }));
    await notices.settle(notice, ['calling'], { status: 'queued', at: NOW + 1, ofClaim: NOW });
    await notices.claim(notice, makeClaim({ at: NOW + 2 }));
    expect(await notices.settle(notice, ['calling'], { status: 'sent', at: NOW + 3, ofClaim: NOW })).toBe(false);
    expect(await notices.settle(notice, ['calling'], { status: 'sent', at: NOW + 3, ofClaim: NOW + 2 })).toBe(true);
    expect(await notices.get(notice)).toMatchObject({ status: 'sent', settledAt: NOW + 3 });
  });

  test('settling keeps what the notice says', async () => {
    const { notices } = stores();
    const notice = makeNotice({ audience: { to: 'person', person: fresh('p-') }, kind: 'granted' });
    await notices.put([notice]);
    await notices.settle(notice, ['queued'], { status: 'cancelled', at: NOW, detail: '已过世' });
    expect(await notices.get(notice)).toMatchObject({ ...notice, status: 'cancelled', detail: '已过世' });
  });

  test('a queue of pointers: waiting once, released once', async () => {
    const { notices } = stores();
    const queue = fresh('digest#');
    const keys = Array.from({ length: 30 }, () => ({ subject: fresh('h-'), id: fresh() }));
    expect(await notices.waiting(queue)).toEqual([]);
    await notices.wait(queue, keys);
    await notices.wait(queue, keys.slice(0, 3));
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    expect((await notices.waiting(queue)).sort(byId)).toEqual(keys.toSorted(byId));
    await notices.release(queue, keys.slice(1));
    await notices.release(queue, keys.slice(1));
    expect(await notices.waiting(queue)).toEqual(keys.slice(0, 1));
    expect(await notices.waiting(fresh('held#'))).toEqual([]);
  });

  test('nothing put, nothing waiting, nothing released', async () => {
    const { notices } = stores();
    await notices.put([]);
    await notices.wait('held#2026-11-05', []);
    await notices.release('held#2026-11-05', []);
    expect(await notices.waiting('held#2026-11-05')).toEqual([]);
  });

  test('an outcome is counted with the settlement, once, where the recipient lives', async () => {
    const { notices, counters } = stores();
    const township = freshTownship();
    const [arrived, gone] = [
      makeNotice({ township, status: 'sent', channel: 'sms' }),
      makeNotice({ township, channel: 'sms' }),
    ];
    await notices.put([arrived, gone]);
    const delivered = { status: 'delivered', at: NOW } as const;
    expect(await notices.settle(arrived, ['sent'], delivered)).toBe(true);
    expect(await notices.settle(arrived, ['sent'], delivered)).toBe(false);
    const failed = { status: 'failed', at: NOW + 1, detail: '没有可用的手机号,转热线电话告知' } as const;
    expect(await notices.settle(gone, ['queued'], failed)).toBe(true);
    expect(await notices.settle(gone, ['failed'], { status: 'delivered', at: NOW + 2, byCall: true })).toBe(true);
    expect(await counters.read(township, '2026-11-01', '2026-11-30')).toEqual({
      'sms-delivered#none': 1,
      'sms-failed#none#no-phone': 1,
    });
  });

  test('what failed or stayed unknown stands on the list of its county and day', async () => {
    const { notices } = stores();
    const [township, other] = [freshTownship(), freshTownship()];
    const [failed, unknown, elsewhere, arrived] = [township, township, other, township].map((of) =>
      makeNotice({ township: of, channel: 'sms', status: 'calling' }),
    );
    if (!failed || !unknown || !elsewhere || !arrived) throw new Error('no notice');
    await notices.put([failed, unknown, elsewhere, arrived]);
    await notices.settle(failed, ['calling'], { status: 'failed', at: NOW, detail: '空号或号码有误' });
    await notices.settle(unknown, ['calling'], { status: 'unknown', at: NOW + 1 });
    await notices.settle(elsewhere, ['calling'], { status: 'failed', at: NOW + 2 });
    await notices.settle(arrived, ['calling'], { status: 'sent', at: NOW + 3 });
    const lineOf = ({ subject, id }: Notice, at: number) => ({ subject, id, township, at });
    expect(await notices.troubled('2026-11-05', township)).toEqual([lineOf(unknown, NOW + 1), lineOf(failed, NOW)]);
    const county = (await notices.troubled('2026-11-05', township.slice(0, 6))).map(({ id }) => id);
    expect(county).toEqual(expect.arrayContaining([elsewhere.id, unknown.id, failed.id]));
    expect(await notices.troubled('2026-11-06', township)).toEqual([]);
  });

  describe('several that become one', () => {
    const three = () => {
      const [carrier, ...parts] = [makeNotice(), makeNotice(), makeNotice({ status: 'held' })];
      const together = { kind: 'granted' as const, values: { 事项: '临时救助(3笔)' }, parts: parts.map(partOf) };
      return { carrier, parts, together };
    };
    const partOf = ({ subject, id }: Notice) => ({ subject, id });
    const claimOf = (parts?: number) => ({ ...makeClaim(), parts });

    test('the carrier says all of it, and its parts say with which they are told', async () => {
      const { notices } = stores();
      const joint = three();
      await notices.put([joint.carrier, ...joint.parts]);
      expect(await notices.join(joint, NOW + 1, '已并入')).toBe(true);
      expect(await notices.get(joint.carrier)).toEqual({ ...joint.carrier, together: joint.together });
      for (const part of joint.parts) {
        const into = partOf(joint.carrier);
        const told = { ...part, status: 'sent', settledAt: NOW + 1, detail: '已并入', into };
        expect(await notices.get(part)).toEqual(told);
        expect(await notices.claim(part, claimOf())).toBe('sent');
      }
    });

    test('joined again changes nothing', async () => {
      const { notices } = stores();
      const joint = three();
      await notices.put([joint.carrier, ...joint.parts]);
      await notices.join(joint, NOW + 1, '已并入');
      expect(await notices.join(joint, NOW + 2, '已并入')).toBe(false);
      const more = makeNotice();
      await notices.put([more]);
      const another = { ...joint, parts: [more], together: { ...joint.together, parts: [partOf(more)] } };
      expect(await notices.join(another, NOW + 2, '已并入')).toBe(false);
      expect((await notices.get(more))?.status).toBe('queued');
    });

    test.each<NoticeStatus>(['calling', 'sent', 'delivered', 'failed', 'unknown', 'cancelled'])(
      'where one of them is %s none of them is touched',
      async (status) => {
        const { notices } = stores();
        const joint = three();
        const [first, ...others] = joint.parts;
        if (!first) throw new Error('no part');
        await notices.put([joint.carrier, { ...first, status }, ...others]);
        expect(await notices.join(joint, NOW + 1, '已并入')).toBe(false);
        expect((await notices.get(joint.carrier))?.together).toBeUndefined();
        expect((await notices.get(first))?.status).toBe(status);
      },
    );

    test('a text that was made before the others were joined does not go out', async () => {
      const { notices } = stores();
      const joint = three();
      await notices.put([joint.carrier, ...joint.parts]);
      await notices.join(joint, NOW + 1, '已并入');
      expect(await notices.claim(joint.carrier, claimOf())).toBe('queued');
      expect(await notices.claim(joint.carrier, claimOf(1))).toBe('queued');
      expect(await notices.claim(joint.carrier, claimOf(2))).toBe('claimed');
    });

    test('one that a provider was handed before is joined to nothing', async () => {
      const { notices } = stores();
      const joint = three();
      await notices.put([joint.carrier, ...joint.parts]);
      await notices.claim(joint.carrier, claimOf());
      await notices.settle(joint.carrier, ['calling'], { status: 'queued', at: NOW });
      expect(await notices.join(joint, NOW + 1, '已并入')).toBe(false);
    });
  });
};
