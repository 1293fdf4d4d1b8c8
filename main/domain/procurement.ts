import type { Band } from './band.ts';
import type { RedFlag, RedFlagReason } from './checklist.ts';
import type { Day } from './day.ts';
import type { Limit } from './support.ts';

/** Where a purchase stands, in the order in which it goes. `cancelled` is no place in that order: it can be left again. */
export const STAGES = [
  'request',
  'specification',
  'offers',
  'assessment',
  'decision',
  'ordered',
  'delivered',
  'accepted',
  'cancelled',
] as const;
export type CaseStage = (typeof STAGES)[number];

/** The stages that follow each other. */
export const PATH: readonly CaseStage[] = STAGES.filter((stage) => stage !== 'cancelled');

/** What has to hold of a candidate before it is chosen and ordered (domain.md 6, TP-02, 3 and 1.4). */
export const GATES = ['disclosure', 'red_flags', 'support'] as const;
export type Gate = (typeof GATES)[number];

/** What has to come with a bid (domain.md TP-02, TP-01). */
export const DISCLOSURE_ITEMS = [
  'sbom',
  'architecture',
  'data_flow',
  'security_guide',
  'test_summary',
  'support_dates',
  'advisory_history',
  'mds2',
] as const;
export type DisclosureItem = (typeof DISCLOSURE_ITEMS)[number];

/**
 * Where an item of the pack stands. `not_applicable` says that the product has no such thing, `not_available` that the vendor
 * does not give it: the first needs its reason, the second somebody who accepts it.
 */
export const DISCLOSURE_STATES = ['open', 'requested', 'received', 'not_applicable', 'not_available'] as const;
export type DisclosureState = (typeof DISCLOSURE_STATES)[number];

/** Candidates that a case can have at a time. Those that were withdrawn do not count. */
export const MAX_CANDIDATES = 5;

/** An exception that somebody made for a gate of a candidate. It answers only while it is in force and signed. */
export interface GateException {
  readonly exceptionId: string;
  readonly gate: Gate;
  /** The controls or items that it is about; null for whatever stands in the gate's way. */
  readonly controls: readonly string[] | null;
  readonly signed: boolean;
  readonly inForce: boolean;
}

/** What decides the gates of a candidate. */
export interface GateFacts {
  /** Items that nobody touched are not among them and count as open. */
  readonly disclosure: readonly { readonly item: DisclosureItem; readonly state: DisclosureState }[];
  /** The flags of its checklist; null when it has none. */
  readonly redFlags: readonly RedFlag[] | null;
  /** How its model and version are supported on the day of delivery; null while nobody has said which day that is. */
  readonly support: DeliverySupport | null;
  readonly exceptions: readonly GateException[];
}

/** The support of a model on the day of its delivery (domain.md 1.4), without what a contract adds. */
export interface DeliverySupport {
  /** The day that was asked for. */
  readonly on: Day;
  readonly band: Band;
  /** True where the manufacturer has declared the end of support whatever the dates say. */
  readonly declaredEnded: boolean;
  /** First day that the end of support can mean, the last supported one; null when it is not known or nothing limits it. */
  readonly endsOn: Day | null;
  /** While the end is not known: what is known to end on this day at the latest. */
  readonly notLaterThan: Day | null;
  readonly limitedBy: Limit | null;
}

/** One thing in the way of a gate. */
export type Obstacle =
  | { readonly code: 'item_open'; readonly item: DisclosureItem }
  | { readonly code: 'item_requested'; readonly item: DisclosureItem }
  | { readonly code: 'item_not_available'; readonly item: DisclosureItem }
  | { readonly code: 'no_checklist' }
  | { readonly code: 'critical_flag'; readonly control: string; readonly flag: RedFlagReason }
  | { readonly code: 'no_delivery_day' }
  | { readonly code: 'support_unknown'; readonly notLaterThan: Day | null }
  | { readonly code: 'support_ended'; readonly endsOn: Day | null; readonly limit: Limit | null };

/** An obstacle, and the exception that answers it; null while it stands in the way. */
export type GateReason = Obstacle & { readonly exceptionId: string | null };

/** Whether a gate is open. It holds when every reason against it is answered. */
export interface GateState {
  readonly gate: Gate;
  readonly holds: boolean;
  /** Open ones first, each group in the order of the pack or the template. */
  readonly reasons: readonly GateReason[];
  /** The exceptions without which it would not hold. */
  readonly exceptionIds: readonly string[];
}

/** The obstacles that a decision can answer; the others are steps that nobody has taken yet. */
const ANSWERABLE: readonly Obstacle['code'][] = [
  'item_not_available',
  'critical_flag',
  'support_unknown',
  'support_ended',
];

/** What an exception has to name to answer an obstacle; null where it has to be for the whole gate. */
export function subjectOf(obstacle: Obstacle): string | null {
  return 'item' in obstacle ? obstacle.item : 'control' in obstacle ? obstacle.control : null;
}

/** True when an exception could answer the obstacle (docs/decisions/0030). */
export function isAnswerable({ code }: Pick<Obstacle, 'code'>): boolean {
  return ANSWERABLE.includes(code);
}

/** The three gates of a candidate, in their order. */
export function gateStates(facts: GateFacts): readonly GateState[] {
  const obstacles: Readonly<Record<Gate, readonly Obstacle[]>> = {
    disclosure: disclosureObstacles(facts),
    red_flags: flagObstacles(facts),
    support: supportObstacles(facts.support),
  };
  return GATES.map((gate) => {
    const exceptions = facts.exceptions.filter((one) => one.gate === gate && one.signed && one.inForce);
    const reasons = obstacles[gate].map((obstacle) => ({ ...obstacle, exceptionId: answerTo(obstacle, exceptions) }));
    const open = reasons.filter(({ exceptionId }) => exceptionId === null);
    const answered = reasons.filter(({ exceptionId }) => exceptionId !== null);
    const ids = answered.flatMap(({ exceptionId }) => (exceptionId === null ? [] : [exceptionId]));
    return {
      gate,
      holds: open.length === 0,
      reasons: [...open, ...answered],
      exceptionIds: [...new Set(ids)],
    };
  });
}

function answerTo(obstacle: Obstacle, exceptions: readonly GateException[]): string | null {
  if (!isAnswerable(obstacle)) return null;
  const subject = subjectOf(obstacle);
  const answers = ({ controls }: GateException) => controls === null || subject === null || controls.includes(subject);
  return exceptions.find(answers)?.exceptionId ?? null;
}

function disclosureObstacles({ disclosure }: GateFacts): Obstacle[] {
  const states = new Map(disclosure.map(({ item, state }) => [item, state]));
  return DISCLOSURE_ITEMS.flatMap((item): Obstacle[] => {
    const state = states.get(item) ?? 'open';
    return state === 'received' || state === 'not_applicable' ? [] : [{ code: `item_${state}`, item }];
  });
}

function flagObstacles({ redFlags }: GateFacts): Obstacle[] {
  if (redFlags === null) return [{ code: 'no_checklist' }];
  return redFlags
    .filter(({ weight }) => weight === 'critical')
    .map(({ control, reason }) => ({ code: 'critical_flag', control, flag: reason }));
}

function supportObstacles(support: DeliverySupport | null): Obstacle[] {
  if (support === null) return [{ code: 'no_delivery_day' }];
  const { band, declaredEnded, endsOn, notLaterThan, limitedBy } = support;
  if (band === 'unsupported' || declaredEnded) return [{ code: 'support_ended', endsOn, limit: limitedBy }];
  // What nobody follows is known to nobody.
  if (band === 'unknown' || band === 'not_tracked') return [{ code: 'support_unknown', notLaterThan }];
  return [];
}

/** Where a case stands for the rules of its moves. */
export interface CasePlace {
  readonly stage: CaseStage;
  /** The stage that a cancelled case was in; null for all others. */
  readonly cancelledFrom: CaseStage | null;
  /** Day of the last move; null when it never moved. */
  readonly lastMoveOn: Day | null;
  /** The gates of the chosen candidate; null while none is chosen. */
  readonly chosen: readonly GateState[] | null;
}

/** What stands against a move. */
export type MoveProblem =
  | 'same_stage'
  /** Forward goes one stage at a time. */
  | 'stage_skipped'
  /** Backward, cancelling and taking up again need a reason. */
  | 'reason_needed'
  /** From the order on a case goes back to the decision before it is cancelled. */
  | 'ordered_already'
  /** A cancelled case goes on where it was cancelled. */
  | 'not_where_cancelled'
  | 'in_future'
  | 'before_last_move'
  | 'nothing_chosen'
  | 'gate_closed';

/** What stands against moving a case to a stage on a day; null when it can. The order checks the gates of the chosen candidate. */
export function moveProblem(
  place: CasePlace,
  to: CaseStage,
  { on, reason, today }: { readonly on: Day; readonly reason: string | null; readonly today: Day },
): MoveProblem | null {
  if (to === place.stage) return 'same_stage';
  if (on > today) return 'in_future';
  if (place.lastMoveOn !== null && on < place.lastMoveOn) return 'before_last_move';
  const given = Boolean(reason?.trim());
  if (to === 'cancelled') {
    if (isOrdered(place.stage)) return 'ordered_already';
    return given ? null : 'reason_needed';
  }
  if (place.stage === 'cancelled') {
    if (to !== place.cancelledFrom) return 'not_where_cancelled';
    return given ? null : 'reason_needed';
  }
  const [from, target] = [PATH.indexOf(place.stage), PATH.indexOf(to)];
  if (target < from) return given ? null : 'reason_needed';
  if (target > from + 1) return 'stage_skipped';
  if (to !== 'ordered') return null;
  if (place.chosen === null) return 'nothing_chosen';
  return place.chosen.every(({ holds }) => holds) ? null : 'gate_closed';
}

/** The stages that a case can go to from where it stands, the next one first. Whether gates allow it is another question. */
export function stagesFrom({ stage, cancelledFrom }: Pick<CasePlace, 'stage' | 'cancelledFrom'>): readonly CaseStage[] {
  if (stage === 'cancelled') return cancelledFrom === null ? [] : [cancelledFrom];
  const place = PATH.indexOf(stage);
  const back = PATH.slice(0, place).reverse();
  return [...PATH.slice(place + 1, place + 2), ...back, ...(isOrdered(stage) ? [] : (['cancelled'] as const))];
}

/** True from the order on: what is bought is no longer chosen. */
export function isOrdered(stage: CaseStage): boolean {
  return stage !== 'cancelled' && PATH.indexOf(stage) >= PATH.indexOf('ordered');
}

/** The day for which the support of an offer is asked: one that has passed without a delivery cannot be the day of it. */
export function deliveryDay(
  { stage, plannedDeliveryOn }: { readonly stage: CaseStage; readonly plannedDeliveryOn: Day | null },
  today: Day,
): Day | null {
  if (plannedDeliveryOn === null || plannedDeliveryOn >= today) return plannedDeliveryOn;
  return stage === 'delivered' || stage === 'accepted' ? plannedDeliveryOn : today;
}

/** What a case needs next, in the order in which a purchase goes. */
export const CASE_STEPS = [
  'write_specification',
  'ask_for_offers',
  'add_candidates',
  'collect_disclosure',
  'go_to_assessment',
  'start_checklists',
  'go_to_decision',
  'choose',
  'order',
  'await_delivery',
  'accept',
] as const;
export type CaseStep = (typeof CASE_STEPS)[number];

/** What a list knows of a case without asking each gate. Counts are of open candidates. */
export interface StepFacts {
  readonly stage: CaseStage;
  readonly candidates: number;
  /** Items of the pack that nobody has settled yet, of all open candidates. */
  readonly openItems: number;
  readonly withoutChecklist: number;
  readonly chosen: boolean;
}

/** The next step of a case with how many things it is about, 0 where that says nothing; null when nothing is left to do. */
export function nextStep(facts: StepFacts): { readonly step: CaseStep; readonly count: number } | null {
  const plain = (step: CaseStep) => ({ step, count: 0 });
  switch (facts.stage) {
    case 'request':
      return plain('write_specification');
    case 'specification':
      return plain('ask_for_offers');
    case 'offers':
      if (facts.candidates === 0) return plain('add_candidates');
      return facts.openItems > 0 ? { step: 'collect_disclosure', count: facts.openItems } : plain('go_to_assessment');
    case 'assessment':
      if (facts.candidates === 0) return plain('add_candidates');
      if (facts.withoutChecklist > 0) return { step: 'start_checklists', count: facts.withoutChecklist };
      return facts.openItems > 0 ? { step: 'collect_disclosure', count: facts.openItems } : plain('go_to_decision');
    case 'decision':
      return plain(facts.chosen ? 'order' : 'choose');
    case 'ordered':
      return plain('await_delivery');
    case 'delivered':
      return plain('accept');
    case 'accepted':
    case 'cancelled':
      return null;
  }
}
