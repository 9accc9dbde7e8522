import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { membershipsOf } from '../../../domain/membership.ts';
import { addMonths, startOf } from '../../../domain/shanghai-day.ts';
import type { SignalOf } from '../../../domain/signal.ts';
import type { IssuedStatement } from '../../../functions/shared/statements.ts';
import { at, signal } from '../../domain/signals.ts';
import { aid, countyProvince, type MadeUpCounty, madeUpCounty, TOWNSHIPS } from './made-up-county.ts';

const [HERE = ''] = TOWNSHIPS;
const DAY = 86_400_000;
const PEOPLE = [0, 1, 2, 3];
const HOUSEHOLDS = ['h-1', 'h-2', 'h-3'];
const QUARTERS = ['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01', '2027-01-01', '2027-04-01'];
const quarter = (from: string) => ({ from, to: new Date(startOf(addMonths(from, 3)) - 1).toISOString().slice(0, 10) });

const act = fc.oneof(
  fc.record({
    kind: fc.constant('grant' as const),
    who: fc.constantFrom(...PEOPLE),
    key: fc.nat(9).map(String),
    on: fc.integer({ min: 0, max: 364 }),
    yuan: fc.integer({ min: 1, max: 9999 }),
    status: fc.constantFrom('granted' as const, 'paid' as const, 'returned' as const),
    reimbursement: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('take back' as const), who: fc.constantFrom(...PEOPLE), key: fc.nat(9).map(String) }),
  fc.record({
    kind: fc.constant('move' as const),
    who: fc.constantFrom(...PEOPLE),
    to: fc.constantFrom(...HOUSEHOLDS, undefined),
  }),
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;
const story = fc.array(
  fc.record({ during: fc.array(act, { maxLength: 6 }), whileIssued: fc.array(act, { maxLength: 3 }) }),
  { minLength: 5, maxLength: 5 },
);

/** Four people with a little every quarter; what else happens to them is told quarter by quarter. */
async function told(per: 'household' | 'recipient', chapters: readonly { during: Act[]; whileIssued: Act[] }[]) {
  const { profile } = countyProvince;
  const county = madeUpCounty(at('2026-01-01'), {
    ...countyProvince,
    profile: { ...profile, statement: { ...profile.statement, per } },
  });
  const ids: string[] = [];
  for (const _ of PEOPLE) ids.push(await county.settle(HERE, undefined, 0));
  const made: { during: Act[]; whileIssued: Act[] }[] = [...chapters, { during: [], whileIssued: [] }];
  for (const [nth, from] of QUARTERS.entries()) {
    county.clock.at = at(from) + 80 * DAY;
    for (const id of ids)
      await county.grant(HERE, aid(id, `base-${id}-${nth}`, { on: from, storedAt: county.clock.at }));
    for (const each of made[nth]?.during ?? []) await happen(county, ids, each);
    county.clock.at = at(addMonths(from, 3));
    await county.run();
    for (const each of made[nth]?.whileIssued ?? []) await happen(county, ids, each);
    county.clock.at += DAY;
    await county.run();
  }
  return { county, ids };
}

async function happen(county: MadeUpCounty, ids: readonly string[], each: Act): Promise<void> {
  const person = ids[each.who] ?? '';
  county.clock.at += 1000;
  const now = county.clock.at;
  if (each.kind === 'move') return move(county, person, each.to);
  const grant = `${person}-${each.key}`;
  if (each.kind === 'take back') {
    const forms = (await county.ports.signals.of([person])).get(person) ?? [];
    for (const form of forms)
      if (form.kind === 'benefit-granted' && form.grant === grant) await county.ports.signals.markRetracted(form);
    return;
  }
  const on = new Date(Date.UTC(2026, 0, 1 + each.on)).toISOString().slice(0, 10);
  // Nobody is granted aid in the future.
  if (startOf(on) > now) return;
  const { yuan, status, reimbursement } = each;
  await county.grant(
    HERE,
    aid(person, grant, { on, amount: yuan * 100, status, reimbursement, time: now, storedAt: now }),
  );
}

async function move({ ports, clock }: MadeUpCounty, person: string, to: string | undefined): Promise<void> {
  const since = new Date(clock.at + 8 * 3_600_000).toISOString().slice(0, 10);
  const household = to === undefined ? undefined : { id: to, relation: 'other' as const, since };
  const roster = signal(
    'roster',
    { on: since, categories: [], ...(household && { household }) },
    { person, eventKey: `r-${clock.at}`, time: clock.at, storedAt: clock.at, department: 'civil-affairs' },
  );
  await ports.signals.record([{ signal: roster, township: HERE }]);
  const stays = membershipsOf((await ports.signals.of([person])).get(person) ?? [], 'civil-affairs');
  const left = HOUSEHOLDS.filter((id) => !stays.some((stay) => stay.household === id));
  await ports.people.putMemberships(
    stays.map((stay) => ({ ...stay, person })),
    left.map((id) => ({ household: id, person })),
  );
  const record = (await ports.people.get([person])).get(person);
  if (!record) throw new Error('nobody');
  const { household: _, ...rest } = record;
  const now = stays.find(({ until }) => until === undefined)?.household;
  await ports.people.update(
    { ...rest, version: record.version + 1, ...(now !== undefined && { household: now }) },
    record,
  );
}

async function series({ ports }: MadeUpCounty): Promise<IssuedStatement[]> {
  const lists = await Promise.all(QUARTERS.map((from) => ports.statements.issuedIn(HERE, quarter(from))));
  return ports.statements.getMany(lists.flatMap(({ items }) => items.map(({ id }) => id)));
}

/** What was given in the end, in the newest form that stands. */
async function given({ ports }: MadeUpCounty, ids: readonly string[]) {
  const all = [...(await ports.signals.of(ids)).values()].flat();
  const newest = new Map<string, SignalOf<'benefit-granted'>>();
  for (const form of all)
    if (form.kind === 'benefit-granted' && !form.retracted && form.time >= (newest.get(form.grant)?.time ?? 0))
      newest.set(form.grant, form);
  const counted = [...newest.values()].filter(({ status }) => status !== 'returned');
  const sumOf = (apart: boolean) =>
    counted.filter(({ reimbursement }) => reimbursement === apart).reduce((sum, { amount = 0 }) => sum + amount, 0);
  return [sumOf(false), sumOf(true)];
}

describe.each(['household', 'recipient'] as const)('a series by %s, while people move in and out', (per) => {
  it('adds up to all that was given, whatever came late, was corrected, returned or taken back', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (chapters) => {
        const { county, ids } = await told(per, chapters);
        const sheets = await series(county);
        const cash = sheets.reduce((sum, { statement }) => sum + statement.cash.fen, 0);
        const reimbursed = sheets.reduce((sum, { statement }) => sum + (statement.reimbursements?.sum.fen ?? 0), 0);
        expect([cash, reimbursed]).toEqual(await given(county, ids));
        if (per === 'recipient') expect(sheets.every(({ statement }) => statement.people.length === 1)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

it('aid stays with its people: after a divorce each sheet goes on from the one they shared', async () => {
  const nothing = { during: [], whileIssued: [] };
  const grant = (who: number, key: string, yuan: number, on: number) =>
    ({ kind: 'grant', who, key, on, yuan, status: 'paid', reimbursement: false }) as const;
  const { county, ids } = await told('household', [
    { during: [moving(0, 'h-1'), moving(1, 'h-1'), grant(1, '1', 80, 40)], whileIssued: [] },
    { during: [moving(1, 'h-2'), grant(1, '1', 100, 40), grant(1, '2', 50, 41)], whileIssued: [] },
    nothing,
    nothing,
    nothing,
  ]);
  const second = (await series(county)).filter(({ from }) => from === '2026-04-01');
  const texts = new Map(
    second.map(({ subject, statement }) => [subject, statement.adjustments.map(({ text }) => text)]),
  );
  expect(texts.get('h-1')).toEqual([]);
  expect(texts.get('h-2')).toEqual([
    '2月份的临时救助上次记的是80.00元,现在是100.00元,这次补上20.00元,已算在合计里。',
    '2月份有一笔临时救助50.00元上次没来得及记,这次补上,已算在合计里。',
  ]);
  expect(second.find(({ subject }) => subject === 'h-2')?.statement.people).toEqual([ids[1]]);
});
const moving = (who: number, to: string | undefined) => ({ kind: 'move', who, to }) as const;
