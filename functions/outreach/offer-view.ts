import type * as z from 'zod';
import { divisionName } from '../../domain/division.ts';
import type { Province } from '../../domain/province.ts';
import { type Offer, serviceNames } from '../../domain/service-match.ts';
import { openOfferActs } from '../../domain/service-match-acts.ts';
import { freePlaces } from '../../domain/service-match-places.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { offerDetail, offerItem } from './answers.ts';

/** A line of the list: who offers what, where, and for how many more. */
export function offerItemView(offer: Offer, { divisions }: Province, now: number): z.output<typeof offerItem> {
  const { id, kind, organisation, contact, where, seat, capacity, until, note, status, version } = offer;
  const named = (code: string) => ({ code, name: divisionName(code, divisions) });
  return {
    id,
    kind,
    kindName: serviceNames[kind],
    organisation,
    contact,
    where: where.map(named),
    ...(seat && { seat: named(seat) }),
    capacity,
    free: freePlaces(offer, now),
    until,
    ...(note && { note }),
    status,
    version,
  };
}

/** The whole offer; households only for those who made it or hand them over, and never with a name. */
export function offerView(
  offer: Offer,
  province: Province,
  now: number,
  { withPlaces }: { withPlaces: boolean },
): z.output<typeof offerDetail> {
  return {
    ...offerItemView(offer, province, now),
    places: (withPlaces ? offer.places : []).map(({ need, township, handover, at, servedOn }) => ({
      need,
      place: divisionName(township, province.divisions),
      ...(handover && { handover }),
      at: offsetDateTime(at),
      ...(servedOn && { servedOn }),
    })),
    ...(offer.closed && { closed: { ...offer.closed, at: offsetDateTime(offer.closed.at) } }),
    openActs: openOfferActs(offer),
  };
}
