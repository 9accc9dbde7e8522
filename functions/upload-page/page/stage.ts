import { element, fill } from './element.ts';
import { notice } from './notice.ts';

/** One thing at a time is on the page. */
export interface Screen {
  title: string;
  body: HTMLElement;
  /** Where the eye and the screen reader go; the heading where nothing is named. */
  focus?: HTMLElement;
  /** Called when another one takes its place. */
  leave?: () => void;
}

export interface Stage {
  show: (screen: Screen) => void;
  /** Says something to those who do not see the page. */
  say: (text: string) => void;
  /** Says above the screen that stands there what went wrong. */
  complain: (text: string) => void;
}

/** The place where screens stand, one after the other, what stands above them, and the voice beside. */
export function stageIn(main: HTMLElement, trouble: HTMLElement, said: HTMLElement): Stage {
  let current: Screen | undefined;
  return {
    show(screen) {
      current?.leave?.();
      const first = current === undefined;
      current = screen;
      document.title = `${screen.title} - 报送表格`;
      fill(trouble);
      fill(said);
      fill(main, screen.body);
      const target = screen.focus ?? screen.body.querySelector('h2');
      // At the beginning the browser reads the page from its top.
      if (first || !(target instanceof HTMLElement)) return;
      if (target.tagName === 'H2') target.setAttribute('tabindex', '-1');
      target.focus();
      window.scrollTo(0, Math.max(0, main.offsetTop - 16));
    },
    complain(text) {
      fill(trouble, notice('bad', text));
      trouble.scrollIntoView();
    },
    say(text) {
      fill(said, element('p', {}, text));
    },
  };
}
