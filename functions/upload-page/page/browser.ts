import type { ChosenFile } from './file-digest.ts';
import type { HubPorts } from './hub.ts';
import type { PutBytes } from './send-parts.ts';

/** An answer that did not come in so long does not come at all, ms; HTTP API gives up after 30 seconds. */
const PATIENCE = 40_000;
/** A part whose bytes have stood still for so long is begun anew, ms. */
const STANDSTILL = 60_000;

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    window.setTimeout(resolve, ms);
  });

/** How the page reaches the hub and the time. `now` is the hub's, epoch ms. */
export const browserPorts = (now: () => number): HubPorts => ({
  now,
  newNonce: () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join('-'),
  pause,
  send: ({ method, url, headers, body }) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, url);
      request.timeout = PATIENCE;
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.onload = () => resolve({ status: request.status, text: request.responseText });
      request.onerror = request.ontimeout = request.onabort = () => reject(new Error('no answer'));
      request.send(body ?? null);
    }),
});

/** Puts a part of this file where the hub says. By XMLHttpRequest, which alone tells how much is through. */
export const putPartsOf =
  (file: ChosenFile): PutBytes =>
  async (part, tell) => {
    const bytes = await file.read(part.from, part.to);
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      let standing = 0;
      const moved = () => {
        window.clearTimeout(standing);
        standing = window.setTimeout(() => request.abort(), STANDSTILL);
      };
      const end = (status: number) => {
        window.clearTimeout(standing);
        resolve(status);
      };
      request.open('PUT', part.url);
      for (const [name, value] of Object.entries(part.headers)) request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded }) => {
        moved();
        tell(loaded);
      };
      request.onload = () => {
        if (request.status >= 200 && request.status < 300) tell(bytes.length);
        end(request.status);
      };
      request.onerror = request.onabort = () => end(0);
      moved();
      request.send(bytes);
    });
  };
