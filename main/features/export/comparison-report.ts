import { CRITERIA } from '../../domain/comparison.ts';
import { couldLead } from '../../domain/comparison-rank.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Tone } from '../../formats/document-look.ts';
import type { Cell, ReportColumn, ReportSection, ReportTable } from '../../formats/report-table.ts';
import {
  controlCellText,
  mds2CellText,
  namesText,
  PLAIN_FIGURES,
  turnTexts,
  valueText,
} from '../../words/comparison.ts';
import type { Words } from '../../words/words.ts';
import { type Comparison, comparisonOf } from '../comparison/comparison.store.ts';
import { type Controls, comparedControls } from '../comparison/controls.store.ts';
import type { QueryContext } from '../context.ts';
import type { KeptOrder, ReportFormat } from './delivery.ts';
import { reportOrder } from './orders.ts';

type Candidate = Comparison['candidates'][number];

const STANDING_TONES: Readonly<Record<Candidate['standing'], Tone>> = {
  no_checklist: 'unknown',
  none: 'ok',
  exception_needed: 'end',
  exception_signed: 'near',
};

/** The candidates of a case for a committee, by its own weights or by others. @throws AppError `not_found` */
export function comparisonOrder(
  context: QueryContext,
  {
    format,
    caseId,
    weights,
  }: { readonly format: ReportFormat; readonly caseId: CaseId; readonly weights?: Comparison['weights'] | undefined },
): KeptOrder {
  const comparison = comparisonOf(context, caseId, weights);
  const controls = comparedControls(context.sql, caseId);
  return reportOrder(context, format, {
    kind: 'comparison',
    asOf: comparison.asOf,
    rows: comparison.candidates.length,
    json: () => comparisonJson(comparison, controls),
    table: () => candidatesTable(comparison, controls, context.organisation, context.words),
  });
}

/** The same facts without our identifiers: candidates are named. */
function comparisonJson(comparison: Comparison, controls: Controls): unknown {
  const { number, title, asOf, quantity, deliveryOn, replacementOn, weights, shares } = comparison;
  const names = new Map<string, string>(comparison.candidates.map((one) => [one.id, nameOf(one)]));
  const named = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? '');
  return {
    case: { number, title, quantity, plannedDeliveryOn: deliveryOn, plannedReplacementOn: replacementOn },
    asOf,
    weights,
    shares,
    candidates: comparison.candidates.map(({ id, vendorId, modelId, assessmentId, criticalFlags, ...one }) => ({
      ...one,
      criticalFlags: criticalFlags.map(({ exceptionId, ...flag }) => ({ ...flag, exception: exceptionId !== null })),
    })),
    turningPoints: comparison.turningPoints.map(({ up, down, leads, ...point }) => ({
      ...point,
      up: up && { ...up, leaders: named(up.leaders) },
      down: down && { ...down, leaders: named(down.leaders) },
      leads: leads.map((lead) => ({ ...lead, leaders: named(lead.leaders) })),
    })),
    controls: controls.controls,
    mds2Differences: controls.mds2,
  };
}

/** `Norvia Medical InfuSmart 3`: what a committee calls a candidate. */
function nameOf({ vendor, model }: Pick<Candidate, 'vendor' | 'model'>): string {
  return `${vendor} ${model}`;
}

function candidatesTable(comparison: Comparison, controls: Controls, organisation: string, words: Words): ReportTable {
  const heading = headings(words);
  const { number } = PLAIN_FIGURES;
  const ranked = comparison.candidates.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const dayOr = (on: Comparison['deliveryOn']) => (on === null ? heading('noDay') : words.day(on));
  const { deliveryOn, replacementOn, quantity } = comparison;
  return {
    title: words.t('comparison.report.title', { title: comparison.title }),
    subtitle: words.t('comparison.report.subtitle', { count: ranked.length }),
    organisation,
    asOf: comparison.asOf,
    notes: [
      ...(comparison.number ? [words.t('comparison.report.number', { number: comparison.number })] : []),
      words.t('comparison.report.days', {
        delivery: dayOr(deliveryOn),
        replacement: dayOr(replacementOn),
        quantity,
      }),
    ],
    summary: [],
    columns: [
      { key: 'rank', heading: heading('rank'), width: 6, align: 'right', kind: 'number' },
      { key: 'candidate', heading: heading('candidate'), width: 30, align: 'left', kind: 'text' },
      { key: 'version', heading: heading('version'), width: 12, align: 'left', kind: 'text' },
      { key: 'standing', heading: heading('flags'), width: 20, align: 'left', kind: 'status' },
      { key: 'points', heading: heading('points'), width: 9, align: 'right', kind: 'number' },
      { key: 'atMost', heading: heading('atMost'), width: 9, align: 'right', kind: 'number' },
      ...CRITERIA.map(
        (criterion): ReportColumn => ({
          key: criterion,
          heading: words.t(`comparison.criterion.${criterion}`),
          width: 20,
          align: 'left',
          kind: 'text',
          // On paper they stand in a table of their own, a column for each candidate.
          onPaper: false,
        }),
      ),
    ],
    rows: ranked.map((one): Cell[] => [
      one.rank,
      nameOf(one),
      one.softwareVersion,
      { kind: 'status', tone: STANDING_TONES[one.standing], text: words.t(`comparison.standing.${one.standing}`) },
      one.points === null ? null : Number(number(one.points, 1)),
      one.atMost === null ? null : Number(number(one.atMost, 1)),
      ...CRITERIA.map((criterion) => valueText(one.values[criterion].reason, words, PLAIN_FIGURES)),
    ]),
    further: [
      valuesSection(comparison, words),
      turnsSection(comparison, words),
      ...flagsSection(comparison, words),
      ...differenceSections(controls, words),
    ],
    footer: (['flags', 'unknown', 'scales'] as const).map((key) => words.t(`comparison.report.footer.${key}`)),
  };
}

type Heading = Exclude<
  keyof typeof import('../../words/en-comparison.ts')['comparison']['report'],
  `${string}_${string}` | 'footer' | 'title' | 'days' | 'number'
>;

function headings(words: Words): (name: Heading) => string {
  return (name) => words.t(`comparison.report.${name}`);
}

/** A column for each candidate, in the order of the case. */
function candidateColumns(candidates: readonly Pick<Candidate, 'vendor' | 'model'>[], width: number): ReportColumn[] {
  return candidates.map((one, place) => ({
    key: `candidate${place + 1}`,
    heading: nameOf(one),
    width,
    align: 'left',
    kind: 'text',
  }));
}

function valuesSection({ candidates, weights, shares }: Comparison, words: Words): ReportSection {
  const heading = headings(words);
  const { number } = PLAIN_FIGURES;
  return {
    title: heading('weighed'),
    columns: [
      { key: 'criterion', heading: heading('criterion'), width: 22, align: 'left', kind: 'text' },
      { key: 'weight', heading: heading('weight'), width: 8, align: 'right', kind: 'number' },
      { key: 'share', heading: heading('share'), width: 8, align: 'right', kind: 'text' },
      ...candidateColumns(candidates, 24),
    ],
    rows: CRITERIA.map((criterion) => [
      words.t(`comparison.criterion.${criterion}`),
      weights[criterion],
      words.t('comparison.percent', { percent: number(shares[criterion] * 100, 1) }),
      ...candidates.map(({ values }) => valueText(values[criterion].reason, words, PLAIN_FIGURES)),
    ]),
  };
}

function turnsSection({ candidates, turningPoints }: Comparison, words: Words): ReportSection {
  const heading = headings(words);
  const names = new Map<string, string>(candidates.map((one) => [one.id, nameOf(one)]));
  const open = couldLead(candidates).map((id) => names.get(id) ?? '');
  return {
    title: heading('turns'),
    columns: [
      { key: 'criterion', heading: heading('criterion'), width: 22, align: 'left', kind: 'text' },
      { key: 'turn', heading: heading('turn'), width: 90, align: 'left', kind: 'text' },
    ],
    rows: [
      ...turningPoints.map((point) => [
        words.t(`comparison.criterion.${point.criterion}`),
        turnTexts(point, (id) => names.get(id) ?? '', words, PLAIN_FIGURES).join(' '),
      ]),
      ...(open.length === 0
        ? []
        : [[heading('notKnown'), words.t('comparison.turn.could_lead', { leaders: namesText(open, words) })]]),
    ],
  };
}

function flagsSection({ candidates }: Comparison, words: Words): readonly ReportSection[] {
  const heading = headings(words);
  const rows = candidates.flatMap((one) =>
    one.criticalFlags.map(({ control, title, exceptionId }): Cell[] => [
      nameOf(one),
      `${control} ${title}`,
      exceptionId === null
        ? { kind: 'status', tone: 'end', text: heading('needed') }
        : { kind: 'status', tone: 'near', text: heading('signed') },
    ]),
  );
  if (rows.length === 0) return [];
  return [
    {
      title: heading('flagList'),
      columns: [
        { key: 'candidate', heading: heading('candidate'), width: 30, align: 'left', kind: 'text' },
        { key: 'control', heading: heading('control'), width: 60, align: 'left', kind: 'text' },
        { key: 'exception', heading: heading('exception'), width: 14, align: 'left', kind: 'status' },
      ],
      rows,
    },
  ];
}

function differenceSections({ candidates, controls, mds2 }: Controls, words: Words): readonly ReportSection[] {
  const heading = headings(words);
  const columns = candidateColumns(candidates, 18);
  const differing = controls.filter(({ differs }) => differs);
  const answers: ReportSection = {
    title: heading('differences'),
    columns: [
      { key: 'control', heading: heading('control'), width: 34, align: 'left', kind: 'text' },
      { key: 'weight', heading: heading('weight'), width: 10, align: 'left', kind: 'text' },
      ...columns,
    ],
    rows: differing.map(({ code, title, unit, weight, cells }) => [
      `${code} ${title}`,
      words.t(`weight.${weight}`),
      ...cells.map((cell, place) => {
        const answer = controlCellText(cell, candidates[place]?.assessmentId !== null, unit, words);
        return cell?.flag ? words.t('comparison.cell.flagged', { answer }) : answer;
      }),
    ]),
  };
  const statements: ReportSection = {
    title: heading('statements'),
    columns: [
      { key: 'row', heading: heading('row'), width: 12, align: 'left', kind: 'text' },
      { key: 'question', heading: heading('question'), width: 40, align: 'left', kind: 'text' },
      ...columns,
    ],
    rows: mds2.map(({ identifier, question, cells }) => [
      identifier,
      question,
      ...cells.map((cell) => mds2CellText(cell, words)),
    ]),
  };
  return [answers, statements].filter(({ rows }) => rows.length > 0);
}
