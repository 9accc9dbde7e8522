import { Cron } from 'croner';

/** When a schedule is next due. */
export interface AwsSchedule {
  /** First instant after `now`, both epoch ms; undefined where there is none. */
  next(now: number): number | undefined;
}

const UNIT_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/**
 * Reads `rate(10 minutes)` or `cron(0 17 * * ? *)`, in UTC as EventBridge rules are. A rate is aligned to the epoch, so
 * `rate(10 minutes)` runs at :00, :10 and so on however often the hub starts. Throws where the expression is neither.
 */
export function readSchedule(expression: string): AwsSchedule {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) return everySo(Number(rate[1]) * unitMs(rate[2]));
  const cron = /^cron\((.+)\)$/.exec(expression);
  if (cron === null) throw new Error(`no schedule: ${expression}`);
  const job = new Cron(cronerPattern(cron[1] ?? ''), {
    timezone: 'UTC',
    paused: true,
    alternativeWeekdays: true,
    mode: '7-part',
  });
  return { next: (now) => job.nextRun(new Date(now))?.getTime() };
}

const unitMs = (unit: string | undefined): number =>
  unit === 'day' ? UNIT_MS.day : unit === 'hour' ? UNIT_MS.hour : UNIT_MS.minute;

const everySo = (ms: number): AwsSchedule => ({ next: (now) => (Math.floor(now / ms) + 1) * ms });

/**
 * AWS' six fields (minute hour day month weekday year) as croner's seven, with seconds before them. `?` says "whatever the
 * other day field says", which is `*` there. Weekdays count from 1 = Sunday in AWS: croner's `alternativeWeekdays`.
 */
export function cronerPattern(expression: string): string {
  const parts = expression.trim().split(/\s+/);
  const [minute, hour, day, month, weekday, year] = parts;
  if (parts.length !== 6 || (day !== '?') === (weekday !== '?')) {
    throw new Error(`cron(${expression}) needs six fields, one of day and weekday being ?`);
  }
  const fields = [minute, hour, day, month, weekday, year].map((field = '*', index) =>
    field === '?' ? '*' : field.replaceAll(/(?<![-\d])(\d+)\//g, `$1-${LAST[index]}/`),
  );
  return ['0', ...fields].join(' ');
}

/** Last value of each of AWS' fields: `5/15` means from 5 to there, which croner wants to be said. */
const LAST = [59, 23, 31, 12, 7, 2199] as const;
