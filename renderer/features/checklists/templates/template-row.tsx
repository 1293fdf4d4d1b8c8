import { Box, Button, Typography } from '@mui/material';
import { Fragment, type KeyboardEvent, memo } from 'react';
import { useText, useWords } from '../../../i18n/i18n.ts';
import { paint } from '../../../ui/paint.ts';
import { useThresholdText } from './control-words.ts';
import type { TemplateControl } from './types.ts';

const small = { padding: '2px 9px', fontSize: 12.5, minWidth: 0 } as const;
/** Between facts; a line breaks behind it, never before. */
const DOT = '\u00a0\u00b7 ';

/** One question of a template, with what hangs on it in a quiet line. In a draft Alt and arrow keys move it, Enter edits it. */
export const TemplateRow = memo(function TemplateRow({
  control,
  editable,
  canMove,
  onMove,
  onEdit,
  onRemove,
}: {
  control: TemplateControl;
  editable: boolean;
  canMove: { readonly up: boolean; readonly down: boolean };
  onMove: (by: -1 | 1, byKey: boolean) => void;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const text = useText();
  const words = useWords();
  const thresholdText = useThresholdText();
  const { code, redFlag } = control;
  const facts = [
    words.t(`template.answerType.${control.answerType}`) + (control.unit ? ` (${control.unit})` : ''),
    ...(control.tier === 'extended' ? [words.t('template.tier.extended')] : []),
    ...(control.appliesWhen === 'any' ? [] : [words.t(`applicability.${control.appliesWhen}`)]),
    ...(redFlag.threshold
      ? [text('templates.row.limit', { limit: thresholdText(redFlag.threshold, control.unit) })]
      : []),
    ...(control.commitmentKind ? [words.t(`commitmentKind.${control.commitmentKind}`)] : []),
  ];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || !editable) return;
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (by !== null && event.altKey) {
      event.preventDefault();
      if (by === -1 ? canMove.up : canMove.down) onMove(by, true);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      onEdit();
    }
  };
  return (
    <Box
      component="article"
      id={`control-${code}`}
      aria-labelledby={`control-${code}-title`}
      tabIndex={editable ? 0 : undefined}
      onKeyDown={onKeyDown}
      sx={{
        padding: '14px 16px',
        borderTop: `1px solid ${paint.line}`,
        '&:focus-visible': { outline: `2px solid ${paint.accent}`, outlineOffset: '-2px' },
      }}
    >
      <Box sx={{ display: 'flex', gap: '6px 12px', flexWrap: 'wrap', alignItems: 'flex-start' }}>
        <Typography id={`control-${code}-title`} variant="h3" sx={{ flex: '1 1 240px', paddingTop: '2px' }}>
          <Box component="span" sx={{ color: paint.muted, marginRight: '7px' }}>
            {code}
          </Box>
          {control.title}
        </Typography>
        {editable ? (
          <Box sx={{ display: 'flex', gap: '2px' }}>
            <Button
              variant="text"
              sx={small}
              disabled={!canMove.up}
              aria-label={text('templates.row.upOf', { code })}
              onClick={() => onMove(-1, false)}
            >
              {text('templates.row.up')}
            </Button>
            <Button
              variant="text"
              sx={small}
              disabled={!canMove.down}
              aria-label={text('templates.row.downOf', { code })}
              onClick={() => onMove(1, false)}
            >
              {text('templates.row.down')}
            </Button>
            <Button variant="text" sx={small} aria-label={text('templates.row.removeOf', { code })} onClick={onRemove}>
              {text('templates.row.remove')}
            </Button>
            <Button variant="text" sx={small} aria-label={text('templates.row.editOf', { code })} onClick={onEdit}>
              {text('templates.row.edit')}
            </Button>
          </Box>
        ) : null}
      </Box>
      <Typography sx={{ color: paint.muted, marginTop: '2px', maxWidth: '90ch', overflowWrap: 'anywhere' }}>
        {control.question}
      </Typography>
      <Box sx={{ fontSize: 12.5, lineHeight: '18px', color: paint.muted, marginTop: '6px' }}>
        <Box component="span" sx={control.weight === 'critical' ? { color: paint.text, fontWeight: 600 } : undefined}>
          {words.t(`weight.${control.weight}`)}
        </Box>
        {facts.map((fact) => (
          <Fragment key={fact}>
            {DOT}
            <span style={{ display: 'inline-block' }}>{fact}</span>
          </Fragment>
        ))}
      </Box>
      {redFlag.rule ? (
        <Box sx={{ fontSize: 12.5, lineHeight: '18px', color: paint.muted, marginTop: '2px' }}>
          {text('templates.row.flag')}: {redFlag.rule}
        </Box>
      ) : null}
    </Box>
  );
});
