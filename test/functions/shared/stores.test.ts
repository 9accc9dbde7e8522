import { describe } from 'vitest';
import { memoryAccess } from '../../../functions/shared/memory/access.ts';
import { memoryStores } from '../../../functions/shared/memory/stores.ts';
import { keepsTheContracts } from './contract/contracts.ts';
import { makeSealing } from './sealing.ts';

const access = memoryAccess();
const { hasher } = await makeSealing(access);

describe('in memory', () => {
  const stores = { ...memoryStores(hasher, access), hasher };
  keepsTheContracts(() => stores);
});
