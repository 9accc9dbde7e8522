import type { Need, NeedStatus, Offer, OfferStatus } from './service-match.ts';

export const needActs = ['match', 'served', 'unmatch', 'close'] as const;
export type NeedAct = (typeof needActs)[number];

/** The states of a need, as a table. What was served is over: who needs it again opens another. */
export const needTransitions = {
  open: { match: 'matched', close: 'closed' },
  matched: { served: 'served', unmatch: 'open', close: 'closed' },
  served: {},
  closed: {},
} as const satisfies Record<NeedStatus, Partial<Record<NeedAct, NeedStatus>>>;

export const openNeedActs = ({ status }: Pick<Need, 'status'>): NeedAct[] =>
  needActs.filter((act) => act in needTransitions[status]);

export const offerActs = ['close'] as const;

/** An offer that is closed takes nobody new; whom it took already it still serves. */
export const offerTransitions = {
  open: { close: 'closed' },
  closed: {},
} as const satisfies Record<OfferStatus, Partial<Record<(typeof offerActs)[number], OfferStatus>>>;

export const openOfferActs = ({ status }: Pick<Offer, 'status'>) =>
  offerActs.filter((act) => act in offerTransitions[status]);

/** An act with what it says. */
export type NeedDoing =
  | { act: 'match'; match: Pick<NonNullable<Need['match']>, 'offer' | 'organisation' | 'contact' | 'handover'> }
  | { act: 'served'; on: string; note?: string | undefined }
  | { act: 'unmatch'; reason: string }
  | { act: 'close'; reason: string };

type Acted = { ok: true; need: Need } | { ok: false; open: NeedAct[] };

/** What an act makes of a need, or the acts that are open instead. `by` is the staff member, `at` epoch ms. */
export function actOnNeed(need: Need, doing: NeedDoing, by: string, at: number): Acted {
  if (!(doing.act in needTransitions[need.status])) return { ok: false, open: openNeedActs(need) };
  const next = { ...need, version: need.version + 1 };
  switch (doing.act) {
    case 'match':
      return { ok: true, need: { ...next, status: 'matched', match: { ...doing.match, at, by } } };
    case 'served': {
      const served = { on: doing.on, at, by, ...(doing.note && { note: doing.note }) };
      return { ok: true, need: { ...next, status: 'served', open: false, served } };
    }
    case 'unmatch': {
      const { match, ...free } = next;
      const gone = match ? [{ offer: match.offer, at, by, reason: doing.reason }] : [];
      return { ok: true, need: { ...free, status: 'open', unmatched: [...need.unmatched, ...gone] } };
    }
    case 'close':
      return { ok: true, need: { ...next, status: 'closed', open: false, closed: { at, by, reason: doing.reason } } };
  }
}

/** The offer without places for others; undefined where it is closed already. */
export function closeOffer(offer: Offer, reason: string, by: string, at: number): Offer | undefined {
  if (!('close' in offerTransitions[offer.status])) return undefined;
  return { ...offer, version: offer.version + 1, status: 'closed', open: false, closed: { at, by, reason } };
}
