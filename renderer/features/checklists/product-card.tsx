import { Box, Button, FormControlLabel, Link, Switch, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { APPLICABILITIES } from '../../../main/domain/checklist.ts';
import { parseDay } from '../../../main/domain/day.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';
import { SaveMark } from './save-mark.tsx';
import type { Checklist } from './types.ts';
import { type ProductChanges, type ProductState, useProduct } from './use-product.ts';

/** What is known of the purchase. It decides which questions apply and when a date or a figure raises a flag. */
export function ProductCard({ checklist }: { checklist: Checklist }) {
  const text = useText();
  const words = useWords();
  const { state, change, giveUp } = useProduct(checklist.id);
  return (
    <Card title={text('checklists.product.title')} actions={<ProductMark state={state} />}>
      <Box sx={{ display: 'grid', gap: '13px', paddingTop: '6px' }}>
        <ProductProblem state={state} onAgain={change} onGiveUp={giveUp} />
        {checklist.model || checklist.vendor ? (
          <Typography variant="body2" sx={{ color: paint.muted }}>
            {[checklist.vendor, checklist.model].filter(Boolean).join(', ')}
            {checklist.modelId ? (
              <>
                {' '}
                <Link component={RouterLink} to={`/models/${checklist.modelId}`} underline="always">
                  {text('checklists.product.toModel')}
                </Link>
              </>
            ) : null}
          </Typography>
        ) : null}
        <SavedLine
          label={text('checklists.product.name')}
          value={checklist.title}
          required
          onSave={(title) => title !== null && change({ title })}
        />
        <SavedLine
          label={text('checklists.product.softwareVersion')}
          value={checklist.softwareVersion ?? ''}
          onSave={(softwareVersion) => change({ softwareVersion })}
        />
        <SavedLine
          label={text('checklists.product.department')}
          value={checklist.department ?? ''}
          onSave={(department) => change({ department })}
        />
        <SavedDay
          label={text('checklists.product.plannedDeliveryOn')}
          value={checklist.plannedDeliveryOn ?? ''}
          onSave={(plannedDeliveryOn) => change({ plannedDeliveryOn })}
        />
        <SavedDay
          label={text('checklists.product.plannedReplacementOn')}
          value={checklist.plannedReplacementOn ?? ''}
          onSave={(plannedReplacementOn) => change({ plannedReplacementOn })}
        />
        <SavedDay
          label={text('checklists.product.assessedOn')}
          value={checklist.assessedOn}
          onSave={(assessedOn) => assessedOn !== null && change({ assessedOn })}
          required
        />
        <SavedNumber
          label={text('checklists.product.maxDowntimeHours')}
          value={checklist.maxDowntimeHours}
          onSave={(maxDowntimeHours) => change({ maxDowntimeHours })}
        />
        <SavedNumber
          label={text('checklists.product.reportingDutyHours')}
          value={checklist.reportingDutyHours}
          onSave={(reportingDutyHours) => change({ reportingDutyHours })}
        />
        <Box component="fieldset" sx={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <Typography component="legend" sx={{ fontWeight: 600, padding: 0 }}>
            {text('checklists.product.describes')}
          </Typography>
          <Typography variant="body2" sx={{ color: paint.muted, marginBottom: '4px' }}>
            {text('checklists.product.describesHint')}
          </Typography>
          {APPLICABILITIES.map((kind) => (
            <FormControlLabel
              key={kind}
              sx={{
                display: 'flex',
                margin: 0,
                gap: '4px',
                '& .MuiFormControlLabel-label': { fontSize: 13, lineHeight: '18px' },
              }}
              control={
                <Switch
                  size="small"
                  checked={checklist.applicability[kind] !== false}
                  onChange={(event) =>
                    change({ applicability: { ...checklist.applicability, [kind]: event.target.checked } })
                  }
                />
              }
              label={words.t(`applicability.${kind}`)}
            />
          ))}
        </Box>
      </Box>
    </Card>
  );
}

function ProductMark({ state }: { state: ProductState | null }) {
  const text = useText();
  if (state === null) return null;
  if (state.kind === 'saving' || state.kind === 'saved') {
    return <SaveMark state={state.kind === 'saving' ? state : { kind: 'saved', revision: 0 }} />;
  }
  return (
    <Box component="span" sx={{ fontSize: 12, color: paint.end }}>
      {text('checklists.page.notSaved')}
    </Box>
  );
}

function ProductProblem({
  state,
  onAgain,
  onGiveUp,
}: {
  state: ProductState | null;
  onAgain: (changes: ProductChanges) => void;
  onGiveUp: () => void;
}) {
  const text = useText();
  if (state === null || state.kind === 'saving' || state.kind === 'saved') return null;
  if (state.kind === 'failed') return <ErrorNote failure={state.failure} />;
  const { changes, theirs } = state;
  const shown = (value: unknown) =>
    value === null || value === undefined || value === ''
      ? text('checklists.product.nothing')
      : typeof value === 'object'
        ? '…'
        : String(value);
  return (
    <Note tone="near" role="alert">
      <strong>{text('checklists.product.stale')}</strong>
      {(Object.keys(changes) as (keyof ProductChanges)[]).map((field) => (
        <div key={field}>
          {text('checklists.product.staleField', {
            field: text(field === 'title' ? 'checklists.product.name' : `checklists.product.${field}`),
            theirs: shown(theirs[field]),
            mine: shown(changes[field]),
          })}
        </div>
      ))}
      <Box sx={{ display: 'flex', gap: 1, margin: '8px 0 4px', flexWrap: 'wrap' }}>
        <Button onClick={onGiveUp}>{text('checklists.product.keepTheirs')}</Button>
        <Button onClick={() => onAgain(changes)}>{text('checklists.product.useMine')}</Button>
      </Box>
    </Note>
  );
}

/** A line that is saved when it is left. */
function SavedLine({
  label,
  value,
  required = false,
  onSave,
}: {
  label: string;
  value: string;
  required?: boolean;
  onSave: (value: string | null) => void;
}) {
  const text = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const empty = required && typed !== null && typed.trim() === '';
  return (
    <TextField
      label={label}
      value={typed ?? value}
      required={required}
      error={empty}
      helperText={empty ? text('checklists.product.needed') : undefined}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        const next = typed?.trim();
        if (empty || next === undefined) return;
        setTyped(null);
        if (next !== value) onSave(next === '' ? null : next);
      }}
      slotProps={{ htmlInput: { maxLength: 100, autoComplete: 'off' } }}
    />
  );
}

function SavedDay({
  label,
  value,
  required = false,
  onSave,
}: {
  label: string;
  value: string;
  required?: boolean;
  onSave: (value: ReturnType<typeof parseDay>) => void;
}) {
  const text = useText();
  const [typed, setTyped] = useState(value);
  const [wrong, setWrong] = useState(false);
  return (
    <DayField
      key={value}
      label={label}
      value={value}
      required={required}
      error={wrong}
      help={wrong ? text('checklists.product.wrongDay') : undefined}
      onChange={setTyped}
      onBlur={() => {
        const day = parseDay(typed);
        const bad = day === null && (typed !== '' || required);
        setWrong(bad);
        if (!bad && typed !== value) onSave(day);
      }}
    />
  );
}

function SavedNumber({
  label,
  value,
  onSave,
}: {
  label: string;
  value: number | null;
  onSave: (value: number | null) => void;
}) {
  const text = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && !/^\d{0,5}$/.test(typed.trim());
  return (
    <TextField
      label={label}
      value={typed ?? (value === null ? '' : String(value))}
      error={wrong}
      helperText={wrong ? text('checklists.product.wrongNumber') : undefined}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (wrong || typed === null) return;
        const next = typed.trim() === '' ? null : Number(typed);
        setTyped(null);
        if (next !== value) onSave(next);
      }}
      slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
    />
  );
}
