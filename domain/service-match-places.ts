import { townshipOf, within } from './division.ts';
import type { Need, Offer } from './service-match.ts';
import { dayOf, startOf } from './shanghai-day.ts';
import { periodOf } from './statement-period.ts';

/** The county's nine digits: help is matched within it. */
export const countyOf = (code: string): string => townshipOf(code.slice(0, 6));

const periodStart = ({ capacity }: Offer, now: number) => startOf(periodOf(capacity.per, dayOf(now)).from);

/** How many households an offer still takes in the period that holds `now`; none once it has run out or is closed. */
export function freePlaces(offer: Offer, now: number): number {
  if (offer.status !== 'open' || offer.dueAt <= now) return 0;
  const from = periodStart(offer, now);
  return Math.max(0, offer.capacity.households - offer.places.filter(({ at }) => at >= from).length);
}

/** Why an offer does not suit a need, in Chinese; undefined where it does. */
export function unsuited(offer: Offer, need: Pick<Need, 'kind' | 'area'>, now: number): string | undefined {
  if (offer.kind !== need.kind) return '对方提供的不是这种服务';
  if (!offer.where.some((division) => within(division, need.area))) return '对方不在这个乡镇服务';
  if (offer.status !== 'open') return '对方已经停止接收';
  if (offer.dueAt <= now) return '对方的服务已经到期';
  return freePlaces(offer, now) > 0 ? undefined : '对方这一期的名额已满';
}

/** Offers that suit a need: those that sit in its township, then those that name it, then the county's; the longest idle first. */
export const suitable = (offers: readonly Offer[], need: Pick<Need, 'kind' | 'area'>, now: number): Offer[] =>
  offers
    .filter((offer) => unsuited(offer, need, now) === undefined)
    .toSorted(
      (a, b) =>
        distance(a, need.area) - distance(b, need.area) || idleSince(a) - idleSince(b) || (a.id < b.id ? -1 : 1),
    );

function distance({ seat, where }: Offer, township: string): number {
  if (seat === township) return 0;
  return where.includes(township) ? 1 : 2;
}

const idleSince = ({ lastAt, openedAt }: Offer) => lastAt ?? openedAt;

type Place = Offer['places'][number];

/** The offer with one more household. What was served in earlier periods stands in the need, and no longer here. */
export function withPlace(offer: Offer, place: Place): Offer {
  const from = periodStart(offer, place.at);
  const kept = offer.places.filter(({ need, at, servedOn }) => need !== place.need && (at >= from || !servedOn));
  return { ...offer, version: offer.version + 1, places: [...kept, place], lastAt: place.at };
}

/** The offer without these households; undefined where it had none of them. */
export function withoutPlaces(offer: Offer, needs: ReadonlySet<string>): Offer | undefined {
  const places = offer.places.filter(({ need }) => !needs.has(need));
  return places.length === offer.places.length ? undefined : { ...offer, version: offer.version + 1, places };
}

export function withServed(offer: Offer, need: string, on: string): Offer | undefined {
  if (!offer.places.some((place) => place.need === need)) return undefined;
  const places = offer.places.map((place) => (place.need === need ? { ...place, servedOn: on } : place));
  return { ...offer, version: offer.version + 1, places };
}
