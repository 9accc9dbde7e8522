import { expect, test } from 'vitest';
import { buildStatement } from '../../../../domain/statement.ts';
import { statementHtml } from '../../../../functions/shared/statement-sheet/html.ts';
import { grant, order, PREVIOUS, SPECIMEN } from '../../../domain/statement-records.ts';

const page = statementHtml(buildStatement(order({ grants: SPECIMEN, previous: PREVIOUS })));

test('the page is Chinese, without script and without anything from elsewhere', () => {
  expect(page).toContain('<html lang="zh-CN">');
  expect(page).not.toMatch(/<script|<link|<img|src=|url\(|@import|https?:/);
});

test('its title, which a phone shows in its list of pages, names nobody', () => {
  expect(page).toContain('<title>帮扶清单</title>');
});

test('every line is a row of six cells under six headings, in two tables', () => {
  expect(page.match(/<td /g)).toHaveLength(7 * 6);
  expect(page.match(/scope="col"/g)).toHaveLength(2 * 6);
});

test('sum, adjustment, reimbursement and warning stand on it, with wide marks', () => {
  expect(page).toContain('现金一共3080.00元\uff08叁仟零捌拾元整\uff09。另有棉被2床、上门照料6次\uff0c不折成钱。');
  expect(page).toContain('9月份有一笔残疾人补贴80.00元上次没来得及记');
  expect(page).toContain('看病报销一共6823.45元');
  expect(page).toContain('这张单子不收一分钱');
});

test('numbers to ring can be tapped, amounts cannot', () => {
  expect(page).toContain('<a href="tel:09325550123">0932-5550123</a>');
  expect(page).toContain('<a href="tel:110">110</a>');
  expect(page.match(/href=/g)).toHaveLength(4);
});

test.each(['programme', 'department', 'inKind', 'payee'] as const)('what stands in %s is escaped', (field) => {
  const html = statementHtml(buildStatement(order({ grants: [grant({ [field]: `<b onclick="x('1')">&` })] })));
  expect(html).not.toContain('<b onclick');
  expect(html).toContain('&lt;b onclick=&quot;x');
  expect(html).toContain('&amp;');
});

test('a quarter without aid shows no table', () => {
  const html = statementHtml(buildStatement(order()));
  expect(html).not.toContain('<table');
  expect(html).toContain('这三个月没有新的帮扶记录');
});
