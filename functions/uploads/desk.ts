import { departmentName } from '../../domain/department-name.ts';
import { fullDivisionName } from '../../domain/division.ts';
import type { Province } from '../../domain/province.ts';
import { sheetWordings } from '../../domain/sheets/wordings/by-type.ts';
import { uploadTypes } from '../../domain/upload.ts';
import type { Sender } from './ports.ts';

/** Whose key or token it is, in words, and what may be sent with it: what a front end shows before anything is sent. */
export function deskOf(province: Province, { department, division }: Pick<Sender, 'department' | 'division'>) {
  const posts = province.profile.departments.find(({ key }) => key === department)?.posts ?? [];
  return {
    department: { key: department, name: departmentName(province, department) },
    area: { code: division, name: fullDivisionName(division, province.divisions) },
    types: uploadTypes.options
      .filter((type) => posts.includes(type))
      .map((type) => ({ type, name: sheetWordings[type].title })),
  };
}
