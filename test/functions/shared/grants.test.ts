import { describe, expect, it } from 'vitest';
import { noticeText } from '../../../domain/notice-text.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

/** What the recipient reads of a grant of 1,200 yuan that came on 5 November 2026. */
async function told(data: object): Promise<string | undefined> {
  const hub = memoryHub();
  await hub.take(makeEvent('roster'));
  const granted = { status: 'granted', grantedOn: '2026-11-05', programme: '临时救助', amount: 1200, ...data };
  await hub.take(makeEvent('benefit-granted', { data: granted }));
  const [notice] = await hub.ports.notices.of(await hub.personId(makePerson().idNumber));
  const text = notice && noticeText(notice, hub.ports.province.profile);
  return text?.ok ? text.value : undefined;
}

describe('news of a grant', () => {
  it.each([
    ['without a day', {}, '【甘肃民政】李桂兰您好,您家的临时救助已批准,共1200.00元。没收到请打0932-5550100。'],
    [
      'with the day by which it is paid',
      { payBy: '2026-11-20' },
      '【甘肃民政】李桂兰您好,您家的临时救助已批准,共1200.00元,11月20日前打到您家卡上。没收到请打0932-5550100。',
    ],
    [
      'with a day that has passed',
      { payBy: '2026-11-04' },
      '【甘肃民政】李桂兰您好,您家的临时救助已批准,共1200.00元。没收到请打0932-5550100。',
    ],
  ])('%s', async (_, data, text) => expect(await told(data)).toBe(text));

  it.each(['医疗救助', '重度残疾人护理补贴', '临时救助(大病)'])(
    'does not say %s over anybody’s shoulder',
    async (programme) =>
      expect(await told({ programme })).toBe(
        '【甘肃民政】李桂兰您好,您家的救助已批准,共1200.00元。没收到请打0932-5550100。',
      ),
  );
});
