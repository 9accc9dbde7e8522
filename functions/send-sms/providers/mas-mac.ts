import { createHash } from 'node:crypto';

/** An ordinary message as 云MAS takes it (`norsubmit`), without its password. */
export interface MasSubmission {
  ecName: string;
  apId: string;
  /** 11 digits, comma-separated where there are several. */
  mobiles: string;
  /** Without the signature in 【】, which the platform adds. */
  content: string;
  /** Code of the signature, not its text. */
  sign: string;
  addSerial: string;
}

/**
 * The check sequence of 云MAS's HTTP interface: MD5 in lower case over all parts one after another, with nothing between them. It is
 * the vendor's, and weak: only https keeps a submission from being read and changed.
 */
export const masMac = ({ ecName, apId, mobiles, content, sign, addSerial }: MasSubmission, secretKey: string): string =>
  createHash('md5').update([ecName, apId, secretKey, mobiles, content, sign, addSerial].join('')).digest('hex');
