import type { SheetType } from '../columns.ts';
import { applicationWordings, benefitGrantedWordings } from './aid.ts';
import { accidentWordings, deathWordings, moveWordings, selfReportWordings } from './life.ts';
import {
  chronicDiseaseWordings,
  hospitalizationWordings,
  medicalBurdenWordings,
  medicalExpenseWordings,
} from './medical.ts';
import { rosterWordings } from './roster.ts';
import {
  disabilityWordings,
  educationExpenseWordings,
  incomeDropWordings,
  reemploymentWordings,
  unemploymentWordings,
  universityAdmissionWordings,
} from './status.ts';
import type { Wordings } from './wording.ts';

/** What each type's file is called, and how its columns are worded. A new event type is asked for here by the compiler. */
export const sheetWordings: { readonly [N in SheetType]: { readonly title: string; readonly columns: Wordings } } = {
  roster: { title: '监测对象名册', columns: rosterWordings },
  'medical-expense': { title: '医疗费用结算', columns: medicalExpenseWordings },
  'medical-burden': { title: '医疗费用累计清单', columns: medicalBurdenWordings },
  hospitalization: { title: '住院', columns: hospitalizationWordings },
  'chronic-disease': { title: '慢性病和重大疾病', columns: chronicDiseaseWordings },
  disability: { title: '残疾人证', columns: disabilityWordings },
  unemployment: { title: '失业登记', columns: unemploymentWordings },
  reemployment: { title: '失业结束', columns: reemploymentWordings },
  'university-admission': { title: '高考录取', columns: universityAdmissionWordings },
  'education-expense': { title: '教育支出', columns: educationExpenseWordings },
  'income-drop': { title: '收入下降', columns: incomeDropWordings },
  accident: { title: '意外和灾害', columns: accidentWordings },
  'self-report': { title: '本人或网格员反映', columns: selfReportWordings },
  'benefit-granted': { title: '帮扶发放', columns: benefitGrantedWordings },
  application: { title: '申请进度', columns: applicationWordings },
  move: { title: '迁移', columns: moveWordings },
  death: { title: '死亡', columns: deathWordings },
};
