import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { dayOf } from '../../domain/shanghai-day.ts';
import { CliError } from '../cli-error.ts';
import { connected } from '../connection.ts';
import { movedToToday } from '../move-to-today.ts';
import { isWell, type PostResult, postEvents } from '../post-events.ts';
import { readEvents } from '../read-events.ts';
import { type Signer, type SigningOptions, signerFor, signing } from '../signing-key.ts';
import { finishing, green, print, printJson, red } from '../terminal.ts';

interface PostOptions extends SigningOptions {
  today?: true;
  json?: true;
}

interface Located {
  file: string;
  /** Place in its file, from 1. */
  place: number;
  event: unknown;
}

/** `jiuzhu post <file…>`: signs and sends events, as a department's own system would. */
export const postCommand = connected(signing(new Command('post')))
  .summary('签名并报送事件')
  .description('签名并报送事件:一个 JSON、一个数组,或一行一个(NDJSON)')
  .argument('<file...>', '文件;- 是标准输入')
  .option('--today', '给 events/ 里的示例用:日期整体挪到今天再发(旧的情况会过有效期),编号后面加上今天的日期')
  .option('--json', '逐条结果写成 JSON')
  .addHelpText(
    'after',
    `
例:
  npx jiuzhu post events/medical-expense.json --today
  npx jiuzhu post events/month.ndjson
  JIUZHU_KEY_SECRET=… npx jiuzhu post --url https://… --keyid health-k3f9a2 十月.ndjson
退出码:0 全部收下(或以前收过),1 有没收下的,2 用法不对`,
  )
  .action((files: string[], options: PostOptions) => finishing(() => post(files, options)));

async function post(files: readonly string[], options: PostOptions): Promise<void> {
  const signer = await signerFor(options);
  const given = files.flatMap((file) => readEvents(file).map((event, i) => ({ file, place: i + 1, event })));
  const located = options.today ? moved(given, dayOf(signer.now())) : given;
  const results = await sendAll(signer, located, options.json !== true);
  const failed = results.filter((result) => !isWell(result));
  if (options.json) printJson(results.map((result) => ({ ...placeOf(located, result), ...result })));
  else {
    for (const result of failed) print(described(located, result));
    print(totals(results));
  }
  if (failed.length > 0) throw new CliError(`${failed.length}条没有收下`, 1);
}

const moved = (located: readonly Located[], today: string): Located[] => {
  const events = movedToToday(
    located.map(({ event }) => event),
    today,
  );
  return located.map((each, i) => ({ ...each, event: events[i] }));
};

/** Files may hold events of several departments: each is signed by its own, and the order is kept. */
async function sendAll(signer: Signer, located: readonly Located[], bar: boolean): Promise<PostResult[]> {
  const shown = new SingleBar({ format: '报送 {bar} {value}/{total} 条', hideCursor: true, clearOnComplete: true });
  const showing = bar && process.stderr.isTTY && located.length > 500;
  if (showing) shown.start(located.length, 0);
  const results: PostResult[] = [];
  try {
    for (const { key, events } of runsByKey(signer, located)) {
      const done = results.length;
      const ports = { url: signer.url, key, now: signer.now };
      const answered = await postEvents(ports, events, (sent) => showing && shown.update(done + sent));
      results.push(...answered.map((result) => ({ ...result, nth: result.nth + done })));
    }
  } finally {
    if (showing) shown.stop();
  }
  return results;
}

function runsByKey(signer: Signer, located: readonly Located[]) {
  const runs: { key: ReturnType<Signer['keyFor']>; events: unknown[] }[] = [];
  for (const { event } of located) {
    const key = signer.keyFor(sourceOf(event));
    const last = runs.at(-1);
    if (last?.key.keyid === key.keyid) last.events.push(event);
    else runs.push({ key, events: [event] });
  }
  return runs;
}

const sourceOf = (event: unknown) =>
  typeof event === 'object' && event !== null && 'source' in event && typeof event.source === 'string'
    ? event.source
    : undefined;

const placeOf = (located: readonly Located[], { nth }: PostResult) => {
  const { file = '', place = 0 } = located[nth] ?? {};
  return { file, place };
};

const WORDS = {
  accepted: '收下',
  duplicate: '以前收过',
  conflict: '编号冲突',
  invalid: '填得不对',
  forbidden: '无权报送',
} as const;

function described(located: readonly Located[], result: PostResult): string {
  const { file, place } = placeOf(located, result);
  const reasons = result.errors?.map(({ path, message }) => `    ${path}:${message}`) ?? [`    ${result.detail ?? ''}`];
  return [red(`${file} 第${place}条 ${result.id ?? '(没有编号)'} ${WORDS[result.status]}`), ...reasons].join('\n');
}

function totals(results: readonly PostResult[]): string {
  const counts = Object.entries(WORDS).map(([status, word]) => ({
    word,
    count: results.filter((result) => result.status === status).length,
  }));
  const said = counts.filter(({ count }) => count > 0).map(({ word, count }) => `${word}${count}条`);
  return green(`共${results.length}条:${said.join(',') || '没有事件'}`);
}
