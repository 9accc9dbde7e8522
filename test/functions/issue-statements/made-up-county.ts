import { makeIdentityNumber } from '../../../domain/identity-number.ts';
import type { Province } from '../../../domain/province.ts';
import type { SignalOf } from '../../../domain/signal.ts';
import { issueStatements } from '../../../functions/issue-statements/handler.ts';
import { createHasher } from '../../../functions/shared/keyed-hasher.ts';
import { memoryStores } from '../../../functions/shared/memory/stores.ts';
import { compileProvince } from '../../../lib/province.ts';
import { at, signal } from '../../domain/signals.ts';

const gansu = compileProvince('gansu').province;
/** Two counties, so that a run takes no time; in the order in which they are walked. */
export const TOWNSHIPS = ['621121101', '621121102', '621122101', '621122105', '621122106'];
const names = Object.fromEntries(
  ['62', '6211', '621121', '621122', ...TOWNSHIPS].map((code) => [code, gansu.divisions.names[code] ?? code]),
);
export const countyProvince: Province = { ...gansu, divisions: { ...gansu.divisions, names } };
export const QUARTER = { from: '2026-10-01', to: '2026-12-31' };

/** Somebody's aid as the hub stores it, of the fourth quarter unless another day is given. */
export const aid = (
  person: string,
  grant: string,
  { on = '2026-11-18', ...own }: Partial<SignalOf<'benefit-granted'>> = {},
) =>
  signal(
    'benefit-granted',
    {
      on,
      grant,
      household: false,
      programme: '临时救助',
      aidType: 'emergency',
      amount: 120_000,
      status: 'paid',
      reimbursement: false,
    },
    { storedAt: at('2026-11-20'), ...own, person, eventKey: `${grant}@${own.time ?? 0}` },
  );

/** People with aid in two small counties, the nightly run over them, and a clock that is turned by hand. */
export function madeUpCounty(start = at('2027-01-01'), province = countyProvince) {
  const hasher = createHasher(new Uint8Array(32).fill(7));
  const stores = memoryStores(hasher);
  const clock = { at: start, now: () => clock.at };
  const ports = { ...stores, hasher, clock, province, smsAvailable: true };
  let serial = 0;
  return {
    ports,
    clock,
    run: (overrides: Partial<typeof ports> = {}) => issueStatements({ ...ports, ...overrides })(),
    async settle(township: string, household: string | undefined, grants: number): Promise<string> {
      serial += 1;
      const id = `p-${String(serial).padStart(4, '0')}`;
      await stores.people.create(hasher.personKey(id), {
        id,
        version: 1,
        idNumber: makeIdentityNumber('621122', '19700101', serial),
        name: { value: '王秀英', at: 1 },
        phone: { value: `+86138${String(serial).padStart(8, '0')}`, at: 1 },
        residence: { value: `${township}201`, at: 1 },
        ...(household !== undefined && { household }),
      });
      if (household !== undefined) {
        const stay = { household, person: id, relation: 'other', from: '2020-01-01' } as const;
        await stores.people.putMemberships([stay]);
      }
      for (let nth = 0; nth < grants; nth++) await this.grant(township, aid(id, `${id}-${nth}`));
      return id;
    },
    grant: (township: string, grant: SignalOf<'benefit-granted'>) =>
      stores.signals.record([{ signal: grant, township }]),
    /** Everything that was issued in the quarter, with the notices of it. */
    async endState() {
      const { items } = await stores.statements.issuedIn('621121', QUARTER);
      const more = await stores.statements.issuedIn('621122', QUARTER);
      const issued = await stores.statements.getMany([...items, ...more.items].map(({ id }) => id));
      const notices = await Promise.all(issued.map(({ subject }) => stores.notices.of(subject)));
      return { issued, notices: notices.flat() };
    },
  };
}
export type MadeUpCounty = ReturnType<typeof madeUpCounty>;
