import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import { amountOf, unitsOf } from '../../main/domain/money.ts';
import {
  type CasePlace,
  type CaseStage,
  DISCLOSURE_ITEMS,
  DISCLOSURE_STATES,
  deliveryDay,
  GATES,
  type GateException,
  type GateFacts,
  gateStates,
  isAnswerable,
  isOrdered,
  moveProblem,
  nextStep,
  PATH,
  STAGES,
  stagesFrom,
  subjectOf,
} from '../../main/domain/procurement.ts';
import { COST_YEARS, type CostLine, costIn, costTotals } from '../../main/domain/procurement-cost.ts';

const TODAY = day('2026-11-22');
const RECEIVED = DISCLOSURE_ITEMS.map((item) => ({ item, state: 'received' as const }));
const SUPPORTED = {
  on: day('2026-12-15'),
  band: 'supported',
  declaredEnded: false,
  endsOn: null,
  notLaterThan: null,
  limitedBy: null,
} as const;
const OPEN: GateFacts = { disclosure: RECEIVED, redFlags: [], support: SUPPORTED, exceptions: [] };

const flag = (control: string, weight: 'critical' | 'high' = 'critical') => ({
  control,
  weight,
  answer: 'no',
  rule: 'No.',
  reason: { code: 'answered_no' } as const,
});

function exception(fields: Partial<GateException>): GateException {
  return { exceptionId: 'e1', gate: 'red_flags', controls: null, signed: true, inForce: true, ...fields };
}

function state(facts: Partial<GateFacts>, gate: (typeof GATES)[number]) {
  const found = gateStates({ ...OPEN, ...facts }).find((one) => one.gate === gate);
  if (found === undefined) throw new Error('no such gate');
  return found;
}

describe('gates of a candidate (docs/decisions/0030)', () => {
  it('hold when the pack is there, no critical flag is up and the model is supported at delivery', () => {
    expect(gateStates(OPEN)).toEqual(GATES.map((gate) => ({ gate, holds: true, reasons: [], exceptionIds: [] })));
  });

  it('of the disclosure pack counts what nobody touched as open', () => {
    const { holds, reasons } = state({ disclosure: [{ item: 'sbom', state: 'requested' }] }, 'disclosure');
    expect(holds).toBe(false);
    expect(reasons).toHaveLength(DISCLOSURE_ITEMS.length);
    expect(reasons[0]).toEqual({ code: 'item_requested', item: 'sbom', exceptionId: null });
    expect(reasons[1]).toEqual({ code: 'item_open', item: 'architecture', exceptionId: null });
  });

  it('of the disclosure pack takes an exception for what the vendor does not give, never for what nobody asked for', () => {
    const pack = RECEIVED.map((one) =>
      one.item === 'test_summary' ? { ...one, state: 'not_available' as const } : one,
    );
    const accepted = [exception({ gate: 'disclosure', controls: ['test_summary'] })];
    expect(state({ disclosure: pack }, 'disclosure').holds).toBe(false);
    expect(state({ disclosure: pack, exceptions: accepted }, 'disclosure')).toMatchObject({
      holds: true,
      exceptionIds: ['e1'],
    });
    const open = RECEIVED.slice(1);
    expect(state({ disclosure: open, exceptions: [exception({ gate: 'disclosure' })] }, 'disclosure').holds).toBe(
      false,
    );
  });

  it('of red flags look at critical ones only, and not at a missing checklist as at a clean one', () => {
    expect(state({ redFlags: [flag('PM-01', 'high')] }, 'red_flags').holds).toBe(true);
    expect(state({ redFlags: null, exceptions: [exception({})] }, 'red_flags')).toMatchObject({
      holds: false,
      reasons: [{ code: 'no_checklist', exceptionId: null }],
    });
  });

  it.each([
    ['names the control', { controls: ['AM-02'] }, true],
    ['is for the whole gate', { controls: null }, true],
    ['names another control', { controls: ['AM-03'] }, false],
    ['is not signed', { signed: false }, false],
    ['is over or not yet in force', { inForce: false }, false],
    ['is for another gate', { gate: 'support' as const }, false],
  ])('of red flags: an exception that %s', (_, fields, holds) => {
    expect(state({ redFlags: [flag('AM-02')], exceptions: [exception(fields)] }, 'red_flags').holds).toBe(holds);
  });

  it('of red flags show what stands in the way before what is answered', () => {
    const { reasons } = state(
      { redFlags: [flag('AM-02'), flag('BR-01')], exceptions: [exception({ controls: ['AM-02'] })] },
      'red_flags',
    );
    expect(reasons.map((reason) => [subjectOf(reason), reason.exceptionId])).toEqual([
      ['BR-01', null],
      ['AM-02', 'e1'],
    ]);
  });

  it.each([
    [null, 'no_delivery_day'],
    [{ ...SUPPORTED, band: 'unsupported', endsOn: day('2026-12-01') }, 'support_ended'],
    [{ ...SUPPORTED, declaredEnded: true }, 'support_ended'],
    [{ ...SUPPORTED, band: 'unknown', notLaterThan: day('2027-01-12') }, 'support_unknown'],
    [{ ...SUPPORTED, band: 'not_tracked' }, 'support_unknown'],
  ] as const)('of support: %o gives %s', (support, code) => {
    expect(state({ support }, 'support')).toMatchObject({ holds: false, reasons: [{ code }] });
    const accepted = state({ support, exceptions: [exception({ gate: 'support' })] }, 'support');
    expect(accepted.holds).toBe(code !== 'no_delivery_day');
  });

  it('of support hold in every band that is known and not over', () => {
    for (const band of ['supported', 'plan_36', 'approaching_3'] as const)
      expect(state({ support: { ...SUPPORTED, band } }, 'support').holds).toBe(true);
  });

  it('hold exactly when each reason has a signed exception in force that fits it', () => {
    const anyException = fc.record({
      exceptionId: fc.constantFrom('e1', 'e2', 'e3'),
      gate: fc.constantFrom(...GATES),
      controls: fc.option(fc.uniqueArray(fc.constantFrom('AM-02', 'BR-01', 'sbom', 'mds2'), { minLength: 1 })),
      signed: fc.boolean(),
      inForce: fc.boolean(),
    });
    const facts = fc.record({
      disclosure: fc.uniqueArray(
        fc.record({ item: fc.constantFrom(...DISCLOSURE_ITEMS), state: fc.constantFrom(...DISCLOSURE_STATES) }),
        { selector: ({ item }) => item },
      ),
      redFlags: fc.option(
        fc.uniqueArray(fc.constantFrom('AM-02', 'BR-01', 'CA-01')).map((codes) => codes.map((one) => flag(one))),
      ),
      support: fc.option(
        fc.constantFrom('supported', 'unknown', 'unsupported').map((band) => ({ ...SUPPORTED, band }) as never),
      ),
      exceptions: fc.array(anyException, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(facts, (given) => {
        for (const { gate, holds, reasons, exceptionIds } of gateStates(given)) {
          expect(holds).toBe(reasons.every(({ exceptionId }) => exceptionId !== null));
          for (const reason of reasons) {
            const subject = subjectOf(reason);
            const fits = given.exceptions.some(
              (one) =>
                one.gate === gate &&
                one.signed &&
                one.inForce &&
                (one.controls === null || subject === null || one.controls.some((name) => name === subject)),
            );
            expect(reason.exceptionId !== null).toBe(fits && isAnswerable(reason));
            if (reason.exceptionId !== null) expect(exceptionIds).toContain(reason.exceptionId);
          }
          // Without its exceptions it holds only where nothing stood in the way.
          const bare = gateStates({ ...given, exceptions: [] }).find((one) => one.gate === gate);
          expect(bare?.holds).toBe(reasons.length === 0);
        }
      }),
    );
  });
});

describe('moves of a case', () => {
  const place = (stage: CaseStage, fields: Partial<CasePlace> = {}): CasePlace => ({
    stage,
    cancelledFrom: null,
    lastMoveOn: null,
    chosen: gateStates(OPEN),
    ...fields,
  });
  const said = { on: TODAY, reason: 'Because', today: TODAY };
  const silent = { ...said, reason: null };

  it('go forward one stage at a time', () => {
    expect(moveProblem(place('request'), 'specification', silent)).toBeNull();
    expect(moveProblem(place('request'), 'offers', said)).toBe('stage_skipped');
    expect(moveProblem(place('offers'), 'offers', said)).toBe('same_stage');
  });

  it('go back, are cancelled and taken up again with a reason', () => {
    expect(moveProblem(place('decision'), 'offers', silent)).toBe('reason_needed');
    expect(moveProblem(place('decision'), 'offers', said)).toBeNull();
    expect(moveProblem(place('offers'), 'cancelled', { ...said, reason: '  ' })).toBe('reason_needed');
    expect(moveProblem(place('offers'), 'cancelled', said)).toBeNull();
    expect(moveProblem(place('ordered'), 'cancelled', said)).toBe('ordered_already');
    const cancelled = place('cancelled', { cancelledFrom: 'offers' });
    expect(moveProblem(cancelled, 'assessment', said)).toBe('not_where_cancelled');
    expect(moveProblem(cancelled, 'offers', silent)).toBe('reason_needed');
    expect(moveProblem(cancelled, 'offers', said)).toBeNull();
  });

  it('have a day that has come and is not before the last one', () => {
    expect(moveProblem(place('request'), 'specification', { ...silent, on: day('2026-11-23') })).toBe('in_future');
    const moved = place('specification', { lastMoveOn: day('2026-11-20') });
    expect(moveProblem(moved, 'offers', { ...silent, on: day('2026-11-19') })).toBe('before_last_move');
    expect(moveProblem(moved, 'offers', { ...silent, on: day('2026-11-20') })).toBeNull();
  });

  it('order only what was chosen and whose gates hold', () => {
    expect(moveProblem(place('decision', { chosen: null }), 'ordered', said)).toBe('nothing_chosen');
    const closed = gateStates({ ...OPEN, redFlags: [flag('AM-02')] });
    expect(moveProblem(place('decision', { chosen: closed }), 'ordered', said)).toBe('gate_closed');
    expect(moveProblem(place('decision'), 'ordered', silent)).toBeNull();
    // What was ordered is delivered and accepted, whatever became of the gates since.
    expect(moveProblem(place('ordered', { chosen: closed }), 'delivered', silent)).toBeNull();
  });

  it('are offered exactly where a reason makes them possible', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STAGES),
        fc.constantFrom(...PATH.filter((stage) => !isOrdered(stage))),
        fc.constantFrom(...STAGES),
        (stage, from, to) => {
          const at = place(stage, { cancelledFrom: stage === 'cancelled' ? from : null });
          expect(stagesFrom(at).includes(to)).toBe(moveProblem(at, to, said) === null);
        },
      ),
    );
  });

  it('lead from the request to the acceptance', () => {
    let stage: CaseStage = 'request';
    const seen: CaseStage[] = [stage];
    for (
      let next = stagesFrom({ stage, cancelledFrom: null })[0];
      next && PATH.indexOf(next as never) > PATH.indexOf(stage as never);
      next = stagesFrom({ stage, cancelledFrom: null })[0]
    ) {
      expect(moveProblem(place(stage), next, silent)).toBeNull();
      stage = next;
      seen.push(stage);
    }
    expect(seen).toEqual(PATH);
  });

  it('name the next step', () => {
    const facts = { candidates: 3, openItems: 0, withoutChecklist: 0, chosen: false };
    const step = (stage: CaseStage, more = {}) => nextStep({ ...facts, stage, ...more });
    expect(step('offers', { candidates: 0 })).toEqual({ step: 'add_candidates', count: 0 });
    expect(step('offers', { openItems: 5 })).toEqual({ step: 'collect_disclosure', count: 5 });
    expect(step('assessment', { openItems: 5, withoutChecklist: 2 })).toEqual({ step: 'start_checklists', count: 2 });
    expect(step('decision')).toEqual({ step: 'choose', count: 0 });
    expect(step('decision', { chosen: true })).toEqual({ step: 'order', count: 0 });
    expect(STAGES.filter((stage) => step(stage) === null)).toEqual(['accepted', 'cancelled']);
  });

  it('ask for the support on the planned day, or today where that has passed without a delivery', () => {
    const on = (stage: CaseStage, planned: string | null) =>
      deliveryDay({ stage, plannedDeliveryOn: planned === null ? null : day(planned) }, TODAY);
    expect([
      on('offers', null),
      on('offers', '2026-12-15'),
      on('offers', '2026-11-01'),
      on('accepted', '2026-11-01'),
    ]).toEqual([null, '2026-12-15', TODAY, '2026-11-01']);
  });
});

describe('costs of a candidate', () => {
  const line = (fields: Partial<CostLine>): CostLine => ({
    kind: 'service',
    label: null,
    amount: '1000.00',
    currency: 'EUR',
    perDevice: false,
    firstYear: 1,
    lastYear: 1,
    escalatorPercent: null,
    ...fields,
  });

  it('are paid in their years, for each device, and rise', () => {
    const service = line({ firstYear: 2, lastYear: 4, escalatorPercent: '3', perDevice: true });
    expect([1, 2, 3, 4, 5].map((year) => costIn(service, year, 2))).toEqual([
      '0.00',
      '2000.00',
      '2060.00',
      '2121.80',
      '0.00',
    ]);
  });

  it('are never added over currencies', () => {
    const totals = costTotals([line({}), line({ currency: 'USD', lastYear: 10 }), line({ amount: '0.50' })], 1);
    expect(totals.map(({ currency, total }) => [currency, total])).toEqual([
      ['EUR', '1000.50'],
      ['USD', '10000.00'],
    ]);
    expect(costTotals([], 3)).toEqual([]);
  });

  it('add up to the total, whatever the lines', () => {
    const lines = fc.array(
      fc.record({
        kind: fc.constant('other' as const),
        label: fc.constant(null),
        amount: fc.integer({ min: 0, max: 10_000_000 }).map((cents) => amountOf(BigInt(cents) * 100n)),
        currency: fc.constantFrom('EUR', 'USD'),
        perDevice: fc.boolean(),
        firstYear: fc.integer({ min: 1, max: COST_YEARS }),
        lastYear: fc.integer({ min: 1, max: COST_YEARS }),
        escalatorPercent: fc.option(fc.constantFrom('0', '2.5', '12')),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 500 }), (own, quantity) => {
        for (const { currency, years, total } of costTotals(own, quantity)) {
          expect(years).toHaveLength(COST_YEARS);
          const units = own
            .filter((one) => one.currency === currency)
            .flatMap((one) => years.map((_, place) => unitsOf(costIn(one, place + 1, quantity))));
          expect(unitsOf(total)).toBe(units.reduce((sum, one) => sum + one, 0n));
          expect(unitsOf(total)).toBe(years.reduce((sum, year) => sum + unitsOf(year), 0n));
        }
      }),
    );
  });
});
