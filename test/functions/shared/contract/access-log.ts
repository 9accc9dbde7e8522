import { expect, test } from 'vitest';
import type { AccessEntry } from '../../../../functions/shared/access-log.ts';
import { NOW } from '../../../factories.ts';
import { fresh } from './records.ts';
import type { Contract } from './stores-under-test.ts';

export const accessLogContract: Contract = (stores) => {
  test('every look is kept, also two in one millisecond, in the order of time', async () => {
    const { accessLog } = stores();
    const subject = fresh('h-');
    const look: AccessEntry = {
      at: NOW,
      who: 'staff-1',
      role: 'township',
      division: '621122105',
      action: 'person.unmask',
      subject,
      purpose: 'visit',
      fields: ['phone'],
      note: '入户前联系',
    };
    const plain: AccessEntry = {
      at: NOW - 5,
      who: 'x',
      role: 'auditor',
      division: '62',
      action: 'warning.read',
      subject,
    };
    await accessLog.record(look);
    await accessLog.record(look);
    await accessLog.record(plain);
    expect(await accessLog.of(subject)).toEqual([plain, look, look]);
    expect(await accessLog.of(fresh('h-'))).toEqual([]);
  });
};
