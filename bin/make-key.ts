import { randomBytes } from 'node:crypto';
import type { DepartmentKey } from '../functions/shared/access.ts';
import { compileProvince } from '../lib/province.ts';
import { CliError } from './cli-error.ts';
import type { Connection } from './connection.ts';
import { keepKey } from './kept-keys.ts';
import { accessOf } from './stores.ts';

export interface KeyOrder {
  department: string;
  /** Default: the whole province. */
  area?: string;
  /** Default: `//<department>.<province>`. */
  sources?: readonly string[];
}

/** What the hub says itself: on behalf of its staff, and of the rows of files. Whoever could post under these could take them back. */
const OWN_SOURCES = ['//staff', '//file'];
export const hubsOwn = (sources: readonly string[]): string | undefined =>
  sources.find((source) => OWN_SOURCES.some((kept) => source === kept || source.startsWith(`${kept}/`)));

/** Makes a department's key and stores it; a hub on this machine also remembers the secret, for `post` and `sign`. */
export async function makeKey(connection: Connection, order: KeyOrder): Promise<DepartmentKey> {
  const { profile } = compileProvince(connection.province).province;
  const { department, area = profile.division, sources = [`//${department}.${profile.province}`] } = order;
  const names = profile.departments.map(({ key }) => key);
  if (!names.includes(department)) throw new CliError(`没有 ${department} 这个部门;可以写:${names.join('、')}`, 2);
  if (!/^\d{2,12}$/.test(area) || !area.startsWith(profile.division))
    throw new CliError(`报送区域要在${profile.division}以内`, 2);
  const own = hubsOwn(sources);
  if (own !== undefined) throw new CliError(`来源 ${own} 是本系统自己用的,请换一个`, 2);
  const made: DepartmentKey = {
    keyid: `${department}-${randomBytes(4).toString('hex')}`,
    department,
    algorithm: 'hmac-sha256',
    secret: randomBytes(32).toString('base64'),
    sources,
    area,
    status: 'live',
    createdAt: connection.now(),
  };
  await accessOf(connection).putKey(made);
  if (connection.data !== undefined)
    keepKey(connection.data, { ...made, algorithm: 'hmac-sha256', sources: [...sources] });
  return made;
}
