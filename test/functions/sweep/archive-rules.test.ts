import { expect, it } from 'vitest';
import { archiveRules } from '../../../functions/sweep/archive-rules.ts';
import { memoryHub } from '../memory-hub.ts';

it('keeps the rules under their version and never changes them', async () => {
  const { ports } = memoryHub();
  await archiveRules(ports.access, ports.province);
  const kept = await ports.access.profile(ports.province.version);
  await archiveRules(ports.access, { ...ports.province, offices: [] });
  expect(await ports.access.profile(ports.province.version)).toBe(kept);
  expect(JSON.parse(kept ?? '').profile.province).toBe('gansu');
});
