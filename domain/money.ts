import { type Parsed, refused, taken } from './refusal.ts';
import { halfWidth, withoutInvisible } from './typed-code.ts';

/** Sums of binary fractions leave a tail of this relative size; a third decimal that somebody wrote is far larger. */
const BINARY_TAIL = 1e-12;
const LARGEST_TAIL_IN_FEN = 1e-3;

const DECIMAL = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/;

/**
 * Yuan, as a JSON number or a decimal string (thousands commas allowed), to integer fen. A binary tail such as
 * 12850.300000000001 is rounded to the fen; a real third decimal is refused, because somebody meant something by it.
 * Negative amounts are refused unless `signed`: a refund is a flag, not a sign.
 */
export function parseYuan(input: number | string, { signed = false }: { signed?: boolean } = {}): Parsed<number> {
  const text = withoutInvisible(halfWidth(String(input)))
    .trim()
    .replace(/^'/, '');
  if (text === '') return refused('money-empty', '金额没有填');
  const amount = Number(text.replaceAll(',', ''));
  if (!Number.isFinite(amount) || (typeof input === 'string' && !DECIMAL.test(text))) {
    return refused('money-form', '金额只能写数字,单位是元,例如 12850.30');
  }
  if (!signed && amount < 0) return refused('money-negative', '金额不能是负数');
  const fen = exactFen(text) ?? fenUnderTail(amount);
  if (fen === undefined) return refused('money-third-decimal', '金额最多两位小数,只到分');
  if (!Number.isSafeInteger(fen)) return refused('money-too-large', '金额太大');
  return taken(fen === 0 ? 0 : fen);
}

/** From the digits as written, so that large amounts meet no binary fraction at all. */
function exactFen(text: string): number | undefined {
  const [, sign, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined || /[1-9]/.test(fraction.slice(2))) return undefined;
  return Number(`${sign}${whole.replaceAll(',', '')}${fraction.slice(0, 2).padEnd(2, '0')}`);
}

function fenUnderTail(amount: number): number | undefined {
  const fen = Math.round(amount * 100);
  const tail = Math.abs(amount * 100 - fen);
  return tail <= Math.min(Math.max(1e-9, Math.abs(fen) * BINARY_TAIL), LARGEST_TAIL_IN_FEN) ? fen : undefined;
}

function split(fen: number): { sign: boolean; yuan: number; cents: number } {
  if (!Number.isSafeInteger(fen)) throw new RangeError('an amount is a whole number of fen');
  const size = Math.abs(fen);
  return { sign: fen < 0, yuan: Math.floor(size / 100), cents: size % 100 };
}

/** 308000 → '3080.00' */
export function formatYuan(fen: number): string {
  const { sign, yuan, cents } = split(fen);
  return `${sign ? '-' : ''}${yuan}.${String(cents).padStart(2, '0')}`;
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const UNITS = [
  [100_000_000, '亿'],
  [10_000, '万'],
  [1000, '仟'],
  [100, '佰'],
  [10, '拾'],
] as const;

function wholeInWords(n: number): string {
  for (const [unit, name] of UNITS) {
    if (n < unit) continue;
    const rest = n % unit;
    const gap = rest > 0 && rest < unit / 10 ? '零' : '';
    return `${wholeInWords(Math.floor(n / unit))}${name}${gap}${rest > 0 ? wholeInWords(rest) : ''}`;
  }
  return DIGITS.charAt(n);
}

/** 308000 → 叁仟零捌拾元整, by the rules for financial documents (中国人民银行《支付结算办法》附一). */
export function yuanInWords(fen: number): string {
  const { sign, yuan, cents } = split(fen);
  const jiao = Math.floor(cents / 10);
  const rest = cents % 10;
  const parts = [
    sign ? '负' : '',
    yuan > 0 || cents === 0 ? `${wholeInWords(yuan)}元` : '',
    jiao > 0 ? `${DIGITS.charAt(jiao)}角` : yuan > 0 && rest > 0 ? '零' : '',
    rest > 0 ? `${DIGITS.charAt(rest)}分` : '整',
  ];
  return parts.join('');
}
