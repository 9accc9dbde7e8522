import type * as z from 'zod';
import { figureNames, figures } from '../../domain/statistics.ts';
import { outcomes } from '../../domain/warning.ts';
import { outcomeNames } from '../../domain/warning-acts.ts';
import { csvText } from '../shared/sheets/write-csv.ts';
import type { statistics } from './statistics-answers.ts';

type Answer = z.output<typeof statistics>;
type Share = Answer['total']['inTime'];

export const keyHeadings = new Map([
  ['division', '区划代码'],
  ['level', '级别'],
  ['day', '日期'],
  ['month', '月份'],
  ['indicator', '指标'],
  ['provider', '短信平台'],
  ['failure', '原因'],
]);

/** The figures as a sheet: the total first, then its parts; shares with the whole they are of. */
export function statisticsCsv(answer: Answer): string {
  return csvText(answer.by === 'indicator' ? indicatorRows(answer) : figureRows(answer));
}

function figureRows({ by = '', place, division, total, lines }: Answer): string[][] {
  const headings = [
    keyHeadings.get(by) ?? '区划代码',
    '名称',
    ...figureNames.map((name) => figures[name].name),
    '办结',
    ...outcomes.options.map((name) => outcomeNames[name]),
    '按时入户率(%)',
    '救助率(%)',
  ];
  const figureCells = ({ counts, outcomes: ended, inTime, aided }: Answer['total']) => [
    ...figureNames.map((name) => String(counts[name])),
    String(aided.of),
    ...outcomes.options.map((name) => String(ended[name])),
    percent(inTime),
    percent(aided),
  ];
  const parts = lines.flatMap((line) => ('counts' in line ? [[line.key, line.name, ...figureCells(line)]] : []));
  return [headings, [division, `${place}合计`, ...figureCells(total)], ...parts];
}

function indicatorRows({ lines }: Answer): string[][] {
  const parts = lines.flatMap((line) =>
    'raised' in line
      ? [[line.key, line.name, String(line.raised.part), String(line.raised.of), percent(line.raised)]]
      : [],
  );
  return [['指标', '名称', '有这个指标的新发预警', '全部新发预警', '占比(%)'], ...parts];
}

export const percent = ({ percent: value }: Share) => (value === undefined ? '' : value.toFixed(1));
