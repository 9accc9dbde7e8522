/**
 * What the corrected file of a sheet is called, without its ending: 大额 → 大额.错误, as one of several 大额.错误2; of 大额.错误 itself,
 * sent again, the same. One name whether it is fetched from the hub or laid beside the sheet by a client.
 */
export const correctedStem = (stem: string, nth = 1): string =>
  `${stem.replace(/(?:\.错误\d*)+$/, '')}.错误${nth > 1 ? nth : ''}`;
