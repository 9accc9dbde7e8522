import { fullDivisionName } from '../../domain/division.ts';
import { maskName } from '../../domain/masking.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { Warning } from '../../domain/warning.ts';
import { outcomeNames } from '../../domain/warning-acts.ts';
import { callEntries, lookEntries, noticeEntries, referralEntries } from './case-contacts.ts';
import { aidEntries, changeEntries, eventEntries, stepEntries, visitEntries } from './case-course.ts';
import { type Case, type CaseEntry, type CaseFile, factorView, levelName, openFile, reasonsOf } from './case-file.ts';
import { officeView } from './office-view.ts';
import type { ApiPorts } from './ports.ts';

/** One warning from the first event to the last look, on one time line, oldest first. */
export async function caseOf(ports: ApiPorts, warning: Warning, unmasked: boolean): Promise<Case> {
  const file = await openFile(ports, warning, unmasked);
  const { province } = ports;
  const versions = reasonsOf(file);
  const contacts = await Promise.all([
    noticeEntries(file),
    callEntries(file),
    referralEntries(file),
    lookEntries(file),
  ]);
  const entries: CaseEntry[] = [
    ...(await eventEntries(file, versions)),
    ...changeEntries(file, versions),
    ...stepEntries(file),
    ...visitEntries(file),
    ...aidEntries(file),
    ...contacts.flat(),
  ];
  const office = officeView(province, warning.office);
  const { outcome, closedAt } = warning;
  return {
    id: warning.id,
    number: warning.number,
    subject: warning.subject,
    unmasked,
    level: warning.peakLevel,
    levelName: levelName(file, warning.peakLevel),
    status: warning.status,
    division: warning.township,
    place: fullDivisionName(warning.township, province.divisions),
    ...(office && { office: office.name }),
    name: unmasked ? (warning.headName ?? '') : maskName(warning.headName ?? ''),
    householdSize: warning.householdSize,
    raisedAt: offsetDateTime(warning.raisedAt),
    ...(closedAt !== undefined && { closedAt: offsetDateTime(closedAt) }),
    ...(outcome && { outcome: outcomeNames[outcome.outcome] }),
    rules: [...new Set(versions.map(({ profileVersion }) => profileVersion))],
    people: peopleOf(file),
    factors: warning.factors.map((factor) => factorView(file, factor)),
    deadlines: [
      { name: '入户期限', ...deadline(warning.visitDue) },
      { name: '反馈期限', ...deadline(warning.feedbackDue) },
    ],
    timeline: entries
      .toSorted(inOrder)
      .map(({ at, details = [], ...entry }) => ({ at: offsetDateTime(at), ...entry, details: [...details] })),
  };
}

const deadline = ({ at, why, provisional }: Warning['visitDue']) => ({ at: offsetDateTime(at), why, provisional });

const peopleOf = ({ holdings: { people }, records, nameOf, unmasked }: CaseFile): Case['people'] =>
  people.map((id) => {
    const record = records.get(id);
    return {
      id,
      name: nameOf(id),
      ...(unmasked && record && { idNumber: record.idNumber }),
      ...(unmasked && record?.phone && { phone: record.phone.value }),
    };
  });

const kinds: readonly CaseEntry['kind'][] = [
  'event',
  'retraction',
  'visit',
  'change',
  'step',
  'referral',
  'notice',
  'call',
];

/** To the second; within one, what caused comes before what followed. */
const inOrder = (a: CaseEntry, b: CaseEntry) =>
  Math.floor(a.at / 1000) - Math.floor(b.at / 1000) || rankOf(a) - rankOf(b) || a.at - b.at;
const rankOf = ({ kind }: CaseEntry) => (kinds.includes(kind) ? kinds.indexOf(kind) : kinds.length);
