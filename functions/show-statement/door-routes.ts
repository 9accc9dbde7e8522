import type * as z from 'zod';
import { readLookUpCode } from '../../domain/look-up-code.ts';
import { maskName } from '../../domain/masking.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import { doorState, newDoor } from '../../domain/statement-door.ts';
import { type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import type { IssuePorts } from '../shared/issue-statement.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import { allowed, type CallerPorts, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { doorKeyFor, doorKeyOf } from '../shared/statement-door.ts';
import type { IssuedStatement, StatementDoor, Statements } from '../shared/statements.ts';
import type { doorView, foundByCode } from './door-answers.ts';
import { codeBody } from './door-requests.ts';
import { inArea } from './sees-statement.ts';

export interface DoorRoutePorts extends CallerPorts, Pick<IssuePorts, 'people' | 'province' | 'hasher'> {
  statements: Pick<Statements, 'get' | 'door' | 'renew'>;
}

/** What the office does for somebody who stands before a shut door, or rings with the sheet in hand. */
export const doorRoutes = (ports: DoorRoutePorts): HttpRoutes => ({
  'POST /v1/statements/lookup': route({ body: codeBody }, async ({ body }, request) => {
    const staff = await allowed(ports, request, 'statements.unlock');
    const code = readLookUpCode(body.code);
    const door = code && (await ports.statements.door(doorKeyFor(ports.hasher, code)));
    const issued = door ? await ports.statements.get(door.statement) : undefined;
    if (!door || !issued || !(await inArea(ports, staff, issued.subject))) throw notFound();
    await logLook(ports, staff, { action: 'statement.lookup', subject: issued.subject });
    const { id, from, to, statement } = issued;
    const found = { from, to, label: statement.period.label, maskedName: maskName(statement.head) };
    return json(200, { ...viewOf(ports, id, door), ...found } satisfies z.output<typeof foundByCode>);
  }),
  'POST /v1/statements/{id}/renew': route({ path: idPath }, async ({ path }, request) => {
    const staff = await allowed(ports, request, 'statements.unlock');
    const issued = await ports.statements.get(path.id);
    if (!issued || !(await inArea(ports, staff, issued.subject))) throw notFound();
    await logLook(ports, staff, { action: 'statement.renew', subject: issued.subject });
    const door = renewed(ports, issued);
    if (!(await ports.statements.renew(door))) throw new HttpProblem(409, CODE_TAKEN);
    return json(200, viewOf(ports, issued.id, door));
  }),
});

const CODE_TAKEN = '这张单子的查询码早已过期,给了别的户。请给这户新开一张单子';

/** The code stays: it is on the paper they hold. */
function renewed({ hasher, clock }: DoorRoutePorts, issued: IssuedStatement): StatementDoor {
  return { code: doorKeyOf(hasher, issued), statement: issued.id, ...newDoor(clock.now()) };
}

function viewOf({ clock }: DoorRoutePorts, id: string, door: StatementDoor): z.output<typeof doorView> {
  return { id, door: doorState(door, clock.now()), openUntil: offsetDateTime(door.expiresAt) };
}
