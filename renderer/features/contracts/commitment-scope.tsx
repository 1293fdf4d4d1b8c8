import { Autocomplete, Box, MenuItem, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { COMMITMENT_SCOPES, type CommitmentScope } from '../../../main/domain/commitment.ts';
import type { ModelId, SoftwareVersionId } from '../../../main/domain/ids.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { SearchField, SearchManyField } from '../../ui/search-input.tsx';
import type { CommitmentScopeValue } from './commitment-form.ts';

/** Models that are offered. */
const MODELS = 1000;

/** What a promise is about: everything, or some models, versions or components. */
export function ScopeField({
  value,
  missing,
  onChange,
}: {
  value: CommitmentScopeValue;
  /** True when something has to be chosen. */
  missing: boolean;
  onChange: (value: CommitmentScopeValue) => void;
}) {
  const text = useText();
  const words = useWords();
  const [versionsOf, setVersionsOf] = useState<string | null>(null);
  const byModel = value.kind === 'models' || value.kind === 'versions';
  const models = useQuery({ ...orpc.model.list.queryOptions({ input: { limit: MODELS } }), enabled: byModel });
  const model = useQuery({
    ...orpc.model.get.queryOptions({ input: { id: (versionsOf ?? '') as ModelId } }),
    enabled: value.kind === 'versions' && versionsOf !== null,
  });
  const choices = (models.data?.rows ?? []).map(({ id, manufacturer, name }) => ({
    value: id,
    label: `${manufacturer} ${name}`,
  }));
  const modelName = choices.find((choice) => choice.value === versionsOf)?.label ?? '';
  return (
    <Box sx={{ display: 'grid', gap: '14px' }}>
      <TextField
        select
        label={text('contracts.commitments.dialog.scope')}
        value={value.kind}
        error={missing}
        helperText={missing ? text('contracts.commitments.dialog.scopeMissing') : undefined}
        onChange={(event) => onChange({ ...value, kind: event.target.value as CommitmentScope })}
      >
        {COMMITMENT_SCOPES.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {words.t(`commitmentScope.${kind}`)}
          </MenuItem>
        ))}
      </TextField>
      {value.kind === 'models' ? (
        <SearchManyField
          label={words.t('commitmentScope.models')}
          choices={choices}
          value={value.models.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(chosen) =>
            onChange({ ...value, models: chosen.map(({ value: id, label }) => ({ id: id as ModelId, name: label })) })
          }
        />
      ) : null}
      {value.kind === 'versions' ? (
        <>
          <SearchField
            label={text('contracts.commitments.dialog.versionsOf')}
            choices={choices}
            noneLabel=""
            value={versionsOf}
            onChange={setVersionsOf}
          />
          <SearchManyField
            label={words.t('commitmentScope.versions')}
            choices={(model.data?.versions ?? []).map(({ id, name }) => ({ value: id, label: `${modelName} ${name}` }))}
            value={value.versions.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(chosen) =>
              onChange({
                ...value,
                versions: chosen.map(({ value: id, label }) => ({ id: id as SoftwareVersionId, name: label })),
              })
            }
          />
        </>
      ) : null}
      {value.kind === 'components' ? (
        <Autocomplete
          multiple
          freeSolo
          options={[] as string[]}
          value={value.components}
          onChange={(_, components) => onChange({ ...value, components })}
          renderInput={(params) => (
            <TextField
              {...params}
              label={words.t('commitmentScope.components')}
              helperText={text('contracts.commitments.dialog.componentsHelp')}
            />
          )}
        />
      ) : null}
    </Box>
  );
}
