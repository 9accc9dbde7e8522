import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { readJson, writePrivate } from './private-file.ts';

const Ports = z.object({ dynamodb: z.int(), queues: z.int(), front: z.int(), objects: z.int() });
/** Where the emulators and what stands before them listen. */
export type Ports = z.infer<typeof Ports>;

/** Ports chosen on the first start and kept: queue URLs, which are stored in messages and rows, carry them. */
export async function keptPorts(data: string): Promise<Ports> {
  const file = path.join(data, 'ports.json');
  // A folder of an earlier version knows fewer of them: those it knows stay as they are.
  const kept = Ports.partial().parse(readJson(file) ?? {});
  const names = Ports.keyof().options.filter((name) => kept[name] === undefined);
  if (names.length === 0) return Ports.parse(kept);
  const free = await freePorts(names.length);
  const ports = Ports.parse({ ...kept, ...Object.fromEntries(names.map((name, index) => [name, free[index]])) });
  writePrivate(file, JSON.stringify(ports));
  return ports;
}

/** Ports nobody listens on now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listenOn(0)));
  const ports = servers.map((server) => {
    const address = server.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  });
  await Promise.all(servers.map(close));
  return ports;
}

/** A moment of grace, because what was killed a second ago may still hold its port. */
const GRACE_MS = 3000;

/** Returns once nobody listens on `port`. Throws where something else keeps it. */
export async function requireFree(port: number, purpose: string): Promise<void> {
  const until = performance.now() + GRACE_MS;
  for (;;) {
    try {
      await close(await listenOn(port));
      return;
    } catch (cause) {
      if (performance.now() > until)
        throw new Error(`port ${port} (${purpose}) is taken by another process; is this hub running already?`, {
          cause,
        });
      await sleep(100);
    }
  }
}

function listenOn(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '0.0.0.0', () => resolve(server));
  });
}

const close = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
