import { type Deliveries, deliveriesSchema } from '../../../domain/statement-delivery.ts';
import { SafeError } from '../safe-error.ts';
import { type IssuedStatement, inSeries, type Statements } from '../statements.ts';
import { countyOf } from '../townships.ts';
import { ABSENT, bytes, keyed, versionBefore } from './row.ts';
import { type StoreDeps, type StoredItem, Table } from './table.ts';
import { onlyConflicts, transact } from './transaction.ts';

/** p subject · s D#statement's id · v version · x sealed */
const row = keyed.extend({ x: bytes });

/** Who took which sheet. `deliver`: two units for each started KiB and two for the mark on the list, in one transaction. */
export function statementDeliveries(deps: StoreDeps): Pick<Statements, 'deliver' | 'deliveries' | 'deliveriesOf'> {
  const table = new Table(deps);
  const { sealer } = deps;
  const opened = async (item: StoredItem): Promise<Deliveries> => {
    const { s, x } = row.parse(item);
    return deliveriesSchema.parse(await sealer.open('statements', placeOf(s.slice('D#'.length)), x));
  };
  return {
    async deliver(issued, deliveries) {
      const x = await sealer.seal('statements', placeOf(issued.id), deliveries);
      const condition = deliveries.version === 2 ? ABSENT : versionBefore(deliveries.version);
      const d = deliveries.entries.at(-1)?.deliveredOn;
      const refused = await transact(
        deps,
        [
          { table: deps.table, put: { ...keyOf(issued.id), v: deliveries.version, x }, condition },
          ...(inSeries(issued) ? [{ table: deps.table, put: { ...listItem(issued), d, v: deliveries.version } }] : []),
        ],
        { again: onlyConflicts },
      );
      if (!refused) return true;
      if (refused.failed.length > 0) return false;
      throw new SafeError('statement-busy', 'the deliveries of a statement kept meeting other transactions');
    },
    async deliveries(id) {
      const item = await table.get(keyOf(id));
      return item && opened(item);
    },
    async deliveriesOf(subject) {
      const values = { ':p': subject, ':s': 'D#' };
      const items = await table.query({ where: 'p = :p AND begins_with(s, :s)', values });
      return Promise.all(items.map(opened));
    },
  };
}

const keyOf = (id: string) => ({ p: id.split('.', 1)[0] ?? '', s: `D#${id}` });
const placeOf = (id: string) => `Statements/D/${id}`;

export const listItem = ({ id, area, from, to }: Pick<IssuedStatement, 'id' | 'area' | 'from' | 'to'>) => ({
  p: `I#${countyOf(area)}#${from}.${to}`,
  s: `${area}#${id}`,
});
