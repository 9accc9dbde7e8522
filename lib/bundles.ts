import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = path.join(import.meta.dirname, '..');
/**
 * Ways to credentials that the SDK loads only where the environment holds none. Lambda always sets them there, so these
 * would be a seventh of each bundle for nothing.
 */
const NEVER_ASKED = ['ini', 'login', 'process', 'sso', 'web-identity', 'http'].map(
  (way) => `@aws-sdk/credential-provider-${way}`,
);
/** Long, because the minifier hands out the short names. */
const BUNDLE_URL = 'addressOfThisBundle';
/** What stands on machines in offices that nobody renews; its library is asked for by the page's own tsconfig. */
const OLDEST_BROWSER = 'chrome60';
const CACHE = path.join(ROOT, 'node_modules', '.cache', 'jiuzhu');

/**
 * Everything a bundle is made of: our sources, the locked versions of what they import, and this file. A key over content
 * rather than time, so that provinces, partitions and clones of the same commit share their bundles.
 */
const bundleKey = once(() => {
  const sources = globSync(['functions/**/*.{ts,json,css}', 'domain/**/*.{ts,json}'], { cwd: ROOT }).sort();
  const hash = createHash('sha256');
  for (const file of [...sources, 'package-lock.json', 'lib/bundles.ts']) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 20);
});

/** Content key of all bundles of this working tree. */
export const bundlesKey = (): string => bundleKey();

/** Puts the bundle of `functions/<name>/index.ts` into `folder`. All functions are built at once, and only where sources changed. */
export function copyBundle(name: string, folder: string): void {
  const built = path.join(allBundles(), name);
  if (!existsSync(built)) throw new Error(`functions/${name}/index.ts is missing`);
  cpSync(built, folder, { recursive: true });
}

const allBundles = once(() => {
  const folder = path.join(CACHE, `bundles-${bundleKey()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const making = mkdtempSync(path.join(CACHE, 'making-'));
  buildFunctions(making);
  buildPages(making);
  moveInto(making, folder);
  return folder;
});

/**
 * CommonJS, because it starts 20–30 ms faster than ES modules; the SDK inside, because what is tested is then what runs.
 * No Docker and no npx: esbuild is called in this process.
 */
function buildFunctions(outdir: string): void {
  const entries = globSync('functions/*/index.ts', { cwd: ROOT }).map((file) => path.dirname(file));
  buildSync({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(entries.map((entry) => [`${path.basename(entry)}/index`, `${entry}/index.ts`])),
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: NEVER_ASKED,
    // pdfkit finds its data files by import.meta.url, which CommonJS does not have.
    define: { 'import.meta.url': BUNDLE_URL },
    banner: { js: `const ${BUNDLE_URL}=require("node:url").pathToFileURL(__filename).href;` },
    minify: true,
    sourcemap: false,
    legalComments: 'none',
    logLevel: 'error',
  });
}

/**
 * `functions/<name>/page/` is what the function serves to browsers: `main.ts` and `style.css` lie as `page.js` and `page.css`
 * beside its bundle.
 */
function buildPages(outdir: string): void {
  const pages = globSync('functions/*/page', { cwd: ROOT });
  const files = pages.flatMap((page) => {
    const target = `${path.basename(path.dirname(page))}/page`;
    return [
      { in: `${page}/main.ts`, out: target },
      { in: `${page}/style.css`, out: target },
    ];
  });
  buildSync({
    absWorkingDir: ROOT,
    entryPoints: files,
    outdir,
    bundle: true,
    platform: 'browser',
    target: OLDEST_BROWSER,
    format: 'iife',
    minify: true,
    sourcemap: false,
    legalComments: 'none',
    logLevel: 'error',
  });
}

/** Another synth may have been faster with the same content: its folder is as good as ours. */
function moveInto(making: string, folder: string): void {
  try {
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
