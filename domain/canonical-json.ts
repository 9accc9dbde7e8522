import canonicalize from 'canonicalize';

/**
 * The one text of a JSON value (RFC 8785): what is hashed, signed or compared. Throws on what JSON has no form for
 * (undefined, NaN, infinities, lone surrogates, cycles).
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('JSON has no form for this value');
  return text;
}
