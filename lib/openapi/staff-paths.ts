import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { StatementSchema } from '../../domain/statement-schema.ts';
import { callPage, callView } from '../../functions/api/call-answers.ts';
import { contactView } from '../../functions/api/contact-answers.ts';
import { householdFile } from '../../functions/api/household-answers.ts';
import { joinedLead, leadPhone, leadView } from '../../functions/api/lead-answers.ts';
import { noticePage, noticeWords } from '../../functions/api/notice-answers.ts';
import { matches, statementList, unmasked } from '../../functions/api/people-answers.ts';
import { profileView } from '../../functions/api/profile-answers.ts';
import * as request from '../../functions/api/requests.ts';
import { acted, referred, warningDetail, warningPage } from '../../functions/api/warning-answers.ts';
import { idPath } from '../../functions/shared/staff-api/fields.ts';
import { answers, forStaff, jsonBody, refusals } from './operation.ts';

const path = idPath;
const etag = z.object({ etag: z.string().meta({ description: '版本号,操作时写在 If-Match' }) });
const ifMatch = z.string().optional().meta({ description: '看到的版本号,例如 "3";也可以写在正文的 version' });
const idempotencyKey = z.string().optional().meta({ description: '重发同一请求时写同一个值,不会记两次' });

function acting(summary: string, body: z.ZodType, description?: string): { post: ZodOpenApiOperationObject } {
  const header = z.object({ 'if-match': ifMatch, 'idempotency-key': idempotencyKey });
  return {
    post: forStaff('预警', summary, {
      ...(description !== undefined && { description }),
      requestParams: { path, header },
      requestBody: jsonBody(body),
      responses: { '200': answers('办理后的状态', acted, etag), ...refusals(404, 409, 422, 428) },
    }),
  };
}

const period = z.object({
  from: z.string().optional().meta({ format: 'date', description: '从哪天;不写就是上一期' }),
  to: z.string().optional().meta({ format: 'date' }),
  for: z.enum(['person', 'household']).optional().meta({
    description: 'person:只开这个人的;household:开全家的;不写就按规则',
  }),
  tell: z.boolean().optional().meta({ description: 'true:同时通知户主' }),
});

export const staffPaths: ZodOpenApiPathsObject = {
  '/v1/warnings': {
    get: forStaff('预警', '待办列表,最急的在前', {
      requestParams: { query: request.worklistQuery },
      responses: { '200': answers('一页', warningPage), ...refusals(404) },
    }),
  },
  '/v1/warnings/{id}': {
    get: forStaff('预警', '一条预警的来龙去脉', {
      description: 'id 也可以写预警编号,例如 W2611-01234567。每次查看都有记录。',
      requestParams: { path },
      responses: { '200': answers('预警', warningDetail, etag), ...refusals(404) },
    }),
  },
  '/v1/warnings/{id}/accept': acting('接收', request.acceptBody),
  '/v1/warnings/{id}/visit': acting('登记入户走访', request.visitBody),
  '/v1/warnings/{id}/resolve': acting('登记核查结果,办结', request.resolveBody),
  '/v1/warnings/{id}/finish': acting('走访和办结一次登记', request.finishBody),
  '/v1/warnings/{id}/reassign': acting(
    '转派给别的单位或乡镇',
    request.reassignBody,
    '转给管这个地方的单位;县以上也可以转给辖区内的任何乡镇。新单位马上收到通知,期限不变。',
  ),
  '/v1/warnings/{id}/refer': {
    post: forStaff('预警', '转给部门办', {
      description: '走访以后,或结果是“已转其他部门”时可以转。同一件事已经转了、还没答复的,再转不会多出一件。',
      requestParams: { path, header: z.object({ 'if-match': ifMatch, 'idempotency-key': idempotencyKey }) },
      requestBody: jsonBody(request.referBody),
      responses: { '200': answers('预警和转办件', referred, etag), ...refusals(404, 409, 422, 428) },
    }),
  },
  '/v1/warnings/{id}/extend': acting('延长期限', request.extendBody, '县以上才能延长。已超期的从今天起算。'),
  '/v1/warnings/{id}/pause': acting(
    '暂停计时',
    request.pauseBody,
    '暂停时还剩多少,接着计时时还是多少;暂停期间不催办。',
  ),
  '/v1/warnings/{id}/resume': acting('接着计时', request.resumeBody),
  '/v1/warnings/{id}/reopen': acting(
    '重新办理',
    request.reopenBody,
    '已办结的不再改动;重新办理是同一户的下一条预警,答复里是新的一条。县以上才能办。',
  ),
  '/v1/households/{id}': {
    get: forStaff('户与人', '一户一档,按时间排', {
      description: '也可以写人的编号。每次查看都有记录。',
      requestParams: { path },
      responses: { '200': answers('档案', householdFile), ...refusals(404) },
    }),
  },
  '/v1/people/{id}/contact': {
    put: forStaff('户与人', '登记怎样联系本人', {
      description: '电话是谁的、能不能看短信、希不希望打电话。登记以后,给本人的通知照此发短信或打电话。整份替换。',
      requestParams: { path, header: z.object({ 'if-match': ifMatch }) },
      requestBody: jsonBody(request.contactBody),
      responses: { '200': answers('登记后的联系方式', contactView, etag), ...refusals(404, 409, 422, 428) },
    }),
  },
  '/v1/people/{id}/opt-out': {
    put: forStaff('户与人', '登记本人退订或恢复帮扶清单短信', {
      description:
        '本人在电话里、在门口说不要再发,或者要恢复。按号码记,合用这个号码的人都算;和群众自己回复退订、恢复一样,以后说的为准。救助决定的通知不能退订。',
      requestParams: { path },
      requestBody: jsonBody(request.optOutBody),
      responses: { '200': answers('登记后的联系方式', contactView), ...refusals(404, 409, 422) },
    }),
  },
  '/v1/leads/{id}': {
    get: forStaff('户与人', '一条线索:没有身份证号码的反映', {
      requestParams: { path },
      responses: { '200': answers('线索', leadView, etag), ...refusals(404) },
    }),
  },
  '/v1/leads/{id}/phone': {
    post: forStaff('户与人', '写明用途,查看反映人留的电话', {
      requestParams: { path },
      requestBody: jsonBody(request.leadPhoneBody),
      responses: { '200': answers('电话', leadPhone), ...refusals(404, 422) },
    }),
  },
  '/v1/leads/{id}/join': {
    post: forStaff('户与人', '查明线索说的是谁', {
      description: '线索的预警并到本人或其家庭的预警里;没有在办的,就接着原来的期限办。走访记录都保留。',
      requestParams: { path, header: z.object({ 'if-match': ifMatch }) },
      requestBody: jsonBody(request.joinBody),
      responses: { '202': answers('已登记,马上合并', joinedLead), ...refusals(404, 409, 422, 428, 503) },
    }),
  },
  '/v1/people/lookup': {
    post: forStaff('户与人', '按身份证号码、电话或姓名查人', {
      description: '查询条件只放在正文里。只查得到辖区里的人,结果打码;查不到也有记录。',
      requestBody: jsonBody(request.lookupBody),
      responses: { '200': answers('查到的人', matches), ...refusals(404, 422) },
    }),
  },
  '/v1/people/{id}/unmask': {
    post: forStaff('户与人', '写明用途,查看原文', {
      requestParams: { path },
      requestBody: jsonBody(request.unmaskBody),
      responses: { '200': answers('要看的几项', unmasked), ...refusals(404, 422) },
    }),
  },
  '/v1/people/{id}/statements': {
    get: forStaff('通知与清单', '已出的帮扶清单', {
      requestParams: { path },
      responses: { '200': answers('清单', statementList), ...refusals(404) },
    }),
    post: forStaff('通知与清单', '现在出一份清单', {
      requestParams: { path },
      requestBody: jsonBody(period),
      responses: {
        '201': answers('已出', z.object({ id: z.string(), from: z.string(), to: z.string(), heading: z.string() })),
        ...refusals(404, 422),
      },
    }),
  },
  '/v1/statements/{id}': {
    get: forStaff('通知与清单', '一份帮扶清单', {
      description: '按 Accept 给 JSON、网页或 A4 的 PDF。',
      requestParams: { path },
      responses: {
        '200': {
          description: '清单',
          content: {
            'application/json': {
              schema: StatementSchema.extend({ id: z.string(), version: z.int() }).meta({ id: 'Statement' }),
            },
            'text/html': { schema: z.string() },
            'application/pdf': { schema: z.string().meta({ format: 'binary' }) },
          },
        },
        ...refusals(404),
      },
    }),
  },
  '/v1/statements/{id}/unlock': {
    post: forStaff('通知与清单', '输错五次锁住后,解开', {
      requestParams: { path },
      responses: {
        '200': answers('已解开', z.object({ id: z.string(), locked: z.literal(false) })),
        ...refusals(404),
      },
    }),
  },
  '/v1/call-backs': {
    get: forStaff('热线回拨', '要打的电话,最早的在前', {
      description: '单位的座机直接给出;个人的电话按用途 call-back 查看。',
      requestParams: { query: request.callsQuery },
      responses: { '200': answers('一页', callPage), ...refusals(404) },
    }),
  },
  '/v1/call-backs/{id}/attempts': {
    post: forStaff('热线回拨', '登记一次通话', {
      description: '联系上或对方不愿接听,就结束;三次没有联系上,转为没有送达。',
      requestParams: { path },
      requestBody: jsonBody(request.attemptBody),
      responses: { '200': answers('回拨', callView), ...refusals(404, 409, 422) },
    }),
  },
  '/v1/notices': {
    get: forStaff('通知与清单', '发给谁、发了什么、收到没有', {
      description:
        '写 subject:这一户、人、线索或单位的全部通知。不写:辖区里没有送到的和不知道送没送到的,按天从新到旧,一次最多31天。每条都有短信平台的经过、回执、并成一条的情况和热线回拨。',
      requestParams: { query: request.noticesQuery },
      responses: { '200': answers('通知', noticePage), ...refusals(404) },
    }),
  },
  '/v1/notices/{id}/unmask': {
    post: forStaff('通知与清单', '写明用途,查看一条通知的原文', {
      requestParams: { path: idPath },
      requestBody: jsonBody(request.noticeUnmaskBody),
      responses: { '200': answers('原文', noticeWords), ...refusals(404) },
    }),
  },
  '/v1/profile': {
    get: forStaff('公共', '本省的规则', { responses: { '200': answers('规则', profileView) } }),
  },
};
