import { Box, Divider, Menu, MenuItem } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { VIEW_WORDS, type ViewPage } from '../../main/domain/view.ts';
import { useText } from '../i18n/i18n.ts';
import type { GridSort } from '../ui/data-grid.tsx';
import { FilterChip } from '../ui/filter-chip.tsx';
import { KEPT, keepWords, keptWords } from '../ui/kept-words.ts';
import { useNotice } from '../ui/notices.tsx';
import { Tick } from '../ui/tick.tsx';
import { client } from './client.ts';
import { useMayChange } from './may.tsx';
import { orpc } from './queries.ts';
import type { Outputs } from './types.ts';
import { NameDialog } from './view-name-dialog.tsx';

type View = Outputs['view']['list'][number];

/** What a list shows beside its address, such as its order and its columns, by name. */
export type Extra = Readonly<Record<string, string>>;

/** Several values as one of an {@link Extra}. */
export function listed(values: readonly string[]): string {
  return values.join('\n');
}

/** The values of {@link listed}; none where a view says nothing of them. */
export function unlisted(value: string | undefined): readonly string[] {
  return value ? value.split('\n') : [];
}

/** The order of a list as part of a view. `grid` goes to the grid, `round` is its key: a new one makes it anew. */
export function useSavedSort(first: GridSort | null) {
  const [sort, setSort] = useState(first);
  const [opened, setOpened] = useState({ sort: first, round: 0 });
  const take = (extra: Extra) => {
    const said = extra['sort'] ?? '';
    const next = said === '' ? first : { by: said.replace(/^-/, ''), descending: said.startsWith('-') };
    setSort(next);
    setOpened(({ round }) => ({ sort: next, round: round + 1 }));
  };
  const extra: Extra = { sort: sort === null ? '' : `${sort.descending ? '-' : ''}${sort.by}` };
  return { sort, extra, take, round: opened.round, grid: { initialSort: opened.sort, onSort: setSort } };
}

/** Stands in an address that asks for a view by its identifier. */
const VIEW = 'view';

/** The address of a list that is opened with a view. */
export function viewLink({ page, id }: Pick<View, 'page' | 'id'>): string {
  return `/${page}?${VIEW}=${id}`;
}

/** Parts of an address that open something once, or stand for what is kept elsewhere. */
const PASSING = new Set([KEPT, VIEW, 'new', 'task', 'finding', 'accept']);

/** All that a list shows as one text, words of the vault too: it is kept in the vault, never in an address. */
function shownAddress(address: URLSearchParams, extra: Extra): string {
  const full = new URLSearchParams();
  for (const [name, value] of address) if (!PASSING.has(name) && !(name in extra)) full.append(name, value);
  for (const [name, value] of keptWords(address)) full.append(`${VIEW_WORDS}${name}`, value);
  for (const [name, value] of Object.entries(extra)) if (value !== '') full.append(name, value);
  full.sort();
  return full.toString();
}

/** The address of a view, its words put aside, and what it says beside that. */
function openedAddress(saved: string, extraNames: readonly string[]): { address: URLSearchParams; extra: Extra } {
  const [address, words] = [new URLSearchParams(), new URLSearchParams()];
  const extra: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(saved)) {
    if (extraNames.includes(name)) extra[name] = value;
    else if (name.startsWith(VIEW_WORDS)) words.append(name.slice(VIEW_WORDS.length), value);
    else address.append(name, value);
  }
  keepWords(address, words);
  return { address, extra };
}

/**
 * The saved views of a list: opens one, saves what is shown, and opens the list with the one that a person chose for that. Lists
 * that keep something beside their address tell it as `extra` and take it back by `onExtra`, which may lack names.
 */
export function SavedViews({
  page,
  extra = {},
  onExtra,
}: {
  page: ViewPage;
  extra?: Extra;
  onExtra?: (extra: Extra) => void;
}) {
  const text = useText();
  const [address, setAddress] = useSearchParams();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null);
  const views = useQuery(orpc.view.list.queryOptions({ input: { page } }));
  const current = views.data?.find(({ id }) => id === currentId) ?? null;
  const shown = shownAddress(address, extra);
  const changed = current !== null && sorted(current.address) !== shown;

  const open = (view: View, replace: boolean) => {
    const opened = openedAddress(view.address, Object.keys(extra));
    setAddress(opened.address, { replace });
    onExtra?.(opened.extra);
    setCurrentId(view.id);
  };
  const wanted = address.get(VIEW);
  const fresh = useRef(address.toString() === '');
  // The address follows a moment later: until then the same view must not be opened again.
  const opening = useRef<string | null>(null);
  useEffect(() => {
    if (wanted === null) opening.current = null;
    if (!views.data || (wanted !== null && opening.current === wanted)) return;
    const view = views.data.find(({ id, isDefault }) => (wanted === null ? fresh.current && isDefault : id === wanted));
    fresh.current = false;
    opening.current = wanted;
    if (view) open(view, true);
    else if (wanted !== null) setAddress({}, { replace: true });
  });

  return (
    <>
      <FilterChip
        label={
          current === null ? text('views.menu') : changed ? text('views.changed', { name: current.name }) : current.name
        }
        active={current !== null}
        hasMenu
        onClick={setAnchor}
      />
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {views.data?.length === 0 ? <MenuItem disabled>{text('views.none')}</MenuItem> : null}
        {(views.data ?? []).map((view) => (
          <MenuItem
            key={view.id}
            role="menuitemradio"
            aria-checked={view.id === currentId}
            onClick={() => {
              setAnchor(null);
              open(view, false);
            }}
          >
            <Tick checked={view.id === currentId} />
            <Box component="span">
              {view.name}
              {view.everybody ? text('views.everybodyMark') : ''}
              {view.isDefault ? text('views.defaultMark') : ''}
            </Box>
          </MenuItem>
        ))}
        <Divider />
        <MenuItem
          onClick={() => {
            setAnchor(null);
            setNaming('new');
          }}
        >
          {text('views.saveNew')}
        </MenuItem>
        {current === null ? null : (
          <CurrentItems
            key={current.id}
            view={current}
            shown={changed ? shown : null}
            onRename={() => setNaming('rename')}
            onRemoved={() => setCurrentId(null)}
            onDone={() => setAnchor(null)}
          />
        )}
      </Menu>
      {naming === null ? null : (
        <NameDialog
          page={page}
          view={naming === 'rename' ? current : null}
          address={shown}
          onSaved={setCurrentId}
          onClose={() => setNaming(null)}
        />
      )}
    </>
  );
}

function sorted(address: string): string {
  const search = new URLSearchParams(address);
  search.sort();
  return search.toString();
}

/** What can be done with the view that is open. */
function CurrentItems({
  view,
  shown,
  onRename,
  onRemoved,
  onDone,
}: {
  view: View;
  /** What is shown now; null where the view is just that. */
  shown: string | null;
  onRename: () => void;
  onRemoved: () => void;
  onDone: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const mayShare = useMayChange('view.share');
  const mayChange = !view.everybody || mayShare;
  const { id, revision, page } = view;
  const act = (work: () => Promise<unknown>, done: string) => () => {
    onDone();
    work().then(
      () => notice({ text: done }),
      () => notice({ text: text('views.failed') }),
    );
  };
  return [
    mayChange && shown !== null ? (
      <MenuItem
        key="update"
        onClick={act(() => client.view.update({ id, revision, changes: { address: shown } }), text('views.updated'))}
      >
        {text('views.update')}
      </MenuItem>
    ) : null,
    mayChange ? (
      <MenuItem
        key="rename"
        onClick={() => {
          onDone();
          onRename();
        }}
      >
        {text('views.rename')}
      </MenuItem>
    ) : null,
    <MenuItem
      key="default"
      onClick={act(() => client.view.setDefault({ page, id: view.isDefault ? null : id }), text('views.saved'))}
    >
      {text(view.isDefault ? 'views.noDefault' : 'views.makeDefault')}
    </MenuItem>,
    mayShare ? (
      <MenuItem
        key="share"
        onClick={act(() => client.view.share({ id, revision, everybody: !view.everybody }), text('views.saved'))}
      >
        {text(view.everybody ? 'views.makeOwn' : 'views.makeEverybody')}
      </MenuItem>
    ) : null,
    mayChange ? (
      <MenuItem
        key="remove"
        onClick={act(
          async () => {
            await client.view.remove({ id, revision });
            onRemoved();
          },
          text('views.removed', { name: view.name }),
        )}
      >
        {text('views.remove')}
      </MenuItem>
    ) : null,
  ];
}
