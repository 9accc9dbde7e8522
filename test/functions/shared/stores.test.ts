import { afterAll, beforeAll, describe } from 'vitest';
import { memoryAccess } from '../../../functions/shared/memory/access.ts';
import { memoryStores } from '../../../functions/shared/memory/stores.ts';
import { memoryTasks } from '../../../functions/shared/memory/tasks.ts';
import { emptyDynamodb } from '../../shared-dynamodb.ts';
import { keepsTheContracts } from './contract/contracts.ts';
import { dynamodbStores } from './contract/dynamodb-stores.ts';
import { rowsOfDynamodb } from './contract/rows.ts';
import type { Probe } from './contract/tasks.ts';
import { type LocalTables, makeLocalTables } from './dynamodb-local.ts';
import { makeSealing } from './sealing.ts';

const access = memoryAccess();
const sealing = await makeSealing(access);

describe('in memory', () => {
  const stores = { ...memoryStores(sealing.hasher, access), tasks: memoryTasks<Probe>(), hasher: sealing.hasher };
  keepsTheContracts(() => stores);
});

// One file for all: the emulator takes longer to start than the tests take to run.
describe('in DynamoDB', () => {
  let local: LocalTables | undefined;
  const tables = () => {
    if (!local) throw new Error('DynamoDB Local was not started');
    return local;
  };
  beforeAll(async () => {
    local = await makeLocalTables(await emptyDynamodb());
  });
  afterAll(() => local?.stop());

  keepsTheContracts(() => dynamodbStores(tables().client, sealing));
  describe('rows', () => rowsOfDynamodb(tables, sealing));
});
