import { codeOf } from '../shared/issue-statement.ts';
import { numberOfStatement } from '../shared/number-of-statement.ts';
import { doorKeyOf, sheetLink } from '../shared/statement-door.ts';
import type { IssuedStatement } from '../shared/statements.ts';
import type { LookUp, PrintOrder } from './pdf-statement.ts';
import type { ShowStatementPorts } from './ports.ts';

/** What of a statement goes on paper. */
export async function printOrderOf(ports: ShowStatementPorts, issued: IssuedStatement): Promise<PrintOrder> {
  const { statement } = issued;
  return { statement, number: numberOfStatement(ports.hasher, issued), lookUp: await lookUpOf(ports, issued) };
}

/** A sheet printed when its door has closed shows neither code nor QR: they would lead nowhere. */
async function lookUpOf(ports: ShowStatementPorts, issued: IssuedStatement): Promise<LookUp | undefined> {
  const { site } = ports.province.profile.statement;
  const key = doorKeyOf(ports.hasher, issued);
  const door = await ports.statements.door(key);
  if (door?.statement !== issued.id || door.expiresAt <= ports.clock.now()) return undefined;
  return { address: site, code: codeOf(ports.hasher, issued), link: sheetLink(site, key) };
}
