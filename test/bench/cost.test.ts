import { afterAll, beforeAll, expect, test } from 'vitest';
import { total } from '../../bench/capacity.ts';
import { measureFileCosts } from '../../bench/file-costs.ts';
import { measureUnitCosts } from '../../bench/unit-costs.ts';
import { compileProvince } from '../../lib/province.ts';
import { type LocalTables, makeLocalTables } from '../functions/shared/dynamodb-local.ts';
import { emptyDynamodb } from '../shared-dynamodb.ts';

const { province } = compileProvince('gansu');
/** Every member of the household several times: costs must not grow with the events that went before. */
const QUIET_EVENTS = 9;

let tables: LocalTables;
let costs: Awaited<ReturnType<typeof measureUnitCosts>>;
beforeAll(async () => {
  tables = await makeLocalTables(await emptyDynamodb());
  const counted = tables.anotherClient();
  costs = await measureUnitCosts({ counted, plain: tables.client }, province, QUIET_EVENTS);
  counted.destroy();
});
afterAll(() => tables.stop());

test('an event that leads to nothing writes its ledger row and its signal, and nothing else', () => {
  expect(costs.quiet.write).toEqual({ Ledger: 1, Signals: 1 });
  expect(total(costs.quiet.read)).toBeLessThanOrEqual(8);
});

test('an event that came before costs one write unit and no read', () => {
  expect(total(costs.duplicate.write)).toBe(1);
  expect(total(costs.duplicate.read)).toBe(0);
});

test('a new red warning costs at most 14 write units beyond its events, until its message is sent', () => {
  expect(total(costs.new_warning.write)).toBeLessThanOrEqual(14);
});

test('a warning raised to red costs no more than a new one', () => {
  expect(total(costs.raised.write)).toBeLessThanOrEqual(14);
});

test('a visit costs eleven write units and visit and outcome in one cost nine: warning, index, history, counters and the log of looks', () => {
  expect(costs.visit.write).toEqual({ Warnings: 8, Counters: 2, AccessLog: 1 });
  expect(costs.finish.write).toEqual({ Warnings: 6, Counters: 2, AccessLog: 1 });
});

test('an urging costs 29 write units until its three messages are sent, and 24 each of twelve in a round', () => {
  expect(costs.urging.write).toEqual({ Warnings: 6, Counters: 2, Notices: 21 });
  expect(total(costs.urging_joint.write)).toBeCloseTo(23.75);
});

test('the morning of a new warning costs eight write units, until its township and its county have their digests', () => {
  expect(costs.digest.write).toEqual({ Notices: 8 });
});

test('a request costs two write units beside its events, its nonce and the month’s figures, and nine where it brings five hundred', () => {
  expect(costs.request.write).toEqual({ Requests: 1, Counters: 1 });
  expect(costs.request_500.write).toEqual({ Requests: 8, Counters: 1 });
});

test('a row of a file costs two write units and little beside, one that says nothing new costs one', async () => {
  const counted = tables.anotherClient();
  const { file_row, file_row_unchanged } = await measureFileCosts({ counted, plain: tables.client }, province);
  counted.destroy();
  expect(file_row.write).toMatchObject({ Ledger: 1, Newest: 1, Requests: 8 / 500 });
  expect(total(file_row.write)).toBeLessThanOrEqual(2.1);
  expect(file_row_unchanged.write).not.toHaveProperty('Ledger');
  expect(file_row_unchanged.write).toMatchObject({ Newest: 1 });
  expect(total(file_row_unchanged.write)).toBeLessThanOrEqual(1.1);
  expect(total(file_row_unchanged.read)).toBeLessThanOrEqual(1.3);
});
