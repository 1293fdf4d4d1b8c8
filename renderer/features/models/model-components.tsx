import { zodResolver } from '@hookform/resolvers/zod';
import { Box, Button } from '@mui/material';
import { useCallback, useRef, useState } from 'react';
import { componentFieldsSchema } from '../../../main/contract/device.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { orpc, queryClient } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ComponentDialog, NEW_COMPONENT } from '../../ui/component-dialog.tsx';
import { ComponentTable } from '../../ui/component-table.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote, type ShownFailure } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { SbomDialog } from './sbom-dialog.tsx';
import type { Component, ModelDetail } from './types.ts';
import { VersionField, VersionSection } from './version-section.tsx';

type Step =
  | { readonly kind: 'sbom' }
  | { readonly kind: 'save'; readonly component: Component | null; readonly softwareVersion: string | null }
  | { readonly kind: 'remove'; readonly component: Component };

/** What the model runs on; it counts for every device that has no entry of its own. */
export function ModelComponents({ model }: { model: ModelDetail }) {
  const text = useText();
  const mayChange = useMayChange('model.saveComponent');
  const mayImport = useMayChange('imports.sbom');
  const [step, setStep] = useState<Step | null>(null);
  const add = (softwareVersion: string | null) => setStep({ kind: 'save', component: null, softwareVersion });
  const close = () => setStep(null);
  const ofModel = model.components.filter(({ owner }) => owner === 'model');
  const actions = (component: Component) =>
    mayChange
      ? [
          {
            label: text('models.components.edit'),
            onClick: () => setStep({ kind: 'save', component, softwareVersion: component.softwareVersion }),
          },
          { label: text('models.components.remove'), onClick: () => setStep({ kind: 'remove', component }) },
        ]
      : [];
  const importButton = mayImport ? (
    <Button variant="text" color="primary" onClick={() => setStep({ kind: 'sbom' })}>
      {text('models.sbom.action')}
    </Button>
  ) : null;
  return (
    <Card
      title={text('models.components.title')}
      flush
      actions={
        <>
          {importButton}
          {mayChange ? (
            <Button variant="text" color="primary" onClick={() => add(null)}>
              {text('models.components.add')}
            </Button>
          ) : null}
        </>
      }
    >
      {model.components.length === 0 ? (
        <EmptyState
          title={text('models.components.title')}
          text={text('models.components.empty')}
          actions={mayChange ? <Button onClick={() => add(null)}>{text('models.components.add')}</Button> : null}
        />
      ) : (
        <>
          <Box sx={{ padding: '0 16px 12px', color: paint.muted }}>{text('models.components.intro')}</Box>
          {ofModel.length > 0 ? <ComponentTable components={ofModel} actions={actions} /> : null}
        </>
      )}
      {model.versions.map((version) => (
        <VersionSection
          key={version.id}
          model={model}
          version={version}
          actions={actions}
          onAdd={mayChange ? () => add(version.name) : null}
        />
      ))}
      {step?.kind === 'sbom' ? <SbomDialog model={model} onClose={close} /> : null}
      {step?.kind === 'save' ? <SaveComponent model={model} {...step} onClose={close} /> : null}
      {step?.kind === 'remove' ? <RemoveComponent model={model} component={step.component} onClose={close} /> : null}
    </Card>
  );
}

function SaveComponent({
  model,
  component,
  softwareVersion,
  onClose,
}: {
  model: ModelDetail;
  component: Component | null;
  softwareVersion: string | null;
  onClose: () => void;
}) {
  const text = useText();
  const [version, setVersion] = useState(softwareVersion ?? '');
  const notice = useNotice();
  const revision = useRef(component?.revision ?? null);
  const identify = useCallback(
    (name: string, edition: string | null) =>
      queryClient.fetchQuery(orpc.support.identify.queryOptions({ input: { name, edition } })),
    [],
  );
  const values = component
    ? {
        kind: component.kind,
        label: component.label,
        edition: component.edition,
        releaseKey: component.releaseKey,
        ownEnd: component.ownEnd,
        endSource: component.endSource,
        securityRelevant: component.securityRelevant,
      }
    : NEW_COMPONENT;
  return (
    <ComponentDialog
      title={
        component
          ? text('models.components.editTitle', { name: component.release ?? component.label })
          : text('models.components.addTitle')
      }
      intro={text(version ? 'models.components.versionIntro' : 'models.components.intro')}
      scope={<VersionField model={model} value={version} onChange={setVersion} disabled={component !== null} />}
      values={values}
      resolver={zodResolver(componentFieldsSchema)}
      identify={identify}
      failureOf={failureOf}
      onSave={async (fields) => {
        try {
          await client.model.saveComponent({
            modelId: model.id,
            softwareVersion: version.trim() || null,
            componentId: component?.id ?? null,
            revision: revision.current,
            fields,
          });
        } catch (error) {
          // Whoever has been told that someone else was first may save over it.
          if (failureOf(error).code === 'stale_edit') {
            const saved = await client.model.get({ id: model.id });
            revision.current = saved.components.find(({ id }) => id === component?.id)?.revision ?? revision.current;
          }
          throw error;
        }
        notice({ text: text('models.components.saved', { name: fields.label }) });
        onClose();
      }}
      onClose={onClose}
    />
  );
}

function RemoveComponent({
  model,
  component,
  onClose,
}: {
  model: ModelDetail;
  component: Component;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const name = component.release ?? component.label;
  const remove = async () => {
    setBusy(true);
    try {
      await client.model.removeComponent({
        modelId: model.id,
        componentId: component.id,
        revision: component.revision,
      });
      notice({ text: text('models.components.removed', { name }) });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      open
      title={text('models.components.removeTitle', { name })}
      text={
        <>
          <p style={{ margin: '0 0 12px' }}>{text('models.components.removeText')}</p>
          {failure ? <ErrorNote failure={failure} /> : null}
        </>
      }
      confirm={text('models.components.remove')}
      destructive
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    />
  );
}
