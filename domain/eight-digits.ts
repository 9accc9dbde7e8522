const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Eight decimal digits of a hash's first six bytes, for numbers that people read out; `hash` is url-safe base64. */
export function eightDigits(hash: string): string {
  const value = [...hash.slice(0, 8)].reduce((sum, character) => sum * 64 + ALPHABET.indexOf(character), 0);
  return String(value % 100_000_000).padStart(8, '0');
}
