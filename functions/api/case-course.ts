import { formatYuan } from '../../domain/money.ts';
import { chineseDateTime } from '../../domain/shanghai-day.ts';
import type { Signal } from '../../domain/signal.ts';
import type { Warning } from '../../domain/warning.ts';
import { type CaseEntry, type CaseFile, factorView, levelName, type Reasoned } from './case-file.ts';
import { officeView } from './office-view.ts';
import { ofSignals } from './timeline.ts';

const full = (at: number) => chineseDateTime(at, { year: true });

/** The events that the warning stands on: when the department says, when the hub got it, and since which version it counts. */
export async function eventEntries(file: CaseFile, versions: readonly Reasoned[]): Promise<CaseEntry[]> {
  const { ports, holdings } = file;
  const keys = new Set(versions.flatMap(({ factors = [] }) => factors.flatMap(({ events }) => events)));
  const signals = [...holdings.signals.values()].flat().filter(({ eventKey }) => keys.has(eventKey));
  const ledger = await ports.ledger.get([...keys]);
  return signals.flatMap((signal): CaseEntry[] => {
    const entry = ledger.get(signal.eventKey);
    const first = versions.find(({ factors = [] }) => factors.some(({ events }) => events.includes(signal.eventKey)));
    const tombstone = holdings.tombstones.get(signal.eventKey);
    const what = sayOf(file, signal);
    return [
      {
        at: signal.storedAt,
        kind: 'event',
        text: `收到${file.department(signal.department)}报送:${what}(${signal.on}),${file.nameOf(signal.person)}`,
        details: [
          ...(entry ? [`事件 ${entry.source} ${entry.id},部门的时间 ${full(Date.parse(entry.time))}`] : []),
          first ? `从第${first.version}版起计入,研判于${full(first.at)}` : '没有计入',
        ],
      },
      ...(tombstone
        ? [{ at: tombstone.at, kind: 'retraction' as const, text: `撤回或更正:${what}`, details: [tombstone.reason] }]
        : []),
    ];
  });
}

/** What happened, without illness, hospital or account. */
const sayOf = ({ ports }: CaseFile, signal: Signal): string =>
  ofSignals(ports.province, { id: signal.person, maskedName: '' }, [signal])[0]?.text ?? '';

const changeNames = new Map([
  ['raised', '发出预警'],
  ['level-raised', '预警升级'],
  ['rescored', '重新计分'],
  ['step', '按时限提醒'],
  ['accepted', '接收'],
  ['visited', '登记入户走访'],
  ['resolved', '办结'],
  ['withdrawn', '撤销'],
  ['merged', '并入家庭预警'],
  ['corrected', '更正期限'],
  ['reassigned', '改派'],
  ['handed-over', '移交'],
  ['extended', '延期'],
  ['paused', '暂停计时'],
  ['resumed', '恢复计时'],
  ['reopened', '重新办理'],
  ['referred', '转部门办理'],
  ['referred', '转其他部门'],
  ['aided', '救助已到位'],
]);

/** Every version: who changed it, what it scored, for which reasons, by which rules. */
export function changeEntries(file: CaseFile, versions: readonly Reasoned[]): CaseEntry[] {
  return versions.map((version, nth) => {
    const { at, change, by, level, score, profileVersion, detail, factors } = version;
    const news = nth === 0 || version.score !== versions[nth - 1]?.score || change === 'level-raised';
    return {
      at,
      kind: 'change',
      by,
      text: `第${version.version}版:${changeNames.get(change) ?? change}${detail ? `,${detail}` : ''}`,
      details: [
        `${level ? `${levelName(file, level)},` : ''}${score}分,规则 ${profileVersion}`,
        ...(change === 'resolved' ? outcomeLines(file.warning) : []),
        ...(news ? reasonLines(file, factors) : []),
      ],
    };
  });
}

function outcomeLines({ outcome }: Warning): string[] {
  const programmes = outcome?.programmes ?? [];
  return [
    ...(programmes.length > 0 ? [`项目:${programmes.join('、')}`] : []),
    ...(outcome?.note ? [outcome.note] : []),
  ];
}

function reasonLines(file: CaseFile, factors: Reasoned['factors']): string[] {
  if (!factors) return ['当时的分项已不能重算(规则或资料后来有变)'];
  return factors.map((factor) => {
    const { text, points, person, beside, sources } = factorView(file, factor);
    const worth = beside ? '家里其他人的情况,不计分' : `${points}分`;
    return `${person.name} ${text} ${worth}${sources.length > 0 ? `(${sources.join('、')})` : ''}`;
  });
}

const stepNames = { 'due-soon': '快到期提醒', urge: '催办', 'overdue-reminder': '超期提醒' } as const;
const roleNames = { township: '乡镇', county: '县', prefecture: '市', province: '省' } as const;

/** Steps of the ladder that were taken or passed over; what is still ahead is told by the deadlines. */
export const stepEntries = ({ warning, ports }: CaseFile): CaseEntry[] =>
  warning.steps.flatMap(({ at, when, role, notice, office, doneAt }): CaseEntry[] => {
    if (doneAt === undefined) return [];
    const told = officeView(ports.province, office)?.name ?? '没有登记单位,没有人收到';
    return [
      {
        at: doneAt,
        kind: 'step',
        by: 'hub',
        text: `${stepNames[notice]}(${roleNames[role]}):${told}`,
        details: [`应于${full(at)},${when}`],
      },
    ];
  });

const metNames = { self: '本人', family: '家人', neighbour: '邻居', nobody: '没见到人' } as const;
const needNames = new Map([
  ['living', '生活'],
  ['medical', '医疗'],
  ['education', '教育'],
  ['housing', '住房'],
  ['employment', '就业'],
  ['care', '照料'],
  ['other', '其他'],
]);

export const visitEntries = ({ warning }: CaseFile): CaseEntry[] =>
  (warning.visits ?? []).map(
    ({ visitedAt, met, findings, needs, note, photos = [], by, at }): CaseEntry => ({
      at: visitedAt,
      kind: 'visit',
      by,
      text: `入户走访,见到:${metNames[met]}${visitedAt <= warning.visitDue.at ? '' : '(超期)'}`,
      details: [
        findings,
        ...(needs.length > 0 ? [`困难:${needs.map((need) => needNames.get(need) ?? need).join('、')}`] : []),
        ...(note ? [note] : []),
        ...(photos.length > 0 ? [`照片${photos.length}张`] : []),
        `登记于${full(at)}`,
      ],
    }),
  );

/** Aid that was granted to the household after the warning was raised. */
export const aidEntries = (file: CaseFile): CaseEntry[] =>
  [...file.holdings.signals.values()].flat().flatMap((signal): CaseEntry[] => {
    if (signal.kind !== 'benefit-granted' || signal.retracted || signal.storedAt < file.warning.raisedAt) return [];
    const { programme, amount, inKind, on, status, department } = signal;
    const given = amount === undefined ? (inKind ?? '') : `${formatYuan(amount)}元`;
    const state = { granted: '已批准', paid: '已发放', returned: '已退回' }[status];
    return [
      {
        at: signal.storedAt,
        kind: 'aid',
        text: `救助:${programme}${given},${state}(${on}),${file.nameOf(signal.person)}`,
        details: [`${file.department(department)}报送`],
      },
    ];
  });
