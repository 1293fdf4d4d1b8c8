import { Box, Button } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { failureOf } from '../../../bridge/failure.ts';
import { useMayChange } from '../../../bridge/may.tsx';
import { orpc } from '../../../bridge/queries.ts';
import { useText } from '../../../i18n/i18n.ts';
import { Card } from '../../../ui/card.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNote } from '../../../ui/error-state.tsx';
import { useNotice } from '../../../ui/notices.tsx';
import { paint } from '../../../ui/paint.ts';
import { SectionEntries } from '../section-nav.tsx';
import { ControlDialog } from './control-dialog.tsx';
import { TemplateRow } from './template-row.tsx';
import { type Template, type TemplateControl, type TemplateSection, templateSections } from './types.ts';

/** What is being done with a question; `control` is null for a new one. */
type Doing =
  | { readonly kind: 'edit'; readonly control: TemplateControl | null }
  | { readonly kind: 'remove'; readonly control: TemplateControl };

/** Sections at the left, the questions of one at the right; in a draft they can be written, moved and taken out. */
export function TemplateDesk({ template }: { template: Template }) {
  const text = useText();
  const [address, setAddress] = useSearchParams();
  const editable = useMayChange('template.saveControl') && template.state === 'draft';
  const [doing, setDoing] = useState<Doing | null>(null);
  const sections = templateSections(template.controls);
  const section = sections.find(({ code }) => code === address.get('section')) ?? sections[0] ?? null;
  const { order, busy, failure } = useOrder(template);
  const goTo = (code: string) => setAddress({ section: code }, { replace: true });
  const add = (
    <Button onClick={() => setDoing({ kind: 'edit', control: null })} sx={{ padding: '3px 11px', fontSize: 13 }}>
      {text('templates.row.add')}
    </Button>
  );
  return (
    <Box
      sx={{
        display: 'grid',
        gap: '18px',
        alignItems: 'start',
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          md: '236px minmax(0, 1fr)',
          xl: '272px minmax(0, 1fr)',
        },
      }}
    >
      {sections.length > 0 ? (
        <Box sx={{ position: { md: 'sticky' }, top: '22px' }}>
          <SectionEntries
            entries={sections.map(({ code, title, controls }) => ({
              code,
              title,
              figure: controls.length,
              figureLabel: text('templates.page.questions', { count: controls.length }),
            }))}
            current={section?.code ?? null}
            onGo={goTo}
          />
        </Box>
      ) : null}
      <Box
        sx={{
          display: 'grid',
          gap: '14px',
          gridTemplateColumns: 'minmax(0, 1fr)',
          gridColumn: sections.length > 0 ? undefined : '1 / -1',
        }}
      >
        {failure ? <ErrorNote failure={failure} /> : null}
        {section === null ? (
          <Card>
            <EmptyState
              title={text('templates.page.empty')}
              text={text('templates.page.emptyText')}
              actions={editable ? add : null}
            />
          </Card>
        ) : (
          <SectionCard
            section={section}
            place={[sections.indexOf(section), sections.length]}
            editable={editable}
            busy={busy}
            add={add}
            onMoveSection={(by) => order(codesOf(moved(sections, sections.indexOf(section), by)))}
            onMove={(index, by) =>
              order(
                codesOf(
                  sections.map((one) => (one === section ? { ...one, controls: moved(one.controls, index, by) } : one)),
                ),
              )
            }
            onDo={setDoing}
          />
        )}
        <Box sx={{ padding: '0 4px', fontSize: 12, lineHeight: '22px', color: paint.muted }}>
          {text(editable ? 'templates.row.keys' : 'templates.page.fixed')}
        </Box>
      </Box>
      {doing?.kind === 'edit' ? (
        <ControlDialog template={template} control={doing.control} section={section} onClose={() => setDoing(null)} />
      ) : null}
      {doing?.kind === 'remove' ? (
        <RemoveControl template={template} control={doing.control} onClose={() => setDoing(null)} />
      ) : null}
    </Box>
  );
}

function SectionCard({
  section,
  place: [at, of],
  editable,
  busy,
  add,
  onMoveSection,
  onMove,
  onDo,
}: {
  section: TemplateSection;
  place: readonly [at: number, of: number];
  editable: boolean;
  busy: boolean;
  add: ReactNode;
  onMoveSection: (by: -1 | 1) => void;
  onMove: (index: number, by: -1 | 1) => void;
  onDo: (doing: Doing) => void;
}) {
  const text = useText();
  const small = { padding: '3px 11px', fontSize: 13 } as const;
  /** The question that was moved by keys: it keeps the cursor at its new place. */
  const held = useRef<string | null>(null);
  useEffect(() => {
    if (busy || held.current === null) return;
    document.getElementById(`control-${held.current}`)?.focus();
    held.current = null;
  });
  return (
    <Card
      title={section.title}
      flush
      actions={
        editable ? (
          <>
            <Button variant="text" sx={small} disabled={busy || at === 0} onClick={() => onMoveSection(-1)}>
              {text('templates.row.sectionUp')}
            </Button>
            <Button variant="text" sx={small} disabled={busy || at === of - 1} onClick={() => onMoveSection(1)}>
              {text('templates.row.sectionDown')}
            </Button>
            {add}
          </>
        ) : null
      }
    >
      {section.controls.map((control, index) => (
        <TemplateRow
          key={control.code}
          control={control}
          editable={editable}
          canMove={{ up: index > 0 && !busy, down: index < section.controls.length - 1 && !busy }}
          onMove={(by, byKey) => {
            if (byKey) held.current = control.code;
            onMove(index, by);
          }}
          onEdit={() => onDo({ kind: 'edit', control })}
          onRemove={() => onDo({ kind: 'remove', control })}
        />
      ))}
    </Card>
  );
}

/** Writes an order of questions; busy until the order that was written is the one that is shown. */
function useOrder({ id, revision }: Template) {
  const queries = useQueryClient();
  const reorder = useMutation(
    orpc.template.reorder.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.template.get.key() }),
    }),
  );
  return {
    busy: reorder.isPending,
    failure: reorder.error ? failureOf(reorder.error) : null,
    order: (codes: readonly string[]) => reorder.mutate({ id, revision, codes: [...codes] }),
  };
}

function moved<One>(list: readonly One[], index: number, by: -1 | 1): readonly One[] {
  const next = [...list];
  const [one] = next.splice(index, 1);
  if (one !== undefined) next.splice(index + by, 0, one);
  return next;
}

function codesOf(sections: readonly TemplateSection[]): readonly string[] {
  return sections.flatMap(({ controls }) => controls.map(({ code }) => code));
}

function RemoveControl({
  template: { id, revision },
  control: { code },
  onClose,
}: {
  template: Template;
  control: TemplateControl;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const queries = useQueryClient();
  const remove = useMutation(
    orpc.template.removeControl.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: orpc.template.get.key() });
        notice({ text: text('templates.row.removed', { code }) });
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      destructive
      title={text('templates.row.removeTitle', { code })}
      text={
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          {text('templates.row.removeText')}
          {remove.error ? <ErrorNote failure={failureOf(remove.error)} /> : null}
        </Box>
      }
      confirm={text('templates.row.remove')}
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ id, revision, code })}
      onClose={onClose}
    />
  );
}
