import type { GivenAnswer } from '../../domain/checklist.ts';
import { formQuestion, questionText } from '../../domain/vendor-form.ts';
import { controlsOf, type StoredControl } from '../checklist/checklist.store.ts';
import type { Source } from '../context.ts';
import { declaredIn } from './vendor-form.store.ts';

/**
 * What a vendor declares in a form to the questions of a checklist. Where the checklist has another catalogue by now, only
 * questions that are the same count: an answer must not slip under another question.
 */
export async function declaredBy(
  { db, sql }: Pick<Source, 'db' | 'sql'>,
  form: { readonly id: string; readonly templateId: string },
  templateId: string,
  controls: readonly StoredControl[],
): Promise<ReadonlyMap<string, GivenAnswer>> {
  const declared = declaredIn(sql, form.id);
  if (form.templateId === templateId) return declared;
  const asked = new Map(
    (await controlsOf(db, form.templateId)).map((control) => [control.code, questionText(formQuestion(control))]),
  );
  const same = new Set(
    controls
      .filter((control) => asked.get(control.code) === questionText(formQuestion(control)))
      .map(({ code }) => code),
  );
  return new Map([...declared].filter(([code]) => same.has(code)));
}
