/** What the hashes of `@noble/hashes` take for granted and browsers have since Chromium 93 only. Imported before them. */
if (!('hasOwn' in Object))
  Object.defineProperty(Object, 'hasOwn', {
    value: (owner: object, name: PropertyKey) => Object.getOwnPropertyDescriptor(owner, name) !== undefined,
  });

export {};
