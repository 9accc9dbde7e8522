import type { Province } from '../../domain/province.ts';

/** An office as anybody may see it: its landline is public, its contacts' mobiles are not. */
export function officeView({ offices }: Pick<Province, 'offices'>, id: string | undefined) {
  const office = offices.find((each) => each.id === id);
  return office && { id: office.id, name: office.name, landline: office.landline };
}
