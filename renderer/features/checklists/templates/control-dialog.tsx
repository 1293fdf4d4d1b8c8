import { Box, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Resolver, useForm, useWatch } from 'react-hook-form';
import { day } from '../../../../main/domain/day.ts';
import { client } from '../../../bridge/client.ts';
import { failureOf } from '../../../bridge/failure.ts';
import { orpc } from '../../../bridge/queries.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { ShownFailure } from '../../../ui/error-state.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useNotice } from '../../../ui/notices.tsx';
import { ControlFields, FlagFields, SourceFields } from './control-fields.tsx';
import { type ControlForm, controlOf, formOf, newControl } from './control-form.ts';
import { ControlPreview } from './control-preview.tsx';
import { type Template, type TemplateControl, type TemplateSection, templateSections } from './types.ts';

const resolver: Resolver<ControlForm, unknown, ControlForm> = (form) => {
  const read = controlOf(form);
  if ('control' in read) return { values: form, errors: {} };
  const errors = Object.entries(read.errors).map(([field, message]) => [field, { type: 'server', message }] as const);
  return { values: {}, errors: Object.fromEntries(errors) };
};

/** Writes a question of a draft, or a new one of a section, with how it will look beside the fields. */
export function ControlDialog({
  template,
  control: written,
  section,
  onClose,
}: {
  template: Template;
  /** The question to be changed; null for a new one. */
  control: TemplateControl | null;
  section: TemplateSection | null;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  /** The question that the form was last held against. */
  const [base, setBase] = useState(written);
  const { control, handleSubmit, setError, setValue, formState } = useForm<ControlForm, unknown, ControlForm>({
    resolver,
    defaultValues: formOf(written ?? newControl(section)),
  });
  const submit = handleSubmit(async (form) => {
    setFailure(null);
    const read = controlOf(form);
    if (!('control' in read)) return;
    const { id, revision } = template;
    const saved = template.controls.find(({ code }) => code === written?.code) ?? null;
    // Somebody else wrote this question meanwhile: that is said once, and whoever saves again means it.
    if (JSON.stringify(saved) !== JSON.stringify(base)) {
      setBase(saved);
      setFailure({ code: 'stale_edit', details: {} });
      return;
    }
    try {
      await client.template.saveControl({ id, revision, code: written?.code ?? null, control: read.control });
      // The next change goes on from this one.
      await queries.invalidateQueries({ queryKey: orpc.template.get.key() });
      notice({ text: text('templates.control.saved', { code: read.control.code }) });
      onClose();
    } catch (error) {
      const found = failureOf(error);
      if (found.code === 'already_exists')
        setError('code', { type: 'server', message: 'taken' }, { shouldFocus: true });
      else setFailure(found);
    }
  });
  return (
    <FormDialog
      open
      title={written ? text('templates.control.editTitle', { code: written.code }) : text('templates.control.addTitle')}
      submit={text(written ? 'templates.control.save' : 'templates.control.add')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      width="md"
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <ControlFields
        control={control}
        sections={templateSections(template.controls)}
        onSection={(title) => setValue('sectionTitle', title, { shouldDirty: true })}
      />
      <Group title={text('templates.control.flagGroup')}>
        <FlagFields control={control} />
      </Group>
      <LivePreview control={control} />
      <Group title={text('templates.control.sourceGroup')}>
        <SourceFields control={control} />
      </Group>
    </FormDialog>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="fieldset" sx={{ border: 0, margin: 0, padding: 0, minWidth: 0, display: 'grid', gap: '14px' }}>
      <Typography component="legend" variant="h3" sx={{ padding: 0, marginBottom: '12px' }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

/** Stands in the preview for what is not written yet. */
const ELLIPSIS = '…';

/** The question as far as it can be read; what does not fit yet is left out of it. */
function LivePreview({
  control,
}: {
  control: ReturnType<typeof useForm<ControlForm, unknown, ControlForm>>['control'];
}) {
  const today = useQuery(orpc.vault.status.queryOptions()).data?.today;
  const form = useWatch({ control }) as ControlForm;
  const read = controlOf({
    ...form,
    code: form.code || 'X-1',
    section: form.section || 'X',
    sectionTitle: form.sectionTitle || 'X',
    title: form.title || ELLIPSIS,
    question: form.question || ELLIPSIS,
    rule: form.rule || ELLIPSIS,
  });
  const [last, setLast] = useState<TemplateControl | null>(null);
  const fits = 'control' in read ? read.control : null;
  if (fits !== null && JSON.stringify(fits) !== JSON.stringify(last)) setLast(fits);
  const shown = fits ?? last;
  if (shown === null || today === undefined || today === null) return null;
  return (
    <ControlPreview
      control={{ ...shown, code: form.code, title: form.title, question: form.question }}
      today={day(today)}
    />
  );
}
