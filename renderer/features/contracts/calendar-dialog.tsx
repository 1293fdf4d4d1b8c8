import { Box, Button, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { parseDay } from '../../../main/domain/day.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { SearchField } from '../../ui/search-input.tsx';

type Setting = Outputs['commitment']['calendar'];
interface TypedDay {
  readonly key: number;
  readonly on: string;
  readonly name: string;
}

/** By which holidays the organisation counts business days, with the days of its own. */
export function CalendarDialog({ onClose }: { onClose: () => void }) {
  const setting = useQuery(orpc.commitment.calendar.queryOptions({ input: {} }));
  // The form keeps what it began with, whoever else saves meanwhile.
  const [first, setFirst] = useState<Setting | null>(null);
  if (first === null && setting.data !== undefined) setFirst(setting.data);
  return first === null ? null : <CalendarForm setting={first} onClose={onClose} />;
}

function CalendarForm({ setting, onClose }: { setting: Setting; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const [code, setCode] = useState<string | null>(setting.code);
  const [days, setDays] = useState<readonly TypedDay[]>(() =>
    setting.daysOff.map(({ on, name }, key) => ({ key, on, name })),
  );
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const regions = useQuery(orpc.commitment.regions.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const preview = useQuery({
    ...orpc.commitment.calendar.queryOptions({ input: { code } }),
    placeholderData: (before) => before,
  });
  const typed = days.map(({ on, name }) => ({ on: parseDay(on), name: name.trim() }));
  const complete = typed.every(({ on, name }) => on !== null && name !== '');
  const before = JSON.stringify([setting.code, setting.daysOff.map(({ on, name }) => [on, name])]);
  const dirty = before !== JSON.stringify([code, days.map(({ on, name }) => [on, name])]);
  const change = (key: number, fields: Partial<TypedDay>) =>
    setDays(days.map((one) => (one.key === key ? { ...one, ...fields } : one)));

  const submit = async () => {
    setAsked(true);
    if (!complete) return;
    setBusy(true);
    setFailure(null);
    try {
      const daysOff = typed.flatMap(({ on, name }) => (on === null ? [] : [{ on, name }]));
      await client.commitment.saveCalendar({ revision: setting.revision, code, daysOff });
      notice({ text: text('contracts.calendar.saved') });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <FormDialog
      open
      title={text('contracts.calendar.title')}
      intro={text('contracts.calendar.intro')}
      submit={text('action.save')}
      busy={busy}
      dirty={dirty}
      failure={failure}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onClose={onClose}
    >
      <SearchField
        label={text('contracts.calendar.region')}
        choices={(regions.data ?? []).map((region) => ({ value: region.code, label: region.name }))}
        noneLabel={text('contracts.calendar.none')}
        value={code}
        onChange={setCode}
      />
      <Part title={text('contracts.calendar.preview')}>
        {code === null ? (
          <Box sx={{ color: paint.muted }}>{text('contracts.calendar.previewNone')}</Box>
        ) : (
          <Box
            sx={{ maxHeight: 220, overflowY: 'auto' }}
            tabIndex={0}
            role="group"
            aria-label={text('contracts.calendar.preview')}
          >
            <KeyValues items={(preview.data?.holidays ?? []).map(({ on, name }) => [words.day(on), name] as const)} />
          </Box>
        )}
      </Part>
      <Part title={text('contracts.calendar.ownDays')}>
        {days.length === 0 ? <Box sx={{ color: paint.muted }}>{text('contracts.calendar.ownDaysNone')}</Box> : null}
        {days.map(({ key, on, name }) => (
          <Box key={key} sx={{ display: 'grid', gridTemplateColumns: '170px minmax(0, 1fr) auto', gap: 1 }}>
            <DayField
              label={text('contracts.calendar.on')}
              value={on}
              onChange={(value) => change(key, { on: value })}
              error={asked && parseDay(on) === null}
            />
            <TextField
              label={text('contracts.calendar.name')}
              value={name}
              onChange={(event) => change(key, { name: event.target.value })}
              error={asked && name.trim() === ''}
              slotProps={{ htmlInput: { maxLength: 200 } }}
            />
            <Button
              variant="text"
              aria-label={text('contracts.calendar.remove', { name: name === '' ? on : name })}
              onClick={() => setDays(days.filter((one) => one.key !== key))}
            >
              {text('form.remove')}
            </Button>
          </Box>
        ))}
        {asked && !complete ? <Box sx={{ color: paint.end }}>{text('contracts.calendar.incomplete')}</Box> : null}
        <Box>
          <Button
            onClick={() =>
              setDays([...days, { key: Math.max(-1, ...days.map((one) => one.key)) + 1, on: '', name: '' }])
            }
          >
            {text('contracts.calendar.add')}
          </Button>
        </Box>
      </Part>
    </FormDialog>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gap: '10px' }}>
      <Typography variant="h2">{title}</Typography>
      {children}
    </Box>
  );
}
