import type { z } from 'zod';
import type { caseFieldsSchema, costLineSchema, offerSchema } from '../../main/contract/procurement.ts';
import { day } from '../../main/domain/day.ts';

type Case = z.output<typeof caseFieldsSchema>;
type Offer = z.output<typeof offerSchema>;
type Cost = z.output<typeof costLineSchema>;

/** A purchase of two pumps for the delivery day of story 22. */
export function caseFields(fields: Partial<Case> = {}): Case {
  return {
    number: null,
    title: 'Infusion pumps for ICU 2',
    need: 'The pumps in use lose their support in 2027',
    department: 'ICU',
    quantity: 2,
    budget: { amount: '90000.00', currency: 'EUR' },
    requestedOn: day('2026-11-02'),
    plannedDeliveryOn: day('2026-12-15'),
    plannedReplacementOn: day('2031-12-31'),
    owner: 'Ana',
    templateId: null,
    contractId: null,
    notes: null,
    ...fields,
  };
}

/** An offer of a model that nobody has yet. */
export function offerFields(fields: Partial<Offer> = {}): Offer {
  return {
    vendor: 'Norvia Medical',
    model: 'InfuSmart 7',
    softwareVersion: '7.1',
    quoteNumber: 'Q-1',
    quotedOn: day('2026-11-10'),
    quoteValidUntil: day('2027-01-31'),
    documentId: null,
    notes: null,
    ...fields,
  };
}

/** A price that is paid once for each device. */
export function costLine(fields: Partial<Cost> = {}): Cost {
  return {
    kind: 'purchase',
    label: null,
    amount: '35000.00',
    currency: 'EUR',
    perDevice: true,
    firstYear: 1,
    lastYear: 1,
    escalatorPercent: null,
    ...fields,
  };
}

/** A question as answers to it need to know it. */
interface Asked {
  readonly code: string;
  readonly answerType: 'yes_no_partial_na' | 'number' | 'date' | 'text';
}

/** Answers that raise no flag: papers are young, ends of support far away, periods short and notice long. */
const GOOD_ANSWERS = {
  yes_no_partial_na: () => 'yes',
  number: (code: string) => (code === 'LC-02' ? '36' : '1'),
  date: (code: string) => (code.startsWith('TP') || code.startsWith('CA') ? '2026-11-01' : '2034-12-31'),
  text: () => 'See annex 3',
} as const;

/** A good answer to every question, but for those that are given. */
export function goodAnswers(controls: readonly Asked[], others: Readonly<Record<string, string>> = {}) {
  return controls.map(({ code, answerType }) => ({
    control: code,
    answer: others[code] ?? GOOD_ANSWERS[answerType](code),
    remark: null,
    evidence: null,
  }));
}
