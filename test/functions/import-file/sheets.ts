import { makePerson } from '../../factories.ts';

type Cells = Readonly<Record<string, string>>;
type Sheet = readonly (readonly string[])[];

const expenseHeadings = [
  '身份证号码',
  '姓名',
  '居住地代码',
  '结算编号',
  '结算日期',
  '就医类别',
  '医疗费总额',
  '基金支付总额',
  '个人负担',
];

/** A row of a list of settlements; `n` 0–999 is its person and its number. */
export const expense = (n: number, overrides: Cells = {}): string[] => {
  const { idNumber, name } = makePerson(n);
  const cells: Cells = {
    身份证号码: idNumber,
    姓名: name,
    居住地代码: '621122105',
    结算编号: `S-${n}`,
    结算日期: '2026-10-20',
    就医类别: '住院',
    医疗费总额: '9000',
    基金支付总额: '6900',
    个人负担: '2100.50',
    ...overrides,
  };
  return expenseHeadings.map((heading) => cells[heading] ?? '');
};

export const expenses = (rows: Sheet) => csv([expenseHeadings, ...rows]);

const rosterHeadings = ['身份证号码', '姓名', '居住地代码', '类别', '类别起始日期'];

/** A row of a roster; `n` 0–999 is its person. */
export const listed = (n: number, overrides: Cells = {}): string[] => {
  const { idNumber, name } = makePerson(n);
  const cells: Cells = {
    身份证号码: idNumber,
    姓名: name,
    居住地代码: '621122105',
    类别: '城乡低保对象',
    类别起始日期: '2025-01-01',
    ...overrides,
  };
  return rosterHeadings.map((heading) => cells[heading] ?? '');
};

export const roster = (rows: Sheet) => csv([rosterHeadings, ...rows]);
export const changes = (rows: Sheet) => csv([[...rosterHeadings, '变动'], ...rows]);

export const csv = (rows: Sheet) => `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;
