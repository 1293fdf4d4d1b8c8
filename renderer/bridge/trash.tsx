import { Box, Button, IconButton, Link, Menu, MenuItem } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link as RouterLink, useNavigate } from 'react-router';
import { TRASH_NEEDS } from '../../main/contract/permissions.ts';
import type { Id } from '../../main/domain/ids.ts';
import type { TrashNoun } from '../../main/domain/trash.ts';
import { nounText } from '../../main/words/history.ts';
import { whatText } from '../../main/words/trash.ts';
import { useNumber, useText, useWords } from '../i18n/i18n.ts';
import { Note } from '../ui/error-state.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { LoadingLines } from '../ui/loading.tsx';
import { useNotice } from '../ui/notices.tsx';
import { paint } from '../ui/paint.ts';
import { useAttempt } from './attempt.ts';
import { client } from './client.ts';
import { failureOf } from './failure.ts';
import { May, useMayChange } from './may.tsx';
import { orpc } from './queries.ts';
import { recordPath } from './record-path.ts';

type Preview = Awaited<ReturnType<typeof client.trash.preview>>;
type Kept = Preview['kept'][number];
type TrashedId = Id<'trashed'>;

/** Kept records and holders that the dialog lists. */
const SHOWN = 8;

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
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [removing, setRemoving] = useState(false);
  if (!may) return null;
  return (
    <>
      <IconButton
        aria-label={text('trash.remove.more')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        color="inherit"
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          {[3, 8, 13].map((x) => (
            <circle key={x} cx={x} cy="8" r="1.4" fill="currentColor" />
          ))}
        </svg>
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem
          onClick={() => {
            setAnchor(null);
            setRemoving(true);
          }}
        >
          {text('trash.remove.action')}
        </MenuItem>
      </Menu>
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
  onClose,
  onDone,
}: {
  noun: TrashNoun;
  ids: readonly string[];
  /** Whether it is opened from the page of the record, which `onDone` then leaves. */
  leaves?: boolean;
  onClose: () => void;
  onDone?: () => void;
}) {
  const text = useText();
  const number = useNumber();
  const notice = useNotice();
  const { busy, failure, attempt } = useAttempt();
  const preview = useQuery(
    orpc.trash.preview.queryOptions({ input: { noun, ids: ids as readonly string[] as TrashedId[] }, staleTime: 0 }),
  );
  const removable = preview.data?.removable ?? [];
  const count = preview.data ? removable.length : ids.length;
  const named = (title: string | null | undefined) => title || text('trash.remove.noName');
  const nothing = preview.data !== undefined && removable.length === 0;
  const kept = preview.data ? preview.data.kept.length + preview.data.moreKept : 0;
  const title = nothing
    ? text('trash.remove.keptTitle', {
        count: kept,
        amount: number(kept),
        title: named(preview.data?.kept[0]?.title),
      })
    : text('trash.remove.title', { count, amount: number(count), title: named(removable[0]?.title) });
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
      intro={nothing ? undefined : text('trash.remove.intro')}
      submit={text(nothing ? 'action.close' : 'trash.remove.submit')}
      busy={busy || (preview.data === undefined && preview.error === null)}
      dirty={false}
      failure={failure ?? (preview.error ? failureOf(preview.error) : null)}
      onSubmit={(event) => {
        event.preventDefault();
        if (nothing) onClose();
        else void remove();
      }}
      cancel={!nothing}
      onClose={onClose}
    >
      {preview.data === undefined ? (
        preview.error ? null : (
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

/** Records that stay, each with what keeps it; `titled` says first how many, `alone` leaves the name to the dialog's title. */
function KeptRecords({
  preview: { kept, moreKept },
  titled,
  alone,
}: {
  preview: Preview;
  titled: boolean;
  alone: boolean;
}) {
  const text = useText();
  const number = useNumber();
  if (kept.length === 0) return null;
  const total = kept.length + moreKept;
  const more = total - Math.min(kept.length, SHOWN);
  return (
    <Box>
      {!titled ? null : (
        <Box sx={{ fontWeight: 600, marginBottom: '6px' }}>
          {text('trash.remove.stays', { count: total, amount: number(total) })}
        </Box>
      )}
      <Box sx={{ display: 'grid', gap: '10px' }}>
        {kept.slice(0, SHOWN).map((record) => (
          <KeptRecord key={record.id} record={record} alone={alone} />
        ))}
        {more === 0 ? null : (
          <Box sx={{ color: paint.muted }}>{text('trash.remove.moreKept', { amount: number(more) })}</Box>
        )}
      </Box>
    </Box>
  );
}

function KeptRecord({ record: { title, refusal, holders }, alone }: { record: Kept; alone: boolean }) {
  const text = useText();
  const words = useWords();
  return (
    <Box>
      {alone ? null : <Box sx={{ fontWeight: 550 }}>{title || text('trash.remove.noName')}</Box>}
      {refusal === null ? null : <Box sx={{ color: paint.muted }}>{text(`trash.remove.refusal.${refusal}`)}</Box>}
      {holders.length === 0 ? null : (
        <List title={text('trash.remove.keptBy')}>
          {holders.map(({ what, count, places }) => (
            <li key={what}>
              {whatText(what, count, words)}
              {places.length === 0 ? null : ': '}
              <Places places={places} more={count > Math.min(places.length, SHOWN)} />
            </li>
          ))}
        </List>
      )}
    </Box>
  );
}

/** The records in which people meet what keeps a record, each with a link where it has a page. */
function Places({ places, more }: { places: Kept['holders'][number]['places']; more: boolean }) {
  const text = useText();
  const words = useWords();
  return (
    <>
      {places.slice(0, SHOWN).map(({ noun, id, title }, index) => {
        const path = recordPath(noun, id);
        const label = title ?? nounText(noun, words);
        return (
          <span key={id}>
            {index === 0 ? '' : '; '}
            {path === null ? (
              label
            ) : (
              <Link component={RouterLink} to={path}>
                {label}
              </Link>
            )}
          </span>
        );
      })}
      {more && places.length >= SHOWN ? ` ${text('trash.remove.andMore')}` : ''}
    </>
  );
}

function List({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Box sx={{ color: paint.muted }}>{title}</Box>
      <Box component="ul" sx={{ margin: '4px 0 0', paddingLeft: '18px' }}>
        {children}
      </Box>
    </>
  );
}

/** A button that moves the selected records of a list to the trash. */
export function RemoveSelected({ noun, ids, onDone }: { noun: TrashNoun; ids: readonly string[]; onDone: () => void }) {
  const text = useText();
  const [removing, setRemoving] = useState(false);
  return (
    <May change={TRASH_NEEDS[noun]}>
      <Button onClick={() => setRemoving(true)}>{text('trash.remove.action')}</Button>
      {removing ? <RemoveDialog noun={noun} ids={ids} onClose={() => setRemoving(false)} onDone={onDone} /> : null}
    </May>
  );
}
