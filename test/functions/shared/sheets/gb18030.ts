/** The four-byte codes count through 81–FE, 30–39, 81–FE, 30–39. */
const fourBytes = (from: number, n: number): Buffer =>
  Buffer.of(
    from + Math.floor(n / 12_600),
    0x30 + (Math.floor(n / 1260) % 10),
    0x81 + (Math.floor(n / 10) % 126),
    0x30 + (n % 10),
  );

/** Every character of GB18030 by its bytes, made from the decoder: Node itself only reads it. */
const codes = makeCodes();

/** Text as GB18030, as a Chinese Windows saves it. Throws where it has no such character. */
export const gb18030 = (text: string): Buffer => Buffer.concat(Array.from(text, bytesOf));

function bytesOf(character: string): Buffer {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return Buffer.of(code);
  const known = codes.get(character);
  if (known) return known;
  if (code >= 0x10000) return fourBytes(0x90, code - 0x10000);
  throw new Error(`GB18030 is not known to hold U+${code.toString(16)}`);
}

function makeCodes(): Map<string, Buffer> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, Buffer>();
  const add = (bytes: Buffer) => {
    const text = decoder.decode(bytes);
    if (text !== '\ufffd' && !found.has(text)) found.set(text, bytes);
  };
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++) if (second !== 0x7f) add(Buffer.of(first, second));
  for (let n = 0; n < 39_420; n++) add(fourBytes(0x81, n));
  found.set('\ufffd', Buffer.from('8431a437', 'hex'));
  return found;
}
