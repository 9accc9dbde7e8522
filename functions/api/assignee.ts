import { knownTownship, normalizeDivision, townshipOf, within } from '../../domain/division.ts';
import { officeFor } from '../../domain/office.ts';
import type { Province } from '../../domain/province.ts';
import { routedTo, type Warning } from '../../domain/warning.ts';
import { HttpProblem } from '../shared/problem.ts';
import type { Staff } from '../shared/staff-token.ts';

export interface Assignee {
  /** 9 digits, zero-padded above township level: the list it then stands on. */
  township: string;
  /** Where another office than the township's own was named. */
  office?: string;
}

/**
 * Whom a warning is given to: an office by its id, or a township by its code. Anybody may give it to an office that serves the
 * place; from the county up, also to any township of the own area. Throws 422 with the field for anything else.
 */
export function assigneeOf(province: Province, staff: Staff, warning: Warning, to: string): Assignee {
  const office = province.offices.find(({ id }) => id === to);
  const area = office?.division ?? knownCode(to, province);
  if (area === undefined) throw wrong('没有这个单位或乡镇,请写单位编号或9位区划代码');
  const serves = within(area, routedTo(warning));
  const mayChoose = staff.role !== 'township' && within(staff.division, area);
  if (!serves && !mayChoose) throw wrong('只能转给管这个地方的单位;要转到别的乡镇,请县民政办理');
  const township = townshipOf(area);
  const own = officeFor(province.offices, 'township', township)?.id;
  const named = office && office.id !== own ? office.id : undefined;
  if (township === warning.township && (named ?? own) === warning.office) throw wrong('现在就是由这里办理');
  return { township, ...(named !== undefined && { office: named }) };
}

function knownCode(code: string, { divisions }: Province): string | undefined {
  const parsed = normalizeDivision(code);
  return parsed.ok && knownTownship(parsed.value, divisions) === townshipOf(parsed.value)
    ? townshipOf(parsed.value)
    : undefined;
}

const wrong = (message: string) =>
  new HttpProblem(422, { detail: '有内容填得不对', errors: [{ path: 'to', code: 'invalid', message }] });
