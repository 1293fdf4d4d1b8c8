import {
  Box,
  Checkbox,
  FormControlLabel,
  MenuItem,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
} from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Day, parseDay } from '../../main/domain/day.ts';
import type { ModelId } from '../../main/domain/ids.ts';
import { useNumber, useText, useWords } from '../i18n/i18n.ts';
import { FileContent, FileDialog } from '../ui/file-dialog.tsx';
import { FilePicker } from '../ui/file-picker.tsx';
import { useNotice } from '../ui/notices.tsx';
import { paint } from '../ui/paint.ts';
import { Tag } from '../ui/status-tag.tsx';
import { contentOf, useChosenFile } from './chosen-file.ts';
import { client } from './client.ts';
import { failureOf } from './failure.ts';
import { orpc } from './queries.ts';
import type { Outputs } from './types.ts';

type Result = Outputs['imports']['previewGudid'];
type Line = Result['devices'][number];

const TONES = { created: 'ok', updated: 'plan', unchanged: 'unk', asked: 'near', left_out: 'unk' } as const;
/** In place of a model: it is none of ours. */
const NEW = 'new';

/** Takes answers of AccessGUDID in, about one model or about whichever they name: what would change is shown first. */
export function GudidDialog({ model, onClose }: { model: { id: ModelId; name: string } | null; onClose: () => void }) {
  const text = useText();
  const number = useNumber();
  const notice = useNotice();
  const { file, input: upload, busy, failure, attempt, choose } = useChosenFile();
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [addUnknown, setAddUnknown] = useState(false);
  const input = {
    files: [upload],
    modelId: model?.id ?? null,
    choices: Object.entries(chosen).map(([di, id]) => ({ di, modelId: id === NEW ? null : (id as ModelId) })),
    addUnknown,
  };
  const preview = useQuery(
    orpc.imports.previewGudid.queryOptions({
      input,
      enabled: file !== null,
      gcTime: 0,
      placeholderData: keepPreviousData,
    }),
  );
  const takeIn = () =>
    attempt(async () => {
      const { created, updated } = await client.imports.gudid(input);
      notice({ text: text('gudid.done', { created: number(created), updated: number(updated) }) });
      onClose();
    });
  const result = contentOf(preview);
  const wrong = failure ?? (preview.error && file ? failureOf(preview.error) : null);
  return (
    <FileDialog
      title={text('gudid.title')}
      intro={model ? text('gudid.introModel', { model: model.name }) : text('gudid.intro')}
      submit={text('gudid.submit')}
      busy={busy}
      ready={result !== null && result.created + result.updated > 0 && wrong === null && !preview.isPlaceholderData}
      onSubmit={() => void takeIn()}
      onClose={onClose}
    >
      <FilePicker
        label={text('gudid.file')}
        accept=".json,.csv,.txt,application/json,text/csv"
        chosen={file?.name ?? null}
        choose={text('gudid.choose')}
        another={text('gudid.another')}
        kinds={text('gudid.kinds')}
        onFile={choose}
      />
      <FileContent fileName={file?.name ?? null} failure={wrong} next={text('gudid.refusedNext')}>
        {result ? (
          <>
            <Box sx={{ color: paint.muted }}>
              {text('gudid.counts', {
                read: number(result.read),
                updated: number(result.updated),
                asked: number(result.asked),
                leftOut: number(result.leftOut),
              })}
            </Box>
            <Devices
              devices={result.devices}
              chosen={chosen}
              onChoose={(di, id) => setChosen({ ...chosen, [di]: id })}
            />
            {model === null && result.leftOut + result.created > 0 ? (
              <FormControlLabel
                control={<Checkbox checked={addUnknown} onChange={(event) => setAddUnknown(event.target.checked)} />}
                label={text('gudid.addUnknown')}
              />
            ) : null}
          </>
        ) : null}
      </FileContent>
    </FileDialog>
  );
}

function Devices({
  devices,
  chosen,
  onChoose,
}: {
  devices: readonly Line[];
  chosen: Readonly<Record<string, string>>;
  onChoose: (di: string, id: string) => void;
}) {
  const text = useText();
  const words = useWords();
  return (
    <Box
      tabIndex={0}
      role="region"
      aria-label={text('gudid.devices')}
      sx={{ overflow: 'auto', maxHeight: 360, border: `1px solid ${paint.line}`, borderRadius: '8px' }}
    >
      <Table
        stickyHeader
        size="small"
        aria-label={text('gudid.devices')}
        sx={{ '& td, & th': { verticalAlign: 'top' } }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{text('gudid.column.device')}</TableCell>
            <TableCell>{text('gudid.column.model')}</TableCell>
            <TableCell>{text('gudid.column.changes')}</TableCell>
            <TableCell>{text('gudid.column.outcome')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {devices.map((line) => (
            <TableRow key={line.di} sx={{ '&:last-child td, &:last-child th': { borderBottom: 0 } }}>
              <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
                <Box sx={{ fontWeight: 550 }}>{[line.brand, line.modelNumber].filter(Boolean).join(' ')}</Box>
                <Box sx={{ color: paint.muted }}>{[line.company, line.di].filter(Boolean).join(' · ')}</Box>
              </TableCell>
              <TableCell>
                <ModelCell line={line} chosen={chosen[line.di]} onChoose={(id) => onChoose(line.di, id)} />
              </TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>
                <Changes line={line} />
              </TableCell>
              <TableCell>
                <Tag tone={TONES[line.outcome]}>{words.t(`gudid.outcome.${line.outcome}`)}</Tag>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

/** The model that it is, or the choice of one where only a person can say. */
function ModelCell({
  line: { di, model, candidates, matchedBy, outcome },
  chosen,
  onChoose,
}: {
  line: Line;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) {
  const text = useText();
  const words = useWords();
  if (outcome === 'asked' || (matchedBy === 'choice' && candidates.length > 0))
    return (
      <TextField
        select
        size="small"
        value={chosen ?? ''}
        onChange={({ target }) => onChoose(target.value)}
        slotProps={{ select: { displayEmpty: true }, htmlInput: { 'aria-label': text('gudid.which', { di }) } }}
        sx={{ minWidth: 200 }}
      >
        <MenuItem value="" disabled>
          {text('gudid.notChosen')}
        </MenuItem>
        {candidates.map(({ id, name, manufacturer }) => (
          <MenuItem key={id} value={id}>
            {`${manufacturer} ${name}`}
          </MenuItem>
        ))}
        <MenuItem value={NEW}>{text('gudid.newModel')}</MenuItem>
      </TextField>
    );
  if (model === null) return null;
  return (
    <>
      <Box>{`${model.manufacturer} ${model.name}`}</Box>
      {matchedBy ? <Box sx={{ color: paint.muted }}>{words.t(`gudid.matchedBy.${matchedBy}`)}</Box> : null}
    </>
  );
}

/** Old to new, a line each, and what stays as it is. */
function Changes({ line: { changes, problems } }: { line: Line }) {
  const words = useWords();
  const shown = (field: Line['changes'][number]['field'], value: string) => {
    const day: Day | null = field === 'endOfSales' ? parseDay(value) : null;
    return day === null ? value : words.day(day);
  };
  return (
    <>
      {changes.map(({ field, before, after }) => (
        <Box key={field}>
          <Box component="span" sx={{ color: paint.muted }}>{`${words.t(`gudid.field.${field}`)}: `}</Box>
          {before === null ? '' : `${shown(field, before)} → `}
          {after === null ? '' : shown(field, after)}
        </Box>
      ))}
      {problems.map(({ code, value }) => (
        <Box key={code} sx={{ color: paint.muted }}>
          {words.t(`gudid.problem.${code}`, { value })}
        </Box>
      ))}
    </>
  );
}
