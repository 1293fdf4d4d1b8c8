import type { TemplateControl } from '../../main/domain/template.ts';
import catalogue from '../../main/features/checklist/controls.json' with { type: 'json' };
import { type TemplateFileHead, templateToJson } from '../../main/formats/template-json.ts';

/** The controls of the shipped catalogue, in its order. */
export const SHIPPED_CONTROLS: readonly TemplateControl[] = catalogue.controls.map(
  ({ position: _position, ...control }) => control as unknown as TemplateControl,
);

/** A question of the organisation's own, answered with yes or no. */
export function ownControl(fields: Partial<TemplateControl> = {}): TemplateControl {
  return {
    code: 'OWN-01',
    section: 'OWN',
    sectionTitle: 'Our own questions',
    title: 'Spare unit on site',
    question: 'Does a spare unit stay with us while ours is repaired?',
    answerType: 'yes_no_partial_na',
    unit: null,
    weight: 'high',
    tier: 'core',
    appliesWhen: 'any',
    commitmentKind: null,
    evidenceHints: ['Clause of the offer'],
    redFlag: { answers: ['no', 'unanswered'], rule: 'No spare unit.', threshold: null },
    seeds: [],
    mds2: {},
    references: [],
    ...fields,
  };
}

/** A file of a template, of one own question unless said otherwise. */
export function templateFile(
  head: Partial<TemplateFileHead> = {},
  controls: readonly TemplateControl[] = [ownControl()],
): string {
  const whole = { key: 'own', edition: 1, title: 'Own questions', note: null, source: null, ...head };
  return new TextDecoder().decode(templateToJson(whole, controls));
}
