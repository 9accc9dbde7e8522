import type { Province } from './province.ts';

/** A department as people call it; the key where the profile does not know it any more. */
export const departmentName = ({ profile }: Pick<Province, 'profile'>, key: string): string =>
  profile.departments.find((department) => department.key === key)?.name ?? key;
