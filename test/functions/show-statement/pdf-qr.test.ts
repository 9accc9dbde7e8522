import decodeQR from 'qr/decode.js';
import { describe, expect, test } from 'vitest';
import { doorKeyIn, sheetLink } from '../../../functions/shared/statement-door.ts';
import { type QrCode, qrCode } from '../../../functions/show-statement/pdf-qr.ts';

const TOKEN = 'aB3dEfGh1JkLmNoPqRsTuV';

/** As a camera would see it: eight pixels a module on white paper, with a thumb on the first `hidden` rows of the middle. */
function photographed({ rows }: QrCode, hidden = 0) {
  const [scale, border] = [8, 4];
  const side = (rows.length + 2 * border) * scale;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [row, column] = [Math.floor(y / scale) - border, Math.floor(x / scale) - border];
      const underThumb = Math.abs(column - 16) < hidden && Math.abs(row - 16) < hidden;
      if (rows[row]?.[column] && !underThumb) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  return { width: side, height: side, data };
}

test.each(['jz.example.gov.cn/q', 'jz.example.gov.cn/q/', 'https://jz.example.gov.cn/q'])(
  'the site %s of the messages has its links under /s',
  (site) => {
    expect(sheetLink(site, TOKEN)).toBe(`https://jz.example.gov.cn/s/${TOKEN}`);
  },
);

test.each([
  [TOKEN, TOKEN],
  [TOKEN.slice(1), undefined],
  [`${TOKEN}x`, undefined],
  ['../../../../etc/passwd', undefined],
])('%s in a link is the token %s', (token, key) => {
  expect(doorKeyIn(token)).toBe(key);
});

describe('the code on the sheet', () => {
  const link = sheetLink('jz.example.gov.cn/q', TOKEN);

  test('says the link to who scans it, and still with a stain on it', () => {
    expect(decodeQR(photographed(qrCode(link)))).toBe(link);
    expect(decodeQR(photographed(qrCode(link), 3))).toBe(link);
  });

  test.each([
    [link, 33, 70],
    [sheetLink('shehuijiuzhu.minzheng.yunnan.gov.cn/q', TOKEN), 37, 70],
    [sheetLink(`${'shehuijiuzhu.'.repeat(6)}gov.cn/q`, TOKEN), 45, 45 * 1.7],
  ])('of %s has %i modules a side and is %d points wide', (address, modules, size) => {
    const code = qrCode(address);
    expect(code.rows).toHaveLength(modules);
    expect(code.size).toBeCloseTo(size, 5);
  });
});
