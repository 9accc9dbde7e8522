import { describe, expect, it } from 'vitest';
import { matchRoute } from '../../local/routes.ts';

const routes = [
  '$default',
  'ANY /{proxy+}',
  'GET /a/{id}',
  'ANY /a/{id}',
  'GET /a/fixed',
  'GET /a/{id}/{rest+}',
  'POST /a/{id}/done',
].map((key) => ({ key, functionId: key }));

describe('choosing a route', () => {
  it.each([
    ['GET', '/a/fixed', 'GET /a/fixed', {}],
    ['GET', '/a/1', 'GET /a/{id}', { id: '1' }],
    ['DELETE', '/a/1', 'ANY /a/{id}', { id: '1' }],
    ['GET', '/a/1/b/c', 'GET /a/{id}/{rest+}', { id: '1', rest: 'b/c' }],
    ['POST', '/a/1/done', 'POST /a/{id}/done', { id: '1' }],
    ['GET', '/a/%E6%9D%8E%2F1', 'GET /a/{id}', { id: '李/1' }],
    ['GET', '/a/', 'ANY /{proxy+}', { proxy: 'a/' }],
    ['GET', '/b', 'ANY /{proxy+}', { proxy: 'b' }],
  ])('%s %s goes to %s', (method, path, key, parameters) => {
    expect(matchRoute(routes, method, path)).toEqual({ route: { key, functionId: key }, parameters });
  });

  it('takes $default where nothing else fits, and nothing where there is none', () => {
    const [fallback] = routes;
    const fixed = { key: 'GET /a', functionId: 'a' };
    expect(matchRoute([fixed, ...(fallback ? [fallback] : [])], 'PUT', '/a')?.route.key).toBe('$default');
    expect(matchRoute([fixed], 'PUT', '/a')).toBeUndefined();
    expect(matchRoute([fixed], 'GET', '/a/')).toBeUndefined();
  });
});
