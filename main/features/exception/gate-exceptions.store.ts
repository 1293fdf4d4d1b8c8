import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import { exceptionState } from '../../domain/exception.ts';
import type { ExceptionId } from '../../domain/ids.ts';
import type { Gate, GateException } from '../../domain/procurement.ts';
import { DUTIES_OF } from '../../domain/sign-off.ts';
import { isSigned } from '../sign-off/sign-off.store.ts';

/** The exceptions that were made for a candidate, the oldest first, as they stand on a day. */
export function gateExceptions(sql: SqlConnection, candidateId: string, today: Day): readonly GateException[] {
  const rows = statement<
    [string],
    {
      id: ExceptionId;
      gate: Gate;
      controls: string | null;
      decidedOn: Day;
      endsOn: Day;
      withdrawnOn: Day | null;
    }
  >(
    sql,
    `SELECT "id", "gate", "controls", "decidedOn", "endsOn", "withdrawnOn" FROM "RiskException"
     WHERE "candidateId" = ? AND "gate" IS NOT NULL AND "kind" = 'risk_acceptance' ORDER BY "id"`,
  ).all(candidateId);
  return rows.map(({ id, gate, controls, ...days }) => {
    const state = exceptionState(days, today);
    return {
      exceptionId: id,
      gate,
      controls: readControls(controls),
      signed: isSigned(sql, 'exception', id, DUTIES_OF.exception),
      inForce: days.decidedOn <= today && (state === 'in_force' || state === 'ending'),
    };
  });
}

/** The codes that a column holds; null where it is about the whole gate. */
export function readControls(column: string | null): string[] | null {
  const codes = column === null ? [] : (JSON.parse(column) as string[]);
  return codes.length === 0 ? null : codes;
}
