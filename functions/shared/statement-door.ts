import { codeOf } from './issue-statement.ts';
import type { Hasher } from './sealing.ts';
import type { IssuedStatement } from './statements.ts';

/** 128 bits as the hasher writes them. */
const DOOR_KEY = /^[A-Za-z0-9_-]{22}$/;

/**
 * The key of a statement's door, which is also the token of the link on its sheet: nobody can make one up or get back to the
 * code from it, and it is short enough for a QR code that an old phone reads.
 */
export const doorKeyOf = (hasher: Pick<Hasher, 'scoped'>, issued: Pick<IssuedStatement, 'id' | 'codeAttempt'>) =>
  doorKeyFor(hasher, codeOf(hasher, issued));

/** The key of the door that a code opens, whether there is one or not. */
export const doorKeyFor = (hasher: Pick<Hasher, 'scoped'>, code: string) => hasher.scoped('code', code);

/** A token as it may stand in a link; undefined for what no sheet of ours has on it. */
export const doorKeyIn = (token: string): string | undefined => (DOOR_KEY.test(token) ? token : undefined);

/** The link on the sheet. `site` is the fixed address of the text messages: jz.example.gov.cn/q. */
export const sheetLink = (site: string, doorKey: string): string =>
  `https://${site.replace(/^https:\/\//, '').replace(/\/q\/?$/, '')}/s/${doorKey}`;
