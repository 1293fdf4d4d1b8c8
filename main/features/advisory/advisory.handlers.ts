import { statement } from '../../data/connection.ts';
import type { AdvisoryDetails, ProductStatus, VersionKind } from '../../domain/advisory.ts';
import { type Day, type Instant, parseDay } from '../../domain/day.ts';
import type { DocumentId } from '../../domain/ids.ts';
import type { QueryHandlers } from '../context.ts';
import { historyOf } from '../history/history.store.ts';
import { found } from '../records.ts';
import { advisoryFacets, findAdvisory, listAdvisories } from './advisory.store.ts';
import { vulnerabilitiesOf } from './advisory-rows.ts';
import type { ReplacedVersion } from './advisory-write.ts';
import { listKev } from './kev.store.ts';

/** Products that one answer carries. */
const SHOWN_PRODUCTS = 1000;

interface Head {
  readonly publisherCategory: string | null;
  readonly category: string | null;
  readonly csafVersion: string;
  readonly language: string | null;
  readonly severityText: string | null;
  readonly initialReleaseAt: Instant | null;
  readonly currentReleaseAt: Instant | null;
  readonly documentId: DocumentId;
  readonly sha256: string;
  readonly hash: 'matched' | 'absent';
  readonly details: string;
  readonly revisions: string;
}

interface ProductRow {
  readonly vendor: string | null;
  readonly product: string | null;
  readonly version: string | null;
  readonly versionKind: VersionKind;
  readonly name: string;
  readonly identifiers: string;
  readonly statuses: string;
  readonly on: string | null;
}

export const advisoryQueries = {
  list: ({ filter, ...page }, { sql }) => listAdvisories(sql, filter, page),

  facets: (_input, { sql }) => advisoryFacets(sql),

  get: ({ id }, { sql }) => {
    const row = found(findAdvisory(sql, id), 'advisory', id);
    const { details, revisions, ...head } = found(
      statement<[string], Head>(
        sql,
        `SELECT "publisherCategory", "category", "csafVersion", "language", "severityText", "initialReleaseAt", "currentReleaseAt",
           "documentId", "sha256", "hashChecked" AS "hash", "details", "revisions" FROM "Advisory" WHERE "id" = ?`,
      ).get(id),
      'advisory',
      id,
    );
    const products = statement<[string, number], ProductRow>(
      sql,
      `SELECT p."vendor", p."product", p."versionText" AS "version", p."versionKind", p."name", p."identifiers",
         (SELECT json_group_array(DISTINCT s."status") FROM "AdvisoryStatus" s WHERE s."productRowId" = p."id") AS "statuses",
         (SELECT o."name" FROM "AdvisoryProduct" o WHERE o."advisoryId" = p."advisoryId"
           AND o."productId" = json_extract(p."related", '$[1]')) AS "on"
       FROM "AdvisoryProduct" p WHERE p."advisoryId" = ? ORDER BY p."vendor", p."product", p."id" LIMIT ?`,
    ).all(id, SHOWN_PRODUCTS);
    const { notes, references, acknowledgements, history } = JSON.parse(details) as AdvisoryDetails;
    return {
      ...row,
      ...head,
      notes: [...notes],
      references: [...references],
      acknowledgements: [...acknowledgements],
      history: [...history],
      revisions: (JSON.parse(revisions) as ReplacedVersion[])
        .map(({ version, currentReleaseAt, replacedOn, documentId, changes }) => ({
          version,
          releasedOn: parseDay(currentReleaseAt?.slice(0, 10) ?? ''),
          replacedOn: replacedOn as Day,
          documentId: documentId as DocumentId,
          changes: changes.map((change) => ({ ...change, values: [...change.values] })),
        }))
        .reverse(),
      productRows: products.map(({ identifiers, statuses, ...product }) => ({
        ...product,
        modelNumbers: (JSON.parse(identifiers) as { modelNumbers?: string[] }).modelNumbers ?? [],
        statuses: JSON.parse(statuses) as ProductStatus[],
      })),
      vulnerabilityRows: vulnerabilitiesOf(sql, id).map(({ statuses, remedies, statements, discoveredAt, ...one }) => {
        const kev =
          one.cve === null
            ? undefined
            : statement<[string], { addedOn: Day; ransomware: number }>(
                sql,
                'SELECT "addedOn", "ransomware" FROM "KevEntry" WHERE "cve" = ?',
              ).get(one.cve);
        return {
          ...one,
          exploitedSince: kev?.addedOn ?? null,
          ransomware: kev?.ransomware === 1,
          statuses: Object.fromEntries(
            [...Map.groupBy(statuses, ({ status }) => status)].map(([status, of]) => [status, of.length]),
          ),
          remedies: remedies.map(({ productIds, ...remedy }) => ({ ...remedy, products: productIds.length })),
          statements: statements.map(({ productIds, ...said }) => ({ ...said, products: productIds.length })),
        };
      }),
    };
  },

  history: ({ id }, { sql }) => {
    const { importId } = found(
      statement<[string], { importId: string | null }>(sql, 'SELECT "importId" FROM "Advisory" WHERE "id" = ?').get(id),
      'advisory',
      id,
    );
    return historyOf(sql, [id], { noun: 'advisory', id, importId });
  },

  kev: ({ offset, limit, ...filter }, { sql, today }) => listKev(sql, filter, { offset, limit }, today),
} satisfies QueryHandlers<'advisory', 'list' | 'facets' | 'get' | 'history' | 'kev'>;
