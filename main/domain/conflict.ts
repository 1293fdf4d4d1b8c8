import type { ContractKind } from './contract.ts';
import { type CoverLine, coverOn } from './cover.ts';
import { type Day, daysBetween } from './day.ts';
import { type DeviceStatus, type Tristate, WATCHED_STATUSES } from './device.ts';
import type { Units } from './money.ts';

/**
 * Where contracts, cover and the life of devices contradict each other. The first three cost money for nothing, the others leave
 * devices without cover.
 */
export const CONFLICT_KINDS = [
  'paying_past_retirement',
  'paying_past_support',
  'two_contracts',
  'updates_without_contract',
  'uncovered_beside_covered',
  'no_cover',
  'ends_before_replacement',
] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** A device on a contract, with what it costs there. */
export interface PaidLine extends CoverLine {
  readonly contractId: string;
  readonly contract: string;
  readonly kind: ContractKind;
  /** What the device costs in a year on this contract; null where no price is recorded. */
  readonly yearly: { readonly units: Units; readonly currency: string } | null;
}

/** What decides whether something about a device contradicts something else. */
export interface ConflictFacts {
  readonly deviceId: string;
  readonly modelId: string;
  readonly status: DeviceStatus;
  readonly plannedReplacementOn: Day | null;
  /** Whether support is over for another reason than a contract that ended. */
  readonly supportOver: boolean;
  /** Whether security updates stop without a contract. */
  readonly needsContract: Tristate;
  readonly warranty: CoverLine | null;
  readonly lines: readonly PaidLine[];
}

/** Devices of one model with the same contradiction, about the same contracts. */
export interface Conflict {
  readonly kind: ConflictKind;
  readonly modelId: string;
  /** The contracts that are paid or end, by number. */
  readonly contracts: readonly { readonly id: string; readonly number: string }[];
  readonly deviceIds: readonly string[];
  /** What is paid for nothing in a year, by currency; empty where no price is recorded or nothing is paid. */
  readonly atStake: ReadonlyMap<string, Units>;
  /** `ends_before_replacement`: days from the end of cover to the planned replacement, the longest of the devices. */
  readonly gapDays: number | null;
}

/** Devices that are used: the others wait for something, and nobody expects cover of them. */
const IN_USE: readonly DeviceStatus[] = ['in_service', 'loaned'];

/**
 * All contradictions as of a day, in the order of {@link CONFLICT_KINDS}. A device without cover is found once, by the worst
 * thing that can be said of it; whether it needs a contract has to be known for that.
 */
export function conflictsOf(devices: readonly ConflictFacts[], today: Day): Conflict[] {
  const covered = new Set(devices.filter((device) => isCovered(device, today)).map(({ modelId }) => modelId));
  const found = new Map<string, Building>();
  for (const device of devices) {
    for (const one of ofDevice(device, covered, today)) {
      const contracts = one.lines.map(({ contractId: id, contract: number }) => ({ id, number }));
      const key = [one.kind, device.modelId, ...contracts.map(({ id }) => id)].join('|');
      const known: Building = found.get(key) ?? {
        kind: one.kind,
        modelId: device.modelId,
        contracts,
        deviceIds: [],
        atStake: new Map(),
        gapDays: null,
      };
      found.set(key, known);
      known.deviceIds.push(device.deviceId);
      known.gapDays = one.gapDays === null ? known.gapDays : Math.max(known.gapDays ?? 0, one.gapDays);
      for (const yearly of one.paidForNothing)
        known.atStake.set(yearly.currency, (known.atStake.get(yearly.currency) ?? 0n) + yearly.units);
    }
  }
  const rank = ({ kind }: Conflict) => CONFLICT_KINDS.indexOf(kind);
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || b.deviceIds.length - a.deviceIds.length);
}

interface Building extends Conflict {
  readonly deviceIds: string[];
  readonly atStake: Map<string, Units>;
  gapDays: number | null;
}

interface Found {
  readonly kind: ConflictKind;
  readonly lines: readonly PaidLine[];
  readonly paidForNothing: readonly { readonly units: Units; readonly currency: string }[];
  readonly gapDays: number | null;
}

function ofDevice(device: ConflictFacts, covered: ReadonlySet<string>, today: Day): Found[] {
  const running = device.lines.filter((line) => inForce(line, today)).sort(byNumber);
  const paid = (kind: ConflictKind, lines: readonly PaidLine[], free: readonly PaidLine[] = lines): Found => ({
    kind,
    lines,
    paidForNothing: free.flatMap(({ yearly }) => yearly ?? []),
    gapDays: null,
  });
  if (!WATCHED_STATUSES.includes(device.status)) {
    return running.length === 0 ? [] : [paid('paying_past_retirement', running)];
  }
  const result: Found[] = [];
  if (device.supportOver && running.length > 0) result.push(paid('paying_past_support', running));
  for (const same of Map.groupBy(running, ({ kind }) => kind).values()) {
    // The dearest of them is the one that is kept: what the others cost is paid twice.
    if (same.length > 1) result.push(paid('two_contracts', same, [...same].sort(byPrice).slice(1)));
  }
  if (!IN_USE.includes(device.status)) return result;
  const none = (kind: ConflictKind, lines: readonly PaidLine[] = []): Found => ({
    kind,
    lines,
    paidForNothing: [],
    gapDays: null,
  });
  const stated = running.every(({ includesSecurityUpdates }) => includesSecurityUpdates !== 'unknown');
  const updates =
    running.some(({ includesSecurityUpdates }) => includesSecurityUpdates === 'yes') || warrantyRuns(device, today);
  if (device.needsContract === 'yes' && !updates && stated && !device.supportOver)
    result.push(none('updates_without_contract', running));
  else if (!isCovered(device, today))
    result.push(none(covered.has(device.modelId) ? 'uncovered_beside_covered' : 'no_cover'));
  else {
    const gap = daysUncovered(device, today);
    if (gap > 0) result.push({ ...none('ends_before_replacement', running), gapDays: gap });
  }
  return result;
}

/** Days from the end of the unbroken chain of cover to the planned replacement; 0 where cover lasts, or none is planned. */
function daysUncovered({ lines, warranty, plannedReplacementOn }: ConflictFacts, today: Day): number {
  if (plannedReplacementOn === null) return 0;
  const chain = [...lines, ...(warranty ? [warranty] : [])].map((line) => ({
    ...line,
    includesSecurityUpdates: 'yes' as const,
  }));
  const { endsOn, lapsed } = coverOn({ needsContract: 'yes', saidBy: null }, chain, today);
  return endsOn === null || lapsed ? 0 : Math.max(0, daysBetween(endsOn, plannedReplacementOn));
}

function isCovered(device: ConflictFacts, today: Day): boolean {
  return device.lines.some((line) => inForce(line, today)) || warrantyRuns(device, today);
}

function warrantyRuns({ warranty }: ConflictFacts, today: Day): boolean {
  return warranty !== null && inForce(warranty, today);
}

function inForce({ startsOn, endsOn }: CoverLine, today: Day): boolean {
  return (startsOn === null || startsOn <= today) && (endsOn === null || endsOn >= today);
}

function byNumber(a: PaidLine, b: PaidLine): number {
  return a.contract < b.contract ? -1 : a.contract > b.contract ? 1 : 0;
}

function byPrice(a: PaidLine, b: PaidLine): number {
  const [left, right] = [a.yearly?.units ?? 0n, b.yearly?.units ?? 0n];
  return left === right ? byNumber(a, b) : left > right ? -1 : 1;
}
