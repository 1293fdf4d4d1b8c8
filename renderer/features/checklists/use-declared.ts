import { useState } from 'react';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc, queryClient } from '../../bridge/queries.ts';
import type { ShownFailure } from '../../ui/error-state.tsx';
import type { Checklist, ChecklistControl } from './types.ts';

/** Questions without an answer to which the vendor declares one. */
export function acceptable(controls: readonly ChecklistControl[]): readonly ChecklistControl[] {
  return controls.filter(
    ({ applies, answer, declared, formAnswer }) =>
      applies && answer === null && (formAnswer?.value ?? declared?.suggestion ?? null) !== null,
  );
}

/** Where the vendor says something: in its MDS2 statement, or in the form that came back, which was asked for this very product. */
export type Source = 'mds2' | 'form';

/** Accepts what the vendor declares, for one question or for many; and chooses the statement that it is taken from. */
export function useDeclared({ id, statement, form, revision }: Checklist) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      await queryClient.invalidateQueries({ queryKey: orpc.checklist.get.queryKey({ input: { id } }) });
      setBusy(false);
    }
  };
  /** Of one question, what `from` says, also in the place of another answer; of many, what is still open, forms first. */
  const accept = (controls: readonly ChecklistControl[], from?: Source) => {
    const wanted = from === undefined ? acceptable(controls) : controls;
    const inForm = wanted.filter(({ formAnswer }) => from !== 'mds2' && formAnswer?.value != null);
    const inStatement = wanted.filter((control) => from !== 'form' && !inForm.includes(control));
    void attempt(async () => {
      if (form !== null && inForm.length > 0) {
        const answers = inForm.map(({ code, answerRevision, formAnswer }) => ({
          control: code,
          answerRevision,
          value: formAnswer?.value ?? '',
        }));
        await client.vendorForm.accept({ formId: form.id, answers });
      }
      if (statement !== null && inStatement.length > 0) {
        const answers = inStatement.map(({ code, answerRevision, declared }) => ({
          control: code,
          answerRevision,
          suggestion: declared?.suggestion ?? '',
        }));
        await client.checklist.accept({ id, statementId: statement.id, answers });
      }
    });
  };
  const use = (statementId: NonNullable<typeof statement>['id'] | null) =>
    void attempt(() => client.checklist.chooseStatement({ id, revision, statementId }));
  return { busy, failure, accept, use };
}
