import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addresseeOf, gathers, isRipe, mergePlan } from '../../domain/merge-notices.ts';
import type { Notice } from '../../domain/notice.ts';
import { noticeText } from '../../domain/notice-text.ts';
import { smsParts } from '../../domain/sms-text.ts';
import { compileProvince } from '../../lib/province.ts';
import { NOW } from '../factories.ts';

const { profile } = compileProvince('gansu').province;
const plan = (notices: readonly Notice[]) => mergePlan(notices, profile);
const MINUTE = 60_000;
let serial = 0;
const made = (overrides: Partial<Notice> = {}): Notice => {
  serial += 1;
  return {
    subject: 'p-1',
    id: `n-${serial}`,
    kind: 'granted',
    channel: 'sms',
    audience: { to: 'person', person: 'p-1' },
    cause: 'grant:1',
    township: '621121101',
    reason: '救助已批准',
    values: { 姓名: '王秀英', 事项: '临时救助', 金额: '1200.00', 电话: '0932-5550123' },
    status: 'queued',
    createdAt: NOW + serial,
    ...overrides,
  };
};
const grant = (programme: string, yuan: string, overrides: Partial<Notice> = {}) =>
  made({ values: { 姓名: '王秀英', 事项: programme, 金额: yuan, 电话: '0932-5550123' }, ...overrides });
const statement = (overrides: Partial<Notice> = {}) =>
  made({
    kind: 'statement',
    subject: 'h-1',
    values: {
      姓名: '王秀英',
      期间: '2026年7月至9月',
      清单: '帮扶清单',
      网址: 'jz.example.gov.cn/q',
      查询码: '48271936',
      电话: '0932-5550123',
    },
    ...overrides,
  });
const urge = (name: string, overrides: Partial<Notice> = {}) =>
  made({
    kind: 'task-urge',
    subject: 'h-2',
    audience: { to: 'office', office: 'county-621121', role: 'county' },
    values: { 地点: '马营镇', 事项: name, 编号: 'Z2611-00000001', 期限: '11月8日' },
    ...overrides,
  });
const textsOf = (notices: readonly Notice[]) =>
  plan(notices).joints.map(({ carrier, together }) => {
    const text = noticeText({ ...carrier, together }, profile);
    return text.ok ? text.value : text.refusal.message;
  });

describe('what one person is told', () => {
  it('two grants are one message with both names and the sum', () => {
    expect(textsOf([grant('临时救助', '1200.00'), grant('残疾人补贴', '80.50')])).toEqual([
      '【甘肃民政】王秀英您好,您家的临时救助和残疾人补贴已批准,共1280.50元。没收到请打0932-5550123。',
    ]);
  });

  it.each([
    [['临时救助', '临时救助'], '临时救助(2笔)'],
    [['临时救助', '残疾人补贴', '高龄津贴'], '临时救助等3项救助'],
    [['城乡居民重大疾病医疗救助', '困难残疾人生活补贴'], '城乡居民重大疾病医疗救助等2项救助'],
  ])('%j are called %s', (programmes, said) => {
    expect(textsOf(programmes.map((name) => grant(name, '100.00')))[0]).toContain(`您家的${said}已批准`);
  });

  it('a grant and a statement are one message, carried by the grant', () => {
    const [sheet, given] = [statement(), grant('临时救助', '1200.00')];
    expect(plan([sheet, given]).joints).toMatchObject([
      { carrier: { id: given.id }, parts: [{ id: sheet.id }], together: { parts: [{ subject: 'h-1', id: sheet.id }] } },
    ]);
    expect(textsOf([sheet, given])).toEqual([
      '【甘肃民政】王秀英您好,您家的临时救助已批准,共1200.00元。2026年7月至9月的帮扶清单也出来了,手机看:jz.example.gov.cn/q 查询码48271936。有不清楚的请打0932-5550123。',
    ]);
  });

  it('two look-up codes are never in one text', () => {
    const planned = plan([statement(), statement(), grant('临时救助', '1.00')]);
    expect(planned.joints[0]?.parts).toHaveLength(1);
    expect(planned.singles).toHaveLength(1);
  });

  it('two statements stay two messages', () => {
    expect(plan([statement(), statement()])).toMatchObject({ joints: [], singles: [{}, {}] });
  });
});

it('two people on one phone each get their own', () => {
  const planned = plan([
    grant('临时救助', '1.00'),
    made({ subject: 'p-2', audience: { to: 'person', person: 'p-2' } }),
  ]);
  expect(planned).toMatchObject({ joints: [], singles: [{}, {}] });
});

describe('what an office is told', () => {
  it('several urgings are one, by what they are about', () => {
    expect(textsOf([urge('转办件'), urge('热线工单'), urge('转办件')])).toEqual([
      '【甘肃民政】催办:3件事超期没有结果(转办件2件、热线工单1件)。请今天督促办理,名单登录系统查看。',
    ]);
    expect(textsOf([urge('转办件'), urge('热线工单')]).every((text) => smsParts(text) === 1)).toBe(true);
  });

  it('an urging and a reminder stay two, and so do two offices', () => {
    const reminder = urge('转办件', { kind: 'task-due-soon' });
    const other = urge('转办件', { audience: { to: 'office', office: 'county-621122', role: 'county' } });
    expect(plan([urge('转办件'), reminder, other]).joints).toEqual([]);
  });
});

describe('what waits for others', () => {
  it.each<[string, Partial<Notice>, boolean]>([
    ['a grant', {}, true],
    [
      'a red warning to staff',
      { kind: 'warning-raised', audience: { to: 'office', office: 'o', role: 'township' } },
      false,
    ],
    [
      'a call of somebody in danger',
      { kind: 'task-emergency', audience: { to: 'office', office: 'o', role: 'county' } },
      false,
    ],
    [
      'a new order that is urgent',
      { kind: 'task-new', audience: { to: 'office', office: 'o', role: 'county' } },
      false,
    ],
    ['news of a visit', { kind: 'warning-raised' }, false],
    ['what becomes a call', { channel: 'call-back' }, false],
    ['what a provider was handed before', { claimedAt: NOW }, false],
    ['what carries others already', { together: { kind: 'granted', values: {}, parts: [] } }, false],
    ['what is told with another', { into: { subject: 'p-1', id: 'n' } }, false],
  ])('%s: %j %s', (_, overrides, waits) => {
    expect(gathers(made(overrides), 10)).toBe(waits);
    expect(addresseeOf(made(overrides)) !== undefined).toBe(waits);
  });

  it('nothing, where the province merges nothing', () => {
    expect(gathers(made(), 0)).toBe(false);
  });

  it.each([
    ['a moment before', 10 * MINUTE - 1, false],
    ['when the window of the first is over', 10 * MINUTE, true],
  ])('%s', (_, after, ripe) => {
    const group = [made({ createdAt: NOW }), made({ createdAt: NOW + 9 * MINUTE })];
    expect(isRipe(group, 10, NOW + after)).toBe(ripe);
  });
});

it('the plan depends on the notices and not on their order, and tells each of them once', () => {
  const notice = fc
    .record({
      who: fc.constantFrom('p-1', 'p-2'),
      kind: fc.constantFrom('granted' as const, 'statement' as const, 'task-urge' as const),
      at: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ who, kind, at }) =>
      kind === 'task-urge'
        ? urge('转办件', { createdAt: NOW + at })
        : (kind === 'granted' ? made : statement)({
            subject: who,
            audience: { to: 'person', person: who },
            createdAt: NOW + at,
          }),
    );
  fc.assert(
    fc.property(fc.array(notice, { maxLength: 60 }), fc.integer(), (notices, seed) => {
      const planned = plan(notices);
      const shuffled = notices.toSorted(
        (a, b) => ((Number(a.id.slice(2)) * 7919 + seed) % 97) - ((Number(b.id.slice(2)) * 7919 + seed) % 97),
      );
      expect(plan(shuffled)).toEqual(planned);
      const told = [...planned.joints.flatMap(({ carrier, parts }) => [carrier, ...parts]), ...planned.singles];
      expect(told.map(({ id }) => id).sort()).toEqual(notices.map(({ id }) => id).sort());
      for (const { carrier, parts } of planned.joints) {
        expect(parts.length).toBeLessThan(20);
        for (const part of parts) expect(part.audience).toEqual(carrier.audience);
      }
    }),
    { numRuns: 50 },
  );
});

describe('a provider of approved templates', () => {
  const templates = (keys: readonly string[]) => ({
    ...profile,
    sms: { ...profile.sms, providers: ['aliyun' as const] },
    texts: {
      basis: 'illustrative' as const,
      wordings: Object.fromEntries(keys.map((key) => [key, { aliyun: { code: 'SMS_123456789' } }])),
    },
  });
  const all = () => [grant('临时救助', '1.00'), grant('残疾人补贴', '2.00'), statement()];

  it('that approved no joint wording is still sent the grants as one', () => {
    const planned = mergePlan(all(), templates(['granted.person', 'statement.person']));
    expect(planned.joints.map(({ parts }) => parts.length)).toEqual([1]);
    expect(planned.singles.map(({ kind }) => kind)).toEqual(['statement']);
  });

  it('that approved it is sent all of it as one', () => {
    const keys = ['granted.person', 'statement.person', 'granted.person.with-statement'];
    expect(mergePlan(all(), templates(keys)).joints.map(({ parts }) => parts.length)).toEqual([2]);
  });
});
