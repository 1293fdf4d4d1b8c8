import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { EditRefusal } from '../../main/domain/edit.ts';
import { actionText } from '../../main/words/history.ts';
import type { Words } from '../../main/words/words.ts';
import { type Text, useText, useWords } from '../i18n/i18n.ts';
import { useNotice } from '../ui/notices.tsx';
import { client } from './client.ts';
import { failureOf } from './failure.ts';
import { useMay } from './may.tsx';
import { orpc } from './queries.ts';

/** A step as lists and menus show it. */
export type EditStep = Awaited<ReturnType<typeof client.edit.list>>['rows'][number];
type Way = 'undo' | 'redo';

/** A step in words: `Changed a device (000417, InfuSmart 300)`. */
export function stepText({ action, title }: Pick<EditStep, 'action' | 'title'>, text: Text, words: Words): string {
  const did = actionText(action, words);
  return title === null ? did : text('edits.about', { action: did, title });
}

/** Why a step stays as it is, in words, with the record that somebody touched since where that is known. */
function whyText(failure: ReturnType<typeof failureOf>, text: Text, words: Words): string {
  const { code, details } = failure;
  if (code !== 'step_stays') return text('edits.failed');
  const why = words.t(`edit.refused.${details.reason as EditRefusal}`);
  const { title, by, at } = details;
  if (typeof by !== 'string' || typeof at !== 'string') return text('edits.stays', { why });
  const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
  return text('edits.staysTouched', { why, title: typeof title === 'string' ? title : '', by, at: moment });
}

/** Takes steps back and carries them out again, and says what came of it. */
export function useSteps(): {
  /** What the keys would take back next and carry out again; undefined until it is known. */
  readonly next: { readonly undo: EditStep | null; readonly redo: EditStep | null } | undefined;
  readonly move: (way: Way, seq?: number) => Promise<void>;
} {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const may = useMay('edit.undo');
  const { data } = useQuery({ ...orpc.edit.next.queryOptions(), enabled: may });
  const move = async (way: Way, seq?: number) => {
    if (!may) return;
    try {
      const { step } = await client.edit[way](seq === undefined ? {} : { seq });
      const what = stepText(step, text, words);
      notice({
        text: text(way === 'undo' ? 'edits.undone' : 'edits.redone', { what }),
        action: {
          label: text(way === 'undo' ? 'edits.redo' : 'edits.undo'),
          onClick: () => void move(way === 'undo' ? 'redo' : 'undo', step.seq),
        },
      });
    } catch (error) {
      const failure = failureOf(error);
      const nothing = failure.code === 'not_found' && seq === undefined;
      const nothingText = text(way === 'undo' ? 'edits.nothingToUndo' : 'edits.nothingToRedo');
      notice({ text: nothing ? nothingText : whyText(failure, text, words) });
    }
  };
  return { next: may ? data : undefined, move };
}

/** After each change that can be taken back, a notice says so and offers it. */
export function useSavedNotices({ next, move }: ReturnType<typeof useSteps>): void {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const known = useRef<number | null>(null);
  const step = next?.undo;
  useEffect(() => {
    if (next === undefined) return;
    const newest = Math.max(step?.seq ?? 0, next.redo?.seq ?? 0);
    const before = known.current;
    known.current = Math.max(newest, before ?? 0);
    // What was there when the window opened, what goes back and forth, and what cannot be taken back is no news.
    if (before === null || !step || step.seq <= before || step.refusal !== null) return;
    const { seq } = step;
    notice({
      text: text('edits.savedAbout', { what: stepText(step, text, words) }),
      action: { label: text('edits.undo'), onClick: () => void move('undo', seq) },
      joins: true,
    });
  });
}
