import fc from 'fast-check';
import { eventNames, eventSchemas } from '../../../domain/events/schemas.ts';
import { makeIdentityNumber } from '../../../domain/identity-number.ts';
import { formatYuan } from '../../../domain/money.ts';
import { addDays } from '../../../domain/shanghai-day.ts';
import type { SheetType } from '../../../domain/sheets/columns.ts';
import { type Leaf, leavesOf } from '../../../domain/sheets/schema-leaves.ts';
import { profile } from './profile.ts';

export const sheetTypes = eventNames.exclude(['retraction']).options;

export const idNumbers = fc
  .tuple(
    fc.integer({ min: 110_000, max: 659_999 }),
    fc.integer({ min: 0, max: 36_000 }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([area, days, n]) => makeIdentityNumber(String(area), addDays('1925-01-01', days).replaceAll('-', ''), n));

const days = fc.integer({ min: 0, max: 9000 }).map((n) => addDays('2010-01-01', n));
const texts = fc
  .array(fc.constantFrom(...'县人民医院甲乙丙丁戊己庚辛子丑寅卯AB-2'), { minLength: 2, maxLength: 20 })
  .map((c) => `编${c.join('')}`);
const divisions = fc.constantFrom('621122', '621122105', '621122105201', '110101');
const phones = fc.constantFrom('13800138000', '0932-5550123', '010-55501234', '+8619900002001');

const ofKind: Record<Leaf['kind'], fc.Arbitrary<unknown>> = {
  idNumber: idNumbers,
  phone: phones,
  division: divisions,
  day: days,
  text: texts,
  money: fc.integer({ min: 0, max: 99_999_999 }).map(formatYuan),
  number: fc.integer({ min: 1, max: 4 }),
  yes: fc.constant(true),
  word: fc.constant(''),
};

const special: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  year: fc.integer({ min: 2000, max: 2100 }),
  schoolYear: fc.constantFrom('2026', '2026-2027'),
  period: fc.constantFrom('2026-01', '2026-12'),
  refund: fc.boolean(),
  categories: fc.array(
    fc.record(
      { key: fc.constantFrom(...profile.roster.categories.map(({ key }) => key)), from: days, until: days },
      { requiredKeys: ['key', 'from'] },
    ),
    { maxLength: 5 },
  ),
};

interface Data {
  [key: string]: unknown;
}

/** `data` of a type as somebody may post it; what the schema would refuse is thrown away. */
export function validData(type: SheetType): fc.Arbitrary<Data> {
  const fields = leavesOf(type)
    .filter(({ path }) => !path.startsWith('categories.'))
    .map((leaf): [Leaf, fc.Arbitrary<unknown>] => [
      leaf,
      special[leaf.path] ?? (leaf.options ? fc.constantFrom(...leaf.options) : ofKind[leaf.kind]),
    ]);
  const leaves = fc.tuple(
    ...fields.map(([leaf, value]) =>
      leaf.required && leaf.within === undefined ? value : fc.option(value, { nil: undefined }),
    ),
  );
  const groups = fc.array(
    fc.constantFrom<string[]>('person', 'lead', 'household', 'income', 'authorisation', 'certificate'),
    {
      maxLength: 6,
    },
  );
  const more =
    type === 'roster' ? fc.record({ categories: special['categories'] ?? fc.constant([]) }) : fc.constant({});
  return fc
    .tuple(leaves, groups, more)
    .map(([values, kept, rest]) => {
      const data: Data = { ...rest };
      fields.forEach(([{ path, within }], i) => {
        if (within === undefined || kept.includes(within)) put(data, path, values[i]);
      });
      return fitted(type, data, kept.includes('certificate'));
    })
    .filter((data) => eventSchemas[type].safeParse(data).success);
}

function put(data: Data, path: string, value: unknown) {
  if (value === undefined) return;
  const [group = '', name] = path.split('.');
  if (name === undefined) data[group] = value;
  else data[group] = { ...Object(data[group]), [name]: value };
}

/** What a schema asks of several fields together, so that enough of what is made is valid. */
function fitted(type: SheetType, data: Data, certificate: boolean): Data {
  if (type === 'medical-burden') data['periodFrom'] = `${String(data['asOf']).slice(0, 4)}-01-01`;
  if (type === 'income-drop') data['after'] = '0.00';
  if (type === 'disability') {
    const { kind = 4, grade = 2, certificate: _, ...rest } = data;
    const idNumber = Object(data['person']).idNumber;
    return certificate ? { ...rest, certificate: `${idNumber}${kind}${grade}` } : { ...rest, kind, grade };
  }
  if (type === 'self-report' && data['person'] !== undefined) delete data['lead'];
  return data;
}
