import { element, fill } from './element.ts';
import type { ChosenFile } from './file-digest.ts';
import { fileRefusal } from './file-refusal.ts';
import { notice } from './notice.ts';
import { sizeText } from './numbers.ts';

export interface FilePicker {
  body: HTMLElement;
  /** What was chosen and may be sent. */
  chosen: () => ChosenFile | undefined;
  /** Says that a file is missing, and leads there. */
  ask: () => void;
}

/** A place to drop a file on, and a button that does the same by keyboard. */
export function filePicker(said: (text: string) => void, first?: ChosenFile): FilePicker {
  let chosen = first;
  const state = element('div', { class: 'chosen', id: 'file-state' });
  const input = element('input', {
    id: 'file',
    type: 'file',
    class: 'read-aloud',
    accept: '.xlsx,.csv,.zip',
    'aria-describedby': 'file-state file-hint',
    onchange: () => take(input.files),
  });
  const label = element('label', { for: 'file', class: 'button' }, '选文件');
  const zone = element(
    'div',
    { class: 'zone', ondragover: over, ondragleave: () => zone.classList.remove('over'), ondrop: drop },
    element('p', { class: 'zone-lead' }, '把表格拖到这里,或者'),
    state,
    input,
    label,
    element('p', { class: 'hint', id: 'file-hint' }, '.xlsx 或 .csv 表格,也可以是装着它们的 .zip,最大 2 GB'),
  );

  function over(event: Event): void {
    event.preventDefault();
    zone.classList.add('over');
  }

  function drop(event: Event): void {
    event.preventDefault();
    zone.classList.remove('over');
    if (event instanceof DragEvent) take(event.dataTransfer?.files ?? null);
  }

  function take(files: FileList | null): void {
    const file = files?.[0];
    if (!file || !files) return;
    const refusal = files.length > 1 ? '一次交一个文件。有几张表的,请一张一张交,或压成一个 .zip。' : fileRefusal(file);
    chosen = refusal === undefined ? chosenFile(file) : undefined;
    show(refusal);
  }

  function show(refusal?: string): void {
    if (refusal !== undefined) fill(state, notice('bad', refusal));
    else if (chosen !== undefined) {
      const text = `已选:${chosen.name}(${sizeText(chosen.size)})`;
      fill(state, element('p', { class: 'file-name' }, text));
      said(text);
    }
    label.textContent = chosen === undefined ? '选文件' : '换一个文件';
    zone.classList.toggle('has-file', chosen !== undefined);
  }

  if (first !== undefined) show();
  return {
    body: zone,
    chosen: () => chosen,
    ask() {
      fill(state, notice('bad', '请先选要交的文件。'));
      input.focus();
    },
  };
}

/** Beside the place it would open the file instead of the page, and what was typed would be gone. */
export function keepDropsOut(): void {
  for (const name of ['dragover', 'drop']) window.addEventListener(name, (event) => event.preventDefault());
}

const chosenFile = (file: File): ChosenFile => ({
  name: file.name,
  size: file.size,
  read: (from, to) => bytesOf(file.slice(from, to)),
});

/** `Blob.arrayBuffer` is younger than the browsers this is for. */
const bytesOf = (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () =>
      resolve(reader.result instanceof ArrayBuffer ? new Uint8Array(reader.result) : new Uint8Array());
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
