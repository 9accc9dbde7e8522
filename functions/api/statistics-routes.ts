import { type HttpRoutes, route } from '../shared/http.ts';
import { json, text } from '../shared/http-answer.ts';
import { allowed } from '../shared/staff-api/caller.ts';
import { deliveryCsv } from './delivery-csv.ts';
import { deliveryOf } from './delivery-statistics.ts';
import type { ApiPorts } from './ports.ts';
import { statisticsOf } from './statistics.ts';
import { statisticsCsv } from './statistics-csv.ts';
import { deliveryQuery, statisticsQuery } from './statistics-requests.ts';

/** Figures of an area. They name nobody, and so no look is logged. */
export const statisticsRoutes = (ports: ApiPorts): HttpRoutes => ({
  'GET /v1/statistics': route({ query: statisticsQuery }, async ({ query }, request) => {
    const staff = await allowed(ports, request, 'statistics.read');
    const answer = await statisticsOf(ports, staff, query);
    if (!request.headers['accept']?.includes('text/csv')) return json(200, answer);
    const file = `statistics-${answer.division}-${answer.from}-${answer.to}.csv`;
    return text(200, 'text/csv; charset=utf-8', statisticsCsv(answer), {
      'content-disposition': `attachment; filename="${file}"`,
    });
  }),
  'GET /v1/statistics/delivery': route({ query: deliveryQuery }, async ({ query }, request) => {
    const staff = await allowed(ports, request, 'statistics.read');
    const answer = await deliveryOf(ports, staff, query);
    if (!request.headers['accept']?.includes('text/csv')) return json(200, answer);
    const file = `delivery-${answer.division}-${answer.from}-${answer.to}.csv`;
    return text(200, 'text/csv; charset=utf-8', deliveryCsv(answer), {
      'content-disposition': `attachment; filename="${file}"`,
    });
  }),
});
