import { MenuItem, TextField, Typography } from '@mui/material';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CHECKLIST_FORMATS } from '../../main/contract/export.ts';
import { type Disclosure, SENSITIVE_KINDS, type SensitiveKind, TREATMENTS } from '../../main/domain/disclosure.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { LoadingLines } from '../ui/loading.tsx';
import { useNotice } from '../ui/notices.tsx';
import { failureOf } from './failure.ts';
import type { SavedExport } from './files.ts';
import { orpc } from './queries.ts';

type Contents = Parameters<typeof orpc.exports.contents.queryOptions>[0]['input'];
type Format = (typeof CHECKLIST_FORMATS)[number];

interface Disclosing<Offered extends Format> {
  /** What is exported: what it holds is looked up before it leaves. */
  readonly of: Contents;
  readonly formats: readonly Offered[];
  readonly save: (format: Offered, disclosure: Disclosure, signal?: AbortSignal) => Promise<SavedExport>;
}

/** Offers something as a file: whole, or with a choice of what leaves the house. */
export function DisclosingExport<Offered extends Format>({
  label,
  variant = 'outlined',
  onCalendar,
  ...what
}: Disclosing<Offered> & {
  label: string;
  variant?: 'outlined' | 'contained';
  onCalendar?: () => Promise<SavedExport>;
}) {
  const [choosing, setChoosing] = useState(false);
  const whole = (format: Format, signal?: AbortSignal) => {
    const offered = what.formats.find((one) => one === format);
    if (offered === undefined) throw new Error('a format that is not offered');
    return what.save(offered, {}, signal);
  };
  const document = what.formats.some((format) => format === 'docx');
  return (
    <>
      <ExportMenu
        label={label}
        variant={variant}
        formats={what.formats}
        stops
        onExport={whole}
        {...(document ? { onDocument: () => whole('docx') } : {})}
        {...(onCalendar ? { onCalendar } : {})}
        onChoose={() => setChoosing(true)}
        explain={failureOf}
      />
      {choosing ? <DisclosureDialog {...what} onClose={() => setChoosing(false)} /> : null}
    </>
  );
}

/** Asks what is kept, left out or put under a pseudonym. Kinds of which the export holds nothing are not asked for. */
function DisclosureDialog<Offered extends Format>({
  of,
  formats,
  save: saveAs,
  onClose,
}: Disclosing<Offered> & { onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const [format, setFormat] = useState(formats[0]);
  const [chosen, setChosen] = useState<Disclosure>({});
  const offered: readonly Format[] = formats;
  const contents = useQuery(orpc.exports.contents.queryOptions({ input: of }));
  const save = useMutation({
    mutationFn: async () => {
      if (format === undefined) return;
      const { fileName, saveSignature } = await saveAs(format, chosen);
      notice({
        text: text('exported.text', { fileName }),
        ...(saveSignature ? { action: { label: text('exported.saveSignature'), onClick: saveSignature } } : {}),
      });
      onClose();
    },
  });
  const held = SENSITIVE_KINDS.filter((kind) => (contents.data?.values[kind] ?? 0) > 0);
  return (
    <FormDialog
      open
      title={text('disclosure.title')}
      intro={text('disclosure.intro')}
      submit={text('disclosure.export')}
      busy={save.isPending}
      dirty={false}
      failure={save.error ? failureOf(save.error) : null}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
      onClose={onClose}
    >
      <TextField
        select
        label={text('disclosure.format')}
        value={format ?? ''}
        onChange={({ target }) => setFormat(formats.find((one) => one === target.value) ?? format)}
      >
        {offered.map((one) => (
          <MenuItem key={one} value={one}>
            {words.t(`exportFormat.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      {contents.error ? (
        <ErrorState failure={failureOf(contents.error)} onRetry={() => void contents.refetch()} />
      ) : null}
      {contents.isPending ? <LoadingLines lines={3} /> : null}
      {contents.data && held.length === 0 ? <Typography>{text('disclosure.nothing')}</Typography> : null}
      {held.map((kind) => (
        <TextField
          key={kind}
          select
          label={text(`disclosure.kind.${kind}`)}
          helperText={text('disclosure.values', { count: contents.data?.values[kind] ?? 0 })}
          value={chosen[kind] ?? 'keep'}
          onChange={({ target }) => setChosen({ ...chosen, [kind]: target.value })}
        >
          {treatmentsOf(kind).map((treatment) => (
            <MenuItem key={treatment} value={treatment}>
              {text(`disclosure.treatment.${treatment}`)}
            </MenuItem>
          ))}
        </TextField>
      ))}
      {contents.data && contents.data.freeTexts > 0 ? (
        <Typography color="textSecondary">
          {text('disclosure.freeTexts', { count: contents.data.freeTexts })}
        </Typography>
      ) : null}
    </FormDialog>
  );
}

function treatmentsOf(kind: SensitiveKind) {
  return TREATMENTS.filter((treatment) => kind !== 'prices' || treatment !== 'pseudonym');
}
