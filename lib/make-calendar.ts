import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import * as z from 'zod';
import { type Calendar, CalendarSchema } from '../domain/calendar.ts';
import { type Day, yearOf } from '../domain/shanghai-day.ts';

const FILE = new URL('../provinces/calendars/cn.yaml', import.meta.url);
const FIRST_YEAR = '2024';

/** `chinese-days`: day → 'English name,中文名,number of statutory days'. */
const packageDays = z.object({
  holidays: z.record(z.string(), z.string()),
  workdays: z.record(z.string(), z.string()),
});

const HEAD = `# 全国放假和调休安排,所有“几个工作日内”的期限都照这张表计算。
#
# 每年怎么添加下一年:
#   1. 国务院办公厅一般在11月公布下一年的放假安排,以公布的通知为准。
#   2. 在 years 下照上一年的样子添一段:holidays 写每一个放假的日子(连周末也写上),
#      makeUpWorkdays 写每一个调休上班的周六、周日;没有调休就写 []。日期写成 2027-01-01 这样。
#   3. 保存后重新部署。写错的日子(不存在、不在那一年、既放假又上班)会指出是哪一个,不会悄悄放过。
# 没有添加下一年也不耽误预警:跨到那一年的期限先按周一至周五计算并标明“暂定”,添加以后自动重算。
#
# 命令 npm run calendar 按 chinese-days 软件包重写这个文件:软件包里有的年份以软件包为准,
# 手工添加而软件包里还没有的年份原样保留。
`;

function chineseName(entry: string | undefined): string {
  return entry?.split(',')[1] ?? '';
}

function list(key: string, days: Day[], remarkOf: (day: Day) => string): string {
  if (days.length === 0) return `    ${key}: []\n`;
  const rows = days.map((day) => `      - ${day}${remarkOf(day) === '' ? '' : ` # ${remarkOf(day)}`}\n`);
  return `    ${key}:\n${rows.join('')}`;
}

/** The text of the calendar file: the package's years from 2024 on, and the years of `kept` that it does not have. */
export function calendarYaml(kept: Calendar['years'] = {}): string {
  const path = createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json');
  const { holidays, workdays } = packageDays.parse(JSON.parse(readFileSync(path, 'utf8')));
  const published = new Set(Object.keys(holidays).map(yearOf));
  const years = [...new Set([...published, ...Object.keys(kept)])].filter((it) => it >= FIRST_YEAR).sort();
  const blocks = years.map((year) => {
    const inYear = (days: Record<Day, string>) => Object.keys(days).filter((it) => yearOf(it) === year);
    const free = published.has(year) ? inYear(holidays) : (kept[year]?.holidays ?? []);
    const worked = published.has(year) ? inYear(workdays) : (kept[year]?.makeUpWorkdays ?? []);
    return [
      `  "${year}":\n`,
      list('holidays', [...free].sort(), (day) => chineseName(holidays[day])),
      list('makeUpWorkdays', [...worked].sort(), (day) =>
        workdays[day] === undefined ? '' : `${chineseName(workdays[day])}调休`,
      ),
    ].join('');
  });
  return `${HEAD}\nsource: chinese-days 软件包,依据国务院办公厅历年放假通知\nyears:\n${blocks.join('')}`;
}

if (import.meta.main) {
  const kept = existsSync(FILE) ? CalendarSchema.parse(parse(readFileSync(FILE, 'utf8'))).years : {};
  writeFileSync(FILE, calendarYaml(kept));
}
