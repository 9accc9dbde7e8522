import { type Announced, newUpload, type Upload } from '../domain/upload.ts';
import { NOW } from './factories.ts';

/** A medical insurance's file of Tongwei county, just announced. */
export function makeUpload(overrides: Partial<Upload> = {}, announced: Partial<Announced> = {}): Upload {
  const file: Announced = {
    department: 'medical-insurance',
    by: 'key:test-medical-insurance-1',
    type: 'medical-expense',
    filename: '十月大额费用.csv',
    format: 'csv',
    bytes: 20_000_000,
    dryRun: false,
    division: '621121',
    ...announced,
  };
  return { ...newUpload('u-1', file, NOW), ...overrides };
}
