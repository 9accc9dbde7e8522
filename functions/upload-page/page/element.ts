type Value = string | number | boolean | undefined | ((event: Event) => void);
export type Child = Node | string | undefined | false;

/**
 * One element of the page. An attribute that is true stands without a value, false or undefined is left out; a function
 * listens to the event after its name (`onclick`). Text is always text: nothing of an answer is ever read as markup.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.replace(/^on/, ''), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined) made.setAttribute(name, String(value));
  }
  fill(made, ...children);
  return made;
}

/** Puts these in place of whatever an element held. */
export function fill(target: HTMLElement, ...children: readonly Child[]): void {
  target.textContent = '';
  for (const child of children) {
    if (child === undefined || child === false) continue;
    target.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  }
}

/** Sets a text where it has changed: a screen reader reads a place that is written again. */
export function write(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
