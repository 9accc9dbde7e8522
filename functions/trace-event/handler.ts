import * as z from 'zod';
import { type FatePorts, fateOf } from '../shared/assessing/fate.ts';
import { claimNonce } from '../shared/claim-nonce.ts';
import type { Clock } from '../shared/clock.ts';
import type { KeyLookup } from '../shared/department-keys.ts';
import { type HttpRoute, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import type { Ledger } from '../shared/ledger.ts';
import { notFound } from '../shared/problem.ts';
import type { Requests } from '../shared/requests.ts';
import type { Hasher } from '../shared/sealing.ts';
import { verifySignature } from '../shared/signature.ts';
import type { fate } from './answers.ts';
import { type RecipientToldPorts, recipientToldOf } from './recipient-told.ts';

export interface TracePorts extends FatePorts, RecipientToldPorts {
  keys: KeyLookup;
  requests: Pick<Requests, 'claim'>;
  ledger: Pick<Ledger, 'get'>;
  hasher: FatePorts['hasher'] & Pick<Hasher, 'eventKey'>;
  clock: Clock;
}

const attribute = z.string().min(1).max(200);
const query = z.object({ source: attribute, id: attribute });

/** Tells a department what became of one of its events; another department's is not found. */
export function traceEvent(ports: TracePorts): HttpRoute {
  const verify = verifySignature(ports.keys, ports.clock);
  return route({ query }, async ({ query: { source, id } }, request) => {
    const signed = await verify(request);
    await claimNonce(ports.requests, signed, ports.clock.now());
    const key = ports.hasher.eventKey(source, id);
    const entry = (await ports.ledger.get([key])).get(key);
    if (entry?.department !== signed.key.department) throw notFound('没有收到过这个事件,请核对 source 和 id');
    const recipient = await recipientToldOf(ports, entry);
    return json(200, { ...(await fateOf(ports, entry)), ...(recipient && { recipient }) } satisfies z.output<
      typeof fate
    >);
  });
}
