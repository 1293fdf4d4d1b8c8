import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClockStart, DURATION_UNITS } from '../../main/domain/commitment.ts';
import { addDays, addMonths, type Day, day, daysBetween, type Instant } from '../../main/domain/day.ts';
import {
  addBusinessDays,
  type BusinessCalendar,
  type ClockMoment,
  type Duration,
  daysLate,
  dueOf,
  dueSoonOn,
  endOfDay,
  instantOf,
  isDayOff,
  leading,
  localDayOf,
  type ObligationFacts,
  pausedDaysOf,
  type StartFact,
  startOf,
  stateOf,
} from '../../main/domain/obligation-clock.ts';
import { anyDay } from '../support/arbitraries.ts';
import { TODAY } from '../support/facts.ts';

const off = (...days: readonly string[]): BusinessCalendar => ({
  isHoliday: (on) => days.includes(on),
  zone: 'Europe/Berlin',
});
const NONE = off();
const US = off('2026-09-07', '2026-10-12', '2024-05-27');

const from = (on: string, at: string | null = null): ClockMoment => ({ on: day(on), at: at as Instant | null });
const promise = (amount: number, unit: Duration['unit'], direction: Duration['direction'] = 'after'): Duration => ({
  amount,
  unit,
  direction,
});
const due = (start: string, duration: Duration, calendar = NONE, paused = 0) =>
  dueOf(from(start), duration, calendar, paused).on;

const NOON = `${TODAY}T12:00:00.000Z` as Instant;
const now = (today: Day = TODAY, at: string = NOON) => ({ today, at: at as Instant });

/** What an obligation from `start` is, with everything that the clock says of it. */
function obligation(start: string, duration: Duration, facts: Partial<ObligationFacts> = {}): ObligationFacts {
  const limit = dueOf(from(start), duration, NONE, 0);
  return {
    side: null,
    dueOn: limit.on,
    dueAt: limit.at,
    dueSoonOn: dueSoonOn(from(start), duration, limit, 0),
    metOn: null,
    metAt: null,
    paused: false,
    ...facts,
  };
}

const fact = (event: ClockStart, on: string, basis: StartFact['basis'] = 'published'): StartFact => ({
  event,
  on: day(on),
  at: null,
  basis,
});

describe('when a promise is due (domain.md 2.3)', () => {
  it('W1: 30 and 60 days after the vendor knew', () => {
    expect(due('2026-09-01', promise(30, 'calendar_days'))).toBe('2026-10-01');
    expect(due('2026-09-01', promise(60, 'calendar_days'))).toBe('2026-10-31');
  });

  it.each([
    ['2026-09-01', '2026-10-01', '2026-09-30'],
    ['2026-09-08', '2026-10-08', '2026-10-06'],
    ['2026-09-15', '2026-10-15', '2026-10-14'],
    ['2026-09-17', '2026-10-17', '2026-10-16'],
  ])('W2, W3: from %s 30 calendar days end on %s and 20 business days on %s', (start, calendarDays, businessDays) => {
    expect(due(start, promise(30, 'calendar_days'))).toBe(calendarDays);
    expect(due(start, promise(20, 'business_days'), US)).toBe(businessDays);
  });

  it('W4: an entry of KEV on a Monday', () => {
    expect(due('2024-05-20', promise(3, 'business_days'), US)).toBe('2024-05-23');
    expect(due('2024-05-20', promise(5, 'business_days'), US)).toBe('2024-05-28');
    expect(due('2024-05-20', promise(5, 'business_days'))).toBe('2024-05-27');
    expect(due('2024-05-20', promise(30, 'calendar_days'))).toBe('2024-06-19');
  });

  it('W5: an answer to a patch of the operating system, still running', () => {
    const facts = obligation('2026-11-10', promise(30, 'calendar_days'));
    expect(facts.dueOn).toBe('2026-12-10');
    expect(stateOf(facts, now())).toBe('running');
  });

  it('W6: delivered five days late', () => {
    const facts = obligation('2026-10-05', promise(30, 'calendar_days'), { metOn: day('2026-11-09') });
    expect(facts.dueOn).toBe('2026-11-04');
    expect([stateOf(facts, now()), daysLate(facts, now())]).toEqual(['met_late', 5]);
  });

  it('W7: a clock that stood for 12 days', () => {
    expect(due('2026-09-01', promise(30, 'calendar_days'), NONE, 12)).toBe('2026-10-13');
  });

  it.each([
    ['W8', '2029-06-30', 36, '2026-09-15', '2026-06-30', 77],
    ['W10', '2028-06-30', 36, '2026-02-10', '2025-06-30', 225],
  ] as const)(
    '%s: notice for %s, %i months ahead, came on %s: due %s, %i days late',
    (_, end, months, metOn, dueOn, late) => {
      const facts = obligation(end, promise(months, 'months', 'before'), { metOn: day(metOn) });
      expect(facts.dueOn).toBe(dueOn);
      expect([stateOf(facts, now()), daysLate(facts, now())]).toEqual(['met_late', late]);
    },
  );

  it('W9: notice that is still in time', () => {
    const facts = obligation('2028-12-31', promise(24, 'months', 'before'));
    expect(facts.dueOn).toBe('2026-12-31');
    expect(daysBetween(TODAY, day('2026-12-31'))).toBe(40);
    expect(stateOf(facts, now())).toBe('running');
    expect(stateOf(facts, now(day('2026-12-01')))).toBe('due_soon');
  });

  it.each([
    [24, '2026-11-21T16:45:00.000Z', '2026-11-21'],
    [72, '2026-11-23T16:45:00.000Z', '2026-11-23'],
  ])('W11: %i hours from a Friday evening run through the weekend', (hours, at, on) => {
    // 17:45 on a wall in Berlin.
    expect(dueOf(from('2026-11-20', '2026-11-20T16:45:00.000Z'), promise(hours, 'hours'), NONE, 0)).toEqual({ at, on });
  });

  it('W12: a severity that rose keeps the earlier limit, one that fell the old one', () => {
    const high = dueOf(from('2026-09-01'), promise(90, 'calendar_days'), NONE, 0);
    const exploited = dueOf(from('2026-11-16'), promise(30, 'calendar_days'), NONE, 0);
    expect([high.on, exploited.on]).toEqual(['2026-11-30', '2026-12-16']);
    expect(leading([high, exploited])).toBe(high);
    expect(leading([exploited, high])).toBe(high);
    expect(leading([])).toBeNull();
  });

  it('W13: the earliest publication stands in for what the vendor does not say', () => {
    const known = [
      fact('PUBLIC_DISCLOSURE', '2026-10-20'),
      fact('CVE_PUBLISHED', '2026-10-13'),
      fact('ADVISORY_RECEIVED', '2026-10-01'),
    ];
    expect(startOf(known, 'VENDOR_AWARE')).toEqual(fact('CVE_PUBLISHED', '2026-10-13', 'assumed'));
    const said = fact('VENDOR_AWARE', '2026-10-15', 'stated');
    expect(startOf([...known, said], 'VENDOR_AWARE')).toBe(said);
  });

  it('W14: near since the larger of a week and a quarter of the time', () => {
    const facts = obligation('2027-01-31', promise(60, 'calendar_days', 'before'));
    expect([facts.dueOn, facts.dueSoonOn]).toEqual(['2026-12-02', '2026-11-17']);
    expect(daysBetween(TODAY, day('2026-12-02'))).toBe(11);
    expect(['2026-11-16', '2026-11-17', '2026-12-02', '2026-12-03'].map((on) => stateOf(facts, now(day(on))))).toEqual([
      'running',
      'due_soon',
      'due_soon',
      'breached',
    ]);
  });

  it('W15: our own clock for installing', () => {
    const facts = obligation('2026-10-31', promise(15, 'calendar_days'));
    expect(facts.dueOn).toBe('2026-11-15');
    expect([stateOf(facts, now()), daysLate(facts, now())]).toEqual(['breached', 6]);
    expect(stateOf({ ...facts, metOn: day('2026-11-15') }, now())).toBe('met');
  });
});

describe('a promise that nobody can mean', () => {
  it('ends in a year that the register knows', () => {
    expect(due('2026-09-01', promise(100_000, 'months'))).toBe('2199-12-31');
    expect(due('2026-09-01', promise(100_000, 'calendar_days', 'before'))).toBe('1900-01-01');
  });
});

describe('the start of a clock', () => {
  it('waits for an event that nobody knows, and only the knowledge of the vendor has others in its place', () => {
    expect(startOf([fact('PUBLIC_DISCLOSURE', '2026-10-20')], 'CVE_PUBLISHED')).toBeNull();
    expect(startOf([fact('ADVISORY_RECEIVED', '2026-10-20')], 'VENDOR_AWARE')).toBeNull();
  });

  it('prefers what was stated, then what was published, and the earliest of these', () => {
    const stated = fact('FIX_AVAILABLE', '2026-10-20', 'stated');
    const published = [fact('FIX_AVAILABLE', '2026-10-10'), fact('FIX_AVAILABLE', '2026-10-12')];
    expect(startOf([...published, stated], 'FIX_AVAILABLE')).toBe(stated);
    expect(startOf(published, 'FIX_AVAILABLE')).toBe(published[0]);
  });
});

describe('the state of an obligation', () => {
  const open = obligation('2026-11-10', promise(30, 'calendar_days'));

  it('is what a person decided, whatever the clock says', () => {
    expect(stateOf({ ...open, side: 'disputed', metOn: day('2026-12-24') }, now(day('2027-05-01')))).toBe('disputed');
    expect(daysLate({ ...open, side: 'waived' }, now(day('2027-05-01')))).toBeNull();
  });

  it('waits without a start, is met without one, and stands while paused', () => {
    const waiting = { ...open, dueOn: null, dueSoonOn: null };
    expect(stateOf(waiting, now())).toBe('waiting');
    expect(stateOf({ ...waiting, metOn: TODAY }, now())).toBe('met');
    expect(stateOf({ ...open, paused: true }, now())).toBe('paused');
  });

  it('ends with the last second of the local day', () => {
    expect(stateOf(open, now(day('2026-12-10'), '2026-12-10T22:59:59.000Z'))).toBe('due_soon');
    expect(stateOf(open, now(day('2026-12-11'), '2026-12-10T23:00:00.000Z'))).toBe('breached');
  });

  it('of hours is late after the instant, and by no whole day on the same one', () => {
    const start = from('2026-11-20', '2026-11-20T16:45:00.000Z');
    const limit = dueOf(start, promise(24, 'hours'), NONE, 0);
    const facts = {
      ...open,
      dueOn: limit.on,
      dueAt: limit.at,
      dueSoonOn: dueSoonOn(start, promise(24, 'hours'), limit, 0),
    };
    expect(stateOf(facts, now(TODAY, '2026-11-21T16:45:00.000Z'))).toBe('due_soon');
    expect(stateOf(facts, now(TODAY, '2026-11-21T16:45:00.001Z'))).toBe('breached');
    expect(daysLate(facts, now(TODAY, '2026-11-21T18:00:00.000Z'))).toBe(0);
    expect(stateOf({ ...facts, metOn: TODAY, metAt: '2026-11-21T16:44:00.000Z' as Instant }, now())).toBe('met');
    // Without a time of day the whole day counts as in time.
    expect(stateOf({ ...facts, metOn: TODAY }, now())).toBe('met');
  });
});

describe('a clock that stands still', () => {
  const after = (paused: number) => due('2026-09-01', promise(30, 'calendar_days'), NONE, paused);
  const pause = (fromOn: string, untilOn: string | null) => ({
    fromOn: day(fromOn),
    untilOn: untilOn === null ? null : day(untilOn),
  });
  const paused = (pauses: Parameters<typeof pausedDaysOf>[0], today = '2026-09-20') =>
    pausedDaysOf(pauses, day(today), (days) => day(after(days)));

  it('counts each day once, the first and the last too', () => {
    expect(paused([pause('2026-09-05', '2026-09-16')])).toBe(12);
    expect(paused([pause('2026-09-10', '2026-09-14'), pause('2026-09-08', '2026-09-11')])).toBe(7);
    expect(paused([pause('2026-09-18', null)])).toBe(3);
  });

  it('does not stand once the limit has passed, counted with the pauses before', () => {
    expect(paused([pause('2026-10-02', '2026-10-05')])).toBe(0);
    expect(paused([pause('2026-09-10', '2026-09-11'), pause('2026-10-02', '2026-10-05')])).toBe(6);
  });
});

describe('local time', () => {
  it.each([
    ['2026-11-21', 'Europe/Berlin', '2026-11-21T22:59:59.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T21:59:59.000Z'],
    ['2026-11-21', 'Pacific/Kiritimati', '2026-11-21T09:59:59.000Z'],
    ['2026-11-21', 'America/St_Johns', '2026-11-22T03:29:59.000Z'],
  ])('the end of %s in %s is %s', (on, zone, at) => {
    expect(endOfDay(day(on), zone)).toBe(at);
    expect(localDayOf(at as Instant, zone)).toBe(on);
  });

  it('takes the first of two hours, and the time after one that was left out', () => {
    expect(instantOf(day('2026-10-25'), '02:30:00', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(instantOf(day('2026-03-29'), '02:30:00', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });
});

const anyCalendar = fc.uniqueArray(anyDay, { maxLength: 60 }).map((days) => off(...days));
const anyPromise = fc.record({
  amount: fc.integer({ min: 1, max: 200 }),
  unit: fc.constantFrom(...DURATION_UNITS),
  direction: fc.constantFrom('after' as const, 'before' as const),
});

describe('properties of the clock', () => {
  it('business days never end on a day off, also after a pause', () => {
    fc.assert(
      fc.property(anyDay, anyPromise, anyCalendar, fc.nat({ max: 40 }), (on, duration, calendar, paused) => {
        const limit = dueOf({ on, at: null }, { ...duration, unit: 'business_days' }, calendar, paused).on;
        expect(isDayOff(limit, calendar)).toBe(false);
      }),
    );
  });

  it('so many business days lie between, and no fewer', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 100 }), anyCalendar, (on, amount, calendar) => {
        const limit = addBusinessDays(on, amount, calendar);
        let count = 0;
        for (let each = addDays(on, 1); each <= limit; each = addDays(each, 1))
          if (!isDayOff(each, calendar)) count += 1;
        expect(count).toBe(amount);
      }),
    );
  });

  it('months are clamped to the end of the month and never drift', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (on, amount) => {
        const limit = due(on, promise(amount, 'months'));
        const month = addMonths(day(`${on.slice(0, 7)}-01`), amount);
        expect(limit.slice(0, 7)).toBe(month.slice(0, 7));
        const last = addDays(addMonths(month, 1), -1);
        expect(limit.slice(8)).toBe([on.slice(8), last.slice(8)].sort()[0]);
      }),
    );
  });

  it('a pause moves the limit by exactly its days', () => {
    fc.assert(
      fc.property(anyDay, anyPromise, fc.nat({ max: 90 }), (on, duration, paused) => {
        fc.pre(duration.unit !== 'business_days');
        const without = dueOf({ on, at: null }, duration, NONE, 0);
        const limit = dueOf({ on, at: null }, duration, NONE, paused);
        if (without.at === null) expect(daysBetween(without.on, limit.on)).toBe(paused);
        else expect(Date.parse(limit.at ?? '') - Date.parse(without.at)).toBe(paused * 86_400_000);
      }),
    );
  });

  it('an earlier start never gives a later limit', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.nat({ max: 60 }),
        anyPromise,
        anyCalendar,
        fc.nat({ max: 30 }),
        (on, earlier, duration, calendar, paused) => {
          const first = dueOf({ on: addDays(on, -earlier), at: null }, duration, calendar, paused);
          const second = dueOf({ on, at: null }, duration, calendar, paused);
          expect(first.on <= second.on).toBe(true);
          if (first.at !== null && second.at !== null) expect(first.at <= second.at).toBe(true);
        },
      ),
    );
  });

  it('becomes near between its start and its limit', () => {
    fc.assert(
      fc.property(anyDay, anyPromise, anyCalendar, fc.nat({ max: 30 }), (on, duration, calendar, paused) => {
        const limit = dueOf({ on, at: null }, duration, calendar, paused);
        const near = dueSoonOn({ on, at: null }, duration, limit, paused);
        expect(near <= limit.on).toBe(true);
        if (duration.direction === 'after') expect(near >= on).toBe(true);
      }),
    );
  });

  it('of several limits none is earlier than the one that holds', () => {
    const anyDue = anyDay.map((on) => ({ on, at: null }));
    fc.assert(
      fc.property(fc.array(anyDue, { minLength: 1, maxLength: 6 }), (limits) => {
        const holds = leading(limits);
        expect(limits.every(({ on }) => holds !== null && holds.on <= on)).toBe(true);
      }),
    );
  });

  it('hours run through changes of the clock', () => {
    const anyZone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/St_Johns');
    const anyInstant = anyDay.chain((on) =>
      fc.nat({ max: 86_399 }).map((second) => new Date(Date.parse(on) + second * 1000)),
    );
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 400 }), anyZone, (date, hours, zone) => {
        const at = date.toISOString() as Instant;
        const limit = dueOf({ on: localDayOf(at, zone), at }, promise(hours, 'hours'), { ...NONE, zone }, 0);
        expect(Date.parse(limit.at ?? '') - date.getTime()).toBe(hours * 3_600_000);
        expect(endOfDay(limit.on, zone) >= (limit.at ?? '')).toBe(true);
      }),
    );
  });

  it('gives the same days in every time zone of the computer', () => {
    const script = `
      import fc from 'fast-check';
      import { dueOf, dueSoonOn, addBusinessDays } from './main/domain/obligation-clock.ts';
      import { anyDay } from './test/support/arbitraries.ts';
      const calendar = { isHoliday: (on) => on.endsWith('-13'), zone: 'Europe/Berlin' };
      const units = ['hours', 'calendar_days', 'business_days', 'months'];
      const some = fc.tuple(anyDay, fc.integer({ min: 1, max: 90 }), fc.constantFrom(...units), fc.constantFrom('after', 'before'));
      const out = [addBusinessDays('2011-12-29', 1, calendar)];
      for (const [on, amount, unit, direction] of fc.sample(some, { seed: 7, numRuns: 500 })) {
        const limit = dueOf({ on, at: null }, { amount, unit, direction }, calendar, 3);
        out.push(limit, dueSoonOn({ on, at: null }, { amount, unit, direction }, limit, 3));
      }
      process.stdout.write(JSON.stringify(out));`;
    const run = (zone: string) =>
      execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
        cwd: join(import.meta.dirname, '..', '..'),
        env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
        encoding: 'utf8',
      });
    const [utc, ...others] = ['UTC', 'Pacific/Kiritimati', 'Pacific/Apia', 'America/St_Johns', 'Europe/Berlin'].map(
      run,
    );
    expect(JSON.parse(utc ?? 'null')[0]).toBe('2011-12-30');
    for (const other of others) expect(other).toBe(utc);
  });
});
