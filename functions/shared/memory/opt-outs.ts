import type { OptOut, OptOuts } from '../opt-outs.ts';

export function memoryOptOuts(): OptOuts {
  const words = new Map<string, OptOut>();
  return {
    of: async (phoneKey) => words.get(phoneKey),
    async put(phoneKey, said) {
      const standing = words.get(phoneKey);
      if (standing && standing.at >= said.at) return false;
      words.set(phoneKey, Object.freeze({ ...said }));
      return true;
    },
  };
}
