import { addDays, type PartialDay } from '../../../main/domain/day.ts';
import type { Money } from '../../../main/domain/money.ts';
import { limitText } from '../../../main/words/reasons.ts';
import type { Words } from '../../../main/words/words.ts';
import { devicesLink } from '../../bridge/device-filter.ts';
import type { Decision } from '../../bridge/types.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { Tone } from '../../ui/paint.ts';

/** A decision in words: what, why, and the one next step. */
export interface DecisionText {
  readonly title: string;
  readonly why: string;
  readonly step: string;
  readonly to: string;
}

/** Shape and colour of lines that are about no support; all others are near. */
export const KIND_TONES: Partial<Record<Decision['kind'], Tone>> = {
  vendor_date_moved: 'plan',
  obligation_breached: 'end',
  obligation_waiting: 'unk',
};

/** What the sentences of a decision are made with. */
export interface Speech {
  readonly text: Text;
  readonly words: Words;
  readonly number: (value: number) => string;
  readonly money: (value: Money) => string;
}

/** Turns a decision into sentences. */
export function decisionText(decision: Decision, speech: Speech): DecisionText {
  switch (decision.kind) {
    case 'act_on_unsupported':
      return unsupported(decision, speech);
    case 'start_replacement':
      return replacement(decision, speech);
    case 'renew_contract':
      return renewal(decision, speech);
    case 'ask_vendor':
      return question(decision, speech);
    case 'contract_notice':
    case 'contract_ends':
      return contract(decision, speech);
    case 'entitlement_left':
      return entitlementLeft(decision, speech);
    case 'vendor_date_moved':
      return movedDate(decision, speech);
    case 'task':
      return task(decision, speech);
    case 'exception_ends':
      return exceptionEnds(decision, speech);
    case 'handover_due':
      return handover(decision, speech);
    case 'erase_data':
      return erasure(decision, speech);
    case 'statement_review':
      return statementReview(decision, speech);
    case 'obligation_breached':
    case 'obligation_due':
    case 'obligation_waiting':
      return obligation(decision, speech);
    case 'findings_to_confirm':
      return matches(decision, speech);
  }
}

/** Below the word "overdue": since when, or by how much. */
export function latenessText(decision: Decision, { text, words, number }: Speech): string {
  if (decision.by === null) return text('today.dayUnknown');
  // Where no contract is in force there is no day since when: the register only knows that there is none today.
  if (hasNoContract(decision)) return text('today.noContract');
  // The day by which someone had to act was the last supported one; without support it is since the next.
  if (decision.kind === 'act_on_unsupported') return text('today.since', { day: words.day(addDays(decision.by, 1)) });
  return text('today.late', { count: decision.daysLate, amount: number(decision.daysLate) });
}

function hasNoContract({ kind, limitedBy }: Decision): boolean {
  return kind === 'act_on_unsupported' && limitedBy?.kind === 'contract';
}

/** `on 12 Jan 2027`, but `in Jun 2027`. */
function whenText(end: PartialDay | null, { text, words }: Speech): string {
  if (end === null) return '';
  return text(end.precision === 'day' ? 'today.onDay' : 'today.inPeriod', { day: words.partialDay(end) });
}

/** When the devices of a line end: on one day, or from the first to the last. */
function whenTheyEnd({ endsOn, endsLastOn }: Decision, speech: Speech): string {
  const { text, words } = speech;
  if (endsOn === null || endsLastOn === null) return whenText(endsOn, speech);
  return text('today.betweenDays', { from: words.partialDay(endsOn), to: words.partialDay(endsLastOn) });
}

function subjectOf({ devices, assetTag, model, vendor }: Decision, { text, number }: Speech): string {
  if (devices === 1) return assetTag || model || vendor || text('today.devices', { count: 1, amount: '1' });
  const amount = number(devices);
  return model ? text('today.fleet', { amount, model }) : text('today.devices', { count: devices, amount });
}

/** The maker's name, and the model where the title has only a tag. */
function makerOf({ devices, assetTag, model, vendor }: Decision): string {
  return [vendor, devices === 1 && assetTag ? model : null].filter(Boolean).join(' ');
}

function sentences(...parts: readonly (string | null)[]): string {
  return parts.filter(Boolean).join(' ');
}

function devicesOf({ deviceId, modelId, limitedBy, bands }: Decision): string {
  if (deviceId) return `/devices/${deviceId}`;
  return devicesLink({
    modelId: modelId ?? undefined,
    limitKind: limitedBy ? [limitedBy.kind] : undefined,
    limitName: limitedBy?.name || undefined,
    band: bands.length > 0 ? bands : undefined,
  });
}

function unsupported(decision: Decision, speech: Speech): DecisionText {
  const { text } = speech;
  const { limitedBy, endsOn, devices: count } = decision;
  const subject = subjectOf(decision, speech);
  const name = limitedBy?.name ?? '';
  const maker = makerOf(decision);
  const lead = maker === '' ? null : `${maker}.`;
  const ended = endsOn ? text('today.endedOn', { when: whenTheyEnd(decision, speech) }) : text('today.endedUnknown');
  const accepted = acceptedText(decision, speech);
  const rest = { step: text('today.step.review'), to: devicesOf(decision) };
  switch (limitedBy?.kind) {
    case 'operating_system':
    case 'component':
      return { title: text('today.runs', { subject, name, count }), why: sentences(lead, ended, accepted), ...rest };
    case 'software_version':
      return {
        title: text('today.runsSoftware', { subject, name, count }),
        why: sentences(lead, ended, accepted),
        ...rest,
      };
    case 'contract':
      return {
        title: text('today.uncovered', { subject, count }),
        why: sentences(lead, text('today.uncoveredText'), accepted),
        ...rest,
      };
    default:
      return { title: text('today.lost', { subject, count }), why: sentences(lead, ended, accepted), ...rest };
  }
}

function replacement(decision: Decision, speech: Speech): DecisionText {
  const { text, words } = speech;
  const { limitedBy, leadMonths, devices } = decision;
  const subject = subjectOf(decision, speech);
  const when = whenTheyEnd(decision, speech);
  const takes = leadMonths ? text('today.replacing', { count: leadMonths }) : null;
  const to = devicesOf(decision);
  if (devices > 1) {
    const limit = limitedBy ? limitText(limitedBy, words) : '';
    return {
      title: text('today.startReplacing', { subject }),
      why: sentences(text('today.theyLose', { when, limit }), takes, acceptedText(decision, speech)),
      step: text('today.step.devices'),
      to,
    };
  }
  const name = limitedBy?.name ?? '';
  const ends =
    limitedBy?.kind === 'software_version'
      ? text('today.softwareEnds', { name, when })
      : limitedBy?.kind === 'operating_system' || limitedBy?.kind === 'component'
        ? text('today.thingEnds', { name, when })
        : text('today.vendorEnds', { when });
  const title = text('today.loses', { subject });
  return { title, why: sentences(ends, takes), step: text('today.step.options'), to };
}

/** `Risk accepted until 31 Mar 2027 for 9 of them.` */
function acceptedText({ accepted }: Decision, { text, words, number }: Speech): string | null {
  if (accepted === null) return null;
  const { devices: count, until } = accepted;
  return text('today.riskAccepted', { day: words.day(until), count, amount: number(count) });
}

function exceptionEnds(decision: Decision, speech: Speech): DecisionText {
  const { text, number } = speech;
  const { title, owner, exceptionId, exceptionKind, daysLate, devices: count, vendor, model } = decision;
  const acceptance = exceptionKind === 'risk_acceptance';
  const over = daysLate > 0;
  const named = { title: title ?? '' };
  return {
    title: acceptance
      ? text(over ? 'today.acceptanceEnded' : 'today.acceptanceEnds', named)
      : text(over ? 'today.controlEnded' : 'today.controlEnds', named),
    why: sentences(
      count === 0
        ? text('today.exceptionOffer', { vendor: vendor ?? '', model: model ?? '' })
        : model
          ? text('today.exceptionModel', { count, amount: number(count), model })
          : text('today.exceptionDevices', { count, amount: number(count) }),
      text('today.exceptionOwner', { owner: owner ?? '' }),
    ),
    step: text('today.step.decide'),
    to: exceptionId ? `/exceptions/${exceptionId}` : '/exceptions',
  };
}

function handover(decision: Decision, speech: Speech): DecisionText {
  const { text, number } = speech;
  const { vendor, model, modelId, owner, endsOn, devices: count } = decision;
  const named = { vendor: vendor ?? '', model: model ?? '' };
  const ends = endsOn ? text('today.handoverText', { when: whenText(endsOn, speech) }) : null;
  return {
    title: text(owner === null ? 'today.handoverBegin' : 'today.handoverFinish', named),
    why: sentences(ends, `${text('today.devices', { count, amount: number(count) })}.`),
    step: text(owner === null ? 'today.step.begin' : 'today.step.handover'),
    to: modelId ? `/models/${modelId}?tab=handover` : '/models',
  };
}

function entitlementLeft(decision: Decision, { text, words, number }: Speech): DecisionText {
  const { entitlement, title, contractId, contract, vendor, endsOn } = decision;
  const count = entitlement?.left ?? 0;
  const name = title ?? (entitlement ? words.t(`entitlement.kind.${entitlement.kind}`) : '');
  return {
    title: text('today.entitlementLeft', {
      name,
      count,
      left: number(count),
      amount: number(entitlement?.amount ?? 0),
    }),
    why: text('today.entitlementText', {
      contract: contract ?? '',
      vendor: vendor ?? '',
      day: endsOn ? words.partialDay(endsOn) : '',
    }),
    step: text('today.step.use'),
    to: contractId ? `/contracts/${contractId}?tab=entitlements` : '/contracts',
  };
}

function erasure(decision: Decision, speech: Speech): DecisionText {
  const { text } = speech;
  const { deviceId, modelId, devices: count } = decision;
  return {
    title: text('today.erase', { subject: subjectOf(decision, speech) }),
    why: sentences(`${makerOf(decision)}.`, text('today.eraseText', { count })),
    step: text(deviceId ? 'today.step.record' : 'today.step.devices'),
    to: deviceId ? `/devices/${deviceId}` : devicesLink({ modelId: modelId ?? undefined, status: ['retired'] }),
  };
}

function statementReview(decision: Decision, speech: Speech): DecisionText {
  const { text } = speech;
  const { title, vendor, deviceId, modelId } = decision;
  return {
    title: text('today.review', { vendor: vendor ?? '', component: title ?? '' }),
    why: sentences(text('today.reviewText', { subject: subjectOf(decision, speech), count: decision.devices })),
    step: text(deviceId ? 'today.step.options' : 'today.step.model'),
    to: deviceId ? `/devices/${deviceId}` : modelId ? `/models/${modelId}?tab=components` : '/models',
  };
}

function matches({ matches: open }: Decision, { text, number }: Speech): DecisionText {
  const { count = 0, exploited = 0 } = open ?? {};
  return {
    title: text('today.matches', { count, amount: number(count) }),
    why:
      exploited > 0
        ? text('today.matchesExploited', { count: exploited, amount: number(exploited) })
        : text('today.matchesText'),
    step: text('today.step.matches'),
    to: '/matches',
  };
}

function obligation(decision: Decision, { text, words }: Speech): DecisionText {
  const { kind, vendor, title, contract: number, obligation: owed } = decision;
  const who = vendor ?? text('today.obligationOurs');
  const what = owed ? words.t(`commitmentKind.${owed.kind}`) : '';
  const about = title ?? text('today.obligationCount', { count: owed?.count ?? 0 });
  const state = { obligation_breached: 'breached', obligation_due: 'due_soon' }[kind as string] ?? 'waiting';
  const address = new URLSearchParams({ state, ...(decision.vendorId ? { vendor: decision.vendorId } : {}) });
  const waiting = kind === 'obligation_waiting';
  return {
    title: text(
      waiting
        ? 'today.obligationWaiting'
        : kind === 'obligation_breached'
          ? 'today.obligationBreached'
          : 'today.obligationDue',
      { who, what },
    ),
    why: sentences(
      title === null ? about : `${about}.`,
      waiting ? text('today.obligationWaitingText', { what }) : null,
      number ? text('today.obligationContract', { contract: number }) : null,
    ),
    step: text(owed?.id ? 'today.step.obligation' : 'today.step.obligations'),
    to: owed?.id ? `/obligations/${owed.id}` : `/obligations?${address.toString()}`,
  };
}

function renewal(decision: Decision, speech: Speech): DecisionText {
  const { text, words } = speech;
  const subject = subjectOf(decision, speech);
  const name = decision.contract ?? decision.limitedBy?.name ?? '';
  const { endsOn, endsLastOn } = decision;
  const first = endsOn ? words.partialDay(endsOn) : '';
  const day = endsLastOn ? text('today.lastUntil', { first, last: words.partialDay(endsLastOn) }) : first;
  return {
    title: name === '' ? text('today.warrantyEnds', { subject }) : text('today.renew', { name }),
    why:
      name === ''
        ? text('today.warrantyText', { when: whenTheyEnd(decision, speech) })
        : text('today.renewText', { subject, day, count: decision.devices }),
    step: text(
      decision.contractId ? 'today.step.decide' : decision.deviceId ? 'today.step.options' : 'today.step.devices',
    ),
    to: decision.contractId ? `/contracts/${decision.contractId}` : devicesOf(decision),
  };
}

function question(decision: Decision, speech: Speech): DecisionText {
  const { text, number } = speech;
  const { devices: count, vendor, vendorId } = decision;
  // Devices of several models are asked for together, so only a single one is named.
  const subject = count === 1 ? subjectOf(decision, speech) : text('today.devices', { count, amount: number(count) });
  return {
    title: text('today.ask', { vendor: vendor ?? '' }),
    why: text('today.askText', { subject, count }),
    step: text(vendorId ? 'today.step.vendor' : 'today.step.devices'),
    to: vendorId ? `/vendors/${vendorId}` : devicesLink({ band: ['unknown'] }),
  };
}

function contract(decision: Decision, speech: Speech): DecisionText {
  const { text, words, number, money } = speech;
  const { vendor, devices: count, yearlyPrice, renewsTo, endsOn, daysLate, contractId } = decision;
  const facts = [
    vendor,
    count > 0 ? text('today.devices', { count, amount: number(count) }) : null,
    yearlyPrice ? text('today.perYear', { amount: money(yearlyPrice) }) : null,
  ];
  const lead = `${facts.filter(Boolean).join(', ')}.`;
  const rest = {
    step: text('today.step.decide'),
    to: contractId ? `/contracts/${contractId}` : '/contracts',
  };
  const name = decision.contract ?? '';
  if (decision.kind === 'contract_ends') {
    const ends = endsOn ? text('today.contractEndsOn', { when: whenText(endsOn, speech) }) : null;
    return { title: text('today.contractEnds', { contract: name }), why: sentences(lead, ends), ...rest };
  }
  const day = renewsTo ? words.day(renewsTo) : null;
  if (daysLate > 0) {
    const renewed = day ? text('today.renewedTo', { day }) : text('today.noticePassed');
    return { title: text('today.noticeMissed', { contract: name }), why: sentences(lead, renewed), ...rest };
  }
  const renews = day ? text('today.renewsTo', { day }) : null;
  return { title: text('today.renewsByItself', { contract: name }), why: sentences(lead, renews), ...rest };
}

function movedDate(decision: Decision, speech: Speech): DecisionText {
  const { text, number } = speech;
  const { vendor, model, modelId, movedDays, endsOn, devices } = decision;
  const earlier = (movedDays ?? 0) < 0;
  const moved = text(earlier ? 'today.movedEarlierText' : 'today.movedLaterText', {
    when: whenText(endsOn, speech),
    count: Math.abs(movedDays ?? 0),
  });
  return {
    title: text(earlier ? 'today.movedEarlier' : 'today.movedLater', { vendor: vendor ?? '', model: model ?? '' }),
    why: sentences(moved, `${text('today.devices', { count: devices, amount: number(devices) })}.`),
    step: text('today.step.model'),
    to: modelId ? `/models/${modelId}` : '/models',
  };
}

function task(decision: Decision, { text }: Speech): DecisionText {
  const { title, assetTag, model, vendor, owner, taskId } = decision;
  const about = [assetTag, model, vendor].filter(Boolean).join(', ');
  return {
    title: title ?? '',
    why: sentences(
      about === '' ? null : text('today.taskAbout', { about }),
      owner ? text('today.taskFor', { name: owner }) : null,
    ),
    step: text('today.step.task'),
    to: taskId ? `/tasks?task=${taskId}` : '/tasks',
  };
}
