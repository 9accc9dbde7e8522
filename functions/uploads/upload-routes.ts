import { staysBelow } from '../../domain/later-upload.ts';
import { dayOf, monthOf } from '../../domain/shanghai-day.ts';
import { areaOf, type Upload, uploadSubject } from '../../domain/upload.ts';
import { actOnUpload } from '../../domain/upload-acts.ts';
import { incomingPrefix } from '../../domain/upload-parts.ts';
import { type HttpRequest, type HttpRoutes, route } from '../shared/http.ts';
import { type HttpAnswer, json } from '../shared/http-answer.ts';
import { askedArea } from '../shared/staff-api/area.ts';
import { logLook } from '../shared/staff-api/caller.ts';
import { log } from '../shared/telemetry.ts';
import { readOnTopOf } from '../shared/upload-lane.ts';
import { findUpload, perform, refusedAct, wakeNext } from './acting.ts';
import { announce } from './announce.ts';
import { confirmedMapping, keepMapping } from './confirm-columns.ts';
import { deskOf } from './desk.ts';
import { addressesOf, numbersOf, partsMissing } from './part-addresses.ts';
import { type Sender, senderOf, type UploadsPorts } from './ports.ts';
import { announceBody, columnsBody, leavingBody, uploadPath, uploadsQuery } from './requests.ts';
import { fullView, itemView } from './upload-view.ts';

/** A department's files: announced, sent part by part, looked at, confirmed, taken back. */
export const uploadRoutes = (ports: UploadsPorts): HttpRoutes => ({
  'POST /v1/uploads': route({ body: announceBody }, async ({ body }, request) => {
    const sender = await senderOf(ports, request);
    const { upload, fresh } = await announce(ports, sender, body);
    if (fresh) await logLook(ports, sender, { action: 'upload.create', subject: upload.id });
    return answerWith(ports, sender, upload, fresh ? 201 : 200);
  }),
  'GET /v1/uploads': route({ query: uploadsQuery }, async ({ query }, request) => {
    const sender = await senderOf(ports, request);
    const month = query.month ?? monthOf(dayOf(ports.clock.now()));
    const files = await ports.uploads.of(
      uploadSubject({ department: sender.department, area: areaOf(askedArea(sender, query.division)) }, `${month}-01`),
    );
    const items = files.sort((a, b) => b.createdAt - a.createdAt).slice(0, query.limit);
    return json(200, { month, ...deskOf(ports.province, sender), items: items.map(itemView) });
  }),
  'GET /v1/uploads/{id}': route({ path: uploadPath }, async ({ path }, request) => {
    const sender = await senderOf(ports, request);
    return answerWith(ports, sender, await findUpload(ports, sender, path.id));
  }),
  'POST /v1/uploads/{id}/complete': route({ path: uploadPath }, async ({ path }, request) => {
    const sender = await senderOf(ports, request);
    const upload = await findUpload(ports, sender, path.id);
    if (upload.status === 'receiving') await mustBeThere(ports, upload);
    return answerWith(ports, sender, await perform(ports, sender, path.id, { act: 'complete' }));
  }),
  'PUT /v1/uploads/{id}/columns': route({ path: uploadPath, body: columnsBody }, async ({ path, body }, request) => {
    const sender = await senderOf(ports, request);
    const upload = await findUpload(ports, sender, path.id);
    const mapping = confirmedMapping(ports, upload, body);
    // First what lasts: a file that is read on without it would be asked about again next month.
    if (upload.columns) await keepMapping(ports, upload, mapping);
    return answerWith(ports, sender, await perform(ports, sender, path.id, { act: 'confirm-columns', mapping }));
  }),
  'POST /v1/uploads/{id}/confirm': route({ path: uploadPath, body: leavingBody }, async ({ path, body }, request) => {
    const sender = await senderOf(ports, request);
    const doing = { act: 'confirm-leaving', leaving: body.leaving } as const;
    const after = await perform(ports, sender, path.id, doing);
    await logLook(ports, sender, { action: 'upload.confirm-leaving', subject: after.id, note: String(body.leaving) });
    return answerWith(ports, sender, after);
  }),
  'DELETE /v1/uploads/{id}': route({ path: uploadPath }, (input, request) => withdraw(ports, input.path.id, request)),
});

/** What is shown of the corrected file opens it: that is a look at people, and written down before the answer goes out. */
async function answerWith(ports: UploadsPorts, sender: Sender, upload: Upload, status = 200): Promise<HttpAnswer> {
  const view = await fullView(ports, upload);
  if (view.correctedFile !== undefined)
    await logLook(ports, sender, { action: 'upload.corrected-file', subject: upload.id });
  return json(status, view);
}

async function mustBeThere(ports: UploadsPorts, upload: Upload): Promise<void> {
  const missing = await partsMissing(ports, upload);
  if (missing.length === 0) return;
  const numbers = numbersOf(upload, missing);
  const named = `${numbers.slice(0, 5).join('、')}${numbers.length > 5 ? '…' : ''}`;
  throw refusedAct(upload, `还有${numbers.length}段没有传到(第${named}段),请接着传,传到后再提交一次`, {
    parts: await addressesOf(ports, missing),
  });
}

async function withdraw(ports: UploadsPorts, id: string, request: HttpRequest): Promise<HttpAnswer> {
  const sender = await senderOf(ports, request);
  await mustBeOnTop(ports, await findUpload(ports, sender, id));
  const upload = await perform(ports, sender, id, { act: 'withdraw' });
  await logLook(ports, sender, { action: 'upload.withdraw', subject: id });
  if (upload.status === 'withdrawn') {
    await dropBytes(ports, upload);
    await wakeNext(ports, upload);
  }
  return json(upload.status === 'withdrawn' ? 200 : 202, itemView(upload));
}

/** What stored something is taken back from the top of its lane only. A worker looks again: another file may be read just now. */
async function mustBeOnTop(ports: UploadsPorts, upload: Upload): Promise<void> {
  const acted = actOnUpload(upload, { act: 'withdraw' }, ports.clock.now());
  if (acted.kind !== 'done' || acted.upload.status !== 'withdrawing') return;
  // One that is being taken back goes first, and this one waits for it.
  const later = (await readOnTopOf(ports, upload)).find(({ status }) => status !== 'withdrawing');
  if (later) throw refusedAct(upload, staysBelow(later));
}

/** Nobody needs them any more; what cannot be removed now goes with its age. */
async function dropBytes({ objects }: UploadsPorts, upload: Upload): Promise<void> {
  try {
    await objects.remove(incomingPrefix(upload));
  } catch (error) {
    log.error('The bytes of a dropped file stay until they are too old', error, { upload: upload.id });
  }
}
