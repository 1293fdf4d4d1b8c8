import type { z } from 'zod';
import type { planInput } from '../../contract/plan.ts';
import { keepsAll, sensitiveCounts } from '../../domain/disclosure.ts';
import type { ContractId } from '../../domain/ids.ts';
import { score, scoreLines, scoreQuarters } from '../../domain/scorecard.ts';
import { checklistToCsv } from '../../formats/checklist-csv.ts';
import { checklistToJson } from '../../formats/checklist-document.ts';
import { templateToJson } from '../../formats/template-json.ts';
import { conflictsReport } from '../conflict/conflict.store.ts';
import type { QueryContext, QueryHandlers } from '../context.ts';
import { contractCost } from '../cost/cost.store.ts';
import { GAP_MONTHS, gapsReport } from '../cover/cover.store.ts';
import { matchingDevices } from '../device/device.store.ts';
import { exceptionsReport } from '../exception/exception.store.ts';
import { endingModels, handoverOf } from '../handover/handover.store.ts';
import { historyTable, wholeHistory } from '../history/history-report.ts';
import { momentOn, obligationsReport } from '../obligation/obligation-list.store.ts';
import { scenarioOf } from '../plan/choices.store.ts';
import { makePlan } from '../plan/plan.store.ts';
import { byDepartment } from '../plan/plan-lines.ts';
import { lineView, planHead } from '../plan/plan-view.ts';
import { found } from '../records.ts';
import { compareVendors, evidenceOf, scoredObligations, worstFirst } from '../scorecard/scorecard.store.ts';
import { supportReport } from '../support/report.store.ts';
import { templateControls, templateOf } from '../template/template.store.ts';
import { blankChecklist, checklistName, filledChecklist } from './checklist-content.ts';
import { clausesReport } from './clauses-table.ts';
import { comparisonOrder } from './comparison-report.ts';
import { conflictsTable } from './conflicts-table.ts';
import { contractCostTable, costContents, coverGapsTable, withheldCost } from './cover-tables.ts';
import { checklistContents, disclosedChecklist } from './disclosing.ts';
import { exceptionsTable } from './exceptions-table.ts';
import { handoverTable } from './handover-table.ts';
import { labelsDocument } from './labels.ts';
import { listOrder, readList } from './lists/lists.ts';
import { obligationsTable } from './obligations-table.ts';
import {
  contractsReportOrder,
  devicesOrder,
  outlookOrder,
  PDF_ROWS,
  reportOrder,
  supportReportOrder,
  tooManyForPdf,
  whatIsLeft,
} from './orders.ts';
import { type PlanReport, planJson, planTable, withheldPlan } from './plan-report.ts';
import { comparisonTable, scorecardTable } from './scorecard-table.ts';
import { sheetContents, sheetOrder } from './sheets/sheets.ts';
import { withheldEntry, withheldHistoryTable } from './withheld-history.ts';

export const exportQueries = {
  supportReport: async (input, context) => context.deliver(supportReportOrder(context, input)),

  contractsReport: async (input, context) => context.deliver(contractsReportOrder(context, input)),

  devices: async (input, context) => context.deliver(devicesOrder(context, input)),

  outlook: async (input, context) => context.deliver(outlookOrder(context, input)),

  history: async ({ format, filter, disclosure = {} }, context) => {
    const { total, rows } = await wholeHistory(context, filter, format === 'pdf' ? PDF_ROWS : Number.POSITIVE_INFINITY);
    if (total > rows.length) throw tooManyForPdf(total);
    const report = { kind: 'history', disclosure, asOf: context.today, rows: rows.length } as const;
    if (keepsAll(disclosure))
      return context.deliver(
        reportOrder(context, format, {
          ...report,
          json: () => ({ total, rows }),
          table: () => historyTable(rows, filter, context),
        }),
      );
    const left = whatIsLeft(rows.map(withheldEntry), disclosure, context);
    return context.deliver(
      reportOrder(context, format, {
        ...report,
        json: () => ({ total, rows: left }),
        table: () => withheldHistoryTable(left, context),
      }),
    );
  },

  commitmentsReport: async ({ format, asOf: day }, context) => {
    const { sql, today, organisation, words } = context;
    const { asOf, rows } = obligationsReport(sql, day ?? today, momentOn(day ?? today, context));
    return context.deliver(
      reportOrder(context, format, {
        kind: 'commitments_report',
        asOf,
        rows: rows.length,
        json: () => ({ asOf, rows }),
        table: () => obligationsTable(rows, asOf, organisation, words),
      }),
    );
  },

  list: async (input, context) => context.deliver(await listOrder(context, input)),

  sheet: async (input, context) => context.deliver(await sheetOrder(context, input)),

  comparison: async (input, context) => context.deliver(comparisonOrder(context, input)),

  conflicts: async ({ format, asOf: day, disclosure = {} }, context) => {
    const { today, organisation, words } = context;
    const { asOf, rows } = whatIsLeft(conflictsReport(context, day ?? today), disclosure, context);
    return context.deliver(
      reportOrder(context, format, {
        kind: 'conflicts_report',
        disclosure,
        asOf,
        rows: rows.length,
        json: () => ({ asOf, rows }),
        table: () => conflictsTable(rows, asOf, organisation, words),
      }),
    );
  },

  clauses: async ({ format, ...input }, context) => {
    const { json, table } = clausesReport(context, input);
    return context.deliver(
      reportOrder(context, format, {
        kind: `clauses_${input.part}`,
        asOf: context.today,
        rows: table.rows.length,
        json: () => json,
        table: () => table,
      }),
    );
  },

  scorecard: async ({ format, vendorId, ...period }, context) => {
    const { db, today: asOf } = context;
    const vendor =
      vendorId === null
        ? null
        : found(await db.vendor.findUnique({ where: { id: vendorId }, select: { name: true } }), 'vendor', vendorId);
    const rows = worstFirst(scoredObligations(context, vendorId === null ? 'own' : { vendorId }, period));
    const { from = null, to = null, contractual } = period;
    return context.deliver(
      reportOrder(context, format, {
        kind: 'scorecard',
        asOf,
        rows: rows.length,
        json: () => ({
          asOf,
          organisation: context.organisation,
          vendor: vendor?.name ?? null,
          period: { from, to, contractual },
          total: score(rows),
          lines: scoreLines(rows),
          quarters: scoreQuarters(rows),
          obligations: rows.map((row) => ({ ...evidenceOf(row), id: undefined, contractId: undefined })),
        }),
        table: () => scorecardTable(vendor?.name ?? null, rows, period, context),
      }),
    );
  },

  scorecards: async ({ format, ...period }, context) => {
    const comparison = compareVendors(context, period);
    const { asOf, rows, own } = comparison;
    return context.deliver(
      reportOrder(context, format, {
        kind: 'scorecards',
        asOf,
        rows: rows.length,
        json: () => ({ asOf, vendors: rows.map(({ vendorId: _id, ...row }) => row), own }),
        table: () => comparisonTable(comparison, period, context),
      }),
    );
  },

  coverGaps: async ({ format, asOf: day, contractId, disclosure = {} }, context) => {
    const { db, sql, today, organisation, words } = context;
    const contract = await contractNumber(db, contractId);
    const report = whatIsLeft(gapsReport(sql, day ?? today, { months: GAP_MONTHS, contractId }), disclosure, context);
    return context.deliver(
      reportOrder(context, format, {
        kind: 'cover_gaps',
        disclosure,
        asOf: report.asOf,
        rows: report.rows.length,
        json: () => ({ contract, ...report }),
        table: () => coverGapsTable(report, contract, organisation, words),
      }),
    );
  },

  contractCost: async ({ format, disclosure = {}, ...question }, context) => {
    const { db, sql, today, organisation, words } = context;
    const contract = await contractNumber(db, question.contractId);
    const report = withheldCost(contractCost(sql, today, question), question.by, disclosure, context.pseudonym);
    const prices = disclosure.prices !== 'leave_out';
    return context.deliver(
      reportOrder(context, format, {
        kind: 'contract_cost',
        disclosure,
        asOf: report.asOf,
        rows: report.rows.length,
        json: () => ({
          contract,
          by: question.by,
          ...report,
          unpriced: report.unpriced.map(({ number }) => number),
          ...(prices ? {} : { totals: undefined }),
          rows: report.rows.map(({ key, contractId, deviceId, years, sum, ...row }) =>
            prices ? { ...row, years, sum } : row,
          ),
        }),
        table: () => contractCostTable(report, question.by, contract, organisation, words, prices),
      }),
    );
  },

  handover: async ({ format, modelId }, context) => {
    const { db, sql, today: asOf, organisation, words } = context;
    const model = found(endingModels(sql, { modelId })[0], 'model', modelId);
    const handover = found(await handoverOf(db, modelId), 'handover', modelId);
    const { id, revision, items, ...facts } = handover;
    return context.deliver(
      reportOrder(context, format, {
        kind: 'handover',
        asOf,
        rows: items.length,
        json: () => ({
          asOf,
          vendor: model.vendor,
          model: model.model,
          endOfSupport: model.endsOn,
          ...facts,
          items: items.map(({ documentId, ...item }) => item),
        }),
        table: () => handoverTable(model, handover, asOf, organisation, words),
      }),
    );
  },

  exceptions: async ({ format, asOf: day, disclosure = {} }, context) => {
    const { sql, today, organisation, words } = context;
    const { asOf, rows } = whatIsLeft(exceptionsReport(sql, day ?? today), disclosure, context);
    return context.deliver(
      reportOrder(context, format, {
        kind: 'exceptions',
        disclosure,
        asOf,
        rows: rows.length,
        json: () => ({ asOf, rows }),
        table: () => exceptionsTable(rows, asOf, organisation, words),
      }),
    );
  },

  labels: async (input, context) => {
    const labels = labelsDocument(context, input);
    return context.deliver({
      kind: 'labels',
      format: 'pdf',
      name: `labels-${context.today}`,
      asOf: context.today,
      rows: labels.labels.length,
      content: (proof) => context.print({ format: 'pdf', ...printing(context), proof, labels }),
    });
  },

  plan: async ({ format, disclosure = {}, ...question }, context) => {
    const { organisation, words } = context;
    const { departments } = question;
    const report = withheldPlan(await planReport(context, question), disclosure, context.pseudonym);
    const names = departments?.map((name) => name || words.t('plan.noDepartment')).join(', ');
    const told = names !== undefined && (disclosure.locations ?? 'keep') === 'keep';
    const notes = told ? [words.t('plan.report.departments', { names })] : [];
    return context.deliver(
      reportOrder(context, format, {
        kind: 'plan',
        disclosure,
        asOf: report.asOf,
        rows: report.lines.length,
        json: () => planJson(report),
        table: () => planTable(report, organisation, notes, words),
      }),
    );
  },

  template: async ({ templateId }, context) => {
    const { key, edition, title, note, source } = await templateOf(context.db, templateId);
    const controls = await templateControls(context.db, templateId);
    return context.deliver({
      kind: 'template',
      format: 'json',
      name: `template-${key}-${edition}`,
      asOf: null,
      rows: controls.length,
      template: { id: key, version: String(edition) },
      content: () => templateToJson({ key, edition, title, note, source }, controls),
    });
  },

  checklist: async ({ format, assessmentId, templateId, disclosure = {} }, context) => {
    const whole =
      assessmentId !== undefined
        ? await filledChecklist(context, assessmentId)
        : await blankChecklist(context, templateId ?? '');
    const checklist = disclosedChecklist(whole, disclosure, context.pseudonym);
    const { id, version, controls } = checklist.template;
    return context.deliver({
      kind: 'checklist',
      format,
      name: checklistName(checklist),
      asOf: checklist.assessedOn,
      rows: controls,
      template: { id, version },
      content: (proof) => {
        if (format === 'json') return checklistToJson(checklist);
        if (format === 'csv') return checklistToCsv(checklist, { byteOrderMark: true });
        return context.print({ format, ...printing(context), proof, checklist });
      },
    });
  },

  contents: async (input, context) => {
    if (input.of === 'checklist') return checklistContents(await filledChecklist(context, input.assessmentId));
    if (input.of === 'list') {
      const { rows, freeTexts } = await readList(input.list, context);
      return { values: sensitiveCounts(rows), freeTexts };
    }
    if (input.of === 'sheet') return sheetContents(context, input);
    if (input.of === 'history') {
      const { rows } = await wholeHistory(context, input.filter, PDF_ROWS);
      const tags = rows.flatMap(({ records }) =>
        records.flatMap(({ noun, title }) => (noun === 'device' && title) || []),
      );
      return { values: sensitiveCounts([rows.map(withheldEntry), { assetTags: tags }]), freeTexts: 0 };
    }
    if (input.of === 'plan') return { values: sensitiveCounts(await planReport(context, input)), freeTexts: 0 };
    if (input.of === 'contractCost')
      return { values: costContents(contractCost(context.sql, context.today, input), input.by), freeTexts: 0 };
    if (input.of === 'coverGaps') {
      const report = gapsReport(context.sql, input.asOf ?? context.today, { ...input, months: GAP_MONTHS });
      return { values: sensitiveCounts(report.rows), freeTexts: 0 };
    }
    const { rows } = supportReport(context, input.of === 'supportReport' ? input : {});
    const wanted = input.of === 'devices' ? new Set(matchingDevices(context.sql, input.filter, context.today)) : null;
    const shown = rows.filter(({ deviceId }) => wanted?.has(deviceId) ?? true);
    return { values: sensitiveCounts(shown), freeTexts: 0 };
  },
} satisfies QueryHandlers<
  'exports',
  | 'supportReport'
  | 'contractsReport'
  | 'devices'
  | 'outlook'
  | 'history'
  | 'list'
  | 'sheet'
  | 'commitmentsReport'
  | 'clauses'
  | 'comparison'
  | 'conflicts'
  | 'coverGaps'
  | 'contractCost'
  | 'scorecard'
  | 'scorecards'
  | 'exceptions'
  | 'handover'
  | 'labels'
  | 'plan'
  | 'template'
  | 'checklist'
  | 'contents'
>;

/** The number of a contract, null where none is asked for. @throws AppError `not_found` */
async function contractNumber(db: QueryContext['db'], id: ContractId | undefined): Promise<string | null> {
  if (id === undefined) return null;
  return found(await db.contract.findUnique({ where: { id }, select: { number: true } }), 'contract', id).number;
}

/** A plan with all its lines. @throws AppError `not_found` for a scenario that there is not */
async function planReport(
  { sql, today }: QueryContext,
  { scenarioId, ...question }: z.output<typeof planInput>,
): Promise<PlanReport> {
  const scenario = scenarioOf(sql, scenarioId);
  const made = await makePlan(sql, today, { ...question, scenario });
  return {
    ...planHead(made, scenario, Number.POSITIVE_INFINITY),
    lines: byDepartment(made.lines).map((line) => lineView(line, made.terms)),
  };
}

function printing({ words, now }: QueryContext) {
  return { locale: words.locale, createdAt: now };
}
