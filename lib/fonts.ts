import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import subsetFont from 'subset-font';
import { coverageOf, missingFrom } from '../domain/glyph-coverage.ts';
import { charactersToKeep, mustPrint } from './statement-characters.ts';

/** Paths of the two TrueType files that the statement renderer embeds, about 10 MB each. */
export interface StatementFonts {
  readonly regular: string;
  readonly bold: string;
}

/** The font lacks characters that people's names or the statement's own words need. */
export class MissingGlyphs extends Error {
  override readonly name = 'MissingGlyphs';
  constructor(font: string, characters: readonly string[]) {
    super(`${font} cannot print ${characters.length} needed characters: ${characters.slice(0, 40).join('')}`);
  }
}

const require = createRequire(import.meta.url);
const PACKAGE = path.dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
const FILES = { regular: 'NotoSansSC_400Regular.ttf', bold: 'NotoSansSC_700Bold.ttf' } as const;
const SOURCES = {
  regular: path.join(PACKAGE, '400Regular', FILES.regular),
  bold: path.join(PACKAGE, '700Bold', FILES.bold),
} as const;
/** Layout features and hints are left out: a page is set in a third less time, and print needs neither. */
const OPTIONS = { targetFormat: 'truetype', keepFeatures: [], noHinting: true } as const;
/** The SIL Open Font Licence asks that it travels with the font. */
const LICENCE = 'LICENSE_FONT';

/**
 * Noto Sans SC, regular and bold, cut down to what a statement can print (statement-characters.ts). Made once, kept in
 * node_modules/.cache under a hash of all that goes in, and made anew where missing; concurrent builds do not disturb
 * each other. Throws `MissingGlyphs` where a needed character is not in the font.
 */
export async function statementFonts(cache = cacheFolder()): Promise<StatementFonts> {
  const fonts = await readSources();
  const characters = charactersToKeep();
  const folder = path.join(cache, `fonts-${hashOf(fonts, characters)}`);
  if (!(await exists(folder))) await make(folder, fonts, characters);
  return { regular: path.join(folder, FILES.regular), bold: path.join(folder, FILES.bold) };
}

function cacheFolder(): string {
  return path.join(import.meta.dirname, '..', 'node_modules', '.cache', 'jiuzhu');
}

async function readSources(): Promise<{ regular: Buffer; bold: Buffer }> {
  const [regular, bold] = await Promise.all([readFile(SOURCES.regular), readFile(SOURCES.bold)]);
  return { regular, bold };
}

function hashOf(fonts: { regular: Buffer; bold: Buffer }, characters: string): string {
  const hash = createHash('sha256').update(fonts.regular).update(fonts.bold).update(characters);
  return hash.update(mustPrint()).update(JSON.stringify(OPTIONS)).digest('hex').slice(0, 16);
}

/** Everything is written aside and then renamed, so a folder that is there is whole. */
async function make(folder: string, fonts: { regular: Buffer; bold: Buffer }, characters: string): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true });
  const aside = await mkdtemp(`${folder}-`);
  await chmod(aside, 0o755); // what is bundled must be readable by whoever the function runs as
  await writeFile(path.join(aside, FILES.regular), await cut(FILES.regular, fonts.regular, characters));
  await writeFile(path.join(aside, FILES.bold), await cut(FILES.bold, fonts.bold, characters));
  await copyFile(path.join(PACKAGE, LICENCE), path.join(aside, LICENCE));
  try {
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (!(await exists(folder))) throw error; // else another build was first, with the same bytes
  }
}

async function cut(name: string, font: Buffer, characters: string): Promise<Buffer> {
  const subset = await subsetFont(font, characters, OPTIONS);
  const missing = missingFrom(coverageOf(subset), mustPrint());
  if (missing.length > 0) throw new MissingGlyphs(name, missing);
  return subset;
}

async function exists(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => undefined))?.isDirectory() ?? false;
}
