import { expect, it } from 'vitest';
import { confirmedMappingsSchema, mappingsId, withConfirmed } from '../../domain/confirmed-mapping.ts';
import { NOW } from '../factories.ts';
import { makeUpload } from '../uploads.ts';

const upload = makeUpload();
const mapping = (heading: string, field = 'person.idNumber') => ({ name: heading, columns: { [heading]: field } });

it('keeps what was confirmed, the newest first, a sheet’s newest word only', () => {
  const first = withConfirmed(undefined, upload, mapping('证件号'), NOW);
  expect(confirmedMappingsSchema.parse(first)).toMatchObject({
    id: mappingsId(upload),
    version: 1,
    mappings: [mapping('证件号')],
  });
  const second = withConfirmed(first, upload, mapping('身份证'), NOW);
  expect(second).toMatchObject({ version: 2, mappings: [mapping('身份证'), mapping('证件号')] });
  const third = withConfirmed(second, upload, mapping('证件号', ''), NOW);
  expect(third?.mappings).toEqual([mapping('证件号', ''), mapping('身份证')]);
  expect(withConfirmed(third, upload, mapping('证件号', ''), NOW)).toBeUndefined();
});

it('keeps ten sheets of a type and area, and another area’s apart', () => {
  let kept = withConfirmed(undefined, upload, mapping('列0'), NOW);
  for (let n = 1; n <= 12; n++) kept = withConfirmed(kept, upload, mapping(`列${n}`), NOW) ?? kept;
  expect(kept?.mappings.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, (_, n) => `列${12 - n}`));
  expect(mappingsId({ ...upload, area: '622301000' })).not.toBe(mappingsId(upload));
});
