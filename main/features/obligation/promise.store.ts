import { type SqlConnection, statement } from '../../data/connection.ts';
import type {
  ClockDirection,
  ClockStart,
  CommitmentKind,
  DurationUnit,
  Obligor,
  SeverityBand,
} from '../../domain/commitment.ts';
import { contractCoverLine } from '../../domain/cover.ts';
import type { Day } from '../../domain/day.ts';
import { placeKey } from '../../domain/name.ts';
import type { AffectedTarget, Period, PromiseScope, PromiseTerms } from '../../domain/obligation.ts';
import { TERMS_COLUMNS, type TermsRow, termsOf } from '../contract/contract.store.ts';

/** A promise with what its clock needs. */
export interface PromiseRow extends PromiseTerms {
  readonly id: string;
  readonly amount: number;
  readonly unit: DurationUnit;
  readonly direction: ClockDirection;
  /** Code of its contract's holidays; null for the organisation's own. */
  readonly calendar: string | null;
}

interface Row {
  readonly id: string;
  readonly kind: CommitmentKind;
  readonly severity: SeverityBand;
  readonly clockStart: ClockStart;
  readonly direction: ClockDirection;
  readonly amount: number;
  readonly unit: DurationUnit;
  readonly obligor: Obligor;
  readonly contractId: string | null;
  readonly vendorId: string | null;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  readonly scope: string;
  readonly calendar: string | null;
}

/** Every promise by its identifier. Organisations have hundreds, so all are read at once. */
export function readPromises(sql: SqlConnection): ReadonlyMap<string, PromiseRow> {
  const scopes = new Map<string, { models: Set<string>; versions: Set<string>; components: Set<string> }>();
  for (const row of statement<
    [],
    { commitmentId: string; modelId: string | null; softwareVersionId: string | null; component: string | null }
  >(sql, 'SELECT "commitmentId", "modelId", "softwareVersionId", "component" FROM "CommitmentScope"').all()) {
    const known = scopes.get(row.commitmentId) ?? { models: new Set(), versions: new Set(), components: new Set() };
    scopes.set(row.commitmentId, known);
    if (row.modelId !== null) known.models.add(row.modelId);
    if (row.softwareVersionId !== null) known.versions.add(row.softwareVersionId);
    if (row.component !== null) known.components.add(placeKey(row.component));
  }
  const nothing: PromiseScope = { models: new Set(), versions: new Set(), components: new Set() };
  return new Map(
    statement<[], Row>(
      sql,
      `SELECT p."id", p."kind", p."severity", p."clockStart", p."direction", p."amount", p."unit", p."obligor", p."contractId", p."vendorId",
         p."validFrom", p."validTo", p."scope", c."calendar" FROM "Commitment" p LEFT JOIN "Contract" c ON c."id" = p."contractId" ORDER BY p."id"`,
    )
      .all()
      .map(({ scope, ...row }) => [
        row.id,
        { ...row, scope: scope === 'all' ? null : (scopes.get(row.id) ?? nothing) },
      ]),
  );
}

/** Devices of one model and version under a contract, for the same time. */
interface CoveredGroup extends Period {
  readonly contractId: string;
  readonly modelId: string;
  readonly softwareVersionId: string | null;
}

/** Which contracts cover what, and from when to when; only those in which something is promised. */
export class Covers {
  readonly #byModel = new Map<string, CoveredGroup[]>();
  readonly #inUse: ReadonlySet<string>;

  constructor(sql: SqlConnection) {
    const contracts = new Map(
      statement<[], TermsRow & { id: string; number: string }>(
        sql,
        `SELECT c."id", c."number", ${TERMS_COLUMNS} FROM "Contract" c WHERE c."id" IN (SELECT "contractId" FROM "Commitment")`,
      )
        .all()
        .map((row) => [
          row.id,
          { number: row.number, terms: termsOf(row), includesSecurityUpdates: 'unknown' as const },
        ]),
    );
    const lines = statement<[], CoveredGroup & { startsOn: Day | null; endsOn: Day | null }>(
      sql,
      `SELECT l."contractId", d."modelId", d."softwareVersionId", l."startsOn", l."endsOn" FROM "ContractLine" l JOIN "Device" d ON d."id" = l."deviceId"
       WHERE l."contractId" IN (SELECT "contractId" FROM "Commitment") AND d."status" NOT IN ('retired', 'disposed') GROUP BY 1, 2, 3, 4, 5`,
    );
    for (const { contractId, modelId, softwareVersionId, startsOn, endsOn } of lines.iterate()) {
      const contract = contracts.get(contractId);
      if (contract === undefined) continue;
      const line = contractCoverLine(contract, { startsOn, endsOn, includesSecurityUpdates: null });
      const group = { contractId, modelId, softwareVersionId, from: line.startsOn, to: line.endsOn };
      const known = this.#byModel.get(modelId);
      if (known) known.push(group);
      else this.#byModel.set(modelId, [group]);
    }
    this.#inUse = new Set(
      statement<[], { modelId: string; softwareVersionId: string | null }>(
        sql,
        `SELECT DISTINCT "modelId", "softwareVersionId" FROM "Device" WHERE "status" NOT IN ('retired', 'disposed')`,
      )
        .all()
        .flatMap(({ modelId, softwareVersionId }) => [modelId, `${modelId} ${softwareVersionId}`]),
    );
  }

  /** Whether the organisation uses any device of a target: a date of what nobody has concerns nobody. */
  isInUse({ modelId, softwareVersionId }: AffectedTarget): boolean {
    return this.#inUse.has(softwareVersionId === null ? modelId : `${modelId} ${softwareVersionId}`);
  }

  /** Contracts that cover anything of these targets at any time. */
  contractsOf(targets: readonly AffectedTarget[]): ReadonlySet<string> {
    return new Set(targets.flatMap((target) => this.#of(target).map(({ contractId }) => contractId)));
  }

  /** When a contract covers a target; empty where it never does. */
  periodsOf(contractId: string, target: AffectedTarget): readonly Period[] {
    return this.#of(target).filter((group) => group.contractId === contractId);
  }

  #of({ modelId, softwareVersionId }: AffectedTarget): readonly CoveredGroup[] {
    const groups = this.#byModel.get(modelId) ?? [];
    return softwareVersionId === null
      ? groups
      : groups.filter((group) => group.softwareVersionId === softwareVersionId);
  }
}
