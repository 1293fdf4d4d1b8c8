import { Box, Dialog, InputBase } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';
import { useRested } from '../../ui/use-rested.ts';

/** Something that can be done or gone to by its name. */
export interface Command {
  readonly key: string;
  readonly group: 'view' | 'screen' | 'action';
  readonly label: string;
  readonly run: () => void;
}

interface Choice {
  readonly key: string;
  readonly group: 'device' | 'model' | 'vendor' | 'contract' | 'procurement' | 'checklist' | Command['group'];
  readonly label: string;
  readonly detail: string;
  readonly run: () => void;
}

const GROUPS: readonly Choice['group'][] = [
  'device',
  'model',
  'vendor',
  'contract',
  'procurement',
  'checklist',
  'view',
  'screen',
  'action',
];
const REST = 80;

/** Goes anywhere and does anything by typing: records of every noun, screens and actions. */
export function Palette({
  open,
  onClose,
  commands,
  onGo,
}: {
  open: boolean;
  onClose: () => void;
  commands: readonly Command[];
  onGo: (to: string) => void;
}) {
  const text = useText();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      maxWidth={false}
      transitionDuration={0}
      slotProps={{
        paper: {
          'aria-label': text('palette.title'),
          sx: { width: 620, maxWidth: 'calc(100vw - 48px)', position: 'absolute', top: 72, margin: 0 },
        },
      }}
    >
      <Chooser commands={commands} onGo={onGo} onClose={onClose} />
    </Dialog>
  );
}

function useChoices(typed: string, commands: readonly Command[], onGo: (to: string) => void) {
  const query = useRested(typed.trim(), REST);
  const found = useQuery({
    ...orpc.program.search.queryOptions({ input: { text: query } }),
    enabled: query !== '',
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  const wanted = typed.trim().toLowerCase();
  const records: Choice[] =
    wanted === ''
      ? []
      : (found.data ?? []).map(({ noun, id, title, subtitle }) => ({
          key: `${noun} ${id}`,
          group: noun,
          label: title,
          detail: subtitle,
          run: () => onGo(`/${noun === 'procurement' ? noun : `${noun}s`}/${id}`),
        }));
  const fitting = commands
    .filter(({ label }) => label.toLowerCase().includes(wanted))
    .map((command): Choice => ({ ...command, detail: '' }));
  const all = [...records, ...fitting];
  const groups = orderedGroups(all, wanted);
  const choices = groups.flatMap((group) => all.filter((choice) => choice.group === group));
  const settled = wanted === '' || (query.toLowerCase() === wanted && !found.isFetching);
  return { groups, choices, settled };
}

/** Groups in which something begins with what was typed come first: `C-10` means the contract, not a device under it. */
function orderedGroups(choices: readonly Choice[], wanted: string): readonly Choice['group'][] {
  const begins = new Set(
    choices.filter(({ label }) => wanted !== '' && label.toLowerCase().startsWith(wanted)).map(({ group }) => group),
  );
  return [...GROUPS.filter((group) => begins.has(group)), ...GROUPS.filter((group) => !begins.has(group))];
}

function Chooser({
  commands,
  onGo,
  onClose,
}: {
  commands: readonly Command[];
  onGo: (to: string) => void;
  onClose: () => void;
}) {
  const text = useText();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  /** Enter came before the answer to what was typed: the first of that answer is meant, not of the one before. */
  const [taking, setTaking] = useState(false);
  const { groups, choices, settled } = useChoices(typed, commands, onGo);
  const at = Math.min(chosen, Math.max(0, choices.length - 1));
  const current = choices[at];
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const take = (choice: Choice | undefined) => {
    setTaking(false);
    if (!choice) return;
    onClose();
    choice.run();
  };
  useEffect(() => {
    if (taking && settled) take(current);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 };
    const next = steps[event.key];
    if (next !== undefined && choices.length > 0) {
      event.preventDefault();
      const single = event.key.startsWith('Arrow');
      setChosen(single ? (next + choices.length) % choices.length : Math.max(0, Math.min(choices.length - 1, next)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (settled) take(current);
      else setTaking(true);
    }
  };

  return (
    <>
      <InputBase
        autoFocus
        fullWidth
        value={typed}
        placeholder={text('palette.placeholder')}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
          setTaking(false);
        }}
        onKeyDown={onKeyDown}
        inputProps={{
          role: 'combobox',
          'aria-label': text('palette.title'),
          'aria-expanded': choices.length > 0,
          'aria-controls': `${id}-list`,
          'aria-autocomplete': 'list',
          'aria-activedescendant': current ? `${id}-${at}` : undefined,
          autoComplete: 'off',
          spellCheck: false,
          maxLength: 200,
        }}
        sx={{
          padding: '12px 18px',
          fontSize: 15,
          borderBottom: `1px solid ${paint.line}`,
          '& input': { outline: 'none' },
        }}
      />
      <Box
        ref={list}
        role="listbox"
        id={`${id}-list`}
        aria-label={text('palette.results')}
        sx={{ overflowY: 'auto', maxHeight: 'min(420px, calc(100vh - 200px))', padding: '6px' }}
      >
        {groups.map((group) => {
          const members = choices.filter((choice) => choice.group === group);
          if (members.length === 0) return null;
          return (
            <Box key={group} role="group" aria-labelledby={`${id}-${group}`}>
              <Box
                id={`${id}-${group}`}
                sx={{ padding: '8px 12px 4px', fontSize: 11, lineHeight: '16px', fontWeight: 600, color: paint.faint }}
              >
                {text(`palette.group.${group}`)}
              </Box>
              {members.map((choice) => {
                const index = choices.indexOf(choice);
                return (
                  <Option
                    key={choice.key}
                    id={`${id}-${index}`}
                    index={index}
                    choice={choice}
                    selected={index === at}
                    onHover={() => setChosen(index)}
                    onTake={() => take(choice)}
                  />
                );
              })}
            </Box>
          );
        })}
      </Box>
      <Box
        sx={{
          padding: '8px 18px',
          borderTop: `1px solid ${paint.line}`,
          color: paint.muted,
          fontSize: 12.5,
          display: 'flex',
          justifyContent: 'space-between',
          gap: 2,
        }}
      >
        <span role="status">
          {choices.length > 0
            ? text('palette.count', { count: choices.length })
            : settled
              ? text('palette.nothing', { query: typed.trim() })
              : ''}
        </span>
        <span>{text('palette.hint')}</span>
      </Box>
    </>
  );
}

function Option({
  id,
  index,
  choice,
  selected,
  onHover,
  onTake,
}: {
  id: string;
  index: number;
  choice: Choice;
  selected: boolean;
  onHover: () => void;
  onTake: () => void;
}) {
  return (
    // The keyboard stays in the field; it moves aria-activedescendant, so an option itself is never focused.
    <Box
      id={id}
      role="option"
      aria-selected={selected}
      data-at={index}
      onMouseMove={onHover}
      onClick={onTake}
      sx={{
        display: 'flex',
        gap: '10px',
        alignItems: 'baseline',
        padding: '7px 12px',
        borderRadius: '7px',
        cursor: 'pointer',
        backgroundColor: selected ? paint.accentSoft : 'transparent',
        color: selected ? paint.accent : paint.text,
      }}
    >
      <Box component="span" sx={{ fontWeight: 550, whiteSpace: 'nowrap' }}>
        {choice.label}
      </Box>
      <Box
        component="span"
        sx={{ color: paint.muted, fontSize: 12.5, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
      >
        {choice.detail}
      </Box>
    </Box>
  );
}
