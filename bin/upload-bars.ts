import { SingleBar } from 'cli-progress';
import type { UploadShow } from './upload-file.ts';

const MIB = 1024 * 1024;
const mib = (bytes: number) => (bytes / MIB).toFixed(1);

/** Progress of bytes, and then of rows; how many rows a file has nobody knows before they are read. Only at a terminal. */
export function uploadBars(tell: (text: string) => void, shown: boolean): UploadShow & Disposable {
  const bytes = new SingleBar({
    format: '上传 {bar} {percentage}%  {sent}/{all} MiB',
    hideCursor: true,
    clearOnComplete: true,
  });
  const rows = new SingleBar({
    format: '已读 {value} 行  收下 {accepted}  没收下 {rejected}',
    hideCursor: true,
    clearOnComplete: true,
  });
  let all = 0;
  let sent = 0;
  let reading = false;
  return {
    announced({ uploadId, status, bytes: size }, fresh, missing) {
      if (!fresh && status === 'receiving' && missing > 0)
        tell(`接着上次的传(${uploadId}),还差 ${mib(missing)} / ${mib(size)} MiB`);
      else if (!fresh) tell(`同样的文件已经传过,还没办完,就看这一份(${uploadId})`);
      all = size;
      sent = size - missing;
      if (shown && missing > 0) bytes.start(all, sent, { sent: mib(sent), all: mib(all) });
    },
    sent(count) {
      sent += count;
      if (shown) bytes.update(Math.max(0, sent), { sent: mib(Math.max(0, sent)), all: mib(all) });
    },
    arrived({ uploadId }) {
      bytes.stop();
      tell(`文件传到了,编号 ${uploadId}。可以等着看结果;也可以按 Ctrl-C 走开,过后用 --status ${uploadId} 再看`);
    },
    read({ rows: { read, accepted, rejected } }) {
      if (!shown) return;
      if (!reading) rows.start(Number.MAX_SAFE_INTEGER, read, { accepted, rejected });
      reading = true;
      rows.update(read, { accepted, rejected });
    },
    [Symbol.dispose]() {
      bytes.stop();
      rows.stop();
    },
  };
}
