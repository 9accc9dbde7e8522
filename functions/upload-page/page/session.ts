import { pause, putPartsOf } from './browser.ts';
import { columnsScreen } from './columns-screen.ts';
import { deskScreen } from './desk-screen.ts';
import { element } from './element.ts';
import { whileWanted } from './file-digest.ts';
import { follow, isWorking } from './follow.ts';
import { Refused } from './hub.ts';
import { leavingScreen } from './leaving-screen.ts';
import { monthSheet } from './month-sheet.ts';
import { sentenceOf } from './notice.ts';
import type { Begun } from './order-form.ts';
import { progressScreen } from './progress-screen.ts';
import { resultScreen } from './result-screen.ts';
import { type SendOrder, sendFile } from './send-file.ts';
import type { Screen, Stage } from './stage.ts';
import type { UploadView } from './upload-view.ts';
import type { ColumnsSaid, Desk, Uploads } from './uploads.ts';

export interface SessionPorts {
  uploads: Uploads;
  stage: Stage;
  /** Epoch ms, by the hub's clock. */
  now: () => number;
  /** The key or token is not good any more. */
  signOut: (said: string) => void;
}

/** What one signed-in department does on the page, from the first desk to leaving. */
export class Session {
  readonly #ports: SessionPorts;
  #desk: Desk;
  /** What was sent last: the file is still at hand for sending it for real, or for the rest of it. */
  #order: SendOrder | undefined;
  /** Counts screens: what a former one still waits for is let go. */
  #turn = 0;

  constructor(ports: SessionPorts, desk: Desk) {
    this.#ports = ports;
    this.#desk = desk;
  }

  /** The desk as it is known. */
  begin(begun: Begun = {}, said?: string): void {
    this.#turn++;
    const { stage, uploads, now } = this.#ports;
    stage.show(
      deskScreen(
        {
          desk: this.#desk,
          begun,
          ...(said !== undefined && { said }),
          month: monthSheet({ uploads, now }),
        },
        { send: (order) => void this.#send(order), open: (upload) => void this.#open(upload), say: stage.say },
      ),
    );
  }

  /** Nobody is here any more: what is on its way is let go. */
  end(): void {
    this.#turn++;
    this.#order = undefined;
  }

  /** The desk as it is now. */
  #home(begun: Begun = {}, said?: string): Promise<void> {
    return this.#try(async () => {
      this.#desk = await this.#ports.uploads.desk();
      this.begin(begun, said);
    });
  }

  async #send(order: SendOrder): Promise<void> {
    this.#order = order;
    const { uploads } = this.#ports;
    const { type, mode } = order;
    const begun: Begun = { type, ...(mode && { mode }), file: order.file };
    const progress = this.#progress(order.file.name, order.file.size, order.dryRun, begun);
    const turn = this.#turn;
    const file = whileWanted(order.file, () => turn === this.#turn);
    window.addEventListener('beforeunload', warn);
    try {
      const view = await sendFile({ ...order, file }, { uploads, pause, put: putPartsOf(file) }, progress.sending);
      window.removeEventListener('beforeunload', warn);
      if (turn === this.#turn) await this.#follow(view, progress);
    } catch (error) {
      window.removeEventListener('beforeunload', warn);
      if (turn !== this.#turn || this.#signedOut(error)) return;
      const unreadable = error instanceof DOMException;
      if (unreadable) delete begun.file;
      const hopeless = unreadable || (error instanceof Refused && error.status < 500);
      progress.halted(sentenceOf(error), hopeless ? undefined : () => void this.#send(order));
    }
  }

  #progress(filename: string, size: number | undefined, dryRun: boolean, begun: Begun = {}) {
    const { stage } = this.#ports;
    this.#turn++;
    const back = () => void this.#home(begun);
    const leave = () => window.removeEventListener('beforeunload', warn);
    const progress = progressScreen({ filename, size, dryRun, say: stage.say, back, leave });
    stage.show(progress);
    return progress;
  }

  async #follow(view: UploadView, progress: ReturnType<typeof progressScreen>): Promise<void> {
    const turn = this.#turn;
    const stopped = () => turn !== this.#turn;
    progress.working(view);
    const ended = isWorking(view)
      ? await follow(view.id, { uploads: this.#ports.uploads, pause, stopped }, (each) => progress.working(each))
      : view;
    if (ended && !stopped()) this.#ended(ended);
  }

  /** From the list: goes on wherever the file stands. */
  #open(listed: UploadView): Promise<void> {
    return this.#try(async () => {
      const view = await this.#ports.uploads.get(listed.id);
      if (view.status === 'receiving')
        return this.begin(
          begunBy(view),
          `《${view.filename}》还没传完。请在下面再选一次这个文件,会从断开的地方接着传。`,
        );
      if (!isWorking(view)) return this.#ended(view);
      return this.#follow(view, this.#progress(view.filename, undefined, view.dryRun));
    });
  }

  #ended(view: UploadView): void {
    this.#turn++;
    this.#ports.stage.show(this.#screenFor(view));
  }

  #screenFor(view: UploadView): Screen {
    const { id, columns, status } = view;
    const withdraw = () => void this.#act(view, (uploads) => uploads.withdraw(id));
    if (status === 'asking-columns' && columns) {
      const confirm = (said: ColumnsSaid) => void this.#act(view, (uploads) => uploads.confirmColumns(id, said));
      return columnsScreen(view, columns, { confirm, withdraw });
    }
    if (status === 'asking-leaving') {
      const confirm = (leaving: number) => void this.#act(view, (uploads) => uploads.confirmLeaving(id, leaving));
      return leavingScreen(view, { confirm, withdraw });
    }
    return resultScreen(view, {
      download: () => void this.#download(id),
      again: () => void this.#home(begunBy(view)),
      send: this.#sendForReal(view),
      withdraw,
      back: () => void this.#home(),
    });
  }

  #sendForReal({ dryRun, type, filename, bytes }: UploadView): (() => void) | undefined {
    const order = this.#order;
    const same = order?.dryRun && dryRun && order.type === type;
    if (!order || !same || order.file.name !== filename || order.file.size !== bytes) return undefined;
    return () => void this.#send({ ...order, dryRun: false });
  }

  #act(view: UploadView, act: (uploads: Uploads) => Promise<UploadView>): Promise<void> {
    return this.#try(async () => {
      const next = await act(this.#ports.uploads);
      await this.#follow(next, this.#progress(view.filename, undefined, view.dryRun));
    });
  }

  /** The address lives for minutes, so it is asked for when it is needed. */
  #download(id: string): Promise<void> {
    return this.#try(async () => {
      const { correctedFile } = await this.#ports.uploads.get(id);
      if (correctedFile === undefined)
        throw new Refused(404, '这份带错误原因的表已经过期,请把原来的表再交一次。', undefined);
      const link = element('a', { href: correctedFile, hidden: true, download: true });
      document.body.appendChild(link);
      link.click();
      link.remove();
    });
  }

  /** What goes wrong is said on the screen that stands there. */
  async #try(act: () => Promise<void>): Promise<void> {
    const turn = this.#turn;
    try {
      await act();
    } catch (error) {
      if (this.#signedOut(error)) return;
      if (turn === this.#turn) this.#ports.stage.complain(sentenceOf(error));
    }
  }

  #signedOut(error: unknown): boolean {
    if (!(error instanceof Refused) || error.status !== 401) return false;
    this.#turn++;
    this.#ports.signOut(error.message);
    return true;
  }
}

const begunBy = ({ type, mode }: UploadView): Begun => ({ type, ...(mode && { mode }) });

/** The browser asks in its own words. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
  event.returnValue = '';
}
