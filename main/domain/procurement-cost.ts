import { amountOf, inflation, rounded, unitsOf } from './money.ts';

/** What a purchase costs over its life (domain.md TP-03 asks for the last five beside the price). */
export const COST_KINDS = [
  'purchase',
  'installation',
  'training',
  'consumables',
  'service',
  'security_updates',
  'os_upgrade',
  'extended_support',
  'decommissioning',
  'other',
] as const;
export type CostKind = (typeof COST_KINDS)[number];

/** Years of use that the price of a candidate is counted over, the first being the year of delivery. */
export const COST_YEARS = 10;

/** Lines that the costs of a candidate can have. */
export const MAX_COST_LINES = 60;

/** What is paid in each of some years. */
export interface CostLine {
  readonly kind: CostKind;
  /** What it is for, where the kind does not say it. */
  readonly label: string | null;
  /** Per year, in the money of the first of its years. */
  readonly amount: string;
  readonly currency: string;
  /** True when it is paid for each device of the case. */
  readonly perDevice: boolean;
  /** Years of use, both inclusive, from 1 to {@link COST_YEARS}. */
  readonly firstYear: number;
  readonly lastYear: number;
  /** Per cent by which it rises every year after the first of its years; null for not at all. */
  readonly escalatorPercent: string | null;
}

/** What is paid in one currency. Amounts of different currencies are never added: nobody knows the rates of ten years. */
export interface CostTotal {
  readonly currency: string;
  /** By year of use, {@link COST_YEARS} of them. */
  readonly years: readonly string[];
  readonly total: string;
}

/** What a line costs in a year of use; `0.00` outside its years. Rounded once, half up, to two places. */
export function costIn(line: CostLine, year: number, quantity: number): string {
  return amountOf(unitsIn(line, year, quantity));
}

/** The costs by currency, in the order in which the currencies first occur; empty without lines. */
export function costTotals(lines: readonly CostLine[], quantity: number): readonly CostTotal[] {
  return [...Map.groupBy(lines, ({ currency }) => currency)].map(([currency, own]) => {
    const years = Array.from({ length: COST_YEARS }, (_, place) =>
      own.reduce((sum, line) => sum + unitsIn(line, place + 1, quantity), 0n),
    );
    return { currency, years: years.map(amountOf), total: amountOf(years.reduce((sum, year) => sum + year, 0n)) };
  });
}

function unitsIn(line: CostLine, year: number, quantity: number): bigint {
  if (year < line.firstYear || year > line.lastYear) return 0n;
  const price = unitsOf(line.amount) * BigInt(line.perDevice ? quantity : 1);
  return rounded(inflation(line.escalatorPercent ?? '0', year - line.firstYear)(price));
}
