import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseEnv } from '../../../functions/shared/env.ts';
import { SafeError } from '../../../functions/shared/safe-error.ts';
import { safeError } from '../../../functions/shared/safe-log-format.ts';
import { count, log, withTelemetry } from '../../../functions/shared/telemetry.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { captured } from './captured.ts';
import { gatewayContext } from './gateway.ts';

const { idNumber, name, phone } = makePerson();
const personal = [idNumber, name, phone];
const rawEvent = JSON.stringify(makeEvent('medical-expense'));

/** Errors that took the event along, as parsers, drivers and careless code make them. */
const indiscreet = [
  ['in its message', () => new Error(`cannot parse ${rawEvent}`)],
  ['in lines that look like frames', () => new Error(`bad\n    at ${name} (/${phone}/${idNumber}.ts:1:1)\n`)],
  ['in its properties', () => Object.assign(new Error('bad'), { event: rawEvent, code: idNumber })],
  ['in its cause', () => new Error('outer', { cause: new SyntaxError(rawEvent) })],
  ['in its name', () => Object.assign(new Error('bad'), { name: `${name}Error` })],
  ['under our own error', () => new SafeError('store', 'could not store', { cause: new Error(rawEvent) })],
  ['in a message set afterwards', () => Object.assign(new Error(rawEvent), { message: 'harmless' })],
  ['as a plain text', () => rawEvent],
] as const;

describe('an error that holds the raw event', () => {
  it.each(indiscreet)('%s leaves nothing of it in the log', async (_, make) => {
    const output = await captured(async () => log.error('It failed', make()));
    expect(output).toContain('It failed');
    for (const text of personal) expect(output).not.toContain(text);
  });

  it.each(indiscreet)('%s leaves nothing in what the runtime gets to print', async (_, make) => {
    const handler = withTelemetry(async () => {
      throw make();
    });
    let thrown: unknown;
    const output = await captured(() => handler({}, gatewayContext()).catch((error: unknown) => (thrown = error)));
    const seen = thrown instanceof Error ? `${thrown.stack}${thrown.message}${JSON.stringify(thrown)}` : '';
    expect(thrown).toBeInstanceOf(SafeError);
    for (const text of personal) expect(output + seen).not.toContain(text);
  });
});

describe('a logged error', () => {
  it('keeps code and message where it is our own, and the frames that tell where it was', () => {
    const shown = safeError(new SafeError('ledger-away', 'the ledger did not answer'));
    expect(shown).toMatchObject({ name: 'SafeError', code: 'ledger-away', message: 'the ledger did not answer' });
    expect(shown['stack']).toContainEqual(expect.stringContaining('telemetry.test.ts'));
  });

  it('keeps name and frames of any other', () => {
    const shown = safeError(new TypeError('secret'));
    expect(shown).toEqual({ name: 'TypeError', stack: expect.any(Array) });
  });
});

describe('the environment', () => {
  it('is refused naming what is wrong, never its value', () => {
    const schema = z.object({ LEDGER_TABLE: z.string(), SITE_URL: z.url() });
    expect(() => parseEnv(schema, { SITE_URL: 'not an address' })).toThrow(/LEDGER_TABLE, SITE_URL$/);
    expect(parseEnv(schema, { LEDGER_TABLE: 'Ledger', SITE_URL: 'https://h', OTHER: '1' })).toEqual({
      LEDGER_TABLE: 'Ledger',
      SITE_URL: 'https://h',
    });
  });
});

it('a metric with a dimension of its own is told apart by it, and by nothing about a person', async () => {
  const printed = await captured(() =>
    withTelemetry(async () => {
      count('SmsSent', 1, { provider: 'aliyun' });
      count('EventsAssessed', 3);
    })({}, gatewayContext()),
  );
  const metrics = printed.split('\n').filter((line) => line.includes('_aws'));
  expect(metrics.map((line) => JSON.parse(line))).toMatchObject([
    { SmsSent: 1, provider: 'aliyun' },
    { EventsAssessed: 3 },
  ]);
});
