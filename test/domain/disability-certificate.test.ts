import { describe, expect, it } from 'vitest';
import { parseDisabilityCertificate } from '../../domain/disability-certificate.ts';

const ID = '11010519491231002X';

describe('a disability certificate number', () => {
  it.each([
    [`${ID}42`, 4, 2],
    [`${ID.toLowerCase()}11`, 1, 1],
    [` ${ID}74\t`, 7, 4],
  ])('%s holds person, kind and grade', (text, kind, grade) => {
    expect(parseDisabilityCertificate(text)).toEqual({ ok: true, value: { idNumber: ID, kind, grade } });
  });

  it.each([
    [`${ID}4`, 'certificate-length'],
    [`${ID}421`, 'certificate-length'],
    [`${ID}02`, 'certificate-kind'],
    [`${ID}82`, 'certificate-kind'],
    [`${ID}40`, 'certificate-grade'],
    [`${ID}45`, 'certificate-grade'],
    ['11010519491231002142', 'identity-check-digit'],
  ])('%s is refused: %s', (text, code) => {
    expect(parseDisabilityCertificate(text)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('of somebody not yet born is refused where today is given', () => {
    expect(parseDisabilityCertificate(`${ID}42`, '1949-12-30')).toMatchObject({
      refusal: { code: 'identity-birth-future' },
    });
  });
});
