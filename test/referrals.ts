import type { Referral } from '../domain/referral.ts';
import { endOf } from '../domain/shanghai-day.ts';
import { NOW } from './factories.ts';

/** A referral of a made-up household in Longxi to the medical insurance, sent on 5 November 2026, due on the 12th. */
export const makeReferral = (overrides: Partial<Referral> = {}): Referral => ({
  id: 'Z2611-00000001',
  version: 1,
  open: true,
  dueAt: endOf('2026-11-12'),
  area: '621121101',
  desk: 'medical-insurance.621121',
  subject: 'h-1',
  number: 'Z2611-00000001',
  department: 'medical-insurance',
  matter: '医疗救助',
  status: 'sent',
  warning: 'h-1.1',
  warningNumber: 'W2611-00000001',
  joint: false,
  workdays: 5,
  why: '',
  provisional: false,
  sentAt: NOW,
  binding: false,
  steps: [{ act: 'refer', at: NOW, by: 's-1', version: 1, department: 'medical-insurance' }],
  reminded: [],
  ...overrides,
});
