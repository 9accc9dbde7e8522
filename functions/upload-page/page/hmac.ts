const BLOCK = 64;

/** HMAC (RFC 2104) over a hash with blocks of 64 bytes, as SHA-256 and SM3 have them. */
export function hmac(hash: (message: Uint8Array) => Uint8Array, key: Uint8Array, message: Uint8Array): Uint8Array {
  const whole = new Uint8Array(BLOCK);
  whole.set(key.length > BLOCK ? hash(key) : key);
  const inner = hash(joined(padOf(whole, 0x36), message));
  return hash(joined(padOf(whole, 0x5c), inner));
}

const padOf = (key: Uint8Array, pad: number) => key.map((byte) => byte ^ pad);

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
