import { createDocument } from 'zod-openapi';
import { auditPaths } from './openapi/audit-paths.ts';
import { departmentPaths } from './openapi/department-paths.ts';
import { hotlinePaths } from './openapi/hotline-paths.ts';
import { officePaths } from './openapi/office-paths.ts';
import { outreachPaths } from './openapi/outreach-paths.ts';
import { printPaths } from './openapi/print-paths.ts';
import { providerPaths } from './openapi/provider-paths.ts';
import { recipientPaths } from './openapi/recipient-paths.ts';
import { referralPaths } from './openapi/referral-paths.ts';
import { staffPaths } from './openapi/staff-paths.ts';
import { statementPaths } from './openapi/statement-paths.ts';
import { totalsPaths } from './openapi/totals-paths.ts';
import { uploadPagePaths } from './openapi/upload-page-paths.ts';
import { uploadPaths } from './openapi/upload-paths.ts';

const DESCRIPTION = `各部门把困难信息报进来,系统发出预警;乡镇入户核查,群众收到通知和帮扶清单。这里是全部接口。

出错时的答复是 RFC 9457 问题详情(application/problem+json),文字是中文,不含个人信息。时间都带时区,金额单位是元,编号不透明。`;

/**
 * The OpenAPI 3.1 document, made of the schemas that the code itself checks and answers with. Generated when the stack is
 * synthesized and laid beside the `api` bundle as `openapi.json`; the generator is in no bundle.
 */
export function openApiDocument(): object {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: '救助枢纽接口文档',
        version: '1',
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: [
        { name: '部门报送', description: '部门用签名的请求报送事件,并能查到每一条的去向。' },
        { name: '文件报送', description: '没有程序的部门把表格原样传上来,逐行给结果;改好再传,不会重复。' },
        { name: '预警', description: '待办列表、一条预警的来龙去脉,以及接收、走访、办结。' },
        { name: '户与人', description: '一户一档,按证件、电话或姓名查人,写明用途后查看原文。' },
        { name: '定期走访', description: '规则要求的季度排查、探访关爱:每户每期一次,登记、改派、不用去的写明原因。' },
        { name: '助联体', description: '不是钱的帮助:社会组织和村级服务站能提供什么,哪户缺什么,在县里匹配。' },
        { name: '热线工单', description: '来电登记、派出、办理、答复、回访,每一步有期限。' },
        { name: '热线回拨', description: '短信送不到的人,由热线打电话告知。' },
        { name: '单位与人员', description: '谁管哪里、找谁、谁代班;改了一分钟内生效。' },
        { name: '通知与清单', description: '发给谁、发了什么、收到没有;帮扶清单。' },
        { name: '统计与审计', description: '按区划、级别、时间和指标统计;一条预警的全过程,一个人为什么有或没有预警。' },
        { name: '转办与名单', description: '转给部门办的事和部门的反馈;按人员类别定期给部门的名单。' },
        { name: '群众', description: '群众凭查询码和身份证后四位看自己的清单。' },
        { name: '短信平台', description: '短信平台推送的回执(送到没有)和群众回复的短信。' },
        { name: '公共', description: '不需要凭证的,以及本省的规则。' },
      ],
      paths: {
        ...departmentPaths,
        ...uploadPaths,
        ...uploadPagePaths,
        ...totalsPaths,
        ...staffPaths,
        ...hotlinePaths,
        ...auditPaths,
        ...officePaths,
        ...referralPaths,
        ...outreachPaths,
        ...statementPaths,
        ...providerPaths,
        ...printPaths,
        ...recipientPaths,
      },
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: '本省身份系统(OIDC)发的访问令牌,带 division(辖区)和 role(岗位)。',
          },
          signature: {
            type: 'apiKey',
            in: 'header',
            name: 'Signature',
            description:
              'RFC 9421 签名:Content-Digest、Signature-Input 和 Signature 三个头。覆盖 @method、@path、@query,有正文时加 content-digest 和 content-type;created 在300秒以内,nonce 只用一次。',
          },
        },
      },
    },
    { override: ({ jsonSchema }) => quieten(jsonSchema) },
  );
}

/** What the generator adds and nobody needs: a page of digits for a date, and the largest numbers of the language. */
function quieten(schema: { format?: string; pattern?: string; minimum?: number; maximum?: number }): void {
  if (schema.format === 'date-time') delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}

/** The text as it is served and committed. */
export const openApiJson = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`;
