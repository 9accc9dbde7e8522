import * as z from 'zod';
import { contactRoles } from '../../domain/contact.ts';
import { roles } from '../../domain/profile.ts';

const day = z.string().meta({ format: 'date', example: '2026-11-05' });
const person = {
  name: z.string().meta({ description: '姓名;不能改这个单位的人看到的是打码的', example: '林**' }),
  phone: z.string().meta({ description: '工作手机,打码', example: '199****1005' }),
};

const contact = z.object({
  ...person,
  role: contactRoles.optional(),
  villages: z.array(z.string()).optional(),
  from: day.optional(),
  until: day.optional(),
  delegate: z.object({ ...person, from: day, until: day }).optional(),
  serving: z.boolean().meta({ description: '今天在不在任' }),
});

const reference = z.object({ id: z.string(), name: z.string(), landline: z.string() });

export const officeView = z
  .object({
    id: z.string().meta({ description: '级别和区划代码', example: 'township-621121101' }),
    role: roles,
    division: z.string().meta({ example: '621121101' }),
    divisionName: z.string().meta({ example: '马营镇' }),
    name: z.string(),
    landline: z.string(),
    hours: z.string().optional(),
    villages: z.array(z.string()),
    alsoServes: z.array(z.string()),
    contacts: z.array(contact),
    reachable: z.boolean().meta({ description: '今天工作短信有没有人收' }),
    source: z.enum(['file', 'api']).meta({ description: 'file:照规则文件;api:在这里改过' }),
    version: z.int().meta({ description: '0:没有在这里改过' }),
    changedAt: z.string().optional().meta({ format: 'date-time' }),
    changedBy: z.string().optional().meta({ description: '谁改的(登录账号);能改这个单位的人看得到' }),
  })
  .meta({ id: 'Office' });
export type OfficeView = z.output<typeof officeView>;

export const officePage = z.object({
  items: z.array(officeView),
  cursor: z.string().optional(),
  responsible: reference.optional().meta({ description: '只问一个乡镇或村时:它的预警现在归哪个单位办,可能是上一级' }),
});
