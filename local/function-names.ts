import type { LocalFunction } from './local-function.ts';

/** Whether `name` means this logical id: the whole of it, or without the eight characters that CDK ends it with. */
export const isNamed = (logicalId: string, name: string): boolean =>
  logicalId === name || (/[0-9A-F]{8}$/.test(logicalId) && logicalId.slice(0, -8) === name);

/** The function of this logical id or name. Throws by name where there is none. */
export function findFunction(functions: ReadonlyMap<string, LocalFunction>, name: string): LocalFunction {
  const found = [...functions.values()].find(({ spec }) => isNamed(spec.logicalId, name) || spec.name === name);
  if (found === undefined)
    throw new Error(`there is no function ${name}; there are ${[...functions.keys()].join(', ')}`);
  return found;
}
