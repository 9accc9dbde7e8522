import path from 'node:path';
import { expect, it } from 'vitest';
import { textsDoc } from '../../lib/texts-doc.ts';

const FILE = path.join(import.meta.dirname, '..', '..', 'docs', 'texts.md');

it('stands in docs/ as it is generated now (`npx vitest run test/lib/texts-doc.test.ts -u` renews it)', async () => {
  await expect(textsDoc()).toMatchFileSnapshot(FILE);
});
