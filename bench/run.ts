import { Command, InvalidArgumentError } from 'commander';
import { finishing, print, tell } from '../bin/terminal.ts';
import { type Figure, figureLine, figureTable } from './figure.ts';

interface BenchOptions {
  json?: true;
  size?: number;
  kill?: true;
  province: string;
}

type Bench = (options: BenchOptions & { log: (line: string) => void }) => Promise<readonly Figure[]>;

/** Loaded one at a time: the stack's own libraries would weigh on what the others measure. */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  cost: async () => (await import('./cost.ts')).costBench,
  ingest: async () => (await import('./ingest.ts')).ingestBench,
  notices: async () => (await import('./notices.ts')).noticesBench,
  statements: async () => (await import('./statements.ts')).statementsBench,
  import: async () => (await import('./import.ts')).importBench,
  bundle: async () => (await import('./bundle.ts')).bundleBench,
};

// Handlers print their metrics on standard output, which is the figures' here.
process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';

/** `npm run bench -- <name>`: figures, not tests. Nothing fails on a time. */
const program = new Command('npm run bench --')
  .description('figures of the hub: how fast, how dear, how large')
  .argument('<name>', Object.keys(benches).join(', '))
  .option('--json', 'one object a line')
  .option(
    '--size <number>',
    'events (ingest), rows (import), sheets (statements), notices (notices), runs of each import (bundle), events of each kind (cost)',
    positive,
  )
  .option('--kill', 'ingest only: kill -9 the hub while it works, then count what was lost or sent twice')
  .option('--province <name>', 'whose rules', 'gansu')
  .action((name: string, options: BenchOptions) =>
    finishing(async () => {
      const load = benches[name];
      if (!load) return program.error(`no bench is called ${name}: ${Object.keys(benches).join(', ')}`);
      const figures = await (await load())({ ...options, log: tell });
      if (options.json) for (const one of figures) print(figureLine(one));
      else print(`${name}\n${figureTable(figures)}`);
    }),
  );

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1');
  return value;
}

await program.parseAsync();
// Emulators may leave timers behind; all that matters was closed.
process.exit();
