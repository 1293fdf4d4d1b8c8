import { Autocomplete, Box, Button, TextField, Typography } from '@mui/material';
import { useId } from 'react';
import { MILESTONES } from '../../../main/domain/model.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { type ComponentAction, ComponentTable } from '../../ui/component-table.tsx';
import { paint } from '../../ui/paint.ts';
import type { Component, ModelDetail } from './types.ts';

/** One software version of a model: how many devices run it, its own dates, and its own parts. */
export function VersionSection({
  model,
  version,
  actions,
  onAdd,
}: {
  model: ModelDetail;
  version: ModelDetail['versions'][number];
  actions: (component: Component) => readonly ComponentAction[];
  onAdd: (() => void) | null;
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const id = useId();
  const components = model.components.filter(({ softwareVersion }) => softwareVersion === version.name);
  const dates = model.milestones.flatMap(({ current, softwareVersion, kind, on }) => {
    const named = MILESTONES.find((one) => one === kind);
    return current && softwareVersion === version.name && named && on
      ? [`${words.t(`milestone.${named}`)} ${words.partialDay(on)}`]
      : [];
  });
  const about = [
    text('models.components.versionDevices', { count: version.devices, amount: number(version.devices) }),
    ...dates,
  ];
  const name = text('models.components.version', { name: version.name });
  return (
    <Box component="section" aria-labelledby={id} sx={{ borderTop: `1px solid ${paint.line}` }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', padding: '12px 16px' }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography id={id} variant="h3" sx={{ fontSize: 14, fontWeight: 600, overflowWrap: 'anywhere' }}>
            {name}
          </Typography>
          <Box sx={{ color: paint.muted }}>
            {about.join('. ')}.{components.length === 0 ? ` ${text('models.components.versionSame')}` : ''}
          </Box>
        </Box>
        {onAdd ? (
          <Button
            variant="text"
            color="primary"
            onClick={onAdd}
            aria-label={text('models.components.addToVersion', { name: version.name })}
          >
            {text('models.components.add')}
          </Button>
        ) : null}
      </Box>
      {components.length === 0 ? null : <ComponentTable label={name} components={components} actions={actions} />}
    </Box>
  );
}

/** What a component belongs to: the whole model, or one software version, also one that is not there yet. */
export function VersionField({
  model,
  value,
  onChange,
  disabled,
}: {
  model: ModelDetail;
  value: string;
  onChange: (version: string) => void;
  disabled: boolean;
}) {
  const text = useText();
  return (
    <Autocomplete
      freeSolo
      options={model.versions.map(({ name }) => name)}
      inputValue={value}
      disabled={disabled}
      onInputChange={(_, typed) => onChange(typed)}
      renderInput={(params) => (
        <TextField
          {...params}
          label={text('models.components.scope')}
          helperText={text('models.components.scopeHint')}
          slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, maxLength: 100 } }}
        />
      )}
    />
  );
}
