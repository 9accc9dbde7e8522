import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Upload } from '../../../domain/upload.ts';
import { correctedKey } from '../../../domain/upload-parts.ts';
import { captured } from '../shared/captured.ts';
import { expense, expenses, listed, roster } from './sheets.ts';
import { ImportWorld } from './world.ts';

/** Two files of one lane: rows of few people with few amounts, so that they repeat, contradict and replace each other. */
const expenseFile = fc
  .array(
    fc.record({
      n: fc.nat({ max: 6 }),
      amount: fc.integer({ min: 1, max: 3 }),
      wrong: fc.constantFrom({}, {}, {}, { 结算日期: '2026-02-30' }, { 居住地代码: '621121101' }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((rows) => expenses(rows.map(({ n, amount, wrong }) => expense(n, { 个人负担: `${amount}`, ...wrong }))));

const rosterFile = fc
  .uniqueArray(fc.nat({ max: 15 }), { minLength: 1, maxLength: 12 })
  .chain((people) =>
    fc.tuple(...people.map((n) => fc.boolean().map((later) => listed(n, later ? { 类别起始日期: '2026-01-01' } : {})))),
  )
  .map((rows) => roster(rows));

const civil: Partial<Upload> = { department: 'civil-affairs', type: 'roster', mode: 'full' };
const files = fc.oneof(
  fc.record({ first: expenseFile, second: expenseFile, as: fc.constant<Partial<Upload>>({}) }),
  fc.record({ first: rosterFile, second: rosterFile, as: fc.constant(civil) }),
);
type Files = typeof files extends fc.Arbitrary<infer T> ? T : never;

/** At which calls a worker is killed, before it (.0) or behind it (.5): up to four times. */
const kills = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 120 }), fc.constantFrom(0, 0.5)).map(([nth, half]) => nth + half),
  { maxLength: 4 },
);
const RUNS = 25;

async function begun({ first, as }: Files): Promise<ImportWorld> {
  const world = new ImportWorld();
  await world.sent(first, as);
  await world.work();
  return world;
}

/** Everything that a file leaves behind, but for the instants. */
async function endOf(world: ImportWorld, id: string) {
  const { status, rows, errors, left, leaving, why, corrected, withdrawn } = await world.upload(id);
  return {
    upload: { status, rows, errors, left, leaving, why, corrected, withdrawn },
    text: await world.object(correctedKey({ id })),
    ledger: [...world.stored.values()]
      .map(({ id, name, data, supersedes }) => ({ id, name, data, supersedes }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    remembered: await world.remembered(),
  };
}

/** A killed worker cries into the log each time; here that says nothing. */
async function held<T>(property: fc.IAsyncProperty<T>, numRuns: number): Promise<void> {
  let failed: unknown;
  await captured(async () => {
    await fc.assert(property, { numRuns }).catch((error: unknown) => {
      failed = error;
    });
  });
  if (failed !== undefined) throw failed;
}

function counted({ rows }: Pick<Upload, 'rows'>): void {
  expect(rows.read).toBe(rows.accepted + rows.unchanged + rows.duplicate + rows.rejected);
}

/** What reconciling counts by: each stored event is named by a manifest of the very instant at which it was stored. */
function named(world: ImportWorld): void {
  const names = new Set(world.manifests.flatMap(({ at, events }) => events.map((key) => `${key} ${at}`)));
  expect([...world.stored.values()].filter(({ key, storedAt }) => !names.has(`${key} ${storedAt}`))).toEqual([]);
}

it('a file that is cut anywhere, read again and told of twice ends as if it had been read once', async () => {
  const cuts = fc.record({
    files,
    kills,
    busy: fc.array(fc.nat({ max: 60 }), { maxLength: 3 }),
    again: fc.boolean(),
    tick: fc.constantFrom(1, 9000),
  });
  const property = fc.asyncProperty(cuts, async ({ files, kills, busy, again, tick }) => {
    const whole = await begun(files);
    const id = await whole.sent(files.second, files.as);
    await whole.work();
    const cut = await begun(files);
    cut.tick = tick;
    cut.kills = kills.map((nth) => nth + cut.calls);
    cut.busy = new Set(busy.map((nth) => nth + cut.calls));
    await cut.sent(files.second, files.as);
    if (again) cut.messages.push({ id }, { id });
    await cut.work();
    if (again) {
      cut.messages.push({ id });
      await cut.work();
    }
    expect(await endOf(cut, id)).toEqual(await endOf(whole, id));
    counted(await cut.upload(id));
    named(cut);
  });
  await held(property, RUNS);
});

it('a file that is withdrawn, cut anywhere in that and before, leaves what stood before it', async () => {
  const cuts = fc.record({ files, kills, early: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }) });
  const property = fc.asyncProperty(cuts, async ({ files, kills, early }) => {
    const before = await begun(files);
    const cut = await begun(files);
    const id = await cut.sent(files.second, files.as);
    const withdraw = async () => {
      const { status } = await cut.upload(id);
      if (status !== 'withdrawing' && status !== 'withdrawn') await cut.act(id, { act: 'withdraw' });
    };
    cut.kills = kills.map((nth) => nth + cut.calls);
    if (early !== undefined) cut.meanwhile.set(cut.calls + early, withdraw);
    await cut.work();
    await withdraw();
    await cut.work();
    expect(await cut.upload(id)).toMatchObject({ status: 'withdrawn', open: false });
    expect(said(cut)).toEqual(said(before));
    named(cut);
    const [again, once] = [await cut.sent(files.first, files.as), await before.sent(files.first, files.as)];
    await cut.work();
    await before.work();
    expect((await cut.upload(again)).rows).toEqual((await before.upload(once)).rows);
    expect((await cut.upload(again)).rows.accepted).toBe(0);
    expect(said(cut)).toEqual(said(before));
  });
  await held(property, RUNS);
});

/** What counts in the end, whatever its ids. */
const said = (world: ImportWorld) =>
  world
    .events()
    .map(({ name, data }) => JSON.stringify([name, data]))
    .sort();

it('several workers at once, in whatever order they come, end as one after the other', async () => {
  const worlds = fc.record({ files, turns: fc.infiniteStream(fc.nat({ max: 12 })) });
  const property = fc.asyncProperty(worlds, async ({ files, turns }) => {
    const texts = [files.second, files.first, files.second];
    const ordered = await begun(files);
    const together = await begun(files);
    const ids: string[] = [];
    for (const text of texts) {
      ids.push(await ordered.sent(text, files.as));
      await together.sent(text, files.as);
    }
    await ordered.work();
    together.turns = () => turns.next().value ?? 0;
    await together.workTogether(4);
    for (const id of ids) expect(await endOf(together, id)).toEqual(await endOf(ordered, id));
    named(together);
  });
  await held(property, 15);
});

it('a worker that wakes up after another went on writes nothing over what that one did', async () => {
  const slept = fc.record({ files, asleep: fc.integer({ min: 1, max: 40 }) });
  const property = fc.asyncProperty(slept, async ({ files, asleep }) => {
    const whole = await begun(files);
    const id = await whole.sent(files.second, files.as);
    await whole.work();
    const cut = await begun(files);
    await cut.sent(files.second, files.as);
    cut.meanwhile.set(cut.calls + asleep, async () => {
      cut.now += 12 * 60_000;
      await cut.work();
    });
    await cut.work();
    expect(await endOf(cut, id)).toEqual(await endOf(whole, id));
  });
  await held(property, RUNS);
});
