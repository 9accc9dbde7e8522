import { beforeEach, describe, expect, it } from 'vitest';
import { startOf } from '../../../domain/shanghai-day.ts';
import { sendSms } from '../../../functions/send-sms/handler.ts';
import { sendOn } from '../../../functions/shared/send-on.ts';
import { sweep } from '../../../functions/sweep/handler.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

let hub: ReturnType<typeof memoryHub>;
let person: string;
const sent: string[] = [];
const MORNING = startOf('2026-11-06') + 8.5 * 3_600_000;

beforeEach(async () => {
  sent.length = 0;
  hub = memoryHub(startOf('2026-11-05') + 10 * 3_600_000);
  const { idNumber } = makePerson();
  await hub.take(
    makeEvent('benefit-granted', {
      data: { person: { idNumber }, status: 'granted', grantedOn: '2026-11-05', programme: '临时救助' },
    }),
  );
  person = await hub.personId(makePerson().idNumber);
});

/** What the notices stream, the morning's sweep and the SMS queue do, in turn. */
async function sendAll() {
  await sendOn(hub.ports, await hub.ports.notices.of(person));
  await sweep(hub.ports)();
  const provider = {
    async send({ text }: { text: string }) {
      sent.push(text);
      return { kind: 'sent' as const, providerId: 'm-1' };
    },
  };
  for (const key of hub.queued.splice(0)) await sendSms({ ...hub.ports, providers: [{ name: 'sns', provider }] })(key);
}
const statuses = async () => (await hub.ports.notices.of(person)).map(({ status }) => status);
const callsIn = async (county: string) => (await hub.ports.calls.openIn(county)).items;

describe('a grant that comes before the household’s list', () => {
  it('waits for the morning', async () => {
    await sendAll();
    expect(await statuses()).toEqual(['held']);
  });

  it('goes to the phone that has become known since', async () => {
    await sendAll();
    await hub.take(makeEvent('roster', { data: { household: undefined } }));
    hub.time.now = MORNING;
    await sendAll();
    expect(sent).toEqual([expect.stringMatching(/^【甘肃民政】您好,您家的/)]);
    expect(await statuses()).toEqual(['sent']);
  });

  it('becomes a call of the right county’s hotline where there is no phone', async () => {
    await sendAll();
    const { phone: _, ...nobodysPhone } = makePerson();
    await hub.take(makeEvent('roster', { data: { household: undefined, person: nobodysPhone } }));
    hub.time.now = MORNING;
    await sendAll();
    expect(sent).toEqual([]);
    expect(await callsIn('621122')).toMatchObject([{ kind: 'granted', township: '621122105' }]);
  });

  it('becomes a call of the province’s hotline where the person stays unknown', async () => {
    await sendAll();
    hub.time.now = MORNING;
    await sendAll();
    expect(await callsIn('620000')).toMatchObject([{ kind: 'granted' }]);
  });
});
