import { townshipOf } from './division.ts';
import { readyPeriod } from './list-period.ts';
import { listKey } from './person-list.ts';
import type { Province } from './province.ts';
import { dayOf, daysBetween } from './shanghai-day.ts';
import type { WebhookEvent } from './webhook.ts';

/** A list that nobody was told of on its day is told of for this long; after that it is fetched or forgotten. */
const TOLD_FOR_DAYS = 3;

/** The lists that are ready to be fetched these days. The same list and period have the same id, so that each is told of once. */
export function listEvents(
  hash: (...parts: readonly string[]) => string,
  { profile }: Pick<Province, 'profile'>,
  now: number,
): WebhookEvent[] {
  const today = dayOf(now);
  return profile.lists.flatMap((list) => {
    const { name: period, readyOn } = readyPeriod(list, today);
    if (daysBetween(readyOn, today) >= TOLD_FOR_DAYS) return [];
    const name = listKey(list);
    return [
      {
        id: hash('webhook', 'list.ready', name, period),
        type: 'list.ready' as const,
        at: now,
        department: list.to,
        area: townshipOf(profile.division),
        list: { name, period },
      },
    ];
  });
}
