import type { Connection } from '../bin/connection.ts';
import { localToken } from '../bin/local-issuer.ts';
import type { RunningHub } from '../bin/run-hub.ts';
import { staffApi } from '../bin/staff-api.ts';
import { oneWarning, worklist } from '../bin/warning-text.ts';

/** Staff who work their lists; in the other townships warnings stay, fall due and are urged. */
const WORKING = ['621121101', '621121103', '621121105'];
const MOST_AT_ONCE = 6;
const OUTCOMES = ['aided', 'applying', 'not-eligible', 'already-aided'] as const;

/** Visits and closes the most urgent warnings of some townships, through the API with their own tokens. Returns how many. */
export async function workTheList({ data = '', url }: Connection, { now }: RunningHub): Promise<number> {
  let worked = 0;
  for (const division of WORKING) {
    const token = await localToken(data, url, { role: 'township', division, sub: `demo-${division}` }, now());
    const api = staffApi(url, token);
    for (const { id, level } of await worklist(api, new URLSearchParams(), MOST_AT_ONCE)) {
      // The red one stays for the summary to show.
      if (level === 'red') continue;
      const { version } = await oneWarning(api, id);
      const visit = {
        version,
        visitedAt: new Date(now()).toISOString(),
        met: 'self',
        findings: '已入户,家中情况和报来的一致',
        needs: ['living'],
        outcome: OUTCOMES[worked % OUTCOMES.length],
      };
      await api.call('POST', `/v1/warnings/${encodeURIComponent(id)}/finish`, { body: visit });
      worked += 1;
    }
  }
  return worked;
}
