import type { Part } from './upload-view.ts';

/** Puts bytes to an address; tells how many are through. Resolves to the status, 0 where the line broke. */
export type PutBytes = (part: Part, tell: (sent: number) => void) => Promise<number>;

export interface PartsPorts {
  put: PutBytes;
  pause: (ms: number) => Promise<void>;
}

export interface PartsProgress {
  /** Bytes of these parts that are through. */
  sent: number;
  /** Seconds until a part is tried again after the line broke. */
  waiting?: number;
}

/** The line stayed broken, or an address has run out: what is missing is asked for anew. */
export type PartsSent = 'all' | 'broken' | 'expired';

/** At once: two keep a slow line full, more would only make each of them slower. */
const AT_ONCE = 2;
/** Seconds before each further try of a part: in all some three minutes, in which a line that dropped out is back. */
const PAUSES = [1, 2, 5, 10, 20, 30, 60, 60];

/** Sends parts, each tried again where the line breaks. A part that was sent stays sent: whoever comes again sends the rest. */
export async function sendParts(
  parts: readonly Part[],
  ports: PartsPorts,
  tell: (progress: PartsProgress) => void,
): Promise<PartsSent> {
  const sent = new Map<Part, number>();
  const pausing = new Map<Part, number>();
  const left = [...parts];
  let outcome: PartsSent = 'all';
  const report = () => {
    const bytes = [...sent.values()].reduce((sum, each) => sum + each, 0);
    tell({ sent: bytes, ...(pausing.size > 0 && { waiting: Math.max(...pausing.values()) }) });
  };
  const sendOne = async (part: Part): Promise<PartsSent> => {
    for (const pause of [...PAUSES, undefined]) {
      const status = await ports.put(part, (bytes) => {
        sent.set(part, bytes);
        report();
      });
      if (status >= 200 && status < 300) return 'all';
      sent.delete(part);
      if (status >= 400 && status < 500) return 'expired';
      if (pause === undefined || outcome !== 'all') break;
      pausing.set(part, pause);
      report();
      await ports.pause(pause * 1000);
      pausing.delete(part);
    }
    return 'broken';
  };
  const line = async () => {
    for (let part = left.shift(); part && outcome === 'all'; part = left.shift()) {
      const ended = await sendOne(part);
      if (ended !== 'all') outcome = ended;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  return outcome;
}
