/** What the hub takes at once (api.md). */
const MOST_EVENTS = 500;
const MOST_BYTES = 1024 * 1024;

export interface EventBatch {
  /** The request's body: a JSON array. */
  body: string;
  /** Index of its first event among all. */
  first: number;
  count: number;
}

/** Events packed in order into as few requests as the hub's limits allow. One that is too large alone stands alone. */
export function eventBatches(events: readonly unknown[], most = MOST_EVENTS, bytes = MOST_BYTES): EventBatch[] {
  const batches: EventBatch[] = [];
  let texts: string[] = [];
  let size = 2;
  const close = (next: number) => {
    if (texts.length > 0)
      batches.push({ body: `[${texts.join(',')}]`, first: next - texts.length, count: texts.length });
    texts = [];
    size = 2;
  };
  events.forEach((event, i) => {
    const text = JSON.stringify(event);
    const length = Buffer.byteLength(text) + 1;
    if (texts.length === most || (texts.length > 0 && size + length > bytes)) close(i);
    texts.push(text);
    size += length;
  });
  close(events.length);
  return batches;
}
