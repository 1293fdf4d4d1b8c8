import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  MenuItem,
  TextField,
  Typography,
} from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useChosenFile } from '../../bridge/chosen-file.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { FilePicker } from '../../ui/file-picker.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { RefusedNote } from '../../ui/refused-note.tsx';
import { SbomPreview } from './sbom-preview.tsx';
import type { ModelDetail } from './types.ts';

/** Takes a bill of materials in: choose the file, see what would change, and only then change it. */
export function SbomDialog({ model, onClose }: { model: ModelDetail; onClose: () => void }) {
  const text = useText();
  const number = useNumber();
  const notice = useNotice();
  const id = useId();
  const { file, input: upload, busy, failure, attempt, choose } = useChosenFile();
  const [version, setVersion] = useState('');
  const [takesDates, setTakesDates] = useState(false);
  const input = {
    ...upload,
    model: { id: model.id },
    softwareVersion: version || null,
  };
  const preview = useQuery(
    orpc.imports.previewSbom.queryOptions({
      input,
      enabled: file !== null,
      gcTime: 0,
      placeholderData: keepPreviousData,
    }),
  );

  const takeIn = () =>
    attempt(async () => {
      const { created, updated, unchanged } = await client.imports.sbom({ ...input, productDates: takesDates });
      notice({
        text: text('models.sbom.done', {
          created: number(created),
          updated: number(updated),
          unchanged: number(unchanged),
        }),
      });
      onClose();
    });

  const result = preview.error ? null : (preview.data ?? null);
  const wrong = failure ?? (preview.error && file ? failureOf(preview.error) : null);
  const moved = result?.productDates.filter(({ outcome }) => outcome !== 'unchanged').length ?? 0;
  const changes = result === null ? 0 : result.created + result.updated + (takesDates ? moved : 0);
  return (
    <Dialog open onClose={() => busy || onClose()} aria-labelledby={id} maxWidth="md" fullWidth>
      <DialogTitle id={id}>{text('models.sbom.title')}</DialogTitle>
      <DialogContent
        sx={{ display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start' }}
      >
        <Typography color="textSecondary">
          {text('models.sbom.intro', { model: `${model.manufacturer} ${model.name}` })}
        </Typography>
        <FilePicker
          label={text('models.sbom.file')}
          accept=".json,.xml,.spdx,.cdx,.txt,application/json,text/xml"
          chosen={file?.name ?? null}
          choose={text('models.sbom.choose')}
          another={text('models.sbom.another')}
          kinds={text('models.sbom.kinds')}
          onFile={choose}
        >
          {model.versions.length === 0 ? null : (
            <TextField
              select
              label={text('models.sbom.version')}
              value={version}
              onChange={(event) => setVersion(event.target.value)}
              slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
              fullWidth={false}
              sx={{ minWidth: 220 }}
            >
              <MenuItem value="">{text('models.sbom.wholeModel')}</MenuItem>
              {model.versions.map(({ id: key, name }) => (
                <MenuItem key={key} value={name}>
                  {name}
                </MenuItem>
              ))}
            </TextField>
          )}
        </FilePicker>
        {wrong ? (
          <RefusedNote fileName={file?.name ?? ''} failure={wrong} next={text('models.sbom.refusedNext')} />
        ) : result ? (
          <>
            <SbomPreview result={result} />
            {moved > 0 ? (
              <FormControlLabel
                control={<Checkbox checked={takesDates} onChange={(event) => setTakesDates(event.target.checked)} />}
                label={text(version ? 'models.sbom.takeVersionDates' : 'models.sbom.takeDates', {
                  model: model.name,
                  version,
                })}
              />
            ) : null}
          </>
        ) : file ? (
          <LoadingLines lines={5} />
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={busy}>
          {text('action.cancel')}
        </Button>
        <Button
          variant="contained"
          color="primary"
          loading={busy}
          disabled={changes === 0 || wrong !== null || preview.isPlaceholderData}
          onClick={() => void takeIn()}
        >
          {text('models.sbom.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
