import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildStatement } from '../../../domain/statement.ts';
import { onHttp } from '../../../functions/shared/http.ts';
import type { Staff } from '../../../functions/shared/staff-token.ts';
import type { IssuedStatement } from '../../../functions/shared/statements.ts';
import { showStatement } from '../../../functions/show-statement/handler.ts';
import { openTypefaces, type Typefaces } from '../../../functions/show-statement/typefaces.ts';
import { statementFonts } from '../../../lib/fonts.ts';
import { grant, order } from '../../domain/statement-records.ts';
import { NOW } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';
import { makeIssued } from '../shared/contract/records.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';
import { fontNames, pageTexts } from './pdf-file.ts';

const TOWNSHIP = '621122105';
const [NEAR, FAR] = [`${TOWNSHIP}201`, `${TOWNSHIP}203`];
const QUARTER = { from: '2026-10-01', to: '2026-12-31' };

let fonts: Typefaces;
let hub: ReturnType<typeof memoryHub>;
let staff: Staff;

beforeAll(async () => {
  fonts = await openTypefaces(await statementFonts());
});
beforeEach(() => {
  hub = memoryHub();
  staff = { sub: 'clerk-1', role: 'township', division: TOWNSHIP };
});

async function issue(area: string, subject: string, head: string, lines = 1): Promise<IssuedStatement> {
  const person = { personId: subject, name: head };
  const statement = buildStatement(
    order({
      household: { ...order().household, head: person, members: [person] },
      grants: Array.from({ length: lines }, (_, index) => grant({ person, key: `g-${index}`, amountFen: 123_456 })),
    }),
  );
  const issued = makeIssued({ ...QUARTER, subject, area, statement });
  const code = hub.ports.hasher.scoped('code', subject);
  await hub.ports.statements.put(issued, { code, statement: issued.id, expiresAt: NOW + 1, tries: 0 });
  return issued;
}

async function print(query: string) {
  const routes = showStatement({ ...hub.ports, staff: async () => staff, typefaces: async () => fonts });
  const answer = await onHttp(routes)(gatewayEvent('GET /v1/statements/print', { query }), gatewayContext());
  const pdf = Buffer.from(answer.body ?? '', 'base64');
  const header = (name: string) => String(answer.headers?.[name] ?? '');
  const [, next] = /<[^?]+\?(.+)>; rel="next"/.exec(header('link')) ?? [];
  return { status: answer.statusCode, pdf, header, next, text: answer.body ?? '' };
}

describe('a township’s sheets', () => {
  beforeEach(async () => {
    await issue(FAR, 'h-1', '李桂兰');
    await issue(NEAR, 'h-3', '王秀英', 40);
    await issue(NEAR, 'h-2', '买买提·吐尔逊');
  });

  it('come village by village: a list to sign, then each household’s sheets in its order', async () => {
    const near = await print('division=621122105&period=2026-Q4');
    expect([near.status, near.header('statement-division'), near.header('statement-count')]).toEqual([200, NEAR, '2']);
    expect(near.header('content-disposition')).toContain(`statements-${NEAR}-2026-10-01-2026-12-31-001-002.pdf`);
    const pages = pageTexts(near.pdf);
    expect(pages.map((text) => text.includes('买买提·吐尔逊'))).toEqual([true, true, false, false]);
    expect(pages.map((text) => text.includes('王秀英'))).toEqual([true, false, true, true]);
    const far = await print(near.next ?? '');
    expect([far.header('statement-division'), far.next]).toEqual([FAR, undefined]);
    expect(pageTexts(far.pdf)[1]).toContain('李桂兰');
  });

  it('are preceded by a list without any amount or aid, on which each sheet’s number stands', async () => {
    const [cover = '', ...sheets] = pageTexts((await print('period=2026-Q4')).pdf);
    expect(cover).toContain('送达登记');
    expect(cover).toContain('代收人及关系');
    expect(cover).not.toMatch(/1234|元|临时救助/);
    const numbers = cover.match(/Q2612-\d{8}/g) ?? [];
    expect(numbers).toHaveLength(2);
    expect(sheets[0]).toContain(numbers[0]);
    expect(sheets.at(-1)).toContain(numbers[1]);
  });

  it('count their pages from one each, and have the fonts once a file', async () => {
    const { pdf } = await print('period=2026-Q4');
    const pages = pageTexts(pdf).map((text) => /第\d页\uff0c共\d页/.exec(text)?.[0]);
    expect(pages).toEqual([undefined, undefined, '第1页\uff0c共2页', '第2页\uff0c共2页']);
    expect(fontNames(pdf)).toHaveLength(2);
    expect(pdf.toString('latin1')).toContain('/Duplex /Simplex');
  });

  it('come with those of the other townships where the county asks, and with those whose township nobody knows first', async () => {
    await issue('621122000000', 'h-9', '赵四海');
    await issue('621122106201', 'h-8', '孙玉梅');
    staff = { ...staff, role: 'county', division: '621122' };
    const areas: string[] = [];
    for (let query: string | undefined = 'division=621122&period=2026-Q4'; query !== undefined; ) {
      const part = await print(query);
      areas.push(part.header('statement-division'));
      query = part.next;
    }
    expect(areas).toEqual(['621122000000', NEAR, FAR, '621122106201']);
  });

  it('are each a look at a household', async () => {
    await print('period=2026-Q4');
    for (const [subject, looks] of [
      ['h-1', 0],
      ['h-2', 1],
      ['h-3', 1],
    ] as const)
      expect(await hub.ports.accessLog.of(subject)).toHaveLength(looks);
  });

  it('of one village are its own staff’s to print, and no other’s', async () => {
    staff = { sub: 'v-1', role: 'village', division: FAR };
    expect((await print('period=2026-Q4')).header('statement-division')).toBe(FAR);
    expect((await print(`division=${TOWNSHIP}&period=2026-Q4`)).header('statement-division')).toBe(FAR);
    expect((await print(`division=${NEAR}&period=2026-Q4`)).status).toBe(404);
  });

  it.each([
    ['period=2026-Q4&division=62', 400, '一次最多打印一个县'],
    ['period=Q4', 400, '2026-Q4'],
    ['period=2026-Q3', 404, '2026年7月至9月在这里没有要打印的清单'],
    ['period=2026-Q4&cursor=abc', 400, 'cursor'],
  ])('%s is %i: %s', async (query, status, words) => {
    staff = { ...staff, role: 'province', division: '62' };
    const answer = await print(query.includes('division') ? query : `${query}&division=${TOWNSHIP}`);
    expect([answer.status, answer.text.includes(words)]).toEqual([status, true]);
  });

  it.each(['social-worker', 'hotline', 'department', 'auditor'] as const)('are not for %s', async (role) => {
    staff = { ...staff, role };
    expect((await print('period=2026-Q4')).status).toBe(403);
  });
});

describe('a village too large for one file', () => {
  it('comes in several, counted on, and nobody is missing or there twice', async () => {
    for (let nth = 0; nth < 205; nth++) await issue(NEAR, `h-${nth}`, '王秀英');
    const numbers: string[] = [];
    const names: string[] = [];
    for (let query: string | undefined = 'period=2026-Q4'; query !== undefined; ) {
      const part = await print(query);
      names.push(/-(\d{3}-\d{3})\.pdf/.exec(part.header('content-disposition'))?.[1] ?? '');
      numbers.push(
        ...pageTexts(part.pdf).flatMap((text) => (text.includes('送达登记') ? (text.match(/Q2612-\d{8}/g) ?? []) : [])),
      );
      query = part.next;
    }
    expect(names).toEqual(['001-100', '101-200', '201-205']);
    expect(new Set(numbers).size).toBe(205);
  });

  it('ends where the sheets of a part would be too many pages', async () => {
    for (const nth of [1, 2, 3]) await issue(NEAR, `h-${nth}`, '王秀英', 1400);
    const part = await print('period=2026-Q4');
    expect([part.header('statement-count'), part.next === undefined]).toEqual(['2', false]);
    expect(Buffer.byteLength(part.text)).toBeLessThan(6_000_000);
  });
});
