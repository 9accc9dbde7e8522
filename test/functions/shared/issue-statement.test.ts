import { beforeEach, describe, expect, test } from 'vitest';
import { codeOf, type IssuePorts, issueStatement } from '../../../functions/shared/issue-statement.ts';
import { memoryAccess } from '../../../functions/shared/memory/access.ts';
import { memoryStores } from '../../../functions/shared/memory/stores.ts';
import type { Hasher } from '../../../functions/shared/sealing.ts';
import { doorKeyOf } from '../../../functions/shared/statement-door.ts';
import { statementPage } from '../../../functions/statement-page/handler.ts';
import { compileProvince } from '../../../lib/province.ts';
import { NOW } from '../../factories.ts';
import { fresh, makeGrant, makeRecord } from './contract/records.ts';
import { makeSealing } from './sealing.ts';

const { province } = compileProvince('gansu');
const { hasher: real } = await makeSealing(memoryAccess());
const period = { from: '2026-10-01', to: '2026-10-31' };
const clock = { now: () => NOW };

/** Every statement's first code is the same one; those after it are its own. */
const colliding: Hasher = {
  ...real,
  scoped: (scope, ...parts) => {
    const first = scope === 'code' && parts[0] === 'statement' && parts.length === 2;
    return first ? real.scoped('code', 'statement', 'the same for all') : real.scoped(scope, ...parts);
  },
};

let ports: IssuePorts & ReturnType<typeof memoryStores>;
beforeEach(() => {
  ports = { ...memoryStores(real), hasher: colliding, province, clock, smsAvailable: true };
});

async function makeHousehold(): Promise<string> {
  const household = fresh('h-');
  const record = makeRecord({ household });
  await ports.people.create(fresh('v1:'), record);
  await ports.people.putMemberships([{ household, person: record.id, relation: 'head', from: '2020-01-01' }]);
  await ports.signals.record([{ signal: makeGrant({ person: record.id, on: '2026-10-10' }), township: '621122105' }]);
  return household;
}

async function issue(subject: string) {
  const made = await issueStatement(ports, { subject, period, scheduled: true, tell: true });
  if (!made) throw new Error('nobody lives there');
  return made;
}

describe('two households whose statements come to the same code', () => {
  test('get doors of their own, and each message names the one that opens its sheet', async () => {
    const [one, two] = [await issue(await makeHousehold()), await issue(await makeHousehold())];
    expect(one.issued.codeAttempt).toBeUndefined();
    expect(two.issued.codeAttempt).toBe(1);
    for (const { issued } of [one, two]) {
      const code = codeOf(colliding, issued);
      expect((await ports.statements.door(colliding.scoped('code', code)))?.statement).toBe(issued.id);
      const [notice] = await ports.notices.of(issued.subject);
      expect(notice?.values['查询码']).toBe(code);
    }
  });

  test('keep their codes when they are issued again', async () => {
    await issue(await makeHousehold());
    const first = await issue(await makeHousehold());
    const again = await issue(first.issued.subject);
    expect(again).toEqual({ issued: first.issued, fresh: false });
    expect(await ports.notices.of(first.issued.subject)).toHaveLength(1);
  });

  test('are opened by their own link, and by no other', async () => {
    await issue(await makeHousehold());
    const { issued } = await issue(await makeHousehold());
    const routes = statementPage(ports);
    const open = (token: string, last4: string | undefined) =>
      routes['POST /s/{token}']?.({
        method: 'POST',
        path: `/s/${token}`,
        query: '',
        headers: {},
        body: new TextEncoder().encode(`last4=${last4}`),
        pathParameters: { token },
        address: '192.0.2.1',
        requestId: 'r-1',
      });
    const token = doorKeyOf(colliding, issued);
    expect((await open(token, issued.lastFours[0]))?.statusCode).toBe(200);
    expect((await open(`${token}x`, issued.lastFours[0]))?.statusCode).toBe(404);
  });
});

test('issued by two runs at once there is one statement, one door and one message', async () => {
  const household = await makeHousehold();
  const made = await Promise.all([issue(household), issue(household)]);
  expect(made.map(({ fresh: isFresh }) => isFresh).sort()).toEqual([false, true]);
  expect(await ports.statements.of(household)).toHaveLength(1);
  expect(await ports.notices.of(household)).toHaveLength(1);
});
