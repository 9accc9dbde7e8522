import { element } from './element.ts';
import { grouped } from './numbers.ts';
import type { Screen } from './stage.ts';
import type { UploadView } from './upload-view.ts';

export interface LeavingActs {
  confirm: (leaving: number) => void;
  withdraw: () => void;
}

/** A full list from which surprisingly many are missing: did they leave, or is the list not whole? */
export function leavingScreen({ leaving = 0, filename, why }: UploadView, { confirm, withdraw }: LeavingActs): Screen {
  const many = grouped(leaving);
  return {
    title: `有${many}人不在这次的名单里`,
    body: element(
      'section',
      { class: 'sheet' },
      element('h2', { class: 'mixed' }, `有${many}人不在这次的名单里`),
      element('p', { class: 'sentence' }, `《${filename}》已经读完。以前的名单里有、这次没有的,一共${many}人。`),
      why !== undefined && element('p', {}, why),
      element(
        'p',
        { class: 'sentence' },
        `这${many}人真的都退出了吗?确认以后,他们就不在关注名单里,遇到困难也不会预警。如果是表没有拿全,请选“名单不全”。`,
      ),
      element(
        'div',
        { class: 'buttons' },
        element('button', { type: 'button', onclick: withdraw }, '名单不全,先撤回'),
        element(
          'button',
          { type: 'button', class: 'danger', onclick: () => confirm(leaving) },
          `确认,${many}人都退出了`,
        ),
      ),
    ),
  };
}
