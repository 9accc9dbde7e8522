import type { Check, Finding } from './checks/finding.ts';
import { warning } from './checks/finding.ts';
import { checkIndicators } from './checks/indicators.ts';
import { checkLevels, checkSelfReport } from './checks/levels.ts';
import { checkOffices } from './checks/offices.ts';
import { checkDepartments, checkReferences } from './checks/references.ts';
import { checkCalendar, checkProviders, checkSending } from './checks/sending.ts';
import { checkTexts } from './checks/texts.ts';
import type { Province } from './province.ts';

export type { Finding } from './checks/finding.ts';

/** Blocks whose figures nobody published: to be decided by the province before it relies on them. */
const checkBasis: Check = function* ({ profile }) {
  const blocks = Object.entries(profile).flatMap(([key, block]) => (isIllustrative(block) ? [key] : []));
  if (blocks.length > 0) yield warning([], `演示数值,启用前须核定:${blocks.join('、')}`);
};

function isIllustrative(block: unknown): boolean {
  if (typeof block !== 'object' || block === null) return false;
  return ('basis' in block && block.basis === 'illustrative') || Object.values(block).some(isIllustrative);
}

const checks: readonly Check[] = [
  checkReferences,
  checkDepartments,
  checkIndicators,
  checkLevels,
  checkSelfReport,
  checkSending,
  checkProviders,
  checkOffices,
  checkTexts,
  checkCalendar,
  checkBasis,
];

/** What one part of a province says of another. Errors stop synth; with warnings the hub works. */
export function checkProfile(province: Province): { errors: Finding[]; warnings: Finding[] } {
  const found = checks.flatMap((check) => [...check(province)]);
  const of = (severity: 'error' | 'warning'): Finding[] =>
    found.flatMap(({ severity: own, ...finding }) => (own === severity ? [finding] : []));
  return { errors: of('error'), warnings: of('warning') };
}
