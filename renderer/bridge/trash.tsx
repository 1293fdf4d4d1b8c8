import { Box, Button, MenuItem } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { TRASH_NEEDS } from '../../main/contract/permissions.ts';
import { TRASH_AT_ONCE } from '../../main/contract/trash.ts';
import type { Id } from '../../main/domain/ids.ts';
import type { TrashNoun } from '../../main/domain/trash.ts';
import { whatText } from '../../main/words/trash.ts';
import { useNumber, useText, useWords } from '../i18n/i18n.ts';
import { Note, type ShownFailure } from '../ui/error-state.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { LoadingLines } from '../ui/loading.tsx';
import { MoreMenu } from '../ui/more-menu.tsx';
import { useNotice } from '../ui/notices.tsx';
import { paint } from '../ui/paint.ts';
import { useAttempt } from './attempt.ts';
import { client } from './client.ts';
import { failureOf } from './failure.ts';
import { KeptRecords, List } from './kept-records.tsx';
import { useChosen } from './many-fields.tsx';
import { May, useMayChange } from './may.tsx';
import { orpc } from './queries.ts';

type Preview = Awaited<ReturnType<typeof client.trash.preview>>;
type TrashedId = Id<'trashed'>;

/** Whether whoever is signed in may remove records of a kind now. */
export function useMayRemove(noun: TrashNoun): boolean {
  const may = useMayChange(TRASH_NEEDS[noun]);
  return useMayChange('trash.remove') && may;
}

/** The menu of a record's page with what is rarely done: moving it to the trash. `to` is the list to go to then. */
export function RecordActions({ noun, id, to }: { noun: TrashNoun; id: string; to: string }) {
  const text = useText();
  const navigate = useNavigate();
  const may = useMayRemove(noun);
  const [removing, setRemoving] = useState(false);
  if (!may) return null;
  return (
    <>
      <MoreMenu label={text('trash.remove.more')}>
        {(take) => <MenuItem onClick={take(() => setRemoving(true))}>{text('trash.remove.action')}</MenuItem>}
      </MoreMenu>
      {removing ? (
        <RemoveDialog
          noun={noun}
          ids={[id]}
          leaves
          onClose={() => setRemoving(false)}
          onDone={() => void navigate(to)}
        />
      ) : null}
    </>
  );
}

/** Says what goes with records, what keeps them, and moves those that can go to the trash. */
export function RemoveDialog({
  noun,
  ids,
  leaves = false,
  unknown = null,
  onClose,
  onDone,
}: {
  noun: TrashNoun;
  /** Null until they are known. */
  ids: readonly string[] | null;
  /** Whether it is opened from the page of the record, which `onDone` then leaves. */
  leaves?: boolean;
  /** Why it is not known which they are. */
  unknown?: ShownFailure | null;
  onClose: () => void;
  onDone?: () => void;
}) {
  const text = useText();
  const number = useNumber();
  const notice = useNotice();
  const { busy, failure, attempt } = useAttempt();
  const tooMany = ids !== null && ids.length > TRASH_AT_ONCE;
  const preview = useQuery({
    ...orpc.trash.preview.queryOptions({ input: { noun, ids: (ids ?? []) as readonly string[] as TrashedId[] } }),
    staleTime: 0,
    enabled: ids !== null && !tooMany,
  });
  const removable = preview.data?.removable ?? [];
  const count = preview.data ? removable.length : (ids?.length ?? 2);
  const amount = preview.data === undefined && ids === null ? '…' : number(count);
  const named = (title: string | null | undefined) => title || text('trash.remove.noName');
  const nothing = tooMany || (preview.data !== undefined && removable.length === 0);
  const kept = preview.data ? preview.data.kept.length + preview.data.moreKept : 0;
  const title = tooMany
    ? text('trash.remove.tooManyTitle', { amount: number(ids.length), most: number(TRASH_AT_ONCE) })
    : nothing
      ? text('trash.remove.keptTitle', {
          count: kept,
          amount: number(kept),
          title: named(preview.data?.kept[0]?.title),
        })
      : text('trash.remove.title', { count, amount, title: named(removable[0]?.title) });
  const remove = () =>
    attempt(async () => {
      await client.trash.remove({ noun, ids: removable.map(({ id }) => id) }, { context: { leaves } });
      const restore = () => void attempt(() => client.trash.restore({ ids: removable.map(({ id }) => id) }));
      notice({
        text: text('trash.remove.done', { count, amount: number(count), title: named(removable[0]?.title) }),
        action: { label: text('trash.restore'), onClick: restore },
      });
      onClose();
      onDone?.();
    });
  return (
    <FormDialog
      open
      title={title}
      intro={nothing ? undefined : text('trash.remove.intro', { count })}
      submit={text(nothing ? 'action.close' : 'trash.remove.submit')}
      busy={busy || (!nothing && preview.data === undefined && preview.error === null && unknown === null)}
      dirty={false}
      failure={failure ?? unknown ?? (preview.error ? failureOf(preview.error) : null)}
      onSubmit={(event) => {
        event.preventDefault();
        if (nothing) onClose();
        else void remove();
      }}
      cancel={!nothing}
      onClose={onClose}
    >
      {tooMany ? (
        <Box>{text('trash.remove.tooMany')}</Box>
      ) : preview.data === undefined ? (
        preview.error || unknown ? null : (
          <LoadingLines lines={3} />
        )
      ) : (
        <>
          {nothing ? null : <GoesWithIt preview={preview.data} />}
          {noun === 'device' ? <Note tone="plan">{text('trash.remove.retire')}</Note> : null}
          <KeptRecords preview={preview.data} titled={!nothing} alone={nothing && kept === 1} />
        </>
      )}
    </FormDialog>
  );
}

function GoesWithIt({ preview: { parts, recomputed } }: { preview: Preview }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  return (
    <Box>
      {parts.length === 0 ? (
        <Box sx={{ color: paint.muted }}>{text('trash.remove.nothingWithIt')}</Box>
      ) : (
        <List title={text('trash.remove.withIt')}>
          {parts.map(({ what, count }) => (
            <li key={what}>{whatText(what, count, words)}</li>
          ))}
        </List>
      )}
      {recomputed === 0 ? null : (
        <Box sx={{ marginTop: '8px', color: paint.muted }}>
          {text('trash.remove.recomputed', { count: recomputed, amount: number(recomputed) })}
        </Box>
      )}
    </Box>
  );
}

/**
 * A button that moves the selected records of a list to the trash; `ask` tells which they are where all that the list shows are
 * selected.
 */
export function RemoveSelected({
  noun,
  ids,
  ask,
  onDone,
}: {
  noun: TrashNoun;
  ids: readonly string[];
  ask?: (() => Promise<{ readonly chosen: readonly { readonly id: string }[] }>) | undefined;
  onDone: () => void;
}) {
  const text = useText();
  const [removing, setRemoving] = useState(false);
  const dialog = { noun, onClose: () => setRemoving(false), onDone };
  return (
    <May change={TRASH_NEEDS[noun]}>
      <Button onClick={() => setRemoving(true)}>{text('trash.remove.action')}</Button>
      {removing ? ask ? <RemoveAll {...dialog} ask={ask} /> : <RemoveDialog {...dialog} ids={ids} /> : null}
    </May>
  );
}

/** Removes the records that a list shows at the moment at which the dialog opens. */
function RemoveAll({
  ask,
  ...dialog
}: Omit<Parameters<typeof RemoveDialog>[0], 'ids'> & {
  ask: () => Promise<{ readonly chosen: readonly { readonly id: string }[] }>;
}) {
  const { chosen, failure } = useChosen(ask);
  const ids = useMemo(() => chosen?.map(({ id }) => id) ?? null, [chosen]);
  return <RemoveDialog {...dialog} ids={ids} unknown={failure} />;
}
