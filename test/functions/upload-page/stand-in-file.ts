import * as z from 'zod';

export const announced = z.object({
  type: z.string(),
  mode: z.string().optional(),
  filename: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  dryRun: z.boolean(),
});

/** A file as the stand-in keeps it; parts by their number. */
export interface StandInFile extends z.output<typeof announced> {
  uploadId: string;
  status: string;
  rows: { read: number; accepted: number; unchanged: number; duplicate: number; rejected: number };
  errors: object[];
  parts: Map<number, Buffer>;
  corrected?: string;
}

/** Small, so that a short file has several. */
export const PART_BYTES = 64 * 1024;

export const missingOf = ({ uploadId, bytes, parts }: StandInFile, origin: string) =>
  Array.from({ length: Math.ceil(bytes / PART_BYTES) }, (_, i) => ({
    url: `${origin}/part/${uploadId}/${i}`,
    headers: {},
    from: i * PART_BYTES,
    to: Math.min(bytes, (i + 1) * PART_BYTES),
  })).filter(({ from, to }) => parts.get(from / PART_BYTES)?.length !== to - from);

/** Reads a CSV: a row that holds 错 is rejected, one that is `known` is unchanged. */
export function readStandInFile(file: StandInFile, known: Set<string>): void {
  const parts = [...file.parts].sort(([a], [b]) => a - b).map(([, part]) => part);
  const [head = '', ...lines] = Buffer.concat(parts)
    .toString()
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const mended = head.startsWith('错误原因,');
  const rows = lines.map((line) => (mended ? line.slice(line.indexOf(',') + 1) : line));
  const wrong = (row: string) => row.includes('错');
  const rejected = rows.filter(wrong).length;
  const unchanged = rows.filter((row) => !wrong(row) && known.has(row)).length;
  file.status = 'done';
  file.rows = { read: rows.length, accepted: rows.length - rejected - unchanged, unchanged, duplicate: 0, rejected };
  file.errors = rows.flatMap((row, i) =>
    wrong(row) ? [{ sheet: '', line: i + 2, column: '身份证号码', value: '6211**********0314', message: REASON }] : [],
  );
  if (!file.dryRun) for (const row of rows) if (!wrong(row)) known.add(row);
  if (rejected === 0) return;
  const marked = rows.map((row) => `${wrong(row) ? REASON : ''},${row}`);
  file.corrected = [`\uFEFF错误原因,${mended ? head.slice('错误原因,'.length) : head}`, ...marked].join('\r\n');
}

const REASON = '身份证号码的校验位不对';
