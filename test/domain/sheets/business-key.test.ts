import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../../domain/events/event.ts';
import { businessKey } from '../../../domain/sheets/business-key.ts';
import type { SheetType } from '../../../domain/sheets/columns.ts';
import { makeEvent, makePerson, NOW } from '../../factories.ts';
import { sheetTypes } from './valid-data.ts';

function keyOf(type: SheetType, data: Record<string, unknown> = {}) {
  const parsed = parseEvent(makeEvent(type, { data }), NOW);
  if (!parsed.ok || parsed.event.name === 'retraction') throw new Error(`not a valid ${type}`);
  return businessKey(parsed.event.name, parsed.event.data);
}

const other = { person: makePerson(2) };

describe('the business key', () => {
  it.each(sheetTypes)('of %s is the same for the same data, and no part is empty of what tells two apart', (type) => {
    expect(keyOf(type)).toEqual(keyOf(type));
    expect(keyOf(type).parts[0]).not.toBe('');
  });

  it.each(sheetTypes.filter((type) => type !== 'medical-expense'))('of %s tells two people apart', (type) => {
    expect(keyOf(type, other).parts).not.toEqual(keyOf(type).parts);
  });

  it('of a settlement is its number, so that a mistyped person is corrected', () => {
    expect(keyOf('medical-expense', other)).toEqual(keyOf('medical-expense'));
    expect(keyOf('medical-expense').replaces).toBe(false);
    expect(keyOf('medical-expense', { refund: true }).parts).not.toEqual(keyOf('medical-expense').parts);
    expect(keyOf('medical-expense', { refund: false })).toEqual(keyOf('medical-expense'));
  });

  it.each<[SheetType, Record<string, unknown>]>([
    ['roster', { categories: [] }],
    ['medical-burden', { asOf: '2026-11-01', personalBurden: 1 }],
    ['hospitalization', { dischargedOn: '2026-11-04' }],
    ['chronic-disease', { certifiedOn: '2026-11-01' }],
    ['disability', { kind: 5, grade: 1, status: 'cancelled' }],
    ['unemployment', { reason: '合同到期' }],
    ['reemployment', { reason: 'retired' }],
    ['university-admission', { institution: '兰州大学' }],
    ['education-expense', { schoolYear: '2026', amount: 1 }],
    ['income-drop', { after: 0 }],
    ['accident', { loss: 1 }],
    ['benefit-granted', { status: 'returned' }],
    ['application', { status: 'approved', on: '2026-11-05' }],
    ['death', { diedOn: '2026-11-01' }],
  ])('of %s stays where something else is corrected, and the newer one counts', (type, data) => {
    expect(keyOf(type, data)).toEqual(keyOf(type));
    expect(keyOf(type).replaces).toBe(true);
  });

  it.each<[SheetType, Record<string, unknown>]>([
    ['medical-burden', { periodFrom: '2025-01-01', asOf: '2025-12-31' }],
    ['hospitalization', { admittedOn: '2026-10-24' }],
    ['chronic-disease', { seriousness: 'chronic' }],
    ['chronic-disease', { disease: '尿毒症' }],
    ['unemployment', { registeredOn: '2026-10-27' }],
    ['university-admission', { year: 2025 }],
    ['education-expense', { schoolYear: '2025-2026' }],
    ['accident', { kind: 'flood' }],
    ['self-report', { need: 'medical' }],
    ['benefit-granted', { grantId: 'G-2' }],
    ['application', { applicationId: 'A-2' }],
    ['move', { on: '2026-11-02' }],
  ])('of %s is another one with %j', (type, data) => {
    expect(keyOf(type, data).parts).not.toEqual(keyOf(type).parts);
  });

  it('of a lead is what it says and where', () => {
    const lead = { description: '东关村一户老人', division: '621122105' };
    const about = (changed: object) => keyOf('self-report', { person: undefined, lead: { ...lead, ...changed } }).parts;
    expect(about({ contactPhone: '13800138000' })).toEqual(about({}));
    expect(about({ division: '621122106' })).not.toEqual(about({}));
    expect(about({ description: '西关村一户老人' })).not.toEqual(about({}));
  });
});
