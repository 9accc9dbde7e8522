import { canonicalJson } from '../../domain/canonical-json.ts';
import { within } from '../../domain/division.ts';
import { type Office, officeEntrySchema, servedBy, sitsAtItsLevel } from '../../domain/office.ts';
import { type SchemaIssue, schemaIssues } from '../../domain/schema-issues.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import { etagOf } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { withPhones } from './kept-phones.ts';
import type { OfficePorts } from './ports.ts';
import type { OfficeBody } from './requests.ts';
import { parseOfficeId, type StandingOffice, standingOffices } from './standing.ts';

const NAMED = ['name', 'landline', 'hours', 'villages', 'alsoServes', 'contacts'] as const;

/**
 * Puts down an office as staff say it is, on the version they saw; the same again changes nothing. Throws 409 where
 * somebody was faster, 422 with the fields that do not fit.
 */
export async function changeOffice(
  ports: OfficePorts,
  staff: Staff,
  id: string,
  body: OfficeBody,
  seen: number,
): Promise<{ standing: StandingOffice; fields: string[] }> {
  const all = await standingOffices(ports);
  const now = all.find(({ office }) => office.id === id);
  const office = officeFrom(ports, staff, id, body, all);
  const fields = NAMED.filter((name) => canonicalJson([office[name]]) !== canonicalJson([now?.office[name]]));
  if (now && fields.length === 0 && seen <= versionIn(now) && versionIn(now) <= seen + 1)
    return { standing: now, fields };
  const version = now ? versionIn(now) : ((await ports.offices.get(id))?.version ?? 0);
  if (seen !== version) throw changedMeanwhile(version);
  const change = { id, version: version + 1, office, at: ports.clock.now(), by: staff.sub };
  if (!(await ports.offices.put(change))) throw changedMeanwhile();
  return { standing: { office, change }, fields };
}

/** Takes staff's changes back; undefined where the file has no such office. Throws 404 where there is none at all, and 409. */
export async function resetOffice(
  ports: OfficePorts,
  staff: Staff,
  id: string,
  seen: number,
): Promise<StandingOffice | undefined> {
  const ofFile = ports.province.offices.find((office) => office.id === id);
  const now = await ports.offices.get(id);
  if (!ofFile && !now) throw notFound();
  const version = now?.version ?? 0;
  // Nothing of staff's stands: taken back before, perhaps by this very request.
  if (!now?.office && seen <= version && version <= seen + 1)
    return ofFile && { office: ofFile, ...(now && { change: now }) };
  if (seen !== version) throw changedMeanwhile(version);
  const change = { id, version: version + 1, at: ports.clock.now(), by: staff.sub };
  if (!(await ports.offices.put(change))) throw changedMeanwhile();
  return ofFile && { office: ofFile, change };
}

const versionIn = ({ change }: StandingOffice) => change?.version ?? 0;

const changedMeanwhile = (version?: number) =>
  new HttpProblem(409, {
    detail: '这个单位刚被别人改过,请刷新后再改',
    ...(version !== undefined && { members: { version }, headers: { etag: etagOf({ version }) } }),
  });

function officeFrom(ports: OfficePorts, staff: Staff, id: string, body: OfficeBody, all: StandingOffice[]): Office {
  const { role, division } = parseOfficeId(id);
  const now = all.find(({ office }) => office.id === id)?.office;
  if (!now && !(sitsAtItsLevel({ role, division }) && ports.province.divisions.names[division] !== undefined))
    throw notFound('区划表里没有这个地方,不能新建单位;请核对代码');
  const { version: _, ...written } = body;
  const { contacts, errors } = withPhones(written.contacts, now);
  if (errors.length > 0) throw wrong(errors);
  const parsed = officeEntrySchema.safeParse({ role, division, ...written, contacts });
  if (!parsed.success) throw wrong(schemaIssues(parsed.error));
  const ofFile = ports.province.offices.find((office) => office.id === id);
  const villageCodes = { ...ofFile?.villageCodes, ...now?.villageCodes };
  const others = all.map(({ office }) => office).filter((office) => office.id !== id);
  const misfits = [...unknownVillages(parsed.data, villageCodes), ...taken(staff, parsed.data, others)];
  if (misfits.length > 0) throw wrong(misfits);
  return { id, ...parsed.data, ...(Object.keys(villageCodes).length > 0 && { villageCodes }) };
}

/** Departments know a village by its code only: a name without one would never be met by a warning. */
function unknownVillages({ contacts }: Pick<Office, 'contacts'>, codes: Readonly<Record<string, string>>) {
  return contacts.flatMap(({ villages = [] }, i) =>
    villages.flatMap((village, j): SchemaIssue[] => {
      if (/^\d+$/.test(village) || codes[village] !== undefined) return [];
      return [issue(`contacts.${i}.villages.${j}`, `还不知道“${village}”的代码,请写12位村代码`)];
    }),
  );
}

function taken(staff: Staff, { role, alsoServes = [] }: Pick<Office, 'role' | 'alsoServes'>, others: Office[]) {
  return alsoServes.flatMap((code, i): SchemaIssue[] => {
    const owner = others.find((other) => other.role === role && servedBy(other).includes(code));
    if (owner) return [issue(`alsoServes.${i}`, `${code} 已经有“${owner.name}”管,请只留一个`)];
    return within(staff.division, code) ? [] : [issue(`alsoServes.${i}`, `${code} 不在您的管辖范围内`)];
  });
}

const issue = (path: string, message: string): SchemaIssue => ({ path, code: 'invalid', message });
const wrong = (errors: readonly SchemaIssue[]) => new HttpProblem(422, { detail: '有内容填得不对', errors });
