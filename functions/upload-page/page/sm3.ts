const START = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
const BLOCK = 64;

/**
 * SM3 of a short message (GB/T 32905-2016), for keys of a province that asks for national ciphers. Written out, because
 * the package that has it brings SM2 along, six times the size of everything else here.
 */
export function sm3(message: Uint8Array): Uint8Array {
  const blocks = padded(message);
  const state = new Uint32Array(START);
  for (let at = 0; at < blocks.byteLength; at += BLOCK) compress(state, expanded(blocks, at));
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => {
    digest.setUint32(i * 4, word);
  });
  return new Uint8Array(digest.buffer);
}

/** The message, one bit, zeros, and its length in bits as 64 bits: whole blocks. */
function padded(message: Uint8Array): DataView {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / BLOCK) * BLOCK);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(bytes.length - 4, (message.length << 3) >>> 0);
  return view;
}

const turn = (word: number, bits: number) => (word << (bits & 31)) | (word >>> (-bits & 31));
const mixed = (word: number) => word ^ turn(word, 15) ^ turn(word, 23);
const at = (words: ArrayLike<number>, i: number) => words[i] ?? 0;

/** The 68 words of a block. */
function expanded(blocks: DataView, start: number): Uint32Array {
  const words = new Uint32Array(68);
  for (let i = 0; i < 16; i++) words[i] = blocks.getUint32(start + i * 4);
  for (let i = 16; i < 68; i++) {
    const word = at(words, i - 16) ^ at(words, i - 9) ^ turn(at(words, i - 3), 15);
    words[i] = mixed(word) ^ turn(at(words, i - 13), 7) ^ at(words, i - 6);
  }
  return words;
}

function compress(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = Array.from(state);
  for (let i = 0; i < 64; i++) {
    const first = i < 16;
    const one = turn((turn(a, 12) + e + turn(first ? 0x79cc4519 : 0x7a879d8a, i)) | 0, 7);
    const two = one ^ turn(a, 12);
    const chosenA = first ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const chosenE = first ? e ^ f ^ g : (e & f) | (~e & g);
    const left = (chosenA + d + two + (at(words, i) ^ at(words, i + 4))) | 0;
    const right = (chosenE + h + one + at(words, i)) | 0;
    [d, c, b, a] = [c, turn(b, 9), a, left];
    [h, g, f, e] = [g, turn(f, 19), e, right ^ turn(right, 9) ^ turn(right, 17)];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = at(state, i) ^ word;
  });
}
