import type { ClauseCategory } from '../../domain/clause.ts';
import type { Day, Instant } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { ClauseId } from '../../domain/ids.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { historyOf } from '../history/history.store.ts';
import { found, given, madeBy, nextRevision, stamp } from '../records.ts';
import { type ClauseCounts, clauseGrid, clausesOfContract, libraryClauses, readProposals } from './clause.store.ts';
import { addCommitments, contractNamed, proposalsFor, writePlace } from './clause-commitments.ts';

const NO_FILTER = { search: '', ended: false } as const;
const NO_COUNTS: ClauseCounts = { present: 0, partial: 0, absent: 0, not_applicable: 0, notLookedAt: 0 };

export const clauseQueries = {
  list: ({ retired }, { sql, today }) => {
    const counts = new Map(clauseGrid(sql, today, NO_FILTER).clauses.map((one) => [one.id, one.counts]));
    return libraryClauses(sql, { retired }).map(({ versionId, guidance, proposals, ...clause }) => ({
      ...clause,
      commitments: [...proposals],
      counts: counts.get(clause.id) ?? NO_COUNTS,
    }));
  },

  get: async ({ id }, { db, sql, today }) => {
    const clause = found(
      await db.clause.findUnique({
        where: { id },
        include: { versions: { orderBy: { version: 'desc' }, include: { _count: { select: { contracts: true } } } } },
      }),
      'clause',
      id,
    );
    const counts = clauseGrid(sql, today, NO_FILTER).clauses.find((one) => one.id === id)?.counts;
    return {
      id,
      revision: clause.revision,
      code: clause.code,
      title: clause.title,
      category: clause.category as ClauseCategory,
      retiredOn: clause.retiredOn as Day | null,
      version: clause.versions[0]?.version ?? 0,
      counts: counts ?? NO_COUNTS,
      versions: clause.versions.map(
        ({ version, text, guidance, source, commitments, createdAt, createdBy, _count }) => ({
          version,
          text,
          guidance,
          source,
          commitments: readProposals(commitments),
          createdAt: createdAt as Instant,
          createdBy,
          contracts: _count.contracts,
        }),
      ),
    };
  },

  grid: ({ sort, descending, offset, limit, ...filter }, { sql, today }) => {
    const { clauses, rows, vendors } = clauseGrid(sql, today, filter);
    const by = {
      number: (row: (typeof rows)[number]) => row.number.toLowerCase(),
      vendor: (row: (typeof rows)[number]) => row.vendor.toLowerCase(),
      // Most gaps first; where nobody looked at anything there may be as many.
      gaps: (row: (typeof rows)[number]) => -(row.gaps * 10_000 + row.notLookedAt),
    }[sort];
    const sorted = [...rows].sort((one, other) => compare(by(one), by(other)) || compare(one.number, other.number));
    if (descending) sorted.reverse();
    return {
      total: rows.length,
      vendors,
      clauses: clauses.map(({ id, code, title, category, version, counts }) => ({
        id,
        code,
        title,
        category,
        version,
        counts,
      })),
      rows: sorted
        .slice(offset, offset + limit)
        .map(({ vendorId, cells, ...row }) => ({ ...row, cells: { ...cells } })),
    };
  },

  ofContract: ({ contractId }, { sql }) => {
    const { number, vendor } = contractNamed(sql, contractId);
    return {
      contractId,
      number,
      vendor,
      clauses: clausesOfContract(sql, contractId).map(({ versionId, retiredOn, proposals, ...clause }) => clause),
    };
  },

  proposals: ({ contractId }, { sql }) => proposalsFor(sql, contractId),

  history: async ({ id }, { db, sql }) => {
    found(await db.clause.findUnique({ where: { id }, select: { id: true } }), 'clause', id);
    return historyOf(sql, [id], { noun: 'clause', id, importId: null });
  },
} satisfies QueryHandlers<'clause', 'list' | 'get' | 'grid' | 'ofContract' | 'proposals' | 'history'>;

export const clauseCommands = {
  create: async ({ code, title, category, ...said }, context) => {
    await requireFreeCode(context, code, null);
    const id = context.newId<'clause'>();
    const last = await context.db.clause.aggregate({ _max: { position: true } });
    const data = { code, title, category, position: (last._max.position ?? 0) + 1 };
    await context.db.clause.create({ data: { id, ...data, ...stamp(context) } });
    await addVersion(context, id, 1, said);
    context.record('clause', id, null, { code, title, clauseCategory: category, version: 1, ...told(said) });
    context.touch('contract');
    return { id, revision: 1, version: 1 };
  },

  update: async ({ id, revision, changes }, context) => {
    const current = found(
      await context.db.clause.findUnique({
        where: { id },
        include: { versions: { orderBy: { version: 'desc' }, take: 1 } },
      }),
      'clause',
      id,
    );
    const next = nextRevision(context, 'clause', current.revision, revision);
    const newest = found(current.versions[0], 'clause', id);
    const before = {
      code: current.code,
      title: current.title,
      category: current.category as ClauseCategory,
      text: newest.text,
      guidance: newest.guidance,
      source: newest.source,
      commitments: readProposals(newest.commitments),
    };
    const after = { ...before, ...given(changes) };
    await requireFreeCode(context, after.code, id);
    const { code, title, category, ...said } = after;
    const { code: oldCode, title: oldTitle, category: oldCategory, ...saidBefore } = before;
    const isNewVersion = JSON.stringify(told(said)) !== JSON.stringify(told(saidBefore));
    const version = newest.version + (isNewVersion ? 1 : 0);
    if (isNewVersion) await addVersion(context, id, version, said);
    await context.db.clause.update({ where: { id }, data: { code, title, category, ...next } });
    context.record(
      'clause',
      id,
      { code: oldCode, title: oldTitle, clauseCategory: oldCategory, version: newest.version, ...told(saidBefore) },
      { code, title, clauseCategory: category, version, ...told(said) },
    );
    context.touch('contract');
    return { id, revision: next.revision, version };
  },

  retire: async ({ id, revision, on }, context) => {
    const current = found(await context.db.clause.findUnique({ where: { id } }), 'clause', id);
    const next = nextRevision(context, 'clause', current.revision, revision);
    await context.db.clause.update({ where: { id }, data: { retiredOn: on, ...next } });
    context.record('clause', id, { retiredOn: current.retiredOn }, { retiredOn: on });
    context.touch('contract');
    return { id, revision: next.revision };
  },

  compare: async ({ contractId, clauseId, version, revision, takeOver, ...finding }, context) => {
    const { db } = context;
    contractNamed(context.sql, contractId);
    const clause = found(
      await db.clause.findUnique({
        where: { id: clauseId },
        include: { versions: { orderBy: { version: 'desc' }, take: 1 } },
      }),
      'clause',
      clauseId,
    );
    const newest = found(clause.versions[0], 'clause', clauseId);
    // Whoever compared with words that hold no longer has to see those that do.
    if (newest.version !== version)
      throw new AppError('stale_edit', { noun: 'clause', current: newest.version, known: version });
    const key = { contractId_clauseId: { contractId, clauseId } };
    const current = await db.contractClause.findUnique({ where: key });
    if ((current?.revision ?? 0) !== revision)
      throw new AppError('stale_edit', { noun: 'contract_clause', current: current?.revision ?? 0, known: revision });
    if (finding.documentId !== null)
      found(await db.document.findUnique({ where: { id: finding.documentId } }), 'document', finding.documentId);
    const { state, reference, page, documentId, note } = finding;
    const { code } = clause;
    context.record(
      'contract',
      contractId,
      current ? named(code, current) : {},
      state === null ? {} : named(code, finding),
    );
    if (state === null) {
      if (current) await db.contractClause.delete({ where: key });
      context.touch('contract');
      return { revision: 0, commitments: 0 };
    }
    const data = { state, reference, page, documentId, note, clauseVersionId: newest.id };
    if (current)
      await db.contractClause.update({
        where: key,
        data: { ...data, revision: revision + 1, updatedAt: context.now, updatedBy: context.actor },
      });
    else
      await db.contractClause.create({
        data: { id: context.newId<'contract_clause'>(), contractId, clauseId, ...data, ...stamp(context) },
      });
    const commitments = takeOver ? await writePlace(context, { contractId, clauseId, reference, page, documentId }) : 0;
    context.touch('contract');
    return { revision: revision + 1, commitments };
  },

  addCommitments: ({ contractId, lines }, context) => addCommitments(context, contractId, lines),
} satisfies CommandHandlers<'clause', 'create' | 'update' | 'retire' | 'compare' | 'addCommitments'>;

type Said = {
  readonly text: string;
  readonly guidance: string | null;
  readonly source: string | null;
  readonly commitments: ReturnType<typeof readProposals>;
};

async function addVersion(context: CommandContext, clauseId: ClauseId, version: number, said: Said): Promise<void> {
  const { text, guidance, source, commitments } = said;
  await context.db.clauseVersion.create({
    data: {
      id: context.newId<'clause_version'>(),
      clauseId,
      version,
      text,
      guidance,
      source,
      commitments: JSON.stringify(commitments),
      ...madeBy(context),
    },
  });
}

/** What a version says, as the history keeps it. */
function told({ text, guidance, source, commitments }: Said) {
  return {
    text,
    guidance,
    source,
    proposals: commitments.length === 0 ? null : commitments.map(figuresText).join('; '),
  };
}

function figuresText({
  kind,
  severity,
  amount,
  unit,
  direction,
  clockStart,
  obligor,
  byDefault,
}: Said['commitments'][number]) {
  return [kind, severity, amount, unit, direction, clockStart, obligor, ...(byDefault ? ['default'] : [])].join(' ');
}

/** A finding by the code of its clause, so that the history of a contract names the clause. */
function named(
  code: string,
  {
    state,
    reference,
    page,
    note,
  }: { state: string | null; reference: string | null; page: string | null; note: string | null },
) {
  return { [code]: state, [`${code} reference`]: reference, [`${code} page`]: page, [`${code} note`]: note };
}

async function requireFreeCode({ db }: CommandContext, code: string, own: ClauseId | null): Promise<void> {
  const other = await db.clause.findUnique({ where: { code }, select: { id: true } });
  if (other && other.id !== own) throw new AppError('already_exists', { noun: 'clause', field: 'code', value: code });
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
