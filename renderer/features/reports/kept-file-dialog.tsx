import { zodResolver } from '@hookform/resolvers/zod';
import { Autocomplete, Box, Checkbox, FormControlLabel, FormHelperText, MenuItem, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Control, useController, useForm, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { publicationFieldsSchema } from '../../../main/contract/publication.ts';
import { FORMATS_OF, OPTIONS_OF, PUBLISHED, type Published } from '../../../main/domain/publication.ts';
import { client } from '../../bridge/client.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { CheckInput, FieldGrid, NumberInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { pathOf } from './kept-path.ts';
import type { KeptFile } from './types.ts';

type Values = z.input<typeof publicationFieldsSchema>;
type Fields = z.output<typeof publicationFieldsSchema>;
type FieldControl = Control<Values, unknown, Fields>;

const NONE = { within: null, groupBy: null, filter: null };

/** Sets a file up that is kept up to date, or changes one. It leaves the vault unencrypted, which has to be said yes to. */
export function KeptFileDialog({ file, onClose }: { file: KeptFile | null; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [agreed, setAgreed] = useState<boolean | null>(null);
  const [replace, setReplace] = useState(false);
  const { control, handleSubmit, setValue, getValues, formState } = useForm<Values, unknown, Fields>({
    defaultValues: file ? valuesOf(file) : newFile('support_calendar', words.t('publication.what.support_calendar')),
    resolver: zodResolver(publicationFieldsSchema),
  });
  const what = useWatch({ control, name: 'what' });
  const submit = handleSubmit(async (fields) => {
    if (agreed !== true) return setAgreed(false);
    setFailure(null);
    try {
      const { id } = file
        ? {
            id: file.id,
            ...(await client.publication.update({ id: file.id, revision: file.revision, fields, replace })),
          }
        : await client.publication.create({ fields, replace });
      const { title } = fields;
      if (!fields.enabled) notice({ text: text('reports.dialog.turnedOff', { title }) });
      else {
        const { rows } = await client.publication.writeNow({ ids: [id] });
        const failed = rows.some(({ outcome }) => outcome === 'failed');
        const told = { title, file: pathOf(fields) };
        notice({ text: text(failed ? 'reports.dialog.notWritten' : 'reports.dialog.written', told) });
      }
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  // What was typed stays; what was only proposed follows.
  const choose = (chosen: Published) => {
    const before = getValues();
    const proposed = newFile(before.what, words.t(`publication.what.${before.what}`));
    const next = newFile(chosen, words.t(`publication.what.${chosen}`));
    const format = FORMATS_OF[chosen].find((one) => one === before.format) ?? next.format;
    setValue('format', format);
    setValue('options', NONE);
    if (before.title === proposed.title) setValue('title', next.title);
    const stem = withoutEnding(before.fileName);
    setValue(
      'fileName',
      `${stem === withoutEnding(proposed.fileName) ? withoutEnding(next.fileName) : stem}.${format}`,
    );
  };
  const options = OPTIONS_OF[what];
  const taken = failure?.code === 'file_exists';
  return (
    <FormDialog
      open
      title={file ? text('reports.dialog.changeTitle', { title: file.title }) : text('reports.dialog.addTitle')}
      submit={file ? text('action.save') : text('reports.dialog.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={taken ? null : failure}
      width="md"
      notice={
        <>
          {taken ? (
            <>
              <ErrorNote failure={failure} />
              <FormControlLabel
                label={text('reports.dialog.replace')}
                control={<Checkbox size="small" checked={replace} onChange={(_, checked) => setReplace(checked)} />}
              />
            </>
          ) : null}
          <Note tone="near">{text('reports.dialog.warning')}</Note>
          <Box>
            <FormControlLabel
              label={text('reports.dialog.agree')}
              control={
                <Checkbox size="small" checked={agreed === true} onChange={(_, checked) => setAgreed(checked)} />
              }
            />
            {agreed === false ? (
              <FormHelperText error role="alert">
                {text('reports.dialog.agreeNeeded')}
              </FormHelperText>
            ) : null}
          </Box>
        </>
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGrid>
        <Choice
          control={control}
          name="what"
          label={text('reports.dialog.what')}
          choices={PUBLISHED.map((value) => ({ value, label: words.t(`publication.what.${value}`) }))}
          autoFocus
          onChoose={choose}
        />
        <Choice
          control={control}
          name="format"
          label={text('reports.dialog.format')}
          choices={FORMATS_OF[what].map((value) => ({ value, label: words.t(`exportFormat.${value}`) }))}
          onChoose={(format) => setValue('fileName', `${withoutEnding(getValues('fileName'))}.${format}`)}
        />
        <Wide>
          <TextInput
            control={control}
            name="folder"
            label={text('reports.dialog.folder')}
            hint={text('reports.dialog.folderHint')}
            required
            maxLength={1000}
          />
        </Wide>
        <TextInput
          control={control}
          name="fileName"
          label={text('reports.dialog.fileName')}
          hint={text('reports.dialog.fileNameHint')}
          required
          maxLength={120}
        />
        <TextInput
          control={control}
          name="title"
          label={text('reports.dialog.titleField')}
          hint={text('reports.dialog.titleHint')}
          required
          maxLength={100}
        />
        {options.includes('within') ? (
          <NumberInput
            control={control}
            name="options.within"
            label={text('reports.dialog.within')}
            hint={text('reports.dialog.withinHint')}
            min={0}
            max={600}
          />
        ) : null}
        {options.includes('filter') ? <Departments control={control} /> : null}
        {options.includes('groupBy') ? <ByModel control={control} /> : null}
        <CheckInput control={control} name="enabled" label={text('reports.dialog.enabled')} />
      </FieldGrid>
    </FormDialog>
  );
}

/** One of a few words, of which the others follow. */
function Choice<Name extends 'what' | 'format'>({
  control,
  name,
  label,
  choices,
  autoFocus = false,
  onChoose,
}: {
  control: FieldControl;
  name: Name;
  label: string;
  choices: readonly { readonly value: Values[Name]; readonly label: string }[];
  autoFocus?: boolean;
  onChoose: (chosen: Values[Name]) => void;
}) {
  const { field } = useController({ control, name });
  return (
    <TextField
      select
      required
      name={field.name}
      label={label}
      value={field.value}
      inputRef={field.ref}
      autoFocus={autoFocus}
      onBlur={field.onBlur}
      onChange={(event) => {
        const chosen = choices.find(({ value }) => value === event.target.value);
        if (!chosen) return;
        onChoose(chosen.value);
        field.onChange(chosen.value);
      }}
    >
      {choices.map(({ value, label: shown }) => (
        <MenuItem key={value} value={value}>
          {shown}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** Departments as the register has them; none means all. */
function Departments({ control }: { control: FieldControl }) {
  const text = useText();
  const { field } = useController({ control, name: 'options.filter' });
  const { data } = useQuery(orpc.device.facets.queryOptions({ input: { filter: {} } }));
  return (
    <Autocomplete
      multiple
      options={data?.department.map(({ value }) => value).filter(Boolean) ?? []}
      value={field.value?.department ?? []}
      onChange={(_, department) => field.onChange(department.length === 0 ? null : { ...field.value, department })}
      onBlur={field.onBlur}
      slotProps={{ chip: { size: 'small' } }}
      renderInput={(params) => (
        <TextField
          {...params}
          label={text('reports.dialog.departments')}
          helperText={text('reports.dialog.departmentsHint')}
        />
      )}
    />
  );
}

function ByModel({ control }: { control: FieldControl }) {
  const text = useText();
  const { field } = useController({ control, name: 'options.groupBy' });
  return (
    <FormControlLabel
      label={text('reports.byModel')}
      control={
        <Checkbox
          size="small"
          checked={field.value === 'model'}
          onChange={(_, checked) => field.onChange(checked ? 'model' : null)}
        />
      }
    />
  );
}

function newFile(what: Published, title: string): Values {
  const [format = 'pdf'] = FORMATS_OF[what];
  const fileName = `${what.replaceAll('_', '-')}.${format}`;
  return { title, what, format, folder: '', fileName, options: NONE, enabled: true };
}

function valuesOf({ title, what, format, folder, fileName, options, enabled }: KeptFile): Values {
  return { title, what, format, folder, fileName, options, enabled };
}

function withoutEnding(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '');
}
