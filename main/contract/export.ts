import { z } from 'zod';
import { TREATMENTS } from '../domain/disclosure.ts';
import { clauseFilterSchema } from './clause.ts';
import { weightsSchema } from './comparison.ts';
import { costInput } from './cost.ts';
import { deviceFilterSchema } from './device-filter.ts';
import { listSchema } from './export-list.ts';
import { historyFilterSchema } from './history.ts';
import { labelInput } from './label.ts';
import { planInput } from './plan.ts';
import { scorecardPeriodSchema, scoredSchema } from './scorecard.ts';
import { daySchema, idSchema, query } from './shared.ts';
import { exportTicketSchema } from './ticket.ts';

export const EXPORT_FORMATS = ['json', 'csv', 'xlsx', 'pdf'] as const;
/** A checklist can be edited further as a text document. */
export const CHECKLIST_FORMATS = [...EXPORT_FORMATS, 'docx'] as const;
/** What has days on which something happens can be a calendar too. */
export const CALENDAR_FORMATS = [...EXPORT_FORMATS, 'ics'] as const;

/** What is exported of clauses. */
export const CLAUSES_PARTS = ['grid', 'gaps', 'sheet'] as const;
/** The pictures of the outlook. */
export const OUTLOOK_PARTS = ['fleet', 'departments', 'reasons'] as const;

/** Records that have a sheet of their own. */
export const SHEET_NOUNS = ['device', 'model', 'vendor', 'contract'] as const;
export type SheetNoun = (typeof SHEET_NOUNS)[number];
/** A sheet is for paper, for a workbook, or for another program: one table would not hold it. */
export const SHEET_FORMATS = ['pdf', 'xlsx', 'json'] as const;

/** Months from the day of the report; keeps what ends in so many, has ended, or is unknown. */
export const withinSchema = z.number().int().min(0).max(600);
export const groupBySchema = z.enum(['model']);
/** What an export holds back; a kind that is not named is kept. */
export const disclosureSchema = z.object({
  serials: z.enum(TREATMENTS).optional(),
  locations: z.enum(TREATMENTS).optional(),
  people: z.enum(TREATMENTS).optional(),
  prices: z.enum(['keep', 'leave_out']).optional(),
});
const disclosure = disclosureSchema.optional();
const gapsOf = { asOf: daySchema.optional(), contractId: idSchema('contract').optional() };
const sheetOf = { noun: z.enum(SHEET_NOUNS), id: idSchema('sheet') };
const format = z.enum(EXPORT_FORMATS);
const orCalendar = z.enum(CALENDAR_FORMATS);

export const exports = {
  /** A row per device; `groupBy` makes it a line for devices of a model that end together for the same reason. */
  supportReport: query
    .input(
      z.object({
        format: orCalendar,
        asOf: daySchema.optional(),
        within: withinSchema.optional(),
        groupBy: groupBySchema.optional(),
        disclosure,
      }),
    )
    .output(exportTicketSchema),
  contractsReport: query.input(z.object({ format: orCalendar, asOf: daySchema.optional() })).output(exportTicketSchema),
  /** What the register shows, with the filter printed on it. */
  devices: query
    .input(
      z.object({
        format: orCalendar,
        filter: deviceFilterSchema.default({}),
        groupBy: groupBySchema.optional(),
        disclosure,
      }),
    )
    .output(exportTicketSchema),
  /** One picture of the outlook with the figures behind it, and the filter printed on it. */
  outlook: query
    .input(z.object({ format, part: z.enum(OUTLOOK_PARTS), filter: deviceFilterSchema.default({}) }))
    .output(exportTicketSchema),
  /** The replacement plan with all its lines; `departments` by name, all when left out. */
  plan: query.input(planInput.extend({ format, disclosure })).output(exportTicketSchema),
  /** A list as the window shows it, all of its pages, with filter and order printed on it. @throws AppError `input_refused` */
  list: query.input(z.object({ format, list: listSchema, disclosure })).output(exportTicketSchema),
  /** One record with what belongs to it, for a folder: how it stands and why, dates, cover, findings, documents. @throws AppError `not_found` */
  sheet: query.input(z.object({ format: z.enum(SHEET_FORMATS), ...sheetOf, disclosure })).output(exportTicketSchema),
  /**
   * What the history shows, with the filter printed on it. Where something is held back, neither names of records nor values
   * leave, and of the filter only its days: all of these could tell it.
   */
  history: query
    .input(z.object({ format, filter: historyFilterSchema.default({}), disclosure }))
    .output(exportTicketSchema),
  /** Every obligation as it stands on a day. */
  commitmentsReport: query.input(z.object({ format, asOf: daySchema.optional() })).output(exportTicketSchema),
  /** The candidates of a case side by side for a committee, by its own weights or by others. @throws AppError `not_found` */
  comparison: query
    .input(z.object({ format, caseId: idSchema('case'), weights: weightsSchema.optional() }))
    .output(exportTicketSchema),
  /** Contradictions between contracts, cover and support as of a day. */
  conflicts: query.input(z.object({ format, asOf: daySchema.optional(), disclosure })).output(exportTicketSchema),
  /** Contracts by clauses, what there is to negotiate, or a sheet of clauses; what is filtered is printed on it. */
  clauses: query
    .input(
      clauseFilterSchema.extend({
        format,
        part: z.enum(CLAUSES_PARTS),
        /** Only this contract; for the grid and the gaps. */
        contractId: idSchema('contract').optional(),
        /** Only these clauses; for the sheet. */
        clauseIds: z.array(idSchema('clause')).max(500).optional(),
      }),
    )
    .output(exportTicketSchema),
  /** How one kept its promises, with every obligation as evidence. @throws AppError `not_found` */
  scorecard: query.input(scorecardPeriodSchema.extend({ format, vendorId: scoredSchema })).output(exportTicketSchema),
  /** All vendors beside one another. */
  scorecards: query.input(scorecardPeriodSchema.extend({ format })).output(exportTicketSchema),
  /** Days without cover of devices in use, of all or of those on a contract. */
  coverGaps: query.input(z.object({ format, ...gapsOf, disclosure })).output(exportTicketSchema),
  /** What contracts cost in the coming fiscal years. */
  contractCost: query.input(costInput.extend({ format, disclosure })).output(exportTicketSchema),
  /** The sheet of a model's hand-over. @throws AppError `not_found` while nobody began one */
  handover: query.input(z.object({ format, modelId: idSchema('model') })).output(exportTicketSchema),
  /** The risk exceptions that were decided by a day, as they stand on it. */
  exceptions: query.input(z.object({ format, asOf: daySchema.optional(), disclosure })).output(exportTicketSchema),
  /** A template as a file that another vault takes in (docs/template-format.md). @throws AppError `not_found` */
  template: query.input(z.object({ templateId: idSchema('template') })).output(exportTicketSchema),
  /** Labels with codes, as a PDF. @throws AppError `input_refused` for a layout that cannot be printed, `not_found` */
  labels: query.input(labelInput).output(exportTicketSchema),
  /** Filled in, or blank when a template is named. */
  checklist: query
    .input(
      z.object({
        format: z.enum(CHECKLIST_FORMATS),
        assessmentId: idSchema('assessment').optional(),
        templateId: idSchema('template').optional(),
        disclosure,
      }),
    )
    .output(exportTicketSchema),
  /** What of each sensitive kind an export would hold, and how many texts of it are free and not searched. */
  contents: query
    .input(
      z.discriminatedUnion('of', [
        z.object({ of: z.literal('supportReport'), asOf: daySchema.optional(), within: withinSchema.optional() }),
        z.object({ of: z.literal('devices'), filter: deviceFilterSchema.default({}) }),
        z.object({ of: z.literal('list'), list: listSchema }),
        z.object({ of: z.literal('sheet'), ...sheetOf }),
        z.object({ of: z.literal('history'), filter: historyFilterSchema.default({}) }),
        planInput.extend({ of: z.literal('plan') }),
        costInput.extend({ of: z.literal('contractCost') }),
        z.object({ of: z.literal('coverGaps'), ...gapsOf }),
        z.object({ of: z.literal('checklist'), assessmentId: idSchema('assessment') }),
      ]),
    )
    .output(
      z.object({
        values: z.object({
          serials: z.number().int(),
          locations: z.number().int(),
          people: z.number().int(),
          prices: z.number().int(),
        }),
        freeTexts: z.number().int(),
      }),
    ),
};
