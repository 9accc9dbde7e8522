import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodedPaths } from '../../../functions/shared/encoded-path.ts';

describe('the ways to write a decoded path', () => {
  it('is one where nothing needs encoding, and a slash where there is no path', () => {
    expect(encodedPaths('/v1/events')).toEqual(['/v1/events']);
    expect(encodedPaths('')).toEqual(['/']);
  });

  it('all decode to the same path, and include what JavaScript and Python write', () => {
    const segment = fc.string({ unit: 'binary' }).filter((text) => !text.includes('/'));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
        const path = `/${segments.join('/')}`;
        const ways = encodedPaths(path);
        for (const way of ways) expect(decodeURIComponent(way)).toBe(path);
        const javascript = segments.map(encodeURIComponent).join('/');
        const python = javascript.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
        expect(ways).toContain(`/${javascript}`);
        expect(ways).toContain(`/${python}`);
      }),
    );
  });
});
