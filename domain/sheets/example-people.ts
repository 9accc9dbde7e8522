/**
 * The people of the templates' examples. No county has their area code 629900, so that they are nobody's numbers. A row with one
 * of them was left in by oversight and is refused.
 */
export const exampleNumbers: ReadonlySet<string> = new Set([
  '629900196803051232',
  '629900196511120312',
  '629900200806140424',
]);
