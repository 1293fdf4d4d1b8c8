import { Box, Button, FormControlLabel, Radio, RadioGroup, Skeleton, Typography } from '@mui/material';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { type Day, type PartialDay, parseDay } from '../../main/domain/day.ts';
import { COMPONENT_KINDS, type ComponentKind } from '../../main/domain/model.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { Note, type ShownFailure } from './error-state.tsx';
import { FormDialog } from './form-dialog.tsx';
import { CheckInput, FieldGrid, SelectInput, TextInput, Wide } from './form-fields.tsx';
import { PartialDayInput } from './form-fields-partial-day.tsx';
import { paint } from './paint.ts';
import { useRested } from './use-rested.ts';

/** What a person enters about a part of a device's software. */
export interface ComponentValues {
  readonly kind: ComponentKind;
  readonly label: string;
  readonly edition: string | null;
  readonly releaseKey: string | null;
  readonly ownEnd: PartialDay | null;
  readonly endSource: string | null;
  readonly securityRelevant: boolean;
}

export interface CatalogueCandidate {
  readonly key: string;
  readonly label: string;
  /** A day, `open` or `ended`. */
  readonly securityEnd: string;
  readonly paidExtensionEndOn: Day | null;
}

/** What the catalogue makes of a name. */
export interface Identification {
  readonly kind: 'release' | 'ambiguous' | 'none';
  readonly missing: 'edition' | 'channel' | 'version' | null;
  readonly candidates: readonly CatalogueCandidate[];
  readonly catalogueDay: Day;
}

export const NEW_COMPONENT: ComponentValues = {
  kind: 'operating_system',
  label: '',
  edition: null,
  releaseKey: null,
  ownEnd: null,
  endSource: null,
  securityRelevant: true,
};

/** Names a component. While one types, it says which release of the catalogue that is, or asks which of several. */
export function ComponentDialog({
  title,
  intro,
  scope,
  values,
  resolver,
  identify,
  failureOf,
  onSave,
  onClose,
}: {
  title: string;
  intro?: ReactNode;
  /** What it belongs to, where that can be chosen; stands before everything else. */
  scope?: ReactNode;
  values: ComponentValues;
  resolver: Resolver<ComponentValues, unknown, ComponentValues>;
  identify: (name: string, edition: string | null) => Promise<Identification>;
  failureOf: (error: unknown) => ShownFailure;
  onSave: (values: ComponentValues) => Promise<void>;
  onClose: () => void;
}) {
  const text = useText();
  const words = useWords();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, watch, setValue, formState } = useForm<ComponentValues, unknown, ComponentValues>({
    defaultValues: values,
    resolver,
  });
  const [label, edition, releaseKey, ownEnd] = watch(['label', 'edition', 'releaseKey', 'ownEnd']);
  const found = useIdentification(identify, label, edition);
  const [ownDate, setOwnDate] = useState(values.ownEnd !== null);

  // A release that was chosen for another name says nothing about this one.
  const offered = found?.candidates.some(({ key }) => key === releaseKey);
  useEffect(() => {
    if (found !== null && releaseKey !== null && !offered) setValue('releaseKey', null);
  }, [found, offered, releaseKey, setValue]);

  const submit = handleSubmit(async (fields) => {
    setFailure(null);
    try {
      await onSave(fields);
    } catch (error) {
      setFailure(failureOf(error));
    }
  });

  return (
    <FormDialog
      open
      title={title}
      intro={intro}
      submit={text('action.save')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      {scope}
      <FieldGrid>
        <Wide>
          <TextInput
            control={control}
            name="label"
            label={text('records.component.name')}
            hint={text('records.component.nameHint')}
            required
            autoFocus
            maxLength={200}
          />
        </Wide>
        <TextInput control={control} name="edition" label={text('records.component.edition')} maxLength={200} />
        <SelectInput
          control={control}
          name="kind"
          label={text('records.component.kind')}
          required
          choices={COMPONENT_KINDS.map((kind) => ({ value: kind, label: words.t(`componentKind.${kind}`) }))}
        />
      </FieldGrid>
      <Match
        found={found}
        typed={label.trim() !== ''}
        chosen={releaseKey}
        onChoose={(key) => setValue('releaseKey', key, { shouldDirty: true })}
      />
      {ownDate || ownEnd !== null || found?.kind === 'none' ? (
        <FieldGrid>
          <PartialDayInput control={control} name="ownEnd" label={text('records.component.ownEnd')} />
          <TextInput
            control={control}
            name="endSource"
            label={text('records.component.endSource')}
            hint={text('records.component.endSourceHint')}
            maxLength={500}
          />
        </FieldGrid>
      ) : (
        <Box>
          <Button variant="text" color="primary" onClick={() => setOwnDate(true)}>
            {text('records.component.enterOwnEnd')}
          </Button>
        </Box>
      )}
      <CheckInput
        control={control}
        name="securityRelevant"
        label={text('records.component.securityRelevant')}
        hint={text('records.component.securityRelevantHint')}
      />
    </FormDialog>
  );
}

function useIdentification(
  identify: (name: string, edition: string | null) => Promise<Identification>,
  label: string,
  edition: string | null,
): Identification | null {
  const name = useRested(label.trim());
  const wanted = useRested(edition);
  const [found, setFound] = useState<Identification | null>(null);
  useEffect(() => {
    if (name === '') return setFound(null);
    let current = true;
    identify(name, wanted).then(
      (answer) => current && setFound(answer),
      () => current && setFound(null),
    );
    return () => {
      current = false;
    };
  }, [identify, name, wanted]);
  return found;
}

function Match({
  found,
  typed,
  chosen,
  onChoose,
}: {
  found: Identification | null;
  typed: boolean;
  chosen: string | null;
  onChoose: (key: string) => void;
}) {
  const text = useText();
  const words = useWords();
  const id = useId();
  const endText = useCatalogueEndText();
  if (!typed) return null;
  if (found === null) return <Skeleton variant="rounded" height={44} aria-label={text('records.component.looking')} />;
  const catalogue = text('records.component.catalogue', { day: words.day(found.catalogueDay) });
  const single = found.kind === 'release' ? found.candidates[0] : undefined;
  return (
    <Box aria-live="polite">
      {single ? (
        <Note tone="ok">
          <strong>{single.label}</strong>. {endText(single)} {catalogue}
        </Note>
      ) : found.kind === 'none' ? (
        <Note tone="unk">{text('records.component.notFound')}</Note>
      ) : (
        <Box sx={{ border: `1px solid ${paint.line}`, borderRadius: '8px', overflow: 'hidden' }}>
          <Box sx={{ padding: '10px 14px', backgroundColor: paint.planSoft }}>
            <Typography id={id} sx={{ fontWeight: 600, color: paint.plan }}>
              {text(`records.component.which.${found.missing ?? 'version'}`)}
            </Typography>
            <Typography variant="body2" sx={{ color: paint.plan }}>
              {text('records.component.whichHint')} {catalogue}
            </Typography>
          </Box>
          <RadioGroup
            aria-labelledby={id}
            value={chosen ?? ''}
            onChange={(_, key) => onChoose(key)}
            sx={{ maxHeight: 220, overflowY: 'auto', flexWrap: 'nowrap', padding: '4px 14px' }}
          >
            {latestFirst(found.candidates).map((candidate) => (
              <FormControlLabel
                key={candidate.key}
                value={candidate.key}
                control={<Radio size="small" />}
                label={
                  <Box sx={{ display: 'flex', gap: 2, justifyContent: 'space-between' }}>
                    <span>{candidate.label}</span>
                    <Box
                      component="span"
                      sx={{ color: paint.muted, textAlign: 'right', flex: 'none', maxWidth: '55%' }}
                    >
                      {endText(candidate)}
                    </Box>
                  </Box>
                }
                slotProps={{ typography: { component: 'div', sx: { flex: 1 } } }}
                sx={{ marginRight: 0 }}
              />
            ))}
          </RadioGroup>
        </Box>
      )}
    </Box>
  );
}

/** The release that most likely is still in use stands first. `open` and `ended` sort as words: after and before all days. */
function latestFirst(candidates: readonly CatalogueCandidate[]): readonly CatalogueCandidate[] {
  const key = ({ securityEnd }: CatalogueCandidate) => (securityEnd === 'ended' ? '' : securityEnd);
  return [...candidates].sort((a, b) => (key(a) < key(b) ? 1 : key(a) > key(b) ? -1 : a.label.localeCompare(b.label)));
}

/** Until when the maker supports a release, with the paid extension if there is one. */
function useCatalogueEndText(): (candidate: CatalogueCandidate) => string {
  const text = useText();
  const words = useWords();
  return ({ securityEnd, paidExtensionEndOn }) => {
    const end = parseDay(securityEnd);
    const own = end
      ? text('records.component.until', { day: words.day(end) })
      : text(securityEnd === 'ended' ? 'records.component.ended' : 'records.component.open');
    return paidExtensionEndOn
      ? `${own} ${text('records.component.extensionUntil', { day: words.day(paidExtensionEndOn) })}`
      : own;
  };
}
