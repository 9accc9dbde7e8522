import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Province } from '../../domain/province.ts';
import type { Access } from '../shared/access.ts';

/** Keeps the rules in force under their version, once: what judged a warning can be shown for as long as it is kept. */
export async function archiveRules(
  access: Pick<Access, 'profile' | 'archiveProfile'>,
  { version, profile, offices, calendar }: Province,
): Promise<void> {
  if ((await access.profile(version)) !== undefined) return;
  await access.archiveProfile(version, canonicalJson({ profile, offices, calendar }));
}
