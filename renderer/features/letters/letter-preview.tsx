import { Box, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Control, useWatch } from 'react-hook-form';
import { BANDS } from '../../../main/domain/band.ts';
import { isMilestoneKind } from '../../../main/domain/model.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { MoveTag } from '../../ui/move-tag.tsx';
import { paint } from '../../ui/paint.ts';
import { StatusTag } from '../../ui/status-tag.tsx';
import { useRested } from '../../ui/use-rested.ts';
import { datesOf, type LetterFields, type LetterValues } from './letter-form.ts';

type Preview = Outputs['model']['previewLetter'];
/** Models that the card shows one by one. */
const SHOWN = 12;

/** What the letter would change, asked of the program while it is typed. */
export function LetterPreview({ control }: { control: Control<LetterValues, unknown, LetterFields> }) {
  const text = useText();
  const asked = JSON.stringify(datesOf(useWatch({ control }) as LetterValues));
  const rested = useRested(asked, 350);
  const input = JSON.parse(rested) as ReturnType<typeof datesOf>;
  const preview = useQuery({
    ...orpc.model.previewLetter.queryOptions({ input: input ?? ({} as never), enabled: input !== null, gcTime: 0 }),
    placeholderData: keepPreviousData,
  });
  return (
    <Card title={text('letters.preview.title')}>
      <Box role="status" aria-live="polite">
        {input === null ? (
          <Box sx={{ color: paint.muted }}>{text('letters.preview.nothing')}</Box>
        ) : preview.error ? (
          <ErrorNote failure={failureOf(preview.error)} />
        ) : preview.data ? (
          <Told preview={preview.data} />
        ) : (
          <Box sx={{ color: paint.muted }}>{text('state.loading')}</Box>
        )}
      </Box>
    </Card>
  );
}

function Told({ preview }: { preview: Preview }) {
  const text = useText();
  const number = useNumber();
  const devices = preview.models.reduce((sum, model) => sum + model.devices, 0);
  const more = preview.models.length - SHOWN;
  return (
    <>
      <Typography sx={{ color: paint.muted, marginBottom: '4px' }}>
        {text('letters.preview.entries', { count: preview.entries, amount: number(preview.entries) })},{' '}
        {text('models.devices.title', { count: devices, amount: number(devices) })}
      </Typography>
      {preview.models.slice(0, SHOWN).map((model) => (
        <OneModel key={model.modelId} model={model} />
      ))}
      {more > 0 ? (
        <Box sx={{ color: paint.muted, paddingTop: '10px' }}>{text('letters.preview.more', { count: more })}</Box>
      ) : null}
    </>
  );
}

function OneModel({ model }: { model: Preview['models'][number] }) {
  const text = useText();
  const number = useNumber();
  const words = useWords();
  const { bandsBefore, bandsAfter } = model;
  const same = JSON.stringify(bandsBefore) === JSON.stringify(bandsAfter);
  return (
    <Box sx={{ borderTop: `1px solid ${paint.line}`, padding: '10px 0', display: 'grid', gap: '6px' }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {model.model}
        </Box>
        <span>{text('models.devices.title', { count: model.devices, amount: number(model.devices) })}</span>
      </Box>
      {model.changes.map((change, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same date can stand twice in what is typed
        <div key={index}>
          <Typography variant="body2" sx={{ color: paint.muted }}>
            {isMilestoneKind(change.kind) ? words.t(`milestone.${change.kind}`) : (change.ownName ?? '')}
            {change.softwareVersion ? `, ${words.t('limit.software_version', { name: change.softwareVersion })}` : ''}
          </Typography>
          <Box sx={{ display: 'flex', gap: '8px', flexWrap: 'wrap', alignItems: 'center' }}>
            <span>
              {change.before ? `${words.partialDay(change.before)} → ` : ''}
              <strong style={{ fontWeight: 600 }}>
                {change.after ? words.partialDay(change.after) : text('letters.preview.notKnown')}
              </strong>
            </span>
            <MoveTag days={change.movedDays} />
          </Box>
        </div>
      ))}
      {model.devices === 0 ? null : same ? (
        <Typography variant="body2" sx={{ color: paint.muted }}>
          {text('letters.preview.bandsSame')}
        </Typography>
      ) : (
        // Band by band: a date can move within what has one colour and shape.
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '3px' }}>
          {BANDS.filter((band) => (bandsBefore[band] ?? 0) !== (bandsAfter[band] ?? 0)).map((band) => (
            <Box component="li" key={band} sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
              <StatusTag band={band} />
              <span>
                {number(bandsBefore[band] ?? 0)} → <strong>{number(bandsAfter[band] ?? 0)}</strong>
              </span>
            </Box>
          ))}
        </Box>
      )}
    </Box>
  );
}
