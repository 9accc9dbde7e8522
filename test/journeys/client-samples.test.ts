import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { dayOf } from '../../domain/shanghai-day.ts';
import { columnsOf } from '../../domain/sheets/columns.ts';
import { freePorts } from '../../local/ports.ts';
import { type Journey, startJourney } from './hub.ts';
import { sampleClients, VECTORS } from './sample-clients.ts';
import { numberOf, sample, somebody } from './samples.ts';

/** The programs of docs/samples, each as a department starts it, against one hub whose clock is the machine's. */
const folder = mkdtempSync(path.join(tmpdir(), 'jiuzhu-samples-'));
const runnable = sampleClients.filter(({ missing }) => !missing);

let hub: Journey;
let key: Readonly<Record<string, string>>;
beforeAll(async () => {
  if (runnable.length === 0) return;
  hub = await startJourney({ at: minute(Date.now()) });
  const { keyid, secret } = await hub.keyOf('civil-affairs');
  key = { JIUZHU_URL: hub.url, JIUZHU_KEYID: keyid, JIUZHU_KEY_SECRET: secret, JIUZHU_SOURCE: '//civil-affairs.gansu' };
});
afterAll(() => hub?.stop());

/** '2026-11-20T10:01', in Shanghai. */
const minute = (now: number) => `${dayOf(now)}T${new Date(now + 8 * 3_600_000).toISOString().slice(11, 16)}`;
const MINUTE = 60_000;

const lead = (changes: Parameters<typeof sample>[1] = {}) =>
  sample('self-report.lead', { source: '//civil-affairs.gansu', time: new Date().toISOString(), ...changes });

function fileOf(name: string, events: readonly unknown[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  return file;
}

const columns = columnsOf('move', { roster: { basis: 'illustrative', householdFrom: '', categories: [] } });
/** As the template of the type has them. */
const HEADINGS = columns.map(({ heading }) => heading).join(',');
const moved = (idNumber: string) =>
  columns.map(({ field, example }) => (field === 'person.idNumber' ? idNumber : example)).join(',');

/** Stands in for a hub: answers 429 and 503 before it takes anything, and remembers nonces and how many came at once. */
async function busyHub() {
  const nonces: string[] = [];
  const sizes: number[] = [];
  const server = createServer(async (request, response) => {
    const events = z.array(z.looseObject({ id: z.string() })).parse(await json(request));
    nonces.push(/nonce="([^"]+)"/.exec(String(request.headers['signature-input']))?.[1] ?? '');
    const status = [429, 503][nonces.length - 1];
    if (status !== undefined) return response.writeHead(status, { 'retry-after': '0' }).end('{"detail":"忙"}');
    sizes.push(events.length);
    const results = events.map(({ id }) => ({ id, status: 'accepted' }));
    return response.writeHead(202).end(JSON.stringify({ results }));
  });
  const [port = 0] = await freePorts(1);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { nonces, sizes, url: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => server.close() };
}

describe.each(sampleClients)('the sample in $language', ({ language, missing, start }) => {
  const name = language.replaceAll(/\W+/g, '-');
  const runs = it.skipIf(missing);

  runs('signs as the vectors do', async () => {
    expect(await start(['--self-test', VECTORS])).toEqual({
      code: 0,
      said: expect.stringMatching(/^\d+个签名都对\r?\n$/),
    });
  });

  runs('finds out where the vectors say something else', async () => {
    const other = path.join(folder, `${name}-vectors.json`);
    writeFileSync(other, readFileSync(VECTORS, 'utf8').replace('"signature": "sig1=:g', '"signature": "sig1=:h'));
    expect(await start(['--self-test', other])).toMatchObject({ code: 1, said: expect.stringContaining('不一致') });
  });

  runs('sends the example that it wrote', async () => {
    const example = path.join(folder, `${name}-example.ndjson`);
    expect(await start(['example', example], key)).toMatchObject({ code: 0 });
    expect(await start(['events', example], key)).toEqual({
      code: 0,
      said: expect.stringMatching(/^accepted=1\r?\n$/),
    });
    expect(await start(['events', example], key)).toMatchObject({
      code: 0,
      said: expect.stringContaining('duplicate=1'),
    });
  });

  runs('names an event that was not taken, and why', async () => {
    const wrong = lead({ id: `${name}-wrong`, data: { need: 'money' } });
    const { code, said } = await start(['events', fileOf(`${name}-wrong.ndjson`, [lead(), wrong])], key);
    expect(code).toBe(1);
    expect(said).toContain(`第2条 ${name}-wrong invalid`);
    expect(said).toMatch(/data\.need \p{Script=Han}/u);
    expect(said).toContain('accepted=1 invalid=1');
  });

  runs(
    'packs what one request holds; where the hub is busy it waits as asked and sends it under another nonce',
    async () => {
      using busy = await busyHub();
      const large = Array.from({ length: 3 }, (_, i) => ({ id: `large-${i}`, note: '长'.repeat(150_000) }));
      const many = Array.from({ length: 501 }, (_, i) => ({ id: `small-${i}` }));
      const file = fileOf(`${name}-busy.ndjson`, [...large, ...many]);
      expect(await start(['events', file], { ...key, JIUZHU_URL: busy.url })).toMatchObject({
        code: 0,
        said: expect.stringContaining('accepted=504'),
      });
      expect(busy.sizes).toEqual([2, 500, 2]);
      expect(busy.nonces).toHaveLength(5);
      expect(new Set(busy.nonces).size).toBe(5);
    },
  );

  runs('sends a spreadsheet, names the row with an error and lays the corrected file beside it', async () => {
    const list = path.join(folder, `${name}.csv`);
    writeFileSync(list, `${HEADINGS}\n${moved(somebody().idNumber)}\n${moved('6.21121E+17')}\n`);
    const { code, said } = await start(['upload', list, 'move'], key);
    expect(said).toContain('read=2 accepted=1 unchanged=0 duplicate=0 rejected=1');
    expect(said).toMatch(/第3行 身份证号码 \S+ .*科学计数法/);
    expect(code).toBe(1);
    const corrected = path.join(folder, `${name}.错误.csv`);
    const mended = readFileSync(corrected, 'utf8').replace('6.21121E+17', somebody().idNumber);
    writeFileSync(corrected, mended);
    expect(await start(['upload', corrected, 'move'], key)).toMatchObject({
      code: 0,
      said: expect.stringContaining('read=2 accepted=1 unchanged=1 duplicate=0 rejected=0'),
    });
  });

  runs('says of a file without events that there is none', async () => {
    expect(await start(['events', fileOf(`${name}-none.ndjson`, [])], key)).toMatchObject({
      code: 0,
      said: expect.stringContaining('没有事件'),
    });
  });

  runs('tells what the hub says of a key it does not know, and of a setting that is missing', async () => {
    const file = fileOf(`${name}-key.ndjson`, [lead()]);
    expect(await start(['events', file], { ...key, JIUZHU_KEYID: 'nobody' })).toMatchObject({
      code: 2,
      said: expect.stringMatching(/^401 .*\p{Script=Han}/u),
    });
    expect(await start(['events', file], { ...key, JIUZHU_KEYID: '' })).toMatchObject({
      code: 2,
      said: expect.stringContaining('JIUZHU_KEYID'),
    });
  });
});

describe.runIf(runnable.length > 0)('where the hub’s clock is another', () => {
  beforeAll(() => hub.setTime(minute(Date.now() + 8 * MINUTE)));
  afterAll(() => hub.setTime(minute(Date.now())));

  it.each(runnable)('the sample in $language says by how much the machine is slow', async ({ language, start }) => {
    const file = fileOf(`${language.replaceAll(/\W+/g, '-')}-clock.ndjson`, [lead({ person: numberOf(somebody()) })]);
    expect(await start(['events', file], key)).toMatchObject({ code: 2, said: expect.stringMatching(/慢了[78]分钟/) });
  });
});

it.each(['csharp/Jiuzhu.cs', 'powershell/jiuzhu.ps1'])(
  'the sample %s begins with a byte order mark, or Windows misreads its Chinese',
  (file) => {
    const bytes = readFileSync(path.join(path.dirname(VECTORS), file));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString('utf8').slice(1)).not.toMatch(/[“”‘’\ufeff]/);
  },
);
