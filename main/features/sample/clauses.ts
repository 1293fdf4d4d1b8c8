import { statement } from '../../data/connection.ts';
import type { ClauseState } from '../../domain/clause.ts';
import type { CommandContext } from '../context.ts';
import { stamp } from '../records.ts';
import type { MadeContract } from './contracts.ts';

/** What was found in the contract of a vendor, by the code of the clause; with the place where it stands. */
const FINDINGS: Readonly<
  Record<
    string,
    Readonly<Record<string, readonly [ClauseState, reference?: string | null, page?: string | null, note?: string]>>
  >
> = {
  'Norvia Medical': {
    'VN-01': ['present', '7.1', '12'],
    'VN-02': ['present', '7.1', '12'],
    'VN-03': ['partial', '7.5', '14', 'Only for data, not for remote access'],
    'VN-04': ['absent'],
    'UP-01': ['present', '7.2', '13'],
    'UP-03': ['partial', '7.3', '13', '60 days instead of 30'],
    'UP-04': ['absent'],
    'SE-02': ['present', '9.4', '19'],
    'SE-03': ['absent'],
    'TR-01': ['partial', '8.2', '16', 'A list on request, not with each version'],
    'TR-02': ['present', '8.1', '16'],
    'RA-01': ['present', '10', '21'],
    'EX-01': ['present', '12.3', '27'],
    'TM-01': ['absent', null, null, 'Offered for the next term'],
  },
  'Acme Imaging': {
    'VN-02': ['absent'],
    'UP-01': ['present', '5.2', '8'],
    'UP-02': ['partial', '5.3', '8', '90 days'],
    'UP-04': ['absent'],
    'SE-01': ['present', 'Annex B', '31'],
    'SE-02': ['partial', '11.1', '22', '12 months for all three'],
    'SE-05': ['absent'],
    'TR-01': ['absent'],
    'RA-01': ['partial', '14', '26', 'One account for the whole service team'],
    'EX-03': ['not_applicable', null, null, 'Works without servers of the vendor'],
  },
  'Helion Radiotherapy': {
    'VN-01': ['present', '3.1', '5'],
    'VN-02': ['present', '3.1', '5'],
    'VN-03': ['present', '3.4', '6'],
    'UP-01': ['present', '3.2', '5'],
    'UP-06': ['present', '4.1', '7'],
    'SE-02': ['present', '6.2', '11'],
    'SE-03': ['present', '6.3', '11'],
    'TR-01': ['present', '5.1', '9'],
    'TR-02': ['present', '5.2', '9'],
    'TR-04': ['partial', '5.4', '10', 'Without the name of the standard'],
    'RA-01': ['present', '7', '12'],
    'TM-01': ['partial', '9.2', '15', 'A credit, but no right to end the contract'],
  },
  PulseLine: { 'UP-01': ['absent'], 'SE-02': ['absent'], 'TR-01': ['absent'] },
};

/** A clause that somebody made stricter after contracts had been compared with it. */
const EDITED = {
  code: 'TR-02',
  from: 'before the order, renews',
  to: 'with the offer and before the order, renews',
} as const;

/** Compares contracts of the made-up hospital with the library; in some of them nobody has looked yet. */
export function makeClauses(context: CommandContext, contracts: readonly MadeContract[]): void {
  const { sql, now, actor } = context;
  const versions = statement<[], { code: string; clauseId: string; versionId: string; text: string }>(
    sql,
    `SELECT c."code", c."id" AS "clauseId", v."id" AS "versionId", v."text" FROM "Clause" c JOIN "ClauseVersion" v ON v."clauseId" = c."id" WHERE v."version" = 1`,
  ).all();
  const clauses = new Map(versions.map((version) => [version.code, version]));
  const insert = statement<unknown[]>(
    sql,
    `INSERT INTO "ContractClause" ("id", "contractId", "clauseId", "clauseVersionId", "state", "reference", "page", "note",
       "createdAt", "createdBy", "updatedAt", "updatedBy") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const { createdAt, createdBy, updatedAt, updatedBy } = stamp(context);
  for (const { id, vendor } of contracts) {
    for (const [code, [state, reference = null, page = null, note = null]] of Object.entries(FINDINGS[vendor] ?? {})) {
      const clause = clauses.get(code);
      if (clause === undefined) continue;
      const { clauseId, versionId } = clause;
      const by = [createdAt, createdBy, updatedAt, updatedBy];
      insert.run(context.newId<'contract_clause'>(), id, clauseId, versionId, state, reference, page, note, ...by);
    }
  }
  const edited = clauses.get(EDITED.code);
  if (edited === undefined) return;
  statement<unknown[]>(
    sql,
    `INSERT INTO "ClauseVersion" ("id", "clauseId", "version", "text", "guidance", "source", "commitments", "createdAt", "createdBy")
     SELECT ?, "clauseId", 2, ?, "guidance", "source", "commitments", ?, ? FROM "ClauseVersion" WHERE "id" = ?`,
  ).run(context.newId<'clause_version'>(), edited.text.replace(EDITED.from, EDITED.to), now, actor, edited.versionId);
}
