import { Box, Checkbox, FormControlLabel } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useAttempt } from '../../bridge/attempt.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { ErrorState, Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextInput } from '../../ui/form-fields.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { SearchField } from '../../ui/search-field.tsx';
import type { Finding } from './types.ts';

/** Asks why a match is none. */
export function RejectDialog({
  onReject,
  onClose,
}: {
  onReject: (reason: string) => Promise<void>;
  onClose: () => void;
}) {
  const text = useText();
  const { busy, failure, attempt } = useAttempt();
  const form = useForm<{ reason: string }>({ defaultValues: { reason: '' } });
  const submit = form.handleSubmit(({ reason }) => {
    if (reason.trim() === '') {
      form.setError('reason', { type: 'required' }, { shouldFocus: true });
      return;
    }
    return attempt(() => onReject(reason.trim()));
  });
  return (
    <FormDialog
      open
      title={text('findings.rejectDialog.title')}
      intro={text('findings.rejectDialog.intro')}
      submit={text('findings.rejectDialog.submit')}
      busy={busy}
      dirty={form.formState.isDirty}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        control={form.control}
        name="reason"
        label={text('findings.rejectDialog.reason')}
        required
        multiline
        autoFocus
        maxLength={4000}
      />
    </FormDialog>
  );
}

const ENTRIES = 1000;

/** Asks which entries of a broad product are meant: the catalogue of exploited vulnerabilities names no versions. */
export function ChooseDialog({
  finding,
  busy,
  failure,
  onConfirm,
  onClose,
}: {
  finding: Finding;
  busy: boolean;
  failure: ShownFailure | null;
  onConfirm: (cves: readonly string[]) => Promise<void>;
  onClose: () => void;
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [missing, setMissing] = useState(false);
  const entries = useQuery(orpc.finding.exploited.queryOptions({ input: { id: finding.id, limit: ENTRIES } }));
  const wanted = search.trim().toLowerCase();
  const rows = (entries.data?.rows ?? []).filter(({ cve, name, description }) =>
    `${cve} ${name} ${description}`.toLowerCase().includes(wanted),
  );
  const total = entries.data?.total ?? 0;
  const toggle = (cve: string) => {
    setMissing(false);
    const next = new Set(chosen);
    if (!next.delete(cve)) next.add(cve);
    setChosen(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.size === 0) return setMissing(true);
    void onConfirm([...chosen]);
  };
  return (
    <FormDialog
      open
      width="md"
      title={text('findings.chooseDialog.title')}
      intro={text('findings.chooseDialog.intro')}
      submit={text('findings.chooseDialog.submit')}
      busy={busy}
      dirty={chosen.size > 0}
      failure={failure}
      notice={missing ? <Note tone="near">{text('findings.chooseDialog.none')}</Note> : undefined}
      extra={
        <span aria-live="polite">
          {text('findings.chooseDialog.chosen', { count: chosen.size, amount: number(chosen.size) })}
        </span>
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <SearchField label={text('findings.chooseDialog.search')} value={search} onChange={setSearch} />
      {entries.error ? (
        <ErrorState failure={failureOf(entries.error)} onRetry={() => void entries.refetch()} />
      ) : !entries.data ? (
        <LoadingLines />
      ) : (
        <Box
          component="ul"
          sx={{
            listStyle: 'none',
            margin: 0,
            padding: 0,
            maxHeight: 340,
            overflowY: 'auto',
            display: 'grid',
            gap: '2px',
          }}
        >
          {rows.map(({ cve, name, addedOn, ransomware }) => (
            <Box component="li" key={cve}>
              <FormControlLabel
                sx={{ alignItems: 'flex-start', margin: 0 }}
                control={<Checkbox size="small" checked={chosen.has(cve)} onChange={() => toggle(cve)} />}
                label={
                  <Box sx={{ paddingTop: '7px', overflowWrap: 'anywhere' }}>
                    <Box component="span" className="figures" sx={{ fontWeight: 600 }}>
                      {cve}
                    </Box>{' '}
                    {name}
                    <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
                      {[
                        text('findings.chooseDialog.addedOn', { day: words.day(addedOn) }),
                        ...(ransomware ? [text('findings.chooseDialog.ransomware')] : []),
                      ].join(', ')}
                    </Box>
                  </Box>
                }
              />
            </Box>
          ))}
        </Box>
      )}
      {total > ENTRIES ? (
        <Box sx={{ color: paint.muted }}>
          {text('findings.chooseDialog.shown', { shown: number(ENTRIES), total: number(total) })}
        </Box>
      ) : null}
    </FormDialog>
  );
}
