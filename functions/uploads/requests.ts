import * as z from 'zod';
import { text } from '../../domain/events/fields.ts';
import { uploadModes, uploadTypes } from '../../domain/upload.ts';
import { areaQuery, idPath, limit } from '../shared/staff-api/fields.ts';

/** What is taken: queries and bodies as schemas, from which the OpenAPI document is made too. */
const GIB = 1024 ** 3;
const MOST_BYTES = 2 * GIB;

export const uploadPath = idPath;

export const announceBody = z
  .strictObject({
    type: z
      .enum(uploadTypes.options, { error: `type 只能是以下之一:${uploadTypes.options.join('、')}` })
      .meta({ description: '表里报的是什么', example: 'medical-expense' }),
    filename: text(200).meta({ description: '文件名,按结尾认格式:.csv、.xlsx 或 .zip', example: '十月大额费用.xlsx' }),
    contentType: z.string().max(200).optional().meta({ description: '可以不写;格式只看文件名' }),
    bytes: z
      .int({ error: '要写整数' })
      .min(1, { error: '这个文件是空的,请核对后再传' })
      .max(MOST_BYTES, { error: '一个文件最多2 GiB,请分成几个文件' })
      .meta({ description: '文件大小,字节', example: 20_000_000 }),
    sha256: z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, { error: '要写64位十六进制' })
      .transform((digest) => digest.toLowerCase())
      .optional()
      .meta({ description: '整个文件的 SHA-256。写了它,断线后再请求一次还是同一份文件,接着传就行' }),
    dryRun: z
      .boolean({ error: '要写 true 或 false' })
      .default(false)
      .meta({ description: '试读:每一行都检查,什么都不存' }),
    mode: uploadModes.optional().meta({
      description: '只有花名册(roster)要写:full 是全部名单,不在上面的按退出处理;changes 只写变动的',
    }),
  })
  .superRefine(({ type, mode }, { addIssue }) => {
    const issue = (message: string) => addIssue({ code: 'custom', path: ['mode'], message });
    if (type === 'roster' && mode === undefined) issue('花名册要写明 mode:full(全部名单)或 changes(只写变动的)');
    if (type !== 'roster' && mode !== undefined) issue('只有花名册(roster)才写 mode');
  })
  .meta({ id: 'UploadNew' });

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'month 要写成 2026-10 这样' });

export const uploadsQuery = z.strictObject({
  month: month.optional().meta({ description: '哪个月上传的;不写就是这个月', example: '2026-10' }),
  division: areaQuery.optional().meta({ description: '下级单位的区划,看它上传的;不写就是自己的' }),
  limit,
});

export const columnsBody = z
  .strictObject({
    columns: z.record(z.string().max(200), z.union([z.string().max(60), z.null()])).meta({
      description: '表头 → 栏目;null 是这一列不用。没写到的表头照猜的算',
      example: { 个人自付: 'personalBurden', 备注: null },
    }),
    constants: z
      .record(z.string().max(60), text(200))
      .optional()
      .meta({ description: '表里没有、每一行都一样的栏目', example: { visitType: '住院' } }),
  })
  .meta({ id: 'UploadColumns' });

export const totalsQuery = z.strictObject({
  month: month.optional().meta({ description: '哪个月;不写就是这个月', example: '2026-10' }),
  division: areaQuery.optional().meta({ description: '下级单位的区划,看它的;不写就是自己的' }),
});

export const leavingBody = z
  .strictObject({
    leaving: z.int({ error: '要写整数' }).min(1).meta({ description: '看到的退出人数,照 leaving 原样写', example: 31 }),
  })
  .meta({ id: 'UploadLeaving' });

export const templatePath = z.object({
  file: z
    .string()
    .regex(/^[a-z-]{1,40}\.(xlsx|csv)$/, { error: '要写成 medical-expense.xlsx 或 medical-expense.csv 这样' })
    .meta({ description: '类型加 .xlsx 或 .csv', example: 'medical-expense.xlsx' }),
});
