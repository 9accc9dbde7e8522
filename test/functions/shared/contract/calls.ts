import { expect, test } from 'vitest';
import { NOW } from '../../../factories.ts';
import { fresh, freshTownship, makeCall } from './records.ts';
import { type Contract, pagesOf } from './stores-under-test.ts';

export const callsContract: Contract = (stores) => {
  test('a call is opened once, however often asked', async () => {
    const { calls } = stores();
    const call = makeCall();
    await calls.open(call);
    await calls.open({ ...call, text: '另一段话' });
    expect(await calls.get(call.id)).toEqual(call);
    expect((await calls.openIn(call.county)).items).toEqual([call]);
  });

  test('an unknown id names no call', async () => {
    expect(await stores().calls.get(makeCall().id)).toBeUndefined();
    expect(await stores().calls.get('nonsense')).toBeUndefined();
  });

  test('only the next version replaces a call', async () => {
    const { calls } = stores();
    const call = makeCall();
    await calls.open(call);
    const tried = { ...call, version: 2, attempts: [{ at: NOW, by: 'agent-7', result: 'no-answer' as const }] };
    expect(await calls.update(tried)).toBe(true);
    expect(await calls.update({ ...tried, attempts: [] })).toBe(false);
    expect(await calls.get(call.id)).toEqual(tried);
    expect(await calls.update(makeCall({ version: 2 }))).toBe(false);
  });

  test('each attempt is counted with it, and one that was not kept is not', async () => {
    const { calls, counters } = stores();
    const township = freshTownship();
    const call = makeCall({ township });
    await calls.open(call);
    const missed = { ...call, version: 2, attempts: [{ at: NOW, by: 'agent-7', result: 'no-answer' as const }] };
    await calls.update(missed);
    await calls.update(missed);
    const reached = { at: NOW + 1, by: 'agent-7', result: 'reached' as const };
    await calls.update({ ...missed, version: 3, status: 'done', attempts: [...missed.attempts, reached] });
    expect(await counters.read(township, '2026-11-01', '2026-11-30')).toEqual({ 'call-made': 2, 'call-reached': 1 });
  });

  test('two agents at once: one attempt is kept', async () => {
    const { calls } = stores();
    const call = makeCall();
    await calls.open(call);
    const by = (agent: string) => ({
      ...call,
      version: 2,
      status: 'done' as const,
      attempts: [{ at: NOW, by: agent, result: 'reached' as const, note: '已告知' }],
    });
    const results = await Promise.all([calls.update(by('agent-1')), calls.update(by('agent-2'))]);
    expect(results.sort()).toEqual([false, true]);
  });

  test('a closed call leaves the queue, is still found, and is not opened again', async () => {
    const { calls } = stores();
    const call = makeCall();
    await calls.open(call);
    const done = { ...call, version: 2, status: 'done' as const };
    expect(await calls.update(done)).toBe(true);
    expect((await calls.openIn(call.county)).items).toEqual([]);
    expect(await calls.get(call.id)).toEqual(done);
    await calls.open(call);
    expect(await calls.update({ ...done, version: 3 })).toBe(false);
    expect((await calls.openIn(call.county)).items).toEqual([]);
    expect(await calls.get(call.id)).toEqual(done);
  });

  test('a county’s open calls come page by page, oldest first', async () => {
    const { calls } = stores();
    const { county } = makeCall();
    const made = [3, 1, 5, 2, 4].map((minute) =>
      makeCall({ county, createdAt: NOW + minute * 60_000, notice: { subject: fresh('h-'), id: fresh() } }),
    );
    for (const call of made) await calls.open(call);
    const pages = await pagesOf((after: string | undefined) =>
      calls.openIn(county, { limit: 2, ...(after !== undefined && { after }) }),
    );
    const times = pages.flat().map(({ createdAt }) => (createdAt - NOW) / 60_000);
    expect(times).toEqual([1, 2, 3, 4, 5]);
    expect(pages.every((page) => page.length <= 2)).toBe(true);
  });
};
