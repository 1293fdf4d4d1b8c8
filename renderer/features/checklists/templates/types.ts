import type { TemplateState } from '../../../../main/domain/template.ts';
import type { Outputs } from '../../../bridge/types.ts';
import type { Tone } from '../../../ui/paint.ts';

export type TemplateGroup = Outputs['template']['list'][number];
export type Template = Outputs['template']['get'];
export type TemplateControl = Template['controls'][number];
export type Difference = Outputs['template']['compare'];

export const STATE_TONES: Readonly<Record<TemplateState, Tone>> = { draft: 'plan', released: 'ok', retired: 'unk' };

/** The questions of one subject, in the order of the template. */
export interface TemplateSection {
  readonly code: string;
  readonly title: string;
  readonly controls: readonly TemplateControl[];
}

/** The sections of a template, in the order of their first question. */
export function templateSections(controls: readonly TemplateControl[]): readonly TemplateSection[] {
  return [...Map.groupBy(controls, ({ section }) => section)].map(([code, own]) => ({
    code,
    title: own[0]?.sectionTitle ?? code,
    controls: own,
  }));
}
