import { tmpdir } from 'node:os';
import { makeIdentityNumber } from '../domain/identity-number.ts';
import type { Province } from '../domain/province.ts';
import { type Upload, uploadSchema } from '../domain/upload.ts';
import { partsOf } from '../domain/upload-parts.ts';
import { importFile } from '../functions/import-file/handler.ts';
import { CHUNK_ROWS, type ImportPorts } from '../functions/import-file/ports.ts';
import { dynamoTasks } from '../functions/shared/dynamo/tasks.ts';
import { memoryAccess } from '../functions/shared/memory/access.ts';
import { memoryObjects } from '../functions/shared/memory/objects.ts';
import { readRows } from '../functions/shared/sheets/read-rows.ts';
import { MOST_ROWS } from '../functions/shared/sheets/sheet-xml.ts';
import { NOW } from '../test/factories.ts';
import { dynamodbStores } from '../test/functions/shared/contract/dynamodb-stores.ts';
import { makeSealing } from '../test/functions/shared/sealing.ts';
import { makeUpload } from '../test/uploads.ts';
import { type Capacity, CapacityCount, divided } from './capacity.ts';
import type { Clients } from './measured-hub.ts';

const ROWS = CHUNK_ROWS;
const HEADINGS = '身份证号码,姓名,居住地代码,类别,类别起始日期';

/** A chunk of a full roster, from the queue's message to the end, by row: sent first, and the same again. */
export async function measureFileCosts(
  { counted, plain }: Clients,
  { profile, divisions }: Province,
): Promise<{ file_row: Capacity; file_row_unchanged: Capacity }> {
  const { sealer, hasher } = await makeSealing(memoryAccess());
  const { ledger, newest, requests } = dynamodbStores(counted, { sealer, hasher });
  const objects = memoryObjects();
  const uploads = dynamoTasks({ client: counted, sealer, table: 'Work' }, 'upload', uploadSchema);
  const ports: ImportPorts = {
    uploads,
    mappings: async () => [],
    ledger,
    newest,
    requests,
    objects,
    queue: { send: async () => {} },
    hasher,
    profile,
    divisions,
    clock: { now: () => NOW },
    folder: tmpdir(),
    readRows,
    wait: async () => {},
    chunkRows: CHUNK_ROWS,
    sheetRows: MOST_ROWS,
  };
  const count = new CapacityCount(counted, plain);

  async function costOf(id: string): Promise<Capacity> {
    const body = Buffer.from([HEADINGS, ...Array.from({ length: ROWS }, (_, nth) => rowOf(nth)), ''].join('\r\n'));
    const sent: Upload = {
      ...makeUpload({ id, status: 'waiting', completedAt: NOW, bytes: body.length, mode: 'full' }),
      department: 'civil-affairs',
      type: 'roster',
    };
    await uploads.put(sent);
    for (const { key, from, to } of partsOf(sent)) await objects.write(key, body.subarray(from, to));
    const cost = await count.during(() => importFile(ports)({ id }));
    const read = (await uploads.get(id))?.rows.read;
    if (read !== ROWS) throw new Error(`${read} rows were read where ${ROWS} were sent`);
    return divided(cost, ROWS);
  }

  return { file_row: await costOf('u-cost-1'), file_row_unchanged: await costOf('u-cost-2') };
}

const rowOf = (nth: number) =>
  `${makeIdentityNumber('621121', `19${50 + Math.floor(nth / 900)}0305`, (nth % 900) + 1)},李桂兰,621121101,城乡低保对象,2025-01-01`;
