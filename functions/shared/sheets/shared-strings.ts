import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Texts lie in blocks, each ended by a zero, none across two. A cell of 32,767 characters is 98,301 bytes at most. */
const BLOCK = 128 * 1024;
/** 16 MiB stay in memory; what is more lies in a temporary file, of which 32 MiB are kept at hand. */
const BLOCKS_IN_MEMORY = 128;
const BLOCKS_AT_HAND = 256;

/**
 * The texts of a workbook, which its cells name by number. Every cell may have another, so they are kept as bytes outside the
 * heap, and on disk where there are many: all that grows with the workbook is four bytes a text.
 */
export class SharedStrings {
  readonly #inMemory: number;
  readonly #memory: Buffer[] = [];
  readonly #atHand = new Map<number, Buffer>();
  #starts = new Uint32Array(1024);
  #count = 0;
  #block: Buffer = Buffer.alloc(BLOCK);
  #blocks = 0;
  #used = 0;
  #spill: { readonly folder: string; readonly file: number } | undefined;

  /** How many blocks stay in memory; tests need few. */
  constructor(inMemory = BLOCKS_IN_MEMORY) {
    this.#inMemory = inMemory;
  }

  /** Throws RangeError for a text of more than 128 KiB, and at four GiB of them. */
  add(text: string): void {
    const length = Buffer.byteLength(text);
    if (length >= BLOCK) throw new RangeError('a text longer than a cell may be');
    if (this.#used + length >= BLOCK) this.#keepBlock();
    const start = this.#blocks * BLOCK + this.#used;
    if (start > 0xffff_ffff) throw new RangeError('more texts than a workbook may hold');
    this.#block.write(text, this.#used);
    this.#used += length + 1;
    if (this.#count === this.#starts.length) {
      const longer = new Uint32Array(this.#count * 2);
      longer.set(this.#starts);
      this.#starts = longer;
    }
    this.#starts[this.#count++] = start;
  }

  get(index: number): string | undefined {
    const start = index < this.#count ? this.#starts[index] : undefined;
    if (start === undefined) return undefined;
    const block = this.#blockAt(Math.floor(start / BLOCK));
    const from = start % BLOCK;
    return block.toString('utf8', from, block.indexOf(0, from));
  }

  close(): void {
    if (!this.#spill) return;
    closeSync(this.#spill.file);
    rmSync(this.#spill.folder, { recursive: true, force: true });
    this.#spill = undefined;
  }

  #keepBlock(): void {
    if (this.#blocks < this.#inMemory) this.#memory.push(this.#block);
    else {
      this.#spill ??= newSpill();
      writeSync(this.#spill.file, this.#block, 0, BLOCK, (this.#blocks - this.#inMemory) * BLOCK);
    }
    this.#block = Buffer.alloc(BLOCK);
    this.#blocks++;
    this.#used = 0;
  }

  #blockAt(number: number): Buffer {
    if (number === this.#blocks) return this.#block;
    const near = this.#memory[number] ?? this.#atHand.get(number);
    if (near) return near;
    const block = Buffer.alloc(BLOCK);
    if (this.#spill) readSync(this.#spill.file, block, 0, BLOCK, (number - this.#inMemory) * BLOCK);
    // The one that came first goes: cells name texts mostly in the order in which they were typed.
    const [first] = this.#atHand.keys();
    if (first !== undefined && this.#atHand.size >= BLOCKS_AT_HAND) this.#atHand.delete(first);
    this.#atHand.set(number, block);
    return block;
  }
}

function newSpill() {
  const folder = mkdtempSync(path.join(tmpdir(), 'texts-'));
  return { folder, file: openSync(path.join(folder, 'texts'), 'w+', 0o600) };
}
