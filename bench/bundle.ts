import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { synthesize } from '../bin/synthesize.ts';
import { functionNames } from '../lib/function-specs.ts';
import { readAssembly } from '../local/assembly.ts';
import { deploy } from '../local/deployment.ts';
import { readFunctions } from '../local/function-specs.ts';
import type { FunctionSpec } from '../local/handler-process.ts';
import { type Figure, figure, median } from './figure.ts';

const MOST_BYTES = 600_000;
const MOST_IMPORT_MS = 150;
/** The renderer carries pdfkit, and is called by people who wait for a sheet of paper. */
const APART = 'show-statement';
const RUNS = 7;

/** What each function weighs as the stack makes it, and how long a new process takes to load it. */
export async function bundleBench({ size: runs = RUNS, province }: { size?: number; province: string }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'jiuzhu-bundle-'));
  try {
    const assembly = path.join(folder, 'assembly');
    await synthesize(province, assembly);
    const specs = specsIn(assembly, folder);
    const bytes: Figure[] = [];
    const imports: Figure[] = [];
    const burnt: Figure[] = [];
    for (const name of functionNames) {
      const spec = specs.find(({ environment }) => environment['POWERTOOLS_SERVICE_NAME'] === name);
      if (!spec) throw new Error(`the stack holds no function ${name}`);
      const weight = statSync(path.join(spec.code, 'index.js')).size;
      bytes.push(figure('bundle', `bytes.${name}`, weight, 'B', goal(name, MOST_BYTES)));
      const { wallMs, cpuMs } = await loading(spec, runs);
      imports.push(figure('bundle', `import_ms.${name}`, wallMs, 'ms', goal(name, MOST_IMPORT_MS)));
      burnt.push(figure('bundle', `import_cpu_ms.${name}`, cpuMs, 'ms'));
    }
    return [...bytes, ...imports, ...burnt];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const goal = (name: string, value: number) => (name === APART ? undefined : { name: 'goal', value });

/** Nothing listens there. */
const HERE = 'http://127.0.0.1:1';

/** Functions with the variables that they find when they start. */
function specsIn(assembly: string, data: string): FunctionSpec[] {
  const region = 'us-east-1';
  const read = readAssembly(assembly);
  const place = { region, sqsEndpoint: HERE, url: HERE, objects: HERE };
  const overrides = { TOKEN_ISSUER: place.url, TOKEN_JWKS: `${place.url}/.well-known/jwks.json` };
  return readFunctions(deploy(read, place), { data, region, assets: read.assets, endpoints: {}, overrides });
}

const TIMED = `const began = performance.now();
const before = process.cpuUsage();
require('./index.js');
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ wallMs: performance.now() - began, cpuMs: (user + system) / 1000 }));`;
const timed = z.object({ wallMs: z.number(), cpuMs: z.number() });

/**
 * Medians over new processes: module code, the province's file included, without the start of Node itself. Processor time is
 * told beside the clock's, which others on the machine stretch.
 */
async function loading({ code, environment }: FunctionSpec, runs: number): Promise<z.output<typeof timed>> {
  const times: z.output<typeof timed>[] = [];
  for (let run = 0; run < runs; run++) {
    const options = { cwd: code, env: { ...environment } };
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', TIMED], options);
    times.push(timed.parse(JSON.parse(stdout)));
  }
  return { wallMs: median(times.map(({ wallMs }) => wallMs)), cpuMs: median(times.map(({ cpuMs }) => cpuMs)) };
}
