import { element, fill } from './element.ts';

/** Takes a whole file back, after a question. */
export function withdrawal(withdraw: () => void): HTMLElement {
  const place = element('section', { class: 'withdrawal' });
  const open = element('button', { type: 'button', class: 'quiet', onclick: ask }, '撤回这份表');
  const offer = () => fill(place, element('p', {}, '交错了?整份表可以收回来,就像没有交过一样。'), open);

  function ask(): void {
    const no = element('button', { type: 'button', onclick: keep }, '不撤回');
    const yes = element('button', { type: 'button', class: 'danger', onclick: withdraw }, '撤回,把报上来的都收回');
    const question = '真的要撤回吗?这份表报上来的内容都会收回,以后可以改好再交。';
    const group = element('div', { role: 'group', 'aria-label': question }, element('p', {}, question), no, yes);
    fill(place, group);
    no.focus();
  }

  function keep(): void {
    offer();
    open.focus();
  }

  offer();
  return place;
}
