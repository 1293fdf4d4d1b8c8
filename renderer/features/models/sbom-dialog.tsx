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
import { client } from '../../bridge/client.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { uploadFile } from '../../bridge/files.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { FilePicker } from '../../ui/file-picker.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { RefusedNote } from '../../ui/refused-note.tsx';
import { SbomPreview } from './sbom-preview.tsx';
import type { ModelDetail } from './types.ts';

interface Chosen {
  readonly file: File;
  readonly uploadId: string;
}

/** Takes a bill of materials in: choose the file, see what would change, and only then change it. */
export function SbomDialog({ model, onClose }: { model: ModelDetail; onClose: () => void }) {
  const text = useText();
  const number = useNumber();
  const notice = useNotice();
  const id = useId();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [version, setVersion] = useState('');
  const [busy, setBusy] = useState(false);
  const [takesDates, setTakesDates] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const input = {
    uploadId: chosen?.uploadId ?? '',
    fileName: chosen?.file.name ?? '',
    model: { id: model.id },
    softwareVersion: version || null,
  };
  const preview = useQuery(
    orpc.imports.previewSbom.queryOptions({
      input,
      enabled: chosen !== null,
      gcTime: 0,
      placeholderData: keepPreviousData,
    }),
  );

  /** Does something with the file; what goes wrong is shown, and the file stays chosen. */
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      const met = failureOf(error);
      // The program forgets an upload after a while; the window still has the file.
      if (met.code === 'upload_missing' && chosen)
        setChosen({ file: chosen.file, uploadId: await uploadFile(chosen.file) });
      else setFailure(met);
    } finally {
      setBusy(false);
    }
  };
  const choose = (file: File | undefined) => {
    if (file) void attempt(async () => setChosen({ file, uploadId: await uploadFile(file) }));
  };
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
  const wrong = failure ?? (preview.error && chosen ? failureOf(preview.error) : null);
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
          chosen={chosen?.file.name ?? null}
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
          <RefusedNote fileName={chosen?.file.name ?? ''} failure={wrong} next={text('models.sbom.refusedNext')} />
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
        ) : chosen ? (
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
