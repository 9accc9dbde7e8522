import { expect, test } from 'vitest';
import { NOW } from '../../../factories.ts';
import {
  fresh,
  freshNumber,
  freshTownship,
  makeClaim,
  makeCommit,
  makeHistory,
  makeNotice,
  makeWarning,
} from './records.ts';
import { type Contract, pagesOf } from './stores-under-test.ts';

export const warningsContract: Contract = (stores) => {
  test('a new warning stands with its history, number and place in the open list', async () => {
    const { warnings } = stores();
    const warning = makeWarning();
    const { id, subject, cycle, township, dueAt, peakLevel, status, rescoreAt, nextStepAt, profileVersion } = warning;
    expect(await warnings.commit(makeCommit(warning))).toBe('committed');
    expect(await warnings.latest(subject)).toEqual(warning);
    expect(await warnings.get(subject, 1)).toEqual(warning);
    expect(await warnings.history(subject, 1)).toEqual([makeHistory(warning)]);
    expect(await warnings.byNumber(warning.number)).toEqual({ subject, cycle });
    expect(await warnings.openIn(township)).toEqual({
      items: [{ id, subject, township, dueAt, peakLevel, status, rescoreAt, nextStepAt, profileVersion }],
    });
  });

  test('what is not there is not there', async () => {
    const { warnings } = stores();
    expect(await warnings.latest(fresh('h-'))).toBeUndefined();
    expect(await warnings.get(fresh('h-'), 1)).toBeUndefined();
    expect(await warnings.all(fresh('h-'))).toEqual([]);
    expect(await warnings.history(fresh('h-'), 1)).toEqual([]);
    expect(await warnings.byNumber('W2611-00000000')).toBeUndefined();
    expect(await warnings.openIn(freshTownship())).toEqual({ items: [] });
  });

  test('blue in April, orange in May: one open warning, raised (W1)', async () => {
    const { warnings } = stores();
    const blue = makeWarning({ peakLevel: 'blue', level: 'blue' });
    const orange = makeWarning({ ...blue, version: 2, peakLevel: 'orange', level: 'orange', dueAt: blue.dueAt - 1 });
    await warnings.commit(makeCommit(blue));
    expect(await warnings.commit(makeCommit(orange))).toBe('committed');
    expect(await warnings.all(blue.subject)).toEqual([orange]);
    const { items } = await warnings.openIn(blue.township);
    expect(items.map(({ peakLevel, dueAt }) => [peakLevel, dueAt])).toEqual([['orange', orange.dueAt]]);
    expect((await warnings.history(blue.subject, 1)).map(({ version }) => version)).toEqual([1, 2]);
  });

  test('a decision made on an older version changes nothing at all', async () => {
    const { warnings, notices, counters } = stores();
    const first = makeWarning();
    await warnings.commit(makeCommit(first));
    await warnings.commit(makeCommit({ ...first, version: 2, score: 80 }));
    const notice = makeNotice({ subject: first.subject });
    const late = { ...first, version: 2, score: 90 };
    const counts = { 'raised#red': 1 };
    expect(await warnings.commit(makeCommit(late, { notices: [notice], counts }))).toBe('conflict');
    expect((await warnings.latest(first.subject))?.score).toBe(80);
    expect(await warnings.history(first.subject, 1)).toHaveLength(2);
    expect(await notices.get(notice)).toBeUndefined();
    expect(await counters.read(first.township, '2026-11-05', '2026-11-05')).toEqual({});
  });

  test('a cycle opened by two at once is opened once', async () => {
    const { warnings } = stores();
    const warning = makeWarning();
    const rival = { ...warning, number: freshNumber() };
    const results = await Promise.all([warning, rival].map((each) => warnings.commit(makeCommit(each))));
    expect(results.sort()).toEqual(['committed', 'conflict']);
    expect(await warnings.all(warning.subject)).toHaveLength(1);
  });

  test('a number that another warning has is taken, and nothing is stored', async () => {
    const { warnings } = stores();
    const holder = makeWarning();
    await warnings.commit(makeCommit(holder));
    const other = makeWarning({ number: holder.number });
    expect(await warnings.commit(makeCommit(other))).toBe('number-taken');
    expect(await warnings.latest(other.subject)).toBeUndefined();
    expect((await warnings.byNumber(holder.number))?.subject).toBe(holder.subject);
    expect(await warnings.commit(makeCommit({ ...other, number: freshNumber() }))).toBe('committed');
  });

  test('a new cycle is the latest, also when it is the tenth', async () => {
    const { warnings } = stores();
    const subject = fresh('h-');
    for (let cycle = 1; cycle <= 10; cycle++) await warnings.commit(makeCommit(makeWarning({ subject, cycle })));
    expect((await warnings.latest(subject))?.cycle).toBe(10);
    expect((await warnings.all(subject)).map(({ cycle }) => cycle)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await warnings.history(subject, 1)).toHaveLength(1);
  });

  test('history is in the order of versions, also past nine', async () => {
    const { warnings } = stores();
    const warning = makeWarning();
    for (let version = 1; version <= 11; version++) await warnings.commit(makeCommit({ ...warning, version }));
    const versions = (await warnings.history(warning.subject, 1)).map(({ version }) => version);
    expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test('a closed warning leaves the open list and keeps what was done', async () => {
    const { warnings } = stores();
    const warning = makeWarning();
    await warnings.commit(makeCommit(warning));
    const { rescoreAt: _rescoreAt, nextStepAt: _nextStepAt, ...rest } = warning;
    const closed = makeWarning({
      ...rest,
      version: 2,
      status: 'resolved',
      outcome: { outcome: 'aided', at: 5, by: 'worker-1', note: '已办临时救助', programmes: ['临时救助'] },
      visits: [{ visitedAt: 4, met: 'self', findings: '家中困难', needs: ['medical'], by: 'worker-1', at: 5 }],
      closedAt: 5,
    });
    const done = { ...closed, rescoreAt: undefined, nextStepAt: undefined };
    expect(await warnings.commit(makeCommit(done))).toBe('committed');
    expect(await warnings.openIn(warning.township)).toEqual({ items: [] });
    expect(await warnings.latest(warning.subject)).toEqual(done);
  });

  test('one that moves to another township is on that list only', async () => {
    const { warnings } = stores();
    const warning = makeWarning();
    await warnings.commit(makeCommit(warning));
    const moved = { ...warning, version: 2, township: freshTownship() };
    await warnings.commit(makeCommit(moved));
    expect((await warnings.openIn(warning.township)).items).toEqual([]);
    expect((await warnings.openIn(moved.township)).items.map(({ id }) => id)).toEqual([warning.id]);
    const around = await warnings.openAround(moved.township.slice(0, 6));
    expect(around.filter(({ id }) => id === warning.id)).toMatchObject([{ township: moved.township }]);
  });

  test('the open list is paged in the order in which warnings fall due', async () => {
    const { warnings } = stores();
    const township = freshTownship();
    const due = [500, 100, 300, 100, 1_700_000_000_000];
    const made = due.map((dueAt) => makeWarning({ township, dueAt }));
    for (const warning of made) await warnings.commit(makeCommit(warning));
    const inOrder = made.toSorted((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
    const expected = inOrder.map(({ id }) => id);
    const pages = await pagesOf((after: { dueAt: number; id: string } | undefined) =>
      warnings.openIn(township, { limit: 2, ...(after && { after }) }),
    );
    expect(pages.flat().map(({ id }) => id)).toEqual(expected);
    expect((await warnings.openIn(township)).items.map(({ id }) => id)).toEqual(expected);
    const behind = await warnings.openIn(township, { after: { dueAt: 300, id: '' } });
    expect(behind.items.map(({ id }) => id)).toEqual(expected.slice(2));
  });

  test('joining closes the personal warning in the same step, or does nothing', async () => {
    const { warnings } = stores();
    const personal = makeWarning({ subject: fresh('p-') });
    await warnings.commit(makeCommit(personal));
    const merged = { ...personal, version: 2, status: 'merged' as const, closedAt: 9 };
    const absorbs = { warning: merged, expected: 1, history: makeHistory(merged, { change: 'merged' }) };
    const household = makeWarning({ township: personal.township });
    const stale = { ...absorbs, expected: 7 };
    expect(await warnings.commit(makeCommit(household, { absorbs: stale }))).toBe('conflict');
    expect(await warnings.latest(household.subject)).toBeUndefined();
    expect(await warnings.commit(makeCommit(household, { absorbs }))).toBe('committed');
    expect((await warnings.latest(personal.subject))?.status).toBe('merged');
    expect((await warnings.history(personal.subject, 1)).map(({ change }) => change)).toEqual(['raised', 'merged']);
    expect((await warnings.openIn(personal.township)).items.map(({ id }) => id)).toEqual([household.id]);
  });

  test('a notice that stands already stays as it is: nobody hears it twice', async () => {
    const { warnings, notices } = stores();
    const warning = makeWarning();
    const notice = makeNotice({ subject: warning.subject });
    await notices.put([notice]);
    await notices.claim(notice, makeClaim());
    expect(await warnings.commit(makeCommit(warning, { notices: [notice] }))).toBe('committed');
    expect((await notices.get(notice))?.status).toBe('calling');
  });

  test('a notice that was sent stays sent when a later version carries it again', async () => {
    const { warnings, notices } = stores();
    const warning = makeWarning();
    const notice = makeNotice({ subject: warning.subject });
    await warnings.commit(makeCommit(warning, { notices: [notice] }));
    await notices.claim(notice, makeClaim());
    await notices.settle(notice, ['calling'], {
      status: 'sent',
      at: NOW + 1,
      text: '【民政】请入户',
      providerId: 'm-1',
    });
    const sent = await notices.get(notice);
    const again = makeCommit({ ...warning, version: 2 }, { notices: [{ ...notice, createdAt: NOW + 2 }] });
    expect(await warnings.commit(again)).toBe('committed');
    expect((await warnings.latest(warning.subject))?.version).toBe(2);
    expect(await notices.get(notice)).toEqual(sent);
    expect(await notices.claim(notice, makeClaim({ at: NOW + 3 }))).toBe('sent');
  });

  test('the first warnings of a township’s day, all at once, are all committed and counted', async () => {
    const { warnings, counters } = stores();
    const township = freshTownship();
    const made = Array.from({ length: 6 }, () => makeWarning({ township }));
    const counts = { 'raised#orange': 1 };
    const results = await Promise.all(made.map((warning) => warnings.commit(makeCommit(warning, { counts }))));
    expect(results).toEqual(made.map(() => 'committed'));
    expect(await counters.read(township, '2026-11-05', '2026-11-05')).toEqual({ 'raised#orange': 6 });
  });

  test('notices, digest pointers and counters come with the commit', async () => {
    const { warnings, notices, counters } = stores();
    const warning = makeWarning();
    const office = `township-${warning.township}`;
    const audience = { to: 'office', office, role: 'township' } as const;
    const sms = makeNotice({ subject: warning.subject, audience });
    const digest = makeNotice({ subject: warning.subject, channel: 'digest', audience });
    const counts = { 'raised#orange': 1, notices: 2 };
    await warnings.commit(makeCommit(warning, { notices: [sms, digest], counts }));
    expect(await notices.get(sms)).toEqual(sms);
    expect(await notices.get(digest)).toEqual(digest);
    expect(await notices.waiting(`digest#${office}`)).toEqual([{ subject: digest.subject, id: digest.id }]);
    expect(await notices.of(warning.subject)).toHaveLength(2);
    await warnings.commit(makeCommit({ ...warning, version: 2 }, { counts: { notices: 1 }, day: '2026-11-06' }));
    const read = (from: string, to: string) => counters.read(warning.township, from, to);
    expect(await read('2026-11-05', '2026-11-06')).toEqual({ 'raised#orange': 1, notices: 3 });
    expect(await read('2026-11-06', '2026-11-30')).toEqual({ notices: 1 });
    expect(await read('2026-11-07', '2026-11-30')).toEqual({});
    expect(await counters.days(warning.township, '2026-11-05', '2026-11-30')).toEqual([
      { day: '2026-11-05', counts: { 'raised#orange': 1, notices: 2 } },
      { day: '2026-11-06', counts: { notices: 1 } },
    ]);
  });
};
