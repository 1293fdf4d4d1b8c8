import { applies } from '../../domain/checklist.ts';
import type { Day } from '../../domain/day.ts';
import type { VendorFormId } from '../../domain/ids.ts';
import { formQuestion } from '../../domain/vendor-form.ts';
import type { VendorFormDocument } from '../../formats/vendor-form.ts';
import type { loadAssessment, StoredControl } from '../checklist/checklist.store.ts';

type Loaded = Awaited<ReturnType<typeof loadAssessment>>;

/** Controls that are asked of the product of a checklist. */
export function askedOf({ controls, facts }: Pick<Loaded, 'controls' | 'facts'>): readonly StoredControl[] {
  return controls.filter((control) => applies(control, facts));
}

/** What leaves the house: who asks whom for which product, and the questions. Nothing of answers, weights or rules is in it. */
export function formDocument(
  formId: VendorFormId,
  loaded: Loaded,
  { organisation, issuedOn, dueOn }: { organisation: string; issuedOn: Day; dueOn: Day | null },
): VendorFormDocument {
  const { assessment } = loaded;
  return {
    formId,
    assessmentId: assessment.id,
    organisation,
    title: assessment.title,
    vendor: assessment.vendor?.name ?? null,
    model: assessment.model?.name ?? null,
    softwareVersion: assessment.softwareVersion,
    issuedOn,
    dueOn,
    template: { key: assessment.template.key, edition: assessment.template.edition },
    questions: askedOf(loaded).map(formQuestion),
  };
}

/** How a file of a form is called, without its ending: `questions-pulseline-cm-60`. */
export function formFileName(
  kind: 'questions' | 'answers',
  { vendor, model, title }: Pick<VendorFormDocument, 'vendor' | 'model' | 'title'>,
): string {
  const subject = [vendor, model].filter(Boolean).join('-') || title;
  const plain = subject
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()
    .slice(0, 80)
    .replace(/^-|-$/g, '');
  return `${kind}-${plain || 'form'}`;
}
