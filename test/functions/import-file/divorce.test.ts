import { describe, expect, it } from 'vitest';
import { makeEvent, makePerson } from '../../factories.ts';
import { eventfulHub } from '../api/eventful-hub.ts';
import { MAYING, townshipStaff } from '../api/hub.ts';
import { csv } from './sheets.ts';
import { ImportWorld } from './world.ts';

const civil = {
  department: 'civil-affairs',
  type: 'roster',
  mode: 'full',
  area: '621121000',
  subject: 'civil-affairs#621121000#2026-11',
} as const;

const here = { residenceDivision: MAYING, registeredDivision: MAYING };
const husband = makePerson(11, { ...here, name: '张大山' });
const wife = makePerson(12, { ...here, name: '王秀英' });
const son = makePerson(13, { ...here, name: '张小军' });

const headings = ['身份证号码', '姓名', '居住地代码', '类别', '类别起始日期', '户编号', '与户主关系', '入户日期'];
type Row = [person: typeof husband, household: string, relation: string, since: string];
const list = (...rows: Row[]) =>
  csv([
    headings,
    ...rows.map(([{ idNumber, name }, ...stay]) => [idNumber, name, MAYING, '城乡低保对象', '2025-01-01', ...stay]),
  ]);

const together = list(
  [husband, 'H-1', '户主', '2000-01-01'],
  [wife, 'H-1', '配偶', '2000-01-01'],
  [son, 'H-1', '子女', '2008-03-05'],
);
const apart = list(
  [husband, 'H-1', '户主', '2000-01-01'],
  [wife, 'H-2', '户主', '2026-10-20'],
  [son, 'H-2', '子女', '2026-10-20'],
);

/** Files are read by the worker, and what they stored is assessed as the ledger's stream would bring it. */
async function county() {
  const world = new ImportWorld();
  const hub = eventfulHub();
  let assessed = 0;
  const file = async (id: string) => (await hub.ask('GET', `/v1/households/${id}`, { as: townshipStaff })).body;
  async function work() {
    await world.work();
    // Either side has a hasher of its own.
    const fresh = [...world.stored.values()]
      .slice(assessed)
      .map((entry) => ({ ...entry, key: hub.hasher.eventKey(entry.source, entry.id) }));
    assessed += fresh.length;
    await hub.stores.ledger.put(fresh);
    await hub.assessStored(...fresh.map(({ key }) => key));
  }
  return {
    ...hub,
    async send(text: string) {
      const id = await world.sent(text, civil);
      await work();
      return world.upload(id);
    },
    async withdraw(id: string) {
      await world.act(id, { act: 'withdraw' });
      await work();
    },
    async homes() {
      const households = await Promise.all(
        [husband, wife, son].map(async ({ idNumber }) => {
          const id = await hub.personId(idNumber);
          return (await hub.stores.people.get([id])).get(id)?.household ?? '';
        }),
      );
      const [his = '', hers = '', theirSons = ''] = households;
      return { his: await file(his), hers: await file(hers), theirSons: await file(theirSons) };
    },
  };
}

const grant = makeEvent('benefit-granted', {
  id: 'g-wife',
  data: {
    person: wife,
    grantId: 'G-W',
    household: true,
    programme: '城乡低保金',
    grantedOn: '2026-09-10',
    status: 'paid',
  },
});
type Line = { kind: string; person?: { id: string } };
const aidIn = ({ timeline }: { timeline: Line[] }) => timeline.filter(({ kind }) => kind === 'grant');

describe('W11 a divorce in the monthly roster', () => {
  it('splits the household: aid stays with its people, one head each, and every stay has its dates', async () => {
    const hub = await county();
    expect(await hub.send(together)).toMatchObject({ status: 'done', rows: { accepted: 3, rejected: 0 } });
    await hub.take(grant);
    expect(await hub.send(apart)).toMatchObject({ left: 0, rows: { accepted: 2, unchanged: 1, rejected: 0 } });
    const { his, hers, theirSons } = await hub.homes();
    expect(theirSons.id).toBe(hers.id);
    expect(hers.id).not.toBe(his.id);
    const wifeId = await hub.personId(wife.idNumber);
    expect(his.head).toEqual({ id: await hub.personId(husband.idNumber), acting: false });
    expect(hers.head).toEqual({ id: wifeId, acting: false });
    expect(his.members).toMatchObject([
      { relation: 'head', from: '2000-01-01' },
      { relation: 'spouse', from: '2000-01-01', until: '2026-10-20' },
      { relation: 'child', from: '2008-03-05', until: '2026-10-20' },
    ]);
    expect(his.members[0]).not.toHaveProperty('until');
    expect(hers.members).toMatchObject([
      { relation: 'head', from: '2026-10-20' },
      { relation: 'child', from: '2026-10-20' },
    ]);
    expect(aidIn(hers)).toMatchObject([{ person: { id: wifeId } }]);
    expect(aidIn(his)).toMatchObject([{ person: { id: wifeId } }]);
  });

  it.each([
    ['before it', [together, together, apart]],
    ['after it', [together, apart, apart]],
    ['under another order of its rows', [together, apart, reversed(apart)]],
  ])('and the same roster sent twice %s stores nothing the second time and changes nobody', async (_, files) => {
    const [once, twice] = [await county(), await county()];
    for (const file of [together, apart]) await once.send(file);
    let stored = 0;
    for (const file of files) {
      const { rows } = await twice.send(file);
      stored += rows.accepted;
      expect(rows.read).toBe(rows.accepted + rows.unchanged);
    }
    expect(stored).toBe(5);
    expect(await staysIn(twice)).toEqual(await staysIn(once));
  });

  it('that was sent by mistake and is withdrawn leaves them together', async () => {
    const hub = await county();
    await hub.send(together);
    const before = await staysIn(hub);
    const { id } = await hub.send(apart);
    await hub.withdraw(id);
    const { his, hers } = await hub.homes();
    expect(hers.id).toBe(his.id);
    expect(await staysIn(hub)).toEqual(before);
  });
});

type Stay = { relation: string; from: string; until?: string };
async function staysIn({ homes }: Awaited<ReturnType<typeof county>>) {
  const { his, hers } = await homes();
  return [his, hers].map(({ members }) => members.map(({ relation, from, until }: Stay) => [relation, from, until]));
}

function reversed(text: string): string {
  const [first = '', ...rows] = text.trimEnd().split('\r\n');
  return `${[first, ...rows.reverse()].join('\r\n')}\r\n`;
}
