/** The people of the templates' examples. No county has their area code 629900, so that they are nobody's numbers. */
export const examplePeople = {
  woman: { name: '王秀英', idNumber: '629900196803051232' },
  husband: { name: '赵建国', idNumber: '629900196511120312' },
  daughter: { name: '赵晓雨', idNumber: '629900200806140424' },
} as const;

/** A row with one of these was left in by oversight and is refused. */
export const exampleNumbers: ReadonlySet<string> = new Set(
  Object.values(examplePeople).map(({ idNumber }) => idNumber),
);
