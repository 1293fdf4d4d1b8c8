import { describe, expect, it } from 'vitest';
import { controlOf, formOf, newControl } from '../../renderer/features/checklists/templates/control-form.ts';
import type { TemplateControl } from '../../renderer/features/checklists/templates/types.ts';
import { ownControl, SHIPPED_CONTROLS } from '../support/templates.ts';

const form = (fields: Partial<ReturnType<typeof formOf>> = {}) => ({
  ...formOf(ownControl() as TemplateControl),
  ...fields,
});
const errorsOf = (fields: Partial<ReturnType<typeof formOf>>) => {
  const read = controlOf(form(fields));
  return 'errors' in read ? read.errors : {};
};

describe('the form of a question', () => {
  it('gives every shipped question back as it was', () => {
    for (const control of SHIPPED_CONTROLS) expect(controlOf(formOf(control as TemplateControl))).toEqual({ control });
  });

  it('leaves out what does not fit the way of answering', () => {
    const read = controlOf(form({ answerType: 'text', unit: 'days', thresholdOp: '>', thresholdNumber: 3 }));
    expect(read).toMatchObject({
      control: { unit: null, redFlag: { answers: ['unanswered'], threshold: null } },
    });
  });

  it('says at its field what is missing or wrong', () => {
    expect(errorsOf({ title: '', question: '', rule: null })).toEqual({ title: 'required', question: 'required' });
    expect(errorsOf({ rule: null })).toEqual({ rule: 'required' });
    expect(errorsOf({ code: 'not a code' })).toEqual({ code: 'invalid' });
    expect(errorsOf({ answerType: 'number', unit: null })).toEqual({ unit: 'required' });
    expect(errorsOf({ answerType: 'number', unit: 'days', thresholdOp: '>' })).toEqual({ thresholdNumber: 'required' });
    expect(errorsOf({ answerType: 'date', thresholdOp: 'older_than', thresholdNumber: 12 })).toMatchObject({
      relativeTo: 'required',
    });
    expect(errorsOf({ answerType: 'date', thresholdOp: 'later_than_or_blank' })).toMatchObject({
      thresholdDay: 'required',
    });
    expect(errorsOf({ mds2: 'DTBK-3 perhaps' })).toEqual({ mds2: 'invalid' });
    expect(errorsOf({ mds2: 'XXXX-1 yes' })).toEqual({ mds2: 'invalid' });
    expect(errorsOf({ references: 'only a framework' })).toEqual({ references: 'invalid' });
  });

  it('starts in the section that is looked at', () => {
    expect(newControl({ code: 'BR', title: 'Backup' })).toMatchObject({ section: 'BR', sectionTitle: 'Backup' });
    expect(newControl(null)).toMatchObject({ section: '', code: '' });
  });
});
