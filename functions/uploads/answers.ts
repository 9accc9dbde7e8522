import * as z from 'zod';
import {
  uploadError,
  uploadFormats,
  uploadMapping,
  uploadModes,
  uploadRows,
  uploadStatus,
  uploadTypes,
} from '../../domain/upload.ts';
import { uploadActs } from '../../domain/upload-acts.ts';

/** What the API of uploads answers. */
const instant = z
  .string()
  .meta({ format: 'date-time', description: '时间,带时区', example: '2026-11-05T10:00:00+08:00' });

export const uploadPart = z
  .object({
    url: z.string().meta({ description: '用 PUT 把这一段发到这里,一小时内有效;过期了再查一次就有新的' }),
    headers: z.record(z.string(), z.string()).meta({ description: '发的时候原样带上的头' }),
    from: z.int().meta({ description: '从文件的第几个字节起,含', example: 0 }),
    to: z.int().meta({ description: '到第几个字节止,不含', example: 8_388_608 }),
  })
  .meta({ id: 'UploadPart' });

const choice = z.object({ field: z.string(), heading: z.string(), required: z.boolean(), hint: z.string() });

/** Of each file in a list. */
const item = {
  uploadId: z.string().meta({ description: '文件编号', example: 'u-3JkQ1x9b2Vw0c7Yt5RzEaA' }),
  type: uploadTypes,
  typeName: z.string().meta({ example: '医疗费用结算' }),
  mode: uploadModes.optional(),
  filename: z.string().meta({ example: '十月大额费用.xlsx' }),
  format: uploadFormats,
  bytes: z.int(),
  dryRun: z.boolean(),
  status: uploadStatus,
  statusText: z.string().meta({
    description: '现在怎样、下一步做什么,可以直接给人看',
    example: '正在一行一行地读,已经读了500行。您可以先忙别的,关掉页面也不影响。',
  }),
  why: z.string().optional().meta({ description: '为什么是这个状态' }),
  rows: uploadRows.meta({
    description: '任何时候 read = accepted + unchanged + duplicate + rejected:收下、和上次一样、表里写重、没收下',
    example: { read: 500, accepted: 420, unchanged: 75, duplicate: 3, rejected: 2 },
  }),
  left: z.int().meta({ description: '不在名单上、按退出处理的人数' }),
  createdAt: instant,
  completedAt: instant.optional(),
  finishedAt: instant.optional(),
  openActs: z.array(z.enum(uploadActs)).meta({ description: '您现在可以做的操作' }),
};

export const uploadItem = z.object(item).meta({ id: 'UploadItem' });
export const uploadList = z.object({
  month: z.string().meta({ example: '2026-11' }),
  department: z.object({ key: z.string(), name: z.string().meta({ example: '医保' }) }),
  area: z.object({ code: z.string(), name: z.string().meta({ example: '甘肃省定西市通渭县' }) }),
  types: z.array(z.object({ type: uploadTypes, name: z.string() })).meta({ description: '您能报送的' }),
  items: z.array(uploadItem),
});

export const uploadView = z
  .object({
    ...item,
    errors: z.array(uploadError).meta({
      description: '没收下的行,最多前100条;值已打码',
      example: [
        { sheet: '', line: 4, column: '身份证号码', value: '6201**********1239', message: '身份证号码的校验位不对' },
      ],
    }),
    correctedFile: z.string().optional().meta({
      description: '改错表的下载地址,5分钟有效:原表加一列“错误原因”,改好后整张重发',
    }),
    parts: z.array(uploadPart).optional().meta({ description: '还没传到的段;status 是 receiving 时有' }),
    columns: z
      .object({
        sheet: z.string(),
        headings: z.array(z.string()),
        guess: uploadMapping,
        missing: z.array(z.object({ field: z.string(), heading: z.string() })),
        unknown: z.array(z.string()),
        examples: z.array(z.array(z.string())).meta({ description: '前几行,已打码' }),
        choices: z.array(choice).meta({ description: '可以指到的栏目' }),
      })
      .optional()
      .meta({ description: '要请您确认的列;status 是 asking-columns 时有' }),
    leaving: z
      .int()
      .optional()
      .meta({ description: '要请您确认的退出人数;status 是 asking-leaving 时有。试读时是正式报送会退出的人数' }),
  })
  .meta({ id: 'Upload' });

export const templateList = z
  .object({
    items: z.array(
      z.object({
        type: uploadTypes,
        name: z.string(),
        xlsx: z.string().meta({ example: '/v1/templates/medical-expense.xlsx' }),
        csv: z.string().meta({ example: '/v1/templates/medical-expense.csv' }),
      }),
    ),
  })
  .meta({ id: 'TemplateList' });
