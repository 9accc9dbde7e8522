import type { Need, Offer } from '../../domain/service-match.ts';
import { actOnNeed, type NeedDoing, openNeedActs } from '../../domain/service-match-acts.ts';
import { freePlaces, unsuited, withoutPlaces, withPlace, withServed } from '../../domain/service-match-places.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { OutreachPorts } from './ports.ts';
import { refusedAct } from './refusals.ts';

type MatchingPorts = Pick<OutreachPorts, 'needs' | 'offers' | 'clock'>;

const MOST_ATTEMPTS = 8;
/** Epoch ms: a place is taken before the need says so; one that still has no need after this was left by a crash. */
const LEFT_BEHIND = 60_000;

/**
 * Gives a need to an offer. The place is taken first, by a write on the version that was read, so that two at once never
 * overbook; then the need says so. Throws 409 where the offer does not suit, with why.
 */
export async function matchNeed(
  ports: MatchingPorts,
  staff: Staff,
  need: Need,
  { offer: id, handover }: { offer: string; handover?: string | undefined },
): Promise<Need> {
  if (!openNeedActs(need).includes('match')) throw refusedAct('这项需求现在不能匹配', openNeedActs(need), need);
  const offer = await takePlace(ports, staff, need, id, handover);
  const { organisation, contact } = offer;
  const match = { offer: id, organisation, contact, ...(handover && { handover }) };
  const acted = actOnNeed(need, { act: 'match', match }, staff.sub, ports.clock.now());
  if (acted.ok && (await ports.needs.put(acted.need))) return acted.need;
  await changeOffer(ports, id, (standing) => withoutPlaces(standing, new Set([need.id])));
  throw refusedAct('这项需求正在变动,请刷新后再试', openNeedActs(need), need);
}

async function takePlace(
  ports: MatchingPorts,
  { sub }: Staff,
  need: Need,
  id: string,
  handover: string | undefined,
): Promise<Offer> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const read = await ports.offers.get(id);
    if (!read) break;
    const now = ports.clock.now();
    const offer = await withoutLeftBehind(ports, read, need, now);
    const because = unsuited(offer, need, now);
    if (because !== undefined) throw refusedAct(because, openNeedActs(need), need);
    const place = { need: need.id, township: need.area, at: now, by: sub, ...(handover && { handover }) };
    const taken = { ...withPlace(offer, place), version: read.version + 1 };
    if (await ports.offers.put(taken)) return taken;
  }
  throw refusedAct('这项帮扶资源正在变动,请再试一次', openNeedActs(need), need);
}

/** A full offer may hold places of a run that crashed between its two writes: those are free again. */
async function withoutLeftBehind(ports: MatchingPorts, offer: Offer, need: Need, now: number): Promise<Offer> {
  const own = withoutPlaces(offer, new Set([need.id])) ?? offer;
  if (freePlaces(own, now) > 0) return own;
  const left = new Set<string>();
  for (const place of own.places) {
    if (place.servedOn !== undefined || now - place.at < LEFT_BEHIND) continue;
    const holder = await ports.needs.get(place.need);
    if (holder?.match?.offer !== offer.id) left.add(place.need);
  }
  return withoutPlaces(own, left) ?? own;
}

/** Does an act that ends or loosens a match; the offer hears of it afterwards. */
export async function settleNeed(
  ports: MatchingPorts,
  staff: Staff,
  need: Need,
  doing: Exclude<NeedDoing, { act: 'match' }>,
): Promise<Need> {
  const acted = actOnNeed(need, doing, staff.sub, ports.clock.now());
  if (!acted.ok) throw refusedAct('这项需求现在的状态不能这样操作', acted.open, need);
  if (!(await ports.needs.put(acted.need))) throw refusedAct('这项需求正在变动,请刷新后再试', openNeedActs(need), need);
  const { match, id } = need;
  if (match)
    await changeOffer(ports, match.offer, (offer) =>
      doing.act === 'served' ? withServed(offer, id, doing.on) : withoutPlaces(offer, new Set([id])),
    );
  return acted.need;
}

async function changeOffer(
  { offers }: MatchingPorts,
  id: string,
  change: (offer: Offer) => Offer | undefined,
): Promise<void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const offer = await offers.get(id);
    const next = offer && change(offer);
    if (!next || (await offers.put(next))) return;
  }
}
