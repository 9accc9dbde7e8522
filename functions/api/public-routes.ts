import type * as z from 'zod';
import { type HttpRoutes, route } from '../shared/http.ts';
import { json, text } from '../shared/http-answer.ts';
import { allowed } from '../shared/staff-api/caller.ts';
import { docsPage } from './docs-page.ts';
import type { ApiPorts } from './ports.ts';
import type { health, profileView } from './profile-answers.ts';

/** One hour: documents change only with a deployment. */
const CACHED = { 'cache-control': 'public, max-age=3600' };

/** What anybody may read, and the province's rules for staff. */
export const publicRoutes = (ports: ApiPorts): HttpRoutes => ({
  'GET /v1/health': async () => json(200, healthOf(ports)),
  'GET /openapi.json': async () => text(200, 'application/json; charset=utf-8', ports.openApi(), CACHED),
  'GET /docs': async () =>
    text(200, 'text/html; charset=utf-8', docsPage(ports.openApi()), {
      ...CACHED,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    }),
  'GET /v1/profile': route({}, async (_, request) => {
    await allowed(ports, request, 'profile.read');
    return json(200, profileOf(ports));
  }),
});

const healthOf = ({ province, stage }: ApiPorts): z.output<typeof health> => ({
  status: 'ok',
  province: province.profile.province,
  stage,
  profileVersion: province.version,
});

function profileOf({ province }: ApiPorts): z.output<typeof profileView> {
  const { profile } = province;
  return {
    province: profile.province,
    name: profile.name,
    version: profile.version,
    contentVersion: province.version,
    effectiveFrom: profile.effectiveFrom,
    figures: Object.fromEntries(
      Object.entries(profile.figures).map(([key, { name, yuan, year, basis }]) => [
        key,
        { name, yuan, basis, ...(year !== undefined && { year }) },
      ]),
    ),
    categories: profile.roster.categories.map(({ key, name }) => ({ key, name })),
    indicators: profile.indicators.list.map(({ key, name }) => ({ key, name })),
    levels: profile.levels.list.map(({ key, name, from, visit, feedback, urgent }) => ({
      key,
      name,
      from,
      visit: `${visit.amount} ${visit.unit}`,
      feedback: `${feedback.amount} ${feedback.unit}`,
      urgent,
    })),
  };
}
