import type { StatementLine } from '../../../domain/statement-schema.ts';

/** The columns of a statement, on paper and on a screen; `short` labels the cards of a narrow one. */
export const COLUMNS = [
  { key: 'day', heading: '哪天', short: '哪天', text: (line: StatementLine) => line.dayText },
  { key: 'programme', heading: '什么帮扶', short: '什么帮扶', text: (line: StatementLine) => line.programme },
  { key: 'department', heading: '哪个部门', short: '哪个部门', text: (line: StatementLine) => line.department },
  { key: 'recipient', heading: '给谁的', short: '给谁的', text: (line: StatementLine) => line.recipient },
  { key: 'what', heading: '多少钱或什么东西', short: '钱或东西', text: (line: StatementLine) => line.what },
  { key: 'status', heading: '到账没有', short: '到账没有', text: (line: StatementLine) => line.statusText },
] as const;

/** Headings of the parts below the table. */
export const PARTS = {
  adjustments: '补记',
  reimbursements: '看病报销',
  askWhom: '找谁',
  reminder: '提醒',
  slip: '送达联',
} as const;
