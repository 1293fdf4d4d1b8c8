import { useCallback, useRef, useState } from 'react';
import type { AnswerProblem } from '../../../main/domain/checklist.ts';
import type { AssessmentId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { orpc, queryClient } from '../../bridge/queries.ts';
import { type ChecklistControl, type Given, givenOf, sameGiven } from './types.ts';

/** What became of an answer that was given in this window. */
export type SaveState =
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly revision: number }
  | { readonly kind: 'stale'; readonly theirs: Given }
  | { readonly kind: 'refused'; readonly problem: AnswerProblem }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Draft {
  readonly given: Given;
  readonly state: SaveState;
}

const PROBLEMS: readonly AnswerProblem[] = [
  'choice_not_known',
  'number_expected',
  'date_expected',
  'reason_needed',
  'too_long',
];

/** A control as this window shows it: what was given here goes before what is saved, until it is saved or given up. */
export function withDraft(control: ChecklistControl, draft: Draft | undefined): ChecklistControl {
  if (draft === undefined) return control;
  if (draft.state.kind === 'saved' && draft.state.revision <= control.answerRevision) return control;
  const { answer, remark, evidence } = draft.given;
  const acceptedFrom = answer === control.answer ? control.acceptedFrom : null;
  return { ...control, answer: answer === '' ? null : answer, remark, evidence, acceptedFrom };
}

/**
 * Saves answers as they are given. Each question has one save on its way at most; what is given meanwhile follows it.
 * "Saved" is said after the commit, never before, and an answer that came second is asked about, not lost.
 */
export function useAnswers(id: AssessmentId): {
  drafts: ReadonlyMap<string, Draft>;
  give: (code: string, given: Given) => void;
  keepTheirs: (code: string) => void;
} {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  // What is wanted last for each question that is being saved.
  const wanted = useRef(new Map<string, Given>());
  const revisions = useRef(new Map<string, number>());

  const note = useCallback((code: string, draft: Draft | null) => {
    setDrafts((before) => {
      const after = new Map(before);
      if (draft === null) after.delete(code);
      else after.set(code, draft);
      return after;
    });
  }, []);

  const give = useCallback(
    (code: string, given: Given) => {
      const key = orpc.checklist.get.queryKey({ input: { id } });
      const saved = () => queryClient.getQueryData(key)?.controls.find((control) => control.code === code);

      const save = async () => {
        for (;;) {
          const now = wanted.current.get(code);
          if (now === undefined) return;
          const answerRevision = Math.max(saved()?.answerRevision ?? 0, revisions.current.get(code) ?? 0);
          const result = await client.checklist.answer({ id, control: code, answerRevision, ...now });
          revisions.current.set(code, result.answerRevision);
          queryClient.setQueryData(key, (before) =>
            before === undefined
              ? before
              : {
                  ...before,
                  score: result.score,
                  controls: before.controls.map((control) =>
                    control.code === code
                      ? {
                          ...control,
                          ...now,
                          answer: now.answer === '' ? null : now.answer,
                          answerRevision: result.answerRevision,
                          // Another answer than the one that was accepted is the person's own.
                          acceptedFrom: now.answer === control.answer ? control.acceptedFrom : null,
                        }
                      : control,
                  ),
                },
          );
          if (wanted.current.get(code) !== now) continue;
          wanted.current.delete(code);
          note(code, { given: now, state: { kind: 'saved', revision: result.answerRevision } });
          return;
        }
      };

      const explain = async (error: unknown) => {
        const mine = wanted.current.get(code) ?? given;
        wanted.current.delete(code);
        const failure = failureOf(error);
        if (failure.code === 'stale_edit') {
          const fresh = await client.checklist.get({ id });
          queryClient.setQueryData(key, fresh);
          const control = fresh.controls.find((one) => one.code === code);
          const theirs = control ? givenOf(control) : mine;
          revisions.current.set(code, control?.answerRevision ?? 0);
          note(code, sameGiven(theirs, mine) ? null : { given: mine, state: { kind: 'stale', theirs } });
          return;
        }
        const problem = PROBLEMS.find((one) => one === failure.details.problem);
        note(code, {
          given: mine,
          state: problem ? { kind: 'refused', problem } : { kind: 'failed', failure },
        });
      };

      const running = wanted.current.has(code);
      wanted.current.set(code, given);
      note(code, { given, state: { kind: 'saving' } });
      if (running) return;
      save().catch((error: unknown) =>
        explain(error).catch((second: unknown) =>
          note(code, { given, state: { kind: 'failed', failure: failureOf(second) } }),
        ),
      );
    },
    [id, note],
  );

  const keepTheirs = useCallback((code: string) => note(code, null), [note]);
  return { drafts, give, keepTheirs };
}
