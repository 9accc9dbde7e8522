import { addMonths, dayOf, startOf } from './shanghai-day.ts';

/** What is known of the way in to a statement. */
export interface DoorFacts {
  /** Epoch ms. */
  expiresAt: number;
  /** Wrong ones since it was hung or unlocked. */
  tries: number;
}

export const doorStates = ['open', 'locked', 'expired'] as const;
export type DoorState = (typeof doorStates)[number];

/** Wrong tries after which a door stays shut until the office unlocks it. */
export const MOST_TRIES = 5;
/** The way in from the message or the sheet stays open for half a year. */
const DOOR_MONTHS = 6;

/** Hung or renewed now: open until the same day half a year on begins. */
export const newDoor = (now: number): DoorFacts => ({
  expiresAt: startOf(addMonths(dayOf(now), DOOR_MONTHS)),
  tries: 0,
});

/** How a door stands at an instant; one that is not there any more has expired. Unlocking does not open what has expired. */
export function doorState(door: DoorFacts | undefined, now: number): DoorState {
  if (!door || door.expiresAt <= now) return 'expired';
  return door.tries >= MOST_TRIES ? 'locked' : 'open';
}

export const triesLeft = (tries: number): number => Math.max(0, MOST_TRIES - tries);

/**
 * Wrong entries from one place in an hour before it has to wait. One address may be a whole town's mobile network, on the day
 * when twenty thousand got their message: so many that people do not meet it, so few that trying codes by the million is no use.
 */
export const MOST_WRONG_AN_HOUR = 60;
const HOUR = 3_600_000;

/** The hour that counts wrong entries, and when it is over. */
export const hourOf = (now: number) => ({ nth: Math.floor(now / HOUR), until: (Math.floor(now / HOUR) + 1) * HOUR });

/** What one subscriber has: an IPv4 address, or the first four groups of an IPv6 address. */
export function placeOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [front = '', back = ''] = plain.toLowerCase().split('::');
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const zeros = plain.includes('::') ? Math.max(0, 8 - groups(front).length - groups(back).length) : 0;
  const all = [...groups(front), ...Array.from({ length: zeros }, () => '0'), ...groups(back)];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
