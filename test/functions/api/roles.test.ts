import { expect, it } from 'vitest';
import { type Permission, permissions } from '../../../functions/shared/staff-api/permissions.ts';
import type { StaffRole } from '../../../functions/shared/staff-token.ts';
import { makeHub, raise } from './hub.ts';

const roles: StaffRole[] = [
  'village',
  'social-worker',
  'township',
  'county',
  'prefecture',
  'province',
  'hotline',
  'department',
  'auditor',
  'admin',
];

/** + may, - may not; columns as in `roles`. */
const table: [Permission, string][] = [
  ['warnings.read', '+++++++-++'],
  ['warnings.reasons', '++++++--++'],
  ['warnings.act', '++++++---+'],
  ['warnings.reassign', '--++++---+'],
  ['warnings.pause', '--++++---+'],
  ['warnings.extend', '---+++---+'],
  ['warnings.reopen', '---+++---+'],
  ['households.read', '++++++--++'],
  ['leads.read', '+++++++-++'],
  ['leads.phone', '+++++++--+'],
  ['leads.join', '++++++---+'],
  ['people.contact', '++++++---+'],
  ['people.decline', '+++++++--+'],
  ['people.lookup', '+++++++-++'],
  ['people.unmask', '+++++++--+'],
  ['statements.read', '+++++++-++'],
  ['statements.issue', '--++++---+'],
  ['statements.unlock', '--+++++--+'],
  ['statements.list', '+++++++-++'],
  ['statements.print', '+-++++---+'],
  ['statements.deliver', '++++++---+'],
  ['notices.read', '++++++--++'],
  ['calls.read', '---++++-++'],
  ['calls.attempt', '---++++--+'],
  ['audit.read', '--------++'],
  ['audit.unmask', '---------+'],
  ['visits.read', '++++++--++'],
  ['visits.act', '++++++---+'],
  ['visits.reassign', '--++++---+'],
  ['offers.read', '+++++++-++'],
  ['offers.make', '++++++---+'],
  ['needs.read', '+++++++-++'],
  ['needs.names', '+-+++++-++'],
  ['needs.open', '+++++++--+'],
  ['needs.match', '--++++---+'],
  ['needs.serve', '++++++---+'],
  ['statistics.read', '--++++--++'],
  ['referrals.read', '--++++-+++'],
  ['referrals.answer', '-------+--'],
  ['referrals.send', '--++++---+'],
  ['referrals.assign', '---+++---+'],
  ['lists.read', '-------+-+'],
  ['uploads.send', '-------+--'],
  ['orders.read', '--+++++-++'],
  ['orders.create', '--+++++--+'],
  ['orders.act', '--+++++--+'],
  ['profile.read', '++++++++++'],
  ['offices.read', '+++++++-++'],
  ['offices.write', '---+-----+'],
];

it('the table of permissions is this one', () => {
  const written = Object.entries(permissions).map(([permission, allowed]) => [
    permission,
    roles.map((role) => (new Set<string>(allowed).has(role) ? '+' : '-')).join(''),
  ]);
  expect(written).toEqual(table);
});

const calls = [
  ['GET', '/v1/warnings', 'warnings.read', undefined],
  ['GET', '/v1/warnings/h-1.1', 'warnings.read', undefined],
  ['POST', '/v1/warnings/h-1.1/accept', 'warnings.act', { version: 1 }],
  ['POST', '/v1/warnings/h-1.1/reassign', 'warnings.reassign', { version: 1, to: '621121', reason: '人手不够' }],
  ['POST', '/v1/warnings/h-1.1/extend', 'warnings.extend', { version: 1, workdays: 2, reason: '断路', approver: '王' }],
  ['POST', '/v1/warnings/h-1.1/pause', 'warnings.pause', { version: 1, reason: '全家外出' }],
  ['POST', '/v1/warnings/h-1.1/resume', 'warnings.pause', { version: 1 }],
  ['POST', '/v1/warnings/h-1.1/reopen', 'warnings.reopen', { version: 1, reason: '有新情况' }],
  ['GET', '/v1/households/h-1', 'households.read', undefined],
  ['POST', '/v1/people/lookup', 'people.lookup', { phone: '13800138001' }],
  ['POST', '/v1/people/p-1/unmask', 'people.unmask', { fields: ['name'], purpose: 'visit' }],
  ['GET', '/v1/people/p-1/statements', 'statements.list', undefined],
  ['GET', '/v1/call-backs', 'calls.read', undefined],
  ['GET', '/v1/notices', 'notices.read', undefined],
  ['GET', '/v1/warnings/h-1.1/case', 'audit.read', undefined],
  ['POST', '/v1/warnings/h-1.1/case', 'audit.unmask', { purpose: 'audit' }],
  ['GET', '/v1/people/p-1/explanation', 'audit.read', undefined],
  ['GET', '/v1/statistics', 'statistics.read', undefined],
  ['GET', '/v1/profile', 'profile.read', undefined],
] as const;

it.each(calls)(
  '%s %s lets in whom the table lets in, and nobody without a token',
  async (method, path, permission, body) => {
    const hub = makeHub();
    await raise(hub, 1);
    const query = path === '/v1/notices' ? 'subject=h-1' : '';
    const asking = { query, ...(body && { body }) };
    expect((await hub.ask(method, path, asking)).status).toBe(401);
    const allowed = new Set<string>(permissions[permission]);
    for (const role of roles) {
      const { status } = await hub.ask(method, path, { ...asking, as: { role, division: '621121' } });
      expect([role, status === 403]).toEqual([role, !allowed.has(role)]);
    }
  },
);
