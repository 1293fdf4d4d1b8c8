import {
  Box,
  Button,
  FormControlLabel,
  Radio,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { shownChanges } from '../../../main/words/history.ts';
import { whatText } from '../../../main/words/trash.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { FigureTable } from '../../ui/figure-table.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import type { MergePreview, NamedNoun, NamePair } from './types.ts';

type Choices = Readonly<Record<string, 'into' | 'from'>>;

/** What merging two records would do, field by field, before it is done. */
export function MergeDialog({
  noun,
  pair,
  onClose,
  onDone,
}: {
  noun: NamedNoun;
  pair: Pick<NamePair, 'into' | 'from'>;
  onClose: () => void;
  onDone: () => void;
}) {
  const text = useText();
  const [turned, setTurned] = useState(false);
  const [choices, setChoices] = useState<Choices>({});
  const { busy, failure, attempt } = useAttempt();
  const [into, from] = turned ? [pair.from, pair.into] : [pair.into, pair.from];
  const { data, error, refetch } = useQuery({
    ...orpc.duplicate.preview.queryOptions({ input: { noun, fromId: from.id, intoId: into.id, choices } }),
    placeholderData: keepPreviousData,
  });
  const merge = () =>
    attempt(async () => {
      const known = ({ id, revision }: NamePair['into']) => ({ id, revision });
      await client.duplicate.merge({ noun, from: known(data?.from ?? from), into: known(data?.into ?? into), choices });
      onDone();
    });
  return (
    <FormDialog
      open
      title={text('names.merge.title')}
      intro={text('names.merge.intro')}
      submit={text('names.merge.confirm')}
      width="md"
      busy={busy || data === undefined}
      dirty={false}
      failure={failure}
      extra={
        <Button
          onClick={() => {
            setTurned(!turned);
            setChoices({});
          }}
        >
          {text('names.merge.turn')}
        </Button>
      }
      onSubmit={(event) => {
        event.preventDefault();
        void merge();
      }}
      onClose={onClose}
    >
      {error ? (
        <ErrorState failure={failureOf(error)} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <LoadingLines lines={6} />
      ) : (
        <>
          <Fields preview={data} onChoose={(field, holds) => setChoices({ ...choices, [field]: holds })} />
          <Consequences preview={data} />
        </>
      )}
    </FormDialog>
  );
}

function Fields({
  preview,
  onChoose,
}: {
  preview: MergePreview;
  onChoose: (field: string, holds: 'into' | 'from') => void;
}) {
  const text = useText();
  const words = useWords();
  return (
    <Table
      size="small"
      aria-label={text('names.merge.title')}
      sx={{ tableLayout: 'fixed', '& td': { verticalAlign: 'top' } }}
    >
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: 150 }}>{text('names.merge.field')}</TableCell>
          <TableCell>{text('names.merge.stays')}</TableCell>
          <TableCell>{text('names.merge.goes')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {preview.fields.map(({ field, into, from, holds }) => {
          const shown = (value: string | null) => shownChanges([{ field, before: null, after: value }], words)[0];
          const [name, differ] = [shown(into)?.field ?? field, into !== from && into !== null && from !== null];
          const cell = (side: 'into' | 'from', value: string | null) => {
            const said = value === null ? '' : (shown(value)?.after ?? value);
            return (
              <TableCell
                sx={{
                  overflowWrap: 'anywhere',
                  fontWeight: holds === side ? 600 : 400,
                  color: holds === side ? paint.text : paint.muted,
                }}
              >
                {differ ? (
                  <FormControlLabel
                    sx={{ marginLeft: '-6px', alignItems: 'flex-start', '& .MuiRadio-root': { padding: '0 6px' } }}
                    control={
                      <Radio
                        size="small"
                        name={`merge-${field}`}
                        checked={holds === side}
                        onChange={() => onChoose(field, side)}
                        slotProps={{
                          input: { 'aria-label': text('names.merge.choose', { field: name, value: said }) },
                        }}
                      />
                    }
                    label={said}
                  />
                ) : (
                  said
                )}
              </TableCell>
            );
          };
          return (
            <TableRow key={field}>
              <TableCell component="th" scope="row">
                {name}
              </TableCell>
              {cell('into', into)}
              {cell('from', from)}
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

function Consequences({ preview }: { preview: MergePreview }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { moved, models, dates, remembered, signed } = preview;
  const day = (one: MergePreview['dates'][number]['into']) =>
    one === null ? text('state.notRecorded') : words.partialDay(one);
  return (
    <Box sx={{ display: 'grid', gap: '8px', marginTop: '14px' }}>
      <Typography>
        {moved.length === 0
          ? text('names.merge.nothingMoved')
          : text('names.merge.moved', {
              list: moved.map(({ what, count }) => whatText(what, count, words)).join(', '),
            })}
      </Typography>
      {models.length === 0 ? null : (
        <Typography>{text('names.merge.models', { list: models.map(({ into }) => into).join(', ') })}</Typography>
      )}
      {remembered.length === 0 ? null : (
        <Typography>{text('names.merge.remembered', { list: remembered.join(', ') })}</Typography>
      )}
      {signed === 0 ? null : (
        <Typography>{text('names.merge.signed', { count: signed, amount: number(signed) })}</Typography>
      )}
      {dates.length === 0 ? null : (
        <FigureTable
          label={text('names.merge.dates')}
          headings={[text('names.merge.dates'), text('names.merge.stays'), text('names.merge.goes')]}
          rows={dates.map(({ kind, into, from, holds }) => ({
            key: kind,
            about: words.t(`milestone.${kind}`),
            figures: ([into, from] as const).map((one, at) => (
              <Box
                key={at === 0 ? 'into' : 'from'}
                component="span"
                sx={{ fontWeight: (at === 0) === (holds === 'into') ? 600 : 400 }}
              >
                {day(one)}
              </Box>
            )),
          }))}
        />
      )}
    </Box>
  );
}
