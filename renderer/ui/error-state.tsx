import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { ErrorCode } from '../../main/domain/error.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { paint } from './paint.ts';

/** What an error state needs to know; `failureOf` in the bridge makes it of whatever was thrown. */
export interface ShownFailure {
  readonly code: ErrorCode | 'unreachable';
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

/** Texts of a failure: what happened, what is safe, what to do. */
export function useFailureText(failure: ShownFailure): { what: string; safe: string; next: string } {
  const text = useText();
  const words = useWords();
  const parameters = Object.fromEntries(
    Object.entries(failure.details).map(([key, value]) => [
      key,
      typeof value === 'number' ? value : String(value ?? ''),
    ]),
  );
  const told = {
    what: text(`failure.${failure.code}.what`, parameters),
    safe: text(`failure.${failure.code}.safe`, parameters),
    next: text(`failure.${failure.code}.next`, parameters),
  };
  const problem = refusalOf(failure);
  if (problem === null) return told;
  const next = problem === 'too_many_rows_for_pdf' ? { next: text('failure.inputRefused.tooManyRows') } : {};
  return { ...told, what: `${words.t(`refused.${problem}`, parameters)}.`, ...next };
}

/** Refusals that say by themselves what does not fit. */
const TOLD = [
  'checklist_locked',
  'trash_held',
  'trash_needs',
  'trash_gone',
  'trash_taken',
  'trash_needed',
  'superseded',
  'already_signed',
  'second_person_needed',
  'owner_signs',
  'already_ordered',
  'others_signature',
  'other_vendor',
  'not_of_gate',
  'too_many_rows_for_pdf',
  'folder_missing',
  'folder_in_vault',
  'folder_read_only',
  'disk_full',
  'disk_failed',
  'not_absolute',
  'template_not_draft',
  'template_not_released',
  'template_empty',
  'template_same',
  'too_many_candidates',
  'candidate_twice',
  'candidate_chosen',
  'candidate_withdrawn',
  'ordered_already',
  'stage_skipped',
  'before_last_move',
  'in_future',
  'nothing_chosen',
  'not_in_decision',
  'has_checklist',
  'no_template',
  'other_model',
  'checklist_linked',
  'years_reversed',
  'due_before_today',
  'form_declares_otherwise',
  'nothing_to_ask',
] as const;

function refusalOf({ code, details }: ShownFailure): (typeof TOLD)[number] | null {
  return code === 'input_refused' ? (TOLD.find((one) => one === details.problem) ?? null) : null;
}

/** A screen or a part of one that could not be shown: what happened, what is safe, what to do. */
export function ErrorState({
  failure,
  onRetry,
  actions,
}: {
  failure: ShownFailure;
  onRetry?: () => void;
  actions?: ReactNode;
}) {
  const text = useText();
  const { what, safe, next } = useFailureText(failure);
  return (
    <Box role="alert" sx={{ padding: '32px 24px', display: 'grid', gap: '6px', justifyItems: 'start', maxWidth: 560 }}>
      <Typography variant="h2" component="p" sx={{ fontSize: 15 }}>
        {what}
      </Typography>
      <Typography sx={{ color: paint.muted }}>{safe}</Typography>
      <Typography>{next}</Typography>
      {onRetry || actions ? (
        <Box sx={{ display: 'flex', gap: 1, marginTop: '10px' }}>
          {onRetry ? <Button onClick={onRetry}>{text('action.tryAgain')}</Button> : null}
          {actions}
        </Box>
      ) : null}
    </Box>
  );
}

/** A failure beside the thing that failed: inside a form or a dialog. */
export function ErrorNote({ failure }: { failure: ShownFailure }) {
  const { what, safe, next } = useFailureText(failure);
  return (
    <Note tone="end" role="alert">
      <strong>{what}</strong> {safe} {next}
    </Note>
  );
}

/** A few words with a coloured edge, where a person should stop for a moment. */
export function Note({
  tone,
  role,
  children,
}: {
  tone: 'end' | 'near' | 'plan' | 'ok' | 'unk';
  role?: 'alert' | 'status';
  children: ReactNode;
}) {
  return (
    <Box
      role={role}
      sx={{
        borderLeft: `3px solid ${paint[tone]}`,
        backgroundColor: paint[`${tone}Soft`],
        color: paint[tone],
        borderRadius: '0 7px 7px 0',
        padding: '6px 12px',
        fontSize: 13,
        lineHeight: '19px',
      }}
    >
      {children}
    </Box>
  );
}
