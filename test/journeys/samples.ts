import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { makeIdentityNumber } from '../../domain/identity-number.ts';
import type { CloudEvent } from './hub.ts';

const cloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(),
  type: z.string(),
  time: z.string(),
  data: z.record(z.string(), z.unknown()),
});

let made = 0;

export interface Changes {
  /** Whom it is about, in place of the sample's person. */
  person?: Record<string, unknown> | undefined;
  /** Laid over the sample's data; undefined takes a field away. */
  data?: Record<string, unknown>;
  id?: string;
  time?: string;
  source?: string;
  type?: string;
  supersedes?: string;
}

/** An event of events/<name>.json under a new id, about somebody else. */
export function sample(name: string, { person, data, ...attributes }: Changes = {}): CloudEvent {
  const file = path.join(import.meta.dirname, '../../events', `${name}.json`);
  const event = cloudEvent.parse(JSON.parse(readFileSync(file, 'utf8')));
  made += 1;
  const merged = Object.entries({ ...event.data, ...(person && { person }), ...data });
  return {
    ...event,
    id: `journey-${name}-${made}`,
    ...attributes,
    data: Object.fromEntries(merged.filter(([, value]) => value !== undefined)),
  };
}

/** The event as the same department of another province sends it. */
export const inProvince = (province: string, event: CloudEvent): CloudEvent => ({
  ...event,
  source: event.source.replace('.gansu/tongwei', `.${province}`),
});

let people = 0;

/** Somebody made up, another one each time, with a valid check digit. */
export function somebody(overrides: Record<string, unknown> = {}) {
  people += 1;
  const born = String(1950 + Math.floor(people / 900));
  const idNumber = makeIdentityNumber('621121', `${born}0305`, (people % 900) + 1);
  return { idNumber, name: '李桂兰', phone: `199${String(20_000_000 + people)}`, ...overrides };
}
export type Somebody = ReturnType<typeof somebody>;

/** Only the number, as most departments send it. */
export const numberOf = ({ idNumber }: Pick<Somebody, 'idNumber'>) => ({ idNumber });

const MAYING_VILLAGE = '621121101202';

/** A household that civil affairs watches: one roster event a member, the first the head. */
export function household(members: readonly Somebody[], { village = MAYING_VILLAGE, time = ROSTERED } = {}) {
  const id = `HJ-${members[0]?.idNumber.slice(-8)}`;
  return members.map((member, i) =>
    sample('roster', {
      time,
      person: { ...member, registeredDivision: village, residenceDivision: village },
      data: { household: { id, relation: i === 0 ? 'head' : 'spouse', since: '2020-01-01' }, income: undefined },
    }),
  );
}
const ROSTERED = '2026-11-01T09:00:00+08:00';
