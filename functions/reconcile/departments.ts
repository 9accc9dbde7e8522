import { fileKeyid } from '../shared/file-keyid.ts';
import type { ReconcilePorts } from './ports.ts';

/**
 * What each department's manifests stand under, in the order in which they are walked. One that sends nothing but files has
 * no key, and one that left the profile may still have sent something that day.
 */
export async function keyidsByDepartment({
  access,
  province,
}: Pick<ReconcilePorts, 'access' | 'province'>): Promise<Map<string, readonly string[]>> {
  const keys = Map.groupBy(await access.keys(), ({ department }) => department);
  const departments = new Set([...province.profile.departments.map(({ key }) => key), ...keys.keys()]);
  return new Map([...departments].map((department) => [department, keyidsOf(department, keys.get(department))]));
}

const keyidsOf = (department: string, keys: readonly { keyid: string }[] = []) =>
  [...keys.map(({ keyid }) => keyid), fileKeyid(department)].sort();
