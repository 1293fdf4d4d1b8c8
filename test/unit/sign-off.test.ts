import { describe, expect, it } from 'vitest';
import { promisedBy } from '../../main/domain/promise.ts';
import { ROLES, type Role } from '../../main/domain/role.ts';
import { DUTIES_OF, type Duty, type SignedNoun, signProblem, statusOf } from '../../main/domain/sign-off.ts';
import { canonical } from '../../main/features/sign-off/content.ts';

const person = (id: string, role: Role) => ({ id, name: id, role });
const ANA = person('ana', 'biomedical_engineer');
const PIA = person('pia', 'procurement_officer');
const BOSS = person('boss', 'administrator');

/** Who may sign what in a vault of the three; nobody else may. */
const MAY: Readonly<Record<Duty, readonly Role[]>> = {
  engineering_review: ['administrator', 'biomedical_engineer'],
  procurement_approval: ['administrator', 'procurement_officer'],
  risk_acceptance: ['administrator', 'biomedical_engineer', 'procurement_officer'],
  decision: ['administrator', 'procurement_officer'],
};

describe('signing', () => {
  it.each(
    (Object.keys(DUTIES_OF) as SignedNoun[]).flatMap((noun) => DUTIES_OF[noun].map((duty) => [noun, duty] as const)),
  )('is for each role as it is promised: %s, %s', (noun, duty) => {
    const none = { signatures: [], people: [ANA, PIA, BOSS], owner: null };
    for (const role of ROLES) {
      const problem = signProblem(noun, duty, person('one', role), none);
      expect([role, problem]).toEqual([role, MAY[duty].includes(role) ? null : 'role_does_not_sign']);
    }
  });

  it('knows the duties of a record and no others', () => {
    const none = { signatures: [], people: [BOSS], owner: null };
    expect(signProblem('exception', 'decision', BOSS, none)).toBe('duty_not_known');
  });

  it('happens once for a duty, and by two people where the vault has two who may', () => {
    const reviewed = { signatures: [{ duty: 'engineering_review', userId: 'boss' }] as const, owner: null };
    const sign = (people: readonly (typeof ANA)[], who = BOSS, duty: Duty = 'procurement_approval') =>
      signProblem('checklist', duty, who, { ...reviewed, people });
    expect(sign([BOSS], BOSS, 'engineering_review')).toBe('already_signed');
    expect(sign([BOSS, PIA])).toBe('second_person_needed');
    expect(sign([BOSS, PIA], PIA)).toBeNull();
    // An engineer may not approve: nobody else can.
    expect(sign([BOSS, ANA])).toBeNull();
  });

  it('of an exception is for who answers for it, where that is a person of the vault who may', () => {
    const sign = (who: typeof ANA, owner: string, people = [ANA, PIA, BOSS]) =>
      signProblem('exception', 'risk_acceptance', who, { signatures: [], people, owner });
    expect([sign(ANA, 'pia'), sign(PIA, 'pia'), sign(ANA, 'Head of radiology')]).toEqual(['owner_signs', null, null]);
    expect(sign(ANA, 'val', [ANA, person('val', 'viewer')])).toBeNull();
  });

  it('locks with the first signature and makes final with the last', () => {
    const review = { duty: 'engineering_review', userId: 'ana' } as const;
    const approval = { duty: 'procurement_approval', userId: 'pia' } as const;
    expect([statusOf([]), statusOf([review]), statusOf([approval]), statusOf([review, approval])]).toEqual([
      'draft',
      'signed',
      'signed',
      'final',
    ]);
  });

  it('covers the same bytes whatever the order of keys', () => {
    expect(canonical({ b: [1, { d: null, c: 'é"\n' }], a: true })).toBe('{"a":true,"b":[1,{"c":"é\\"\\n","d":null}]}');
    expect(canonical({ a: true, b: [1, { c: 'é"\n', d: null }] })).toBe(
      canonical({ b: [1, { d: null, c: 'é"\n' }], a: true }),
    );
  });
});

describe('a promise in a checklist', () => {
  const number = (commitmentKind: 'REMEDIATE' | 'NOTIFY_VULN' | 'EOS_NOTICE' | 'NOTIFY_INCIDENT', unit: string) =>
    ({ commitmentKind, answerType: 'number', unit }) as const;

  it.each([
    // PM-02, PM-03, RM-03 and LC-02 of domain.md 3.
    [number('REMEDIATE', 'calendar days'), '30', ['VENDOR_AWARE', 'after', 30, 'calendar_days']],
    [number('NOTIFY_VULN', 'days (state calendar or business)'), '5', ['VENDOR_AWARE', 'after', 5, null]],
    [number('NOTIFY_INCIDENT', 'hours'), '24', ['INCIDENT_DETERMINED', 'after', 24, 'hours']],
    [number('EOS_NOTICE', 'months'), '36', ['MILESTONE_DATE', 'before', 36, 'months']],
    [number('REMEDIATE', 'calendar days'), '2.5', ['VENDOR_AWARE', 'after', null, 'calendar_days']],
    [number('REMEDIATE', 'calendar days'), '0', ['VENDOR_AWARE', 'after', null, 'calendar_days']],
    [
      { commitmentKind: 'INSTALL', answerType: 'yes_no_partial_na', unit: null } as const,
      'partial',
      [null, 'after', null, null],
    ],
    [
      { commitmentKind: 'RENEWAL_NOTICE', answerType: 'text', unit: null } as const,
      '90 days',
      [null, 'after', null, null],
    ],
  ])('says what the answer says, and leaves open what it does not: %o, %s', (control, answer, expected) => {
    const figures = promisedBy(control, answer);
    expect([figures?.clockStart, figures?.direction, figures?.amount, figures?.unit]).toEqual(expected);
  });

  it.each([
    [{ commitmentKind: 'INSTALL', answerType: 'yes_no_partial_na', unit: null } as const, 'no'],
    [{ commitmentKind: 'INSTALL', answerType: 'yes_no_partial_na', unit: null } as const, 'not_applicable'],
    [number('REMEDIATE', 'calendar days'), null],
    [{ commitmentKind: null, answerType: 'number', unit: 'hours' } as const, '4'],
    [{ commitmentKind: 'SUPPORT_UNTIL', answerType: 'date', unit: null } as const, '2030-12-31'],
  ])('is none where nothing is promised: %o, %s', (control, answer) => {
    expect(promisedBy(control, answer)).toBeNull();
  });
});
