import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ZodError } from 'zod';
import type { DrivenClock } from './clock.ts';
import { type JsonService, ServiceRefusal } from './json-service.ts';
import type { Outbox } from './outbox.ts';
import { readBody } from './request-body.ts';

export interface AwsFrontParts {
  readonly kms: JsonService;
  readonly secrets: JsonService;
  readonly outbox: Outbox;
  /** Takes every call of SNS but publishing to a phone. */
  readonly snsEndpoint: string;
  readonly clock: DrivenClock;
}

/** SNS' and KMS' requests are far smaller. */
const MAX_BYTES = 1_048_576;

/** Answers what no emulator does: KMS, Secrets Manager, and SNS publishing to a phone; the rest of SNS is handed on. */
export async function startAwsFront(port: number, parts: AwsFrontParts): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request, response, parts).catch((error: unknown) => {
      refuse(response, 500, 'InternalFailure', error instanceof Error ? error.message : String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

async function answer(request: IncomingMessage, response: ServerResponse, parts: AwsFrontParts): Promise<void> {
  const body = await readBody(request, MAX_BYTES);
  if (body === undefined) return refuse(response, 413, 'RequestEntityTooLarge', 'request too large');
  const [service, action = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  if (service === 'TrentService') return answerJson(response, parts.kms, action, body);
  if (service === 'secretsmanager') return answerJson(response, parts.secrets, action, body);
  const form = new URLSearchParams(body.toString());
  if (form.get('Action') === 'Publish' && form.has('PhoneNumber')) return publishToPhone(response, form, parts);
  return handOn(request, response, body, parts.snsEndpoint);
}

function answerJson(response: ServerResponse, service: JsonService, action: string, body: Buffer): void {
  try {
    const act = service[action];
    if (act === undefined) throw new ServiceRefusal('UnknownOperationException', `${action} is not imitated locally`);
    const result = JSON.stringify(act(JSON.parse(body.toString() || '{}')));
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(result);
  } catch (error) {
    if (error instanceof ServiceRefusal) refuse(response, 400, error.name, error.message);
    else if (error instanceof ZodError) refuse(response, 400, 'ValidationException', error.message);
    else throw error;
  }
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  if (response.headersSent) return;
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code };
  response.writeHead(status, headers).end(JSON.stringify({ __type: code, message }));
}

/** The message is on disk before the answer says that it was taken. */
function publishToPhone(response: ServerResponse, form: URLSearchParams, { outbox, clock }: AwsFrontParts): void {
  outbox.add({
    at: new Date(clock.now()).toISOString(),
    phoneNumber: form.get('PhoneNumber') ?? '',
    message: form.get('Message') ?? '',
    attributes: messageAttributes(form),
  });
  const result = `<PublishResult><MessageId>${randomUUID()}</MessageId></PublishResult>`;
  const metadata = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
  response
    .writeHead(200, { 'content-type': 'text/xml' })
    .end(`<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${result}${metadata}</PublishResponse>`);
}

function messageAttributes(form: URLSearchParams): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (let index = 1; form.has(`MessageAttributes.entry.${index}.Name`); index++) {
    const entry = `MessageAttributes.entry.${index}`;
    attributes[form.get(`${entry}.Name`) ?? ''] = form.get(`${entry}.Value.StringValue`) ?? '';
  }
  return attributes;
}

async function handOn(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  endpoint: string,
): Promise<void> {
  const names = ['content-type', 'authorization', 'x-amz-date', 'x-amz-target'];
  const headers = names.flatMap((name): [string, string][] => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  const answered = await fetch(endpoint, { method: 'POST', headers, body: new Uint8Array(body) });
  response
    .writeHead(answered.status, { 'content-type': answered.headers.get('content-type') ?? 'text/xml' })
    .end(Buffer.from(await answered.arrayBuffer()));
}
