import { describe, expect, it } from 'vitest';
import { askColumns, askLeaving, columnsText } from '../../bin/upload-questions.ts';
import { anUpload } from './uploads-stand-in.ts';

/** Answers in this order, then nobody is there any more; and what was asked. */
function answering(...answers: string[]) {
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    return answers.shift();
  };
  return { ask, asked };
}

const columns = {
  sheet: '',
  headings: ['证件', '姓 名', '备注', ''],
  guess: { name: '按表头猜的', columns: { 姓名: 'person.name', 备注: '' } },
  missing: [
    { field: 'person.idNumber', heading: '身份证号码' },
    { field: 'visitType', heading: '就诊类别' },
  ],
  unknown: ['证件'],
  choices: [{ field: 'person.name', heading: '姓名', required: false, hint: '' }],
  examples: [['6*******', '王**', '无', '']],
};
const asking = { ...anUpload, type: 'medical-expense' as const, status: 'asking-columns' as const, columns };

describe('the columns of a sheet', () => {
  it('are shown with how the first row looks and what they are read as', () => {
    const [head, , , ...rows] = columnsText(columns).split('\n');
    expect(head).toContain('这张表的列会这样读');
    expect(rows.map((row) => row.split(/ {2,}/))).toEqual([
      ['证件', '6*******', '不读'],
      ['姓 名', '王**', '姓名'],
      ['备注', '无', '不读'],
    ]);
  });

  it.each([
    ['named as they stand there', ['证件', '备注', 'y'], { columns: { 证件: 'person.idNumber', 备注: 'visitType' } }],
    [
      'named once more after a slip',
      ['身份证', '证件', '备注', '是'],
      { columns: { 证件: 'person.idNumber', 备注: 'visitType' } },
    ],
    [
      'named as people type it',
      [' 证件 ', '备注(选填)', 'Y'],
      { columns: { 证件: 'person.idNumber', 备注: 'visitType' } },
    ],
    [
      'the same in every row',
      ['证件', '=住院', 'y'],
      { columns: { 证件: 'person.idNumber' }, constants: { visitType: '住院' } },
    ],
    ['left open', ['证件', '', 'y'], undefined],
    ['not right', ['证件', '=住院', 'n'], undefined],
    ['never answered', [], undefined],
    ['answered half', ['证件'], undefined],
  ])('that are %s', async (_, answers, confirmed) => {
    const { ask } = answering(...answers.map((answer) => answer.trim()));
    expect(await askColumns(asking, ask, false)).toEqual(confirmed);
  });

  it.each([
    ['nothing is open', [], [], { columns: {} }, 0],
    ['a heading is not known', [], ['证件'], undefined, 1],
    ['a column is missing', columns.missing, [], undefined, 1],
  ])('are taken without a question only where %s', async (_, missing, unknown, confirmed, questions) => {
    const { ask, asked } = answering();
    const given = { ...asking, columns: { ...columns, missing, unknown } };
    expect(await askColumns(given, ask, true)).toEqual(confirmed);
    expect(asked).toHaveLength(questions);
  });
});

describe('people who left a list', () => {
  it.each([
    ['31', 31],
    ['y', undefined],
    ['30', undefined],
    ['031', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('are ended only by their number: %j', async (answer, confirmed) => {
    const { ask } = answering(...(answer === undefined ? [] : [answer]));
    expect(await askLeaving({ ...anUpload, status: 'asking-leaving', leaving: 31 }, ask)).toBe(confirmed);
  });
});
