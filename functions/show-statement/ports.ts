import type { IssuePorts } from '../shared/issue-statement.ts';
import type { CallerPorts } from '../shared/staff-api/caller.ts';
import type { Statements } from '../shared/statements.ts';
import type { Typefaces } from './typefaces.ts';

export interface ShowStatementPorts extends IssuePorts, CallerPorts {
  statements: Statements;
  /** Opened at the first PDF, not at every cold start. */
  typefaces: () => Promise<Typefaces>;
}
