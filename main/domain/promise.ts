import type { Control } from './checklist.ts';
import {
  type ClockDirection,
  type ClockStart,
  type CommitmentKind,
  type DurationUnit,
  type SeverityBand,
  usualDirection,
} from './commitment.ts';

/** An answer as the commitment that it promises. Null is what the answer does not say: a person has to. */
export interface PromisedFigures {
  readonly kind: CommitmentKind;
  readonly severity: SeverityBand;
  readonly clockStart: ClockStart | null;
  readonly direction: ClockDirection;
  readonly amount: number | null;
  readonly unit: DurationUnit | null;
  readonly obligor: 'vendor';
}

/** The kinds whose question names the event that starts the clock (domain.md 3, PM-02 to PM-04, RM-03 and LC-02). */
const CLOCKS: Partial<Record<CommitmentKind, ClockStart>> = {
  REMEDIATE: 'VENDOR_AWARE',
  NOTIFY_VULN: 'VENDOR_AWARE',
  VALIDATE_3P_PATCH: 'UPSTREAM_PATCH_RELEASED',
  NOTIFY_INCIDENT: 'INCIDENT_DETERMINED',
  EOS_NOTICE: 'MILESTONE_DATE',
};

/** Units that say how they are counted. Mere "days" do not: calendar or business days is for the paper to say. */
const UNITS: Readonly<Record<string, DurationUnit>> = {
  hours: 'hours',
  'calendar days': 'calendar_days',
  'business days': 'business_days',
  months: 'months',
};

/**
 * What an answer promises; null where it promises nothing: no, not applicable and blank, and what is no duration
 * (`SUPPORT_UNTIL` is a date of the model). A yes or a part of one promises without a figure.
 */
export function promisedBy(
  control: Pick<Control, 'commitmentKind' | 'answerType' | 'unit'>,
  answer: string | null,
): PromisedFigures | null {
  const { commitmentKind: kind, answerType, unit } = control;
  if (kind === null || kind === 'SUPPORT_UNTIL' || answer === null || answer === '') return null;
  if (answerType === 'yes_no_partial_na' && answer !== 'yes' && answer !== 'partial') return null;
  const clockStart = CLOCKS[kind] ?? null;
  const figure = answerType === 'number' ? Number(answer) : Number.NaN;
  // Half an hour or no time at all is nothing that a clock can be set to.
  const amount = Number.isInteger(figure) && figure > 0 ? figure : null;
  return {
    kind,
    severity: kind === 'REMEDIATE' ? 'uncontrolled' : 'any',
    clockStart,
    direction: clockStart === null ? 'after' : usualDirection(clockStart),
    amount,
    unit: answerType === 'number' ? (UNITS[unit ?? ''] ?? null) : null,
    obligor: 'vendor',
  };
}
