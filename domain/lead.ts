import type { HubEvent } from './events/event.ts';
import { effective } from './scoring/effective.ts';
import type { Signal } from './signal.ts';

/**
 * A lead (线索) is a self-report without an ID number: 李家湾王大爷. It is a subject of its own, `l-` and its event's key,
 * until somebody finds out who it is. That is told as an event too: a self-report with the person, from this source, whose
 * `supersedes` names the lead by its event's key. Its id is that key as well, so that a lead is joined once.
 */
export const LEADS_SOURCE = '//staff/leads';

export const leadId = (eventKey: string) => `l-${eventKey}`;

/** The event's key; undefined where the id is no lead's. */
export const eventOfLead = (id: string): string | undefined => /^l-([A-Za-z0-9_-]{1,60})$/.exec(id)?.[1];

/** Key of the lead's event that this one joins to a person; undefined for every other event. */
export const joinedBy = (event: Pick<HubEvent, 'source' | 'supersedes'>): string | undefined =>
  event.source === LEADS_SOURCE ? event.supersedes : undefined;

/** The leads that turned out to be these people. */
export const leadsAmong = (members: readonly { signals: readonly Signal[] }[]): string[] =>
  members.flatMap(({ signals }) =>
    effective(signals, 'self-report').flatMap(({ joined }) => (joined === undefined ? [] : [leadId(joined)])),
  );
