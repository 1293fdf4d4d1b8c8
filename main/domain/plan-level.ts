import type { FiscalYear } from './fiscal-year.ts';
import type { Units } from './money.ts';

/** A line of a plan that could be done later, with what it then would cost. */
export interface LevelLine {
  readonly key: string;
  readonly year: FiscalYear;
  /** Last year to which it may move: the one in which the first of its devices is needed. */
  readonly until: FiscalYear;
  readonly priority: number;
  costIn(year: FiscalYear): Units;
}

export interface LevelMove {
  readonly key: string;
  readonly fromYear: FiscalYear;
  readonly toYear: FiscalYear;
  /** In the year to which it moves. */
  readonly cost: Units;
}

export interface Level {
  readonly moves: readonly LevelMove[];
  /** Sums of the years afterwards, by year of the plan. */
  readonly after: ReadonlyMap<FiscalYear, Units>;
}

/**
 * A suggestion so that no year is above a yearly budget: year by year the lines of lowest priority move to the first later
 * year that has room for them and is not beyond the day on which they are needed. What has no such year stays, and the year
 * stays above. `sums` are the sums of all years of the plan, also of what cannot move. The order of lines does not matter.
 */
export function level(lines: readonly LevelLine[], sums: ReadonlyMap<FiscalYear, Units>, yearlyBudget: Units): Level {
  const after = new Map(sums);
  const years = [...sums.keys()].sort((a, b) => a - b);
  const place = new Map(lines.map((line) => [line, line.year]));
  const sumOf = (year: FiscalYear) => after.get(year) ?? 0n;
  for (const year of years) {
    const inYear = lines.filter((line) => place.get(line) === year && line.costIn(year) > 0n).sort(lowestFirst(year));
    for (const line of inYear) {
      if (sumOf(year) <= yearlyBudget) break;
      const target = years.find(
        (later) => later > year && later <= line.until && sumOf(later) + line.costIn(later) <= yearlyBudget,
      );
      if (target === undefined) continue;
      after.set(year, sumOf(year) - line.costIn(year));
      after.set(target, sumOf(target) + line.costIn(target));
      place.set(line, target);
    }
  }
  const moves = lines.flatMap((line): LevelMove[] => {
    const toYear = place.get(line) ?? line.year;
    return toYear === line.year ? [] : [{ key: line.key, fromYear: line.year, toYear, cost: line.costIn(toYear) }];
  });
  return { moves: moves.sort((a, b) => a.fromYear - b.fromYear || (a.key < b.key ? -1 : 1)), after };
}

/** Lowest priority first; of equal ones the dearer, so that fewer move. */
function lowestFirst(year: FiscalYear) {
  return (a: LevelLine, b: LevelLine): number => {
    const [costA, costB] = [a.costIn(year), b.costIn(year)];
    return a.priority - b.priority || (costA > costB ? -1 : costA < costB ? 1 : 0) || (a.key < b.key ? -1 : 1);
  };
}
