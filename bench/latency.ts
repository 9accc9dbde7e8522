import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../bin/connection.ts';
import { reconcilePorts } from '../bin/stores.ts';
import { toldBy } from '../functions/shared/assessing/told.ts';
import { whereIs } from '../functions/shared/assessing/where.ts';
import type { MadeUpEvent } from './county.ts';

const POLL_MS = 10;

/** How long after its 202 an event had its row in Signals; looks at one event of each request, in the order of the answers. */
export class Latency {
  readonly #ports: Awaited<ReturnType<typeof reconcilePorts>>;
  readonly #waiting: { event: MadeUpEvent; since: number }[] = [];
  readonly #ms: number[] = [];
  #ended = false;

  private constructor(ports: Awaited<ReturnType<typeof reconcilePorts>>) {
    this.#ports = ports;
  }

  static async over(connection: Connection): Promise<Latency> {
    return new Latency(await reconcilePorts(connection));
  }

  /** A request was just answered. */
  answered(events: readonly MadeUpEvent[]): void {
    const event = events.at(-1);
    if (event) this.#waiting.push({ event, since: performance.now() });
  }

  /** No more will be answered: `watch` ends when the last one is assessed. */
  end(): void {
    this.#ended = true;
  }

  /** Milliseconds of each. */
  async watch(): Promise<readonly number[]> {
    while (!this.#ended || this.#waiting.length > 0) {
      const [next] = this.#waiting;
      if (next && (await this.#isAssessed(next.event))) {
        this.#waiting.shift();
        this.#ms.push(performance.now() - next.since);
      } else await sleep(POLL_MS);
    }
    return this.#ms;
  }

  async #isAssessed({ source, id }: MadeUpEvent): Promise<boolean> {
    const key = this.#ports.hasher.eventKey(source, id);
    const entry = (await this.#ports.ledger.get([key])).get(key);
    const event = entry && toldBy(entry);
    const place = entry && event && (await whereIs(this.#ports, entry, event));
    return place !== undefined && (await this.#ports.signals.has(place.row));
  }
}
