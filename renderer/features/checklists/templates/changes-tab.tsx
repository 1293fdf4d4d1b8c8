import { Box, MenuItem, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TemplateId } from '../../../../main/domain/ids.ts';
import { failureOf } from '../../../bridge/failure.ts';
import { orpc } from '../../../bridge/queries.ts';
import { useText, useWords } from '../../../i18n/i18n.ts';
import { Card } from '../../../ui/card.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingLines } from '../../../ui/loading.tsx';
import { paint } from '../../../ui/paint.ts';
import { DifferenceView } from './difference.tsx';
import type { Template } from './types.ts';

/** What an edition changes of another one: at first of the one that it was made of. */
export function ChangesTab({ template }: { template: Template }) {
  const text = useText();
  const words = useWords();
  const { basedOn, others } = template;
  const choices = [...others, ...(basedOn && !others.some(({ id }) => id === basedOn.id) ? [basedOn] : [])];
  const [chosen, setChosen] = useState<TemplateId | null>(basedOn?.id ?? others[0]?.id ?? null);
  const against = choices.find(({ id }) => id === chosen);
  if (against === undefined) {
    return (
      <Card>
        <Box sx={{ color: paint.muted }}>{text('templates.difference.choose')}</Box>
      </Card>
    );
  }
  const nameOf = ({ title, edition }: { readonly title: string; readonly edition: number }) =>
    `${title}, ${words.t('template.edition', { edition }).toLowerCase()}`;
  return (
    <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <TextField
        select
        label={text('templates.difference.against')}
        value={against.id}
        onChange={(event) => setChosen(event.target.value as TemplateId)}
        sx={{ width: 420, maxWidth: '100%' }}
      >
        {choices.map((choice) => (
          <MenuItem key={choice.id} value={choice.id}>
            {nameOf(choice)}
          </MenuItem>
        ))}
      </TextField>
      <Changes beforeId={against.id} afterId={template.id} />
    </Box>
  );
}

/** The difference of two editions, asked for as it is shown. */
export function Changes({ beforeId, afterId }: { beforeId: TemplateId; afterId: TemplateId }) {
  const words = useWords();
  const difference = useQuery(orpc.template.compare.queryOptions({ input: { beforeId, afterId } }));
  if (difference.error) {
    return <ErrorState failure={failureOf(difference.error)} onRetry={() => void difference.refetch()} />;
  }
  if (!difference.data) return <LoadingLines lines={6} />;
  const { before, after } = difference.data;
  const name = ({ edition, title }: typeof before) =>
    before.key === after.key ? words.t('template.edition', { edition }) : title;
  return <DifferenceView difference={difference.data} names={{ before: name(before), after: name(after) }} />;
}
