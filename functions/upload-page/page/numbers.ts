/** 12,850 */
export const grouped = (count: number): string => String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');

/** Bytes as people say them; a small file is never 0. */
export function sizeText(bytes: number): string {
  const units: readonly (readonly [string, number])[] = [
    ['GB', 2 ** 30],
    ['MB', 2 ** 20],
    ['KB', 2 ** 10],
  ];
  const [unit, size] = units.find(([, each]) => bytes >= each) ?? ['KB', 2 ** 10];
  const amount = bytes / size;
  return `${amount >= 100 || unit === 'KB' ? Math.max(1, Math.round(amount)) : amount.toFixed(1)} ${unit}`;
}

/** Whole per cent, and 100 only where all is done. */
export const percent = (done: number, total: number): number =>
  total <= 0 ? 100 : Math.min(100, Math.floor((done / total) * 100));

/** 11月30日 18:05, in Shanghai, whatever the machine's own zone is. */
export function timeText(iso: string): string {
  const at = new Date(Date.parse(iso) + 8 * 3_600_000);
  if (Number.isNaN(at.getTime())) return '';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** 2026-11, in Shanghai. `now` is epoch ms. */
export const monthOf = (now: number): string => new Date(now + 8 * 3_600_000).toISOString().slice(0, 7);
