import { Box, MenuItem, TextField } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeviceId } from '../../../../main/domain/ids.ts';
import {
  LABEL_CODES,
  LABEL_CONTENTS,
  LABEL_LAYOUTS,
  type LabelCode,
  type LabelContent,
  type LabelLayout,
  type LabelLayoutName,
  labelsPerPage,
  layoutProblem,
  MAX_LABELS,
} from '../../../../main/domain/label.ts';
import { client } from '../../../bridge/client.ts';
import { failureOf } from '../../../bridge/failure.ts';
import { saveExport } from '../../../bridge/files.ts';
import { orpc } from '../../../bridge/queries.ts';
import { useText, useWords } from '../../../i18n/i18n.ts';
import { ErrorNote, Note, type ShownFailure } from '../../../ui/error-state.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useRested } from '../../../ui/use-rested.ts';
import { LabelPreview, SheetPreview } from './label-preview.tsx';
import { LayoutFields } from './layout-fields.tsx';

const NAMES = Object.keys(LABEL_LAYOUTS) as LabelLayoutName[];
/** Where somebody begins who measures a sheet. */
const OWN: LabelLayout = LABEL_LAYOUTS.a4_63x38;

/** Labels with codes for the selected devices, on sheets or on a roll, as a PDF. */
export function LabelsDialog({ deviceIds, onClose }: { deviceIds: readonly DeviceId[]; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const [name, setName] = useState<LabelLayoutName | 'own'>('a4_70x37');
  const [own, setOwn] = useState<LabelLayout>(OWN);
  const [code, setCode] = useState<LabelCode>('qr');
  const [content, setContent] = useState<LabelContent>('tag');
  const [begin, setBegin] = useState('1');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const layout = name === 'own' ? own : LABEL_LAYOUTS[name];
  const most = labelsPerPage(layout);
  const start = /^\d{1,4}$/.test(begin) ? Number(begin) : 0;
  const startFits = start >= 1 && start <= most;
  const problem = layoutProblem(layout);
  const tooMany = deviceIds.length > MAX_LABELS;
  const fits = problem === null && startFits && !tooMany;
  const input = { deviceIds: [...deviceIds], layout: name === 'own' ? own : name, code, content, start };
  const asked = useRested(input);
  const preview = useQuery({
    ...orpc.udi.labels.queryOptions({ input: asked }),
    enabled: fits && asked.start >= 1,
    placeholderData: keepPreviousData,
  });
  const shown = fits ? preview.data : undefined;

  const save = async () => {
    if (!fits) return;
    setBusy(true);
    setFailure(null);
    try {
      await saveExport(await client.exports.labels(input));
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
      title={text('labels.title', { count: deviceIds.length })}
      submit={text('labels.submit')}
      busy={busy}
      dirty={false}
      failure={failure}
      width="md"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: '22px', gridTemplateColumns: { xs: '1fr', md: '320px minmax(0, 1fr)' } }}>
        <Box sx={{ display: 'grid', gap: '16px', alignContent: 'start' }}>
          <Pick
            label={text('labels.layout')}
            value={name}
            choices={[
              ...NAMES.map((one) => [one, text(`labels.layouts.${one}`)] as const),
              ['own', text('labels.own')] as const,
            ]}
            onChange={setName}
          />
          {name === 'own' ? <LayoutFields layout={own} onChange={setOwn} /> : null}
          <Pick
            label={text('labels.code')}
            value={code}
            choices={LABEL_CODES.map((one) => [one, text(`labels.codes.${one}`)] as const)}
            onChange={setCode}
          />
          <Pick
            label={text('labels.content')}
            value={content}
            choices={LABEL_CONTENTS.map((one) => [one, text(`labels.contents.${one}`)] as const)}
            onChange={setContent}
          />
          {most > 1 ? (
            <TextField
              label={text('labels.start')}
              value={begin}
              onChange={(event) => setBegin(event.target.value.trim())}
              error={!startFits}
              helperText={text('labels.startHint', { most })}
              slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
            />
          ) : null}
        </Box>
        <Box aria-live="polite" sx={{ display: 'grid', gap: '12px', alignContent: 'start', minWidth: 0 }}>
          {tooMany ? <Note tone="near">{text('labels.tooMany', { limit: MAX_LABELS })}</Note> : null}
          {problem ? <Note tone="near">{words.t(`refused.label_${problem}`)}</Note> : null}
          {preview.error && fits ? <ErrorNote failure={failureOf(preview.error)} /> : null}
          {shown ? (
            <>
              <LabelPreview label={shown.first} />
              <SheetPreview layout={layout} labels={deviceIds.length} start={start} pages={shown.pages} />
              {(['withoutCode', 'small', 'withoutUdi'] as const)
                .filter((what) => shown[what] > 0)
                .map((what) => (
                  <Note key={what} tone={what === 'withoutUdi' ? 'unk' : 'near'}>
                    {text(`labels.${what}`, { count: shown[what] })}
                  </Note>
                ))}
            </>
          ) : null}
        </Box>
      </Box>
    </FormDialog>
  );
}

function Pick<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: Value;
  choices: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}) {
  return (
    <TextField select label={label} value={value} onChange={(event) => onChange(event.target.value as Value)}>
      {choices.map(([one, said]) => (
        <MenuItem key={one} value={one}>
          {said}
        </MenuItem>
      ))}
    </TextField>
  );
}
