import { headingKey } from '../domain/sheets/heading-key.ts';
import { type Ask, isYes } from './ask-lines.ts';
import { bold, tell } from './terminal.ts';
import { textTable } from './text-table.ts';
import type { ConfirmedColumns, UploadView } from './uploads-client.ts';

/**
 * Shows which column would be read as what, asks for the ones that are missing and whether it is right. `yes` takes a guess that
 * leaves nothing open, without asking. Undefined where it is not right, or nobody answers.
 */
export async function askColumns(view: UploadView, ask: Ask, yes: boolean): Promise<ConfirmedColumns | undefined> {
  const { columns: asked } = view;
  if (!asked) return undefined;
  if (yes && asked.missing.length === 0 && asked.unknown.length === 0) return { columns: {} };
  const columns: Record<string, string> = {};
  const constants: Record<string, string> = {};
  for (const { field, heading } of asked.missing) {
    const answer = await askMissing(ask, heading, asked.headings);
    if (answer === undefined) return undefined;
    if (answer.kind === 'column') columns[answer.heading] = field;
    else constants[field] = answer.value;
  }
  if (!isYes(await ask('就按这样读吗?是请输 y,不是请直接回车'))) return undefined;
  return { columns, ...(Object.keys(constants).length > 0 && { constants }) };
}

type Named = { kind: 'column'; heading: string } | { kind: 'constant'; value: string };

async function askMissing(ask: Ask, wanted: string, headings: readonly string[]): Promise<Named | undefined> {
  for (;;) {
    const answer = await ask(
      `没找到“${wanted}”。它是表里的哪一列?请写那一列的列名;表里没有、每行都一样的,请写 = 和它,例如 =住院;不清楚请直接回车`,
    );
    if (answer === undefined) return undefined;
    if (answer === '') {
      tell(`没有“${wanted}”就收不下,请在表里补上这一列再传`);
      return undefined;
    }
    const value = /^[==]\s*(.+)$/.exec(answer)?.[1];
    if (value !== undefined) return { kind: 'constant', value };
    const heading = headings.find((each) => headingKey(each) === headingKey(answer));
    if (heading !== undefined && heading !== '') return { kind: 'column', heading };
    tell(`表里没有“${answer}”这一列,有:${headings.filter(Boolean).join('、')}`);
  }
}

/** Each column of the sheet, how its first row looks, and what it would be read as. */
export function columnsText(asked: NonNullable<UploadView['columns']>): string {
  const names = new Map(asked.choices.map(({ field, heading }) => [field, heading]));
  const rows = asked.headings.flatMap((heading, place) => {
    const field = asked.guess.columns[headingKey(heading)];
    if (heading === '') return [];
    return [[heading, asked.examples[0]?.[place] ?? '', field ? (names.get(field) ?? field) : '不读']];
  });
  const sheet = asked.sheet === '' ? '这张表' : `工作表“${asked.sheet}”`;
  return [bold(`${sheet}的列会这样读,请核对:`), textTable(['表里的列', '第一行(已打码)', '读作'], rows)].join('\n');
}

/** The number of people who left, typed in: so many families are not ended by a habit of pressing y. */
export async function askLeaving({ leaving = 0 }: UploadView, ask: Ask): Promise<number | undefined> {
  const answer = await ask(`确实都退出了,请输入人数 ${leaving};名单没导全或者拿不准,请直接回车`);
  return answer === String(leaving) ? leaving : undefined;
}
