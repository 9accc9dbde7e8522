/** Scripts as text: they run in the browser, whose names this side does not know. */

/** Takes away what Chromium 60 did not have yet, and what it has over https only. */
export const withoutNewerLibrary = `
for (const [owner, names] of [
  [Array.prototype, 'flat flatMap at findLast findLastIndex toSorted toReversed toSpliced with'],
  [Object, 'fromEntries hasOwn groupBy'],
  [String.prototype, 'replaceAll matchAll trimStart trimEnd at isWellFormed'],
  [Promise, 'allSettled any try withResolvers'],
  [Promise.prototype, 'finally'],
  [Blob.prototype, 'text arrayBuffer stream bytes'],
  [Element.prototype, 'replaceChildren toggleAttribute'],
  [Uint8Array, 'fromBase64 fromHex'],
  [Uint8Array.prototype, 'toBase64 toHex at toSorted'],
  [Map, 'groupBy'],
  [Crypto.prototype, 'subtle randomUUID'],
  [window, 'structuredClone queueMicrotask AbortController BigInt ResizeObserver'],
]) for (const name of names.split(' ')) delete owner[name];
`;

/** Fields, buttons and links that a screen reader could only call by their kind. */
export const nameless = `[...document.querySelectorAll('input, select, textarea, button, a')]
  .filter((each) => each.type !== 'hidden')
  .filter((each) => ![...(each.labels || [])].some((label) => label.textContent.trim() !== ''))
  .filter((each) => (each.getAttribute('aria-label') || each.textContent).trim() === '' || /INPUT|SELECT|TEXTAREA/.test(each.tagName))
  .map((each) => each.outerHTML)`;

/** Texts whose contrast with what lies behind them is below 4.5 to 1 (WCAG 2.1, 1.4.3). */
export const lowContrast = `(() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map((each) => each / 255)
    .map((each) => (each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
    .reduce((sum, each, i) => sum + each * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (each) => {
    for (let up = each; up; up = up.parentElement) {
      const color = rgb(getComputedStyle(up).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll('body *')]
    .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''))
    .filter((each) => each.offsetParent !== null && !each.disabled)
    .map((each) => {
      const [a, b] = [light(rgb(getComputedStyle(each).color)), light(behind(each))].sort((x, y) => y - x);
      return { text: each.textContent, ratio: (a + 0.05) / (b + 0.05) };
    })
    .filter(({ ratio }) => ratio < 4.5);
})()`;
