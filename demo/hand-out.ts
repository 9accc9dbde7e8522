import * as z from 'zod';
import type { Connection } from '../bin/connection.ts';
import { localToken } from '../bin/local-issuer.ts';
import type { RunningHub } from '../bin/run-hub.ts';
import { type StaffApi, staffApi } from '../bin/staff-api.ts';
import { COUNTY } from './county.ts';
import type { MadeUpHousehold } from './made-up/household.ts';

/** The quarter that the played month ends. */
const PERIOD = { from: '2026-10-01', to: '2026-12-31' };
/** The nightly run of the season reads every township and month; for a look these are enough. */
const HOW_MANY = 10;

const matches = z.looseObject({ matches: z.array(z.looseObject({ id: z.string() })) });
const statements = z.looseObject({ items: z.array(z.unknown()) });

/** Finds somebody as staff do: by the number on their card. */
export async function personId(api: StaffApi, idNumber: string): Promise<string> {
  const response = await api.call('POST', '/v1/people/lookup', { body: { idNumber } });
  const [person] = matches.parse(await response.json()).matches;
  if (!person) throw new Error('a person of the demo was not found');
  return person.id;
}

/** The county opens a statement for some households that got aid, and lets them know; once, however often it is played. */
export async function issueStatements(
  { data = '', url }: Connection,
  { now }: RunningHub,
  households: readonly MadeUpHousehold[],
): Promise<void> {
  const token = await localToken(data, url, { role: 'county', division: COUNTY, sub: 'demo-county' }, now());
  const api = staffApi(url, token);
  const aided = households.filter(({ members: [head] }) => head.categories.some(({ key }) => key === 'dibao'));
  for (const { members } of aided.slice(0, HOW_MANY)) {
    const person = await personId(api, members[0].idNumber);
    const { items } = await api.get(`/v1/people/${person}/statements`, statements);
    if (items.length === 0)
      await api.call('POST', `/v1/people/${person}/statements`, { body: { ...PERIOD, tell: true } });
  }
}
