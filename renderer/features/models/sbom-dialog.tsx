import { Checkbox, FormControlLabel, MenuItem, TextField } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contentOf, useChosenFile } from '../../bridge/chosen-file.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { FileContent, FileDialog } from '../../ui/file-dialog.tsx';
import { FilePicker } from '../../ui/file-picker.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { SbomPreview } from './sbom-preview.tsx';
import type { ModelDetail } from './types.ts';

/** Takes a bill of materials in: choose the file, see what would change, and only then change it. */
export function SbomDialog({ model, onClose }: { model: ModelDetail; onClose: () => void }) {
  const text = useText();
  const number = useNumber();
  const notice = useNotice();
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

  const result = contentOf(preview);
  const wrong = failure ?? (preview.error && file ? failureOf(preview.error) : null);
  const moved = result?.productDates.filter(({ outcome }) => outcome !== 'unchanged').length ?? 0;
  const changes = result === null ? 0 : result.created + result.updated + (takesDates ? moved : 0);
  return (
    <FileDialog
      title={text('models.sbom.title')}
      intro={text('models.sbom.intro', { model: `${model.manufacturer} ${model.name}` })}
      submit={text('models.sbom.submit')}
      busy={busy}
      ready={changes > 0 && wrong === null && !preview.isPlaceholderData}
      onSubmit={() => void takeIn()}
      onClose={onClose}
    >
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
      <FileContent fileName={file?.name ?? null} failure={wrong} next={text('models.sbom.refusedNext')}>
        {result ? (
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
        ) : null}
      </FileContent>
    </FileDialog>
  );
}
