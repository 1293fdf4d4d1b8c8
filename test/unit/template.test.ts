import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreChecklist, type Threshold } from '../../main/domain/checklist.ts';
import type { Day } from '../../main/domain/day.ts';
import { ImportFileError } from '../../main/domain/import/problems.ts';
import {
  answersAlso,
  CONTROL_FIELDS,
  controlProblems,
  MAX_CONTROLS,
  type TemplateControl,
  templateDifference,
  templateKey,
  templateProblems,
} from '../../main/domain/template.ts';
import { readTemplateFile, TEMPLATE_FILE_BYTES } from '../../main/features/template/read-template.ts';
import { ownControl, SHIPPED_CONTROLS, templateFile } from '../support/templates.ts';

const problemsOf = (fields: Partial<TemplateControl>) =>
  controlProblems(ownControl(fields)).map(({ problem, field }) => [problem, field]);
const withThreshold = (answerType: TemplateControl['answerType'], threshold: Threshold) =>
  problemsOf({
    answerType,
    unit: answerType === 'number' ? 'days' : null,
    redFlag: { answers: ['unanswered'], rule: 'Too far off.', threshold },
  });

describe('what keeps a control from being released', () => {
  it('is nothing in the shipped catalogue, whose controls are worth 551 points (story 19)', () => {
    expect(templateProblems(SHIPPED_CONTROLS)).toEqual([]);
    const facts = {
      assessedOn: '2026-11-21' as Day,
      plannedDeliveryOn: null,
      plannedReplacementOn: null,
      maxDowntimeHours: null,
      reportingDutyHours: null,
      applicability: {},
    };
    const controls = SHIPPED_CONTROLS.map((control, index) => ({ ...control, position: index + 1 }));
    expect(scoreChecklist(controls, new Map(), facts).possible).toBe(551);
  });

  it.each<[string, Partial<TemplateControl>, unknown]>([
    ['a number without its unit', { answerType: 'number' }, ['unit_missing', 'unit']],
    ['a unit without a number', { unit: 'days' }, ['unit_without_number', 'unit']],
    [
      'a flag for No where nobody answers No',
      { answerType: 'text', redFlag: { answers: ['no'], rule: 'x', threshold: null } },
      ['no_without_choice', 'redFlagAnswers'],
    ],
    [
      'a flag without its sentence',
      { redFlag: { answers: ['no'], rule: '', threshold: null } },
      ['rule_missing', 'redFlagRule'],
    ],
  ])('is %s', (_name, fields, problem) => {
    expect(problemsOf(fields)).toContainEqual(problem);
  });

  it.each<[TemplateControl['answerType'], Threshold, string | null]>([
    ['number', { op: '>', value: 60 }, null],
    ['number', { op: '<', value: 0 }, null],
    ['number', { op: '>', value: 'department_max_downtime' }, null],
    ['number', { op: '>', value: 'the_moon' }, 'threshold_value_wrong'],
    ['number', { op: '>', value: -1 }, 'threshold_value_wrong'],
    ['number', { op: '>', value: 60, relativeTo: 'assessment_date' }, 'threshold_value_wrong'],
    ['number', { op: 'older_than', value: 12, relativeTo: 'assessment_date' }, 'threshold_does_not_fit'],
    ['date', { op: 'older_than', value: 12, relativeTo: 'assessment_date' }, null],
    ['date', { op: 'earlier_than', value: 0, relativeTo: 'planned_replacement_date' }, null],
    ['date', { op: 'earlier_than', value: 24 }, 'threshold_value_wrong'],
    ['date', { op: 'older_than', value: 1.5, relativeTo: 'assessment_date' }, 'threshold_value_wrong'],
    ['date', { op: 'later_than_or_blank', value: '2030-12-31' }, null],
    ['date', { op: 'later_than_or_blank', value: '2030-02-30' }, 'threshold_value_wrong'],
    ['date', { op: '>', value: 3 }, 'threshold_does_not_fit'],
    ['text', { op: '>', value: 3 }, 'threshold_does_not_fit'],
    ['yes_no_partial_na', { op: '<', value: 3 }, 'threshold_does_not_fit'],
  ])('%s with %j: %s', (answerType, threshold, problem) => {
    expect(withThreshold(answerType, threshold)).toEqual(problem === null ? [] : [[problem, 'threshold']]);
  });

  it('is a code that comes twice, in whatever case, and a section with two titles', () => {
    const twice = templateProblems([ownControl(), ownControl({ code: 'own-01', sectionTitle: 'Ours' })]);
    expect(twice.map(({ problem, control }) => [problem, control])).toEqual([
      ['code_repeated', 'own-01'],
      ['section_titles_differ', 'own-01'],
    ]);
  });
});

const arbitraryControl: fc.Arbitrary<TemplateControl> = fc
  .record({
    code: fc.stringMatching(/^[A-Z]{2}-\d{2}$/),
    title: fc.string({ minLength: 1, maxLength: 20 }).map((text) => `T${text.replace(/[\p{Cc}\p{Cs}]/gu, '')}t`),
    question: fc.string({ minLength: 1, maxLength: 60 }).map((text) => `Q${text.replace(/\p{Cs}/gu, '')}?`),
    weight: fc.constantFrom('critical', 'high', 'medium', 'low'),
    tier: fc.constantFrom('core', 'extended'),
    appliesWhen: fc.constantFrom('any', 'networked', 'uses_ml'),
    evidenceHints: fc.array(fc.constantFrom('Manual', 'Report', '=1+1', '<b>'), { maxLength: 3 }),
    mds2: fc.dictionary(fc.constantFrom('DTBK-3', 'AUDT-1', 'CSUP-2.2'), fc.constantFrom('yes', 'no', 'info')),
    references: fc.array(
      fc.record({
        framework: fc.constantFrom('MDS2-2019', 'other'),
        ref: fc.constantFrom('DTBK-3', '5.7', 'CP-9(1)'),
        status: fc.constantFrom('confirmed', 'secondary', 'unconfirmed'),
      }),
      { maxLength: 4 },
    ),
  })
  .map((fields) => ownControl(fields as Partial<TemplateControl>));
const arbitraryTemplate = fc.uniqueArray(arbitraryControl, {
  selector: ({ code }) => code,
  minLength: 1,
  maxLength: 12,
});

describe('the difference of two editions', () => {
  it('is empty between a template and itself, and whatever the order of its controls, rows and references', () => {
    fc.assert(
      fc.property(arbitraryTemplate, (controls) => {
        const turned = [...controls].reverse().map((control) => ({
          ...control,
          references: [...control.references].reverse(),
          mds2: Object.fromEntries(Object.entries(control.mds2).reverse()),
          redFlag: { ...control.redFlag, answers: [...control.redFlag.answers].reverse() },
        }));
        for (const other of [controls, turned]) {
          const nothing = { added: [], removed: [], changed: [], same: controls.length };
          expect(templateDifference(controls, other)).toEqual(nothing);
        }
      }),
    );
  });

  it('turned round says removed for added, and the same changes from after to before', () => {
    fc.assert(
      fc.property(arbitraryTemplate, arbitraryTemplate, (one, other) => {
        const [there, back] = [templateDifference(one, other), templateDifference(other, one)];
        expect(back.added).toEqual(there.removed);
        expect(back.removed).toEqual(there.added);
        expect(back.same).toBe(there.same);
        const codes = (changes: typeof there.changed) => changes.map(({ code, fields }) => `${code} ${fields}`).sort();
        expect(codes(back.changed)).toEqual(codes(there.changed));
        expect(there.added.length + there.changed.length + there.same).toBe(other.length);
      }),
    );
  });

  it('names each field that differs, and only those', () => {
    const before = ownControl({ answerType: 'date' });
    const other: Partial<TemplateControl> = {
      section: 'X',
      sectionTitle: 'Another',
      title: 'Another',
      question: 'Another?',
      answerType: 'number',
      unit: 'days',
      weight: 'low',
      tier: 'extended',
      appliesWhen: 'networked',
      commitmentKind: 'REMEDIATE',
      evidenceHints: [],
      seeds: ['A1'],
      mds2: { 'DTBK-3': 'yes' },
      references: [{ framework: 'other', ref: '1', status: 'confirmed' }],
    };
    for (const [field, value] of Object.entries(other)) {
      expect(templateDifference([before], [{ ...before, [field]: value }]).changed[0]?.fields).toEqual([field]);
    }
    const flags: [string, Partial<TemplateControl['redFlag']>][] = [
      ['redFlagAnswers', { answers: [] }],
      ['redFlagRule', { rule: 'Another.' }],
      ['threshold', { threshold: { op: '>', value: 3 } }],
    ];
    for (const [field, value] of flags) {
      const after = { ...before, redFlag: { ...before.redFlag, ...value } };
      expect(templateDifference([before], [after]).changed[0]?.fields).toEqual([field]);
    }
    expect(new Set([...Object.keys(other), ...flags.map(([field]) => field)])).toEqual(new Set(CONTROL_FIELDS));
  });
});

describe('an answer on another edition', () => {
  it('goes along where question, way of answering and unit are the same, whatever else changed', () => {
    const control = ownControl({ answerType: 'number', unit: 'days' });
    expect(answersAlso(control, { ...control, weight: 'low', title: 'Other' } as TemplateControl)).toBe(true);
    for (const fields of [{ code: 'X' }, { question: 'Other?' }, { answerType: 'date' }, { unit: 'hours' }] as const) {
      expect(answersAlso(control, { ...control, ...fields })).toBe(false);
    }
    expect(answersAlso(control, undefined)).toBe(false);
  });
});

describe('the key of a template', () => {
  it.each([
    ['Imaging, large', 'imaging-large'],
    ['Ärzte-Geräte 2027', 'arzte-gerate-2027'],
    ['安全', 'template'],
    ['-'.repeat(90), 'template'],
    ['a'.repeat(90), 'a'.repeat(60)],
  ])('of %j is %s', (title, key) => {
    expect(templateKey(title)).toBe(key);
  });
});

const read = (text: string) => readTemplateFile({ kind: 'template', bytes: new TextEncoder().encode(text) });
const refusal = (text: string): ImportFileError => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ImportFileError) return error;
    throw error;
  }
  throw new Error('the file was read');
};

describe('a template as a file', () => {
  it('gives back what it was made of', () => {
    fc.assert(
      fc.property(arbitraryTemplate, (controls) => {
        const { head, controls: again } = read(templateFile({ note: 'New', source: 'Own' }, controls));
        expect(head).toEqual({ key: 'own', edition: 1, title: 'Own questions', note: 'New', source: 'Own' });
        expect(templateDifference(controls, again)).toEqual({
          added: [],
          removed: [],
          changed: [],
          same: controls.length,
        });
      }),
    );
    const shipped = read(templateFile({ key: 'procurement-security' }, SHIPPED_CONTROLS)).controls;
    expect(shipped).toEqual(SHIPPED_CONTROLS);
  });

  it.each(
    [
      ['', 'empty_file'],
      ['[]', 'template_not_recognised'],
      ['{}', 'template_not_recognised'],
      ['code;title', 'template_not_recognised'],
      ['{"format":', 'file_damaged'],
      ['{"format":7}', 'template_not_recognised'],
      ['{"format":"medsteward.template/2"}', 'template_version_not_supported'],
      [`{"format":"medsteward.template/1","a":${'['.repeat(100)}${']'.repeat(100)}}`, 'nested_too_deep'],
      [templateFile({ edition: 0 }), 'field_of_wrong_type'],
      [templateFile({ key: '../etc' }), 'field_of_wrong_type'],
      [templateFile({ title: '' }), 'field_of_wrong_type'],
      [templateFile({}, []), 'field_of_wrong_type'],
      [templateFile().replace('"key"', '"extra": 1,\n  "key"'), 'field_of_wrong_type'],
      [templateFile().replace('"key"', '"__proto__": {"admin": true},\n  "key"'), 'field_of_wrong_type'],
      [templateFile().replace('"mds2": {}', '"mds2": {"__proto__": "yes"}'), 'field_of_wrong_type'],
      [templateFile().replace('"mds2": {}', '"mds2": {"constructor": "yes"}'), 'field_of_wrong_type'],
      [templateFile().replace('"mds2": {}', '"mds2": {"XXXX-1": "yes"}'), 'template_control_refused'],
      [templateFile().replace('"mds2": {}', '"mds2": []'), 'template_control_refused'],
      [templateFile().replace('"weight": "high"', '"weight": "enormous"'), 'template_control_refused'],
      [templateFile().replace('"weight": "high"', '"weight": null'), 'template_control_refused'],
      [templateFile().replace('"seeds": []', '"seeds": [], "colour": "red"'), 'template_control_refused'],
      [templateFile().replace('"OWN-01"', '"=1+1"'), 'template_control_refused'],
      [templateFile().replace(/"rule": "[^"]*"/, '"rule": ""'), 'template_control_refused'],
      [templateFile({}, [ownControl(), ownControl()]), 'template_control_refused'],
    ].map(([text = '', code = '']) => [code, text] as const),
  )('is refused as %s', (code, text) => {
    expect(refusal(text).code).toBe(code);
  });

  it('says which question and field are the cause, also one that nobody knows', () => {
    const misspelt = templateFile({}, [ownControl(), ownControl({ code: 'OWN-02' })]).replace(
      /"seeds": \[\](?![\s\S]*"seeds")/,
      '"seeds": [], "weigth": "low"',
    );
    expect(refusal(misspelt).details).toEqual({ number: 2, field: 'weigth' });
    const wrong = templateFile({}, [ownControl(), ownControl({ code: 'OWN-02', answerType: 'number' })]);
    expect(refusal(wrong).details).toEqual({ number: 2, field: 'unit' });
  });

  it('is refused beyond its limits, before its controls are looked at (reliability.md 5)', () => {
    const many = Array.from({ length: 10_000 }, () => ({}));
    expect(refusal(JSON.stringify({ format: 'medsteward.template/1', controls: many })).code).toBe('too_many_controls');
    const most = Array.from({ length: MAX_CONTROLS }, (_one, index) => ownControl({ code: `O-${index}` }));
    expect(read(templateFile({}, most)).controls).toHaveLength(MAX_CONTROLS);
    const large = new Uint8Array(TEMPLATE_FILE_BYTES + 1).fill(32);
    expect(() => readTemplateFile({ kind: 'template', bytes: large })).toThrow('file_too_large');
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });
});
