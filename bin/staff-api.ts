import * as z from 'zod';
import { compileProvince } from '../lib/province.ts';
import { CliError } from './cli-error.ts';
import type { Connection } from './connection.ts';
import { localToken } from './local-issuer.ts';

const problem = z.looseObject({ detail: z.string().optional(), title: z.string().optional() });

/** The hub's API as a member of staff calls it. */
export interface StaffApi {
  /** Throws `CliError` with the hub's own words where it does not answer with success. */
  call(method: 'GET' | 'POST', path: string, options?: { body?: unknown; accept?: string }): Promise<Response>;
  get<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>>;
}

export function staffApi(url: string, token: string): StaffApi {
  const call: StaffApi['call'] = async (method, path, { body, accept = 'application/json' } = {}) => {
    const headers = {
      authorization: `Bearer ${token}`,
      accept,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const response = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new CliError(`连不上 ${url}`, 1, { cause });
    });
    if (response.ok) return response;
    const parsed = problem.safeParse(await response.json().catch(() => undefined));
    const said = parsed.success ? (parsed.data.detail ?? parsed.data.title) : undefined;
    throw new CliError(`${response.status} ${said ?? response.statusText}`);
  };
  return {
    call,
    async get(path, schema) {
      return schema.parse(await (await call('GET', path)).json());
    },
  };
}

/** With the token given, else with one of role admin that only a hub on this machine accepts. */
export async function staffApiFor(connection: Connection, given: string | undefined): Promise<StaffApi> {
  const token = given ?? process.env['JIUZHU_TOKEN'];
  if (token !== undefined) return staffApi(connection.url, token);
  const { data, url, province, now } = connection;
  if (data === undefined) throw new CliError('云上的 hub 要用工作人员令牌:--token 或环境变量 JIUZHU_TOKEN', 2);
  const { division } = compileProvince(province).province.profile;
  return staffApi(url, await localToken(data, url, { role: 'admin', division }, now()));
}
