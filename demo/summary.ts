import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Connection } from '../bin/connection.ts';
import { keptKeys } from '../bin/kept-keys.ts';
import { localToken } from '../bin/local-issuer.ts';
import { type StaffApi, staffApi } from '../bin/staff-api.ts';
import { bold, dim } from '../bin/terminal.ts';
import { textTable } from '../bin/text-table.ts';
import { type ListedWarning, oneWarning, warningText, worklist } from '../bin/warning-text.ts';
import { warningWords } from '../bin/warning-words.ts';
import { dayOf } from '../domain/shanghai-day.ts';
import { COUNTY } from './county.ts';
import { personId } from './hand-out.ts';
import type { MadeUpHousehold } from './made-up/household.ts';
import type { Played } from './play.ts';
import type { SentSheet } from './send-sheet.ts';

const LEVELS = ['red', 'orange', 'yellow', 'blue'];

export interface Told {
  connection: Connection;
  outbox: string;
  red: MadeUpHousehold;
  played: Played;
  events: number;
  households: number;
}

/** What the month left behind, for a person to read. */
export async function summaryText(told: Told): Promise<string> {
  const { connection } = told;
  const { data = '', url, now } = connection;
  const token = await localToken(data, url, { role: 'county', division: COUNTY, sub: 'demo-county' }, now());
  const api = staffApi(url, token);
  const words = warningWords(connection.province);
  const open = await worklist(api, new URLSearchParams(), 100_000);
  const [head] = told.red.members;
  const person = await personId(api, head.idNumber);
  const shown = await theOne(api, open);
  const parts = [
    section('报送', counted(told)),
    section('用表格报的', sheetsText(told.played.sheets)),
    section(`在办的预警:${open.length}条`, byTownship(open, words)),
    ...(shown ? [section('其中一条是怎么来的', warningText(shown, words))] : []),
    section('发出的短信(手机号打码,全文在 outbox.ndjson)', messages(told.outbox)),
    section('没有手机、要打电话的', await callBacks(api)),
    section('帮扶清单', await statementOf(api, person, data)),
  ];
  return parts.join('\n\n');
}

const section = (title: string, text: string) => `${bold(`■ ${title}`)}\n${text}`;

function counted({ played, events, households }: Told): string {
  const { accepted = 0, duplicate = 0, conflict = 0, invalid = 0, forbidden = 0 } = played.tally;
  const kinds = new Map(played.refused.map((result) => [reasonOf(result), result.id]));
  const again = accepted === 0 ? '\n这个月以前放过:同样的事件又发了一遍,一条也没有重复记。' : '';
  return [
    `${households}户,${events}条,${Math.round(played.ms / 1000)}秒:收下${accepted},重复${duplicate},冲突${conflict},填错${invalid},无权${forbidden}`,
    `工作人员入户并办结${played.worked}条${again}`,
    ...[...kinds].map(([reason, id]) => dim(`  ${id ?? '(没有编号)'} ${reason}`)),
  ].join('\n');
}

/** Rows of each file by what became of them, and where the sheet lies that is to be mended. */
function sheetsText(sheets: readonly SentSheet[]): string {
  const rows = sheets.map(({ file, view: { rows: counts } }) => [
    path.basename(file),
    ...[counts.read, counts.accepted, counts.unchanged, counts.duplicate, counts.rejected].map(String),
  ]);
  const wrong = sheets.flatMap(({ view, corrected }) => [
    ...view.errors
      .slice(0, MOST_ERRORS)
      .map((each) => dim(`  第${[`${each.line}行`, each.column].filter(Boolean).join(' ')}:${each.message}`)),
    ...(corrected === undefined ? [] : [`没收下的行和原因写在 ${path.resolve(corrected)},改好整张再传`]),
  ]);
  return [textTable(['文件', '读到', '收下', '没变', '重复', '退回'], rows), ...wrong].join('\n');
}

const MOST_ERRORS = 6;

const reasonOf = ({ errors, detail }: Played['refused'][number]) =>
  errors?.map(({ path: at, message }) => `${at}:${message}`).join(';') ?? detail ?? '';

function byTownship(open: readonly ListedWarning[], words: ReturnType<typeof warningWords>): string {
  const townships = [...Map.groupBy(open, ({ division }) => division)].toSorted((a, b) => b[1].length - a[1].length);
  const row = (name: string, warnings: readonly ListedWarning[]) => [
    name,
    ...LEVELS.map((level) => String(warnings.filter((warning) => warning.level === level).length)),
    String(warnings.filter(({ overdue }) => overdue).length),
    String(warnings.length),
  ];
  return textTable(
    ['乡镇', ...LEVELS.map(words.level), '超期', '合计'],
    [...townships.map(([code, warnings]) => row(words.place(code), warnings)), row('全县', open)],
  );
}

/** The warning with the most points tells the most. */
async function theOne(api: StaffApi, open: readonly ListedWarning[]) {
  const [most] = open.toSorted((a, b) => b.score - a.score);
  return most && oneWarning(api, most.id);
}

const message = z.looseObject({ at: z.string(), phoneNumber: z.string(), message: z.string() });

/** The newest message of each beginning: one of each kind. */
function messages(outbox: string): string {
  const lines = existsSync(outbox) ? readFileSync(outbox, 'utf8').trim().split('\n').filter(Boolean) : [];
  const sent = lines.map((line) => message.parse(JSON.parse(line)));
  const kinds = new Map(sent.map((one) => [kindOf(one.message), one]));
  const shown = [...kinds.values()].slice(-7).map(({ at, phoneNumber, message: text }) => {
    const masked = phoneNumber.replace(/^\+86/, '').replace(/^(\d{3})\d{4}/, '$1****');
    return `${dayOf(Date.parse(at))} ${masked} ${text}`;
  });
  return [`共${sent.length}条,每样一条:`, ...shown].join('\n');
}

/** Names, numbers and dates differ from message to message of a kind; some of its fixed words do not. */
const kindOf = (text: string) =>
  ['催办', '早上好', '已批准', '查询码', '红色', '提醒', '到期'].find((word) => text.includes(word)) ??
  text.slice(0, 12);

const calls = z.looseObject({
  items: z.array(z.looseObject({ place: z.string(), text: z.string(), status: z.string() })),
});

async function callBacks(api: StaffApi): Promise<string> {
  const { items } = await api.get('/v1/call-backs?limit=100', calls);
  const shown = items.slice(0, 3).map(({ place, text }) => `  ${place} ${text}`);
  return [items.length === 0 ? '没有' : `${items.length}个,照着短信原文念,例如:`, ...shown].join('\n');
}

const statements = z.looseObject({
  items: z.array(z.looseObject({ id: z.string(), label: z.string(), cash: z.string(), issuedAt: z.string() })),
});

/** The quarter's statement of the family that fell ill, as it would be printed. */
async function statementOf(api: StaffApi, person: string, data: string): Promise<string> {
  const { items } = await api.get(`/v1/people/${person}/statements`, statements);
  const [newest] = items.toSorted((a, b) => Date.parse(b.issuedAt) - Date.parse(a.issuedAt));
  if (!newest) return '还没有到出清单的时候';
  const accept = 'application/pdf';
  const response = await api.call('GET', `/v1/statements/${encodeURIComponent(newest.id)}`, { accept });
  const file = path.resolve(data, '帮扶清单.pdf');
  writeFileSync(file, Buffer.from(await response.arrayBuffer()), { mode: 0o600 });
  return `王秀英家 ${newest.label},现金${newest.cash}:${bold(file)}`;
}

/** From here a person goes on alone, by the hub's clock: the last evening of the year. */
export function nextCommands({ data = '', url }: Connection): string {
  const key = keptKeys(data).findLast(({ department }) => department === 'medical-insurance');
  const commands = [
    ['看在办的预警', `npx jiuzhu warnings --division ${COUNTY} --data ${data}`],
    ['再报一条', `npx jiuzhu post events/hospitalization.json --today --data ${data}`],
    ['核对有没有漏', `npx jiuzhu reconcile --day 2026-12-23 --data ${data}`],
    ['给前端的令牌', `npx jiuzhu token township 621121101 --data ${data}`],
    ['接口文档', `${url}/docs`],
    ...(key ? [['网页上传表格', `${url}/upload 密钥编号 ${key.keyid} 密钥 ${key.secret}`]] : []),
  ];
  return [
    bold(`■ hub 还开着:${url},它的时钟走到了演完的那天(2026年12月31日)`),
    ...commands.map(([what, command]) => `${what} ${dim('›')} ${command}`),
    dim(
      '按 Ctrl-C 关闭;再运行一次 npm run demo,同样的事件不会重复记 / Ctrl-C stops it; playing again adds nothing twice',
    ),
  ].join('\n');
}
