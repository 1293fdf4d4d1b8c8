import { useState } from 'react';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc, queryClient } from '../../bridge/queries.ts';
import type { ShownFailure } from '../../ui/error-state.tsx';
import type { Checklist, ChecklistControl } from './types.ts';

/** Questions without an answer to which the vendor declares one. */
export function acceptable(controls: readonly ChecklistControl[]): readonly ChecklistControl[] {
  return controls.filter(({ applies, answer, declared }) => applies && answer === null && declared?.suggestion != null);
}

/** Accepts what the vendor declares, for one question or for many; and chooses the statement that it is taken from. */
export function useDeclared({ id, statement, revision }: Checklist) {
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
  const accept = (controls: readonly ChecklistControl[]) => {
    const answers = acceptable(controls).map(({ code, answerRevision, declared }) => ({
      control: code,
      answerRevision,
      suggestion: declared?.suggestion ?? '',
    }));
    if (statement === null || answers.length === 0) return;
    void attempt(() => client.checklist.accept({ id, statementId: statement.id, answers }));
  };
  const use = (statementId: NonNullable<typeof statement>['id'] | null) =>
    void attempt(() => client.checklist.chooseStatement({ id, revision, statementId }));
  return { busy, failure, accept, use };
}
