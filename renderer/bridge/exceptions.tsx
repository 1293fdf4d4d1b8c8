import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { z } from 'zod';
import { type deviceSelectionSchema, exceptionFieldsSchema } from '../../main/contract/exception.ts';
import type { ExceptionKind } from '../../main/domain/exception.ts';
import type { CandidateId, ObligationId } from '../../main/domain/ids.ts';
import { DISCLOSURE_ITEMS, type Gate } from '../../main/domain/procurement.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { ExceptionDialog, type ExceptionFields, type ExceptionValues } from '../ui/exception-dialog.tsx';
import { useNotice } from '../ui/notices.tsx';
import { client } from './client.ts';
import { keepDocument } from './documents.ts';
import { failureOf } from './failure.ts';
import { orpc } from './queries.ts';
import type { Outputs } from './types.ts';

type Exception = Outputs['exception']['get'];
const resolver = zodResolver<ExceptionValues, unknown, ExceptionFields>(
  exceptionFieldsSchema.omit({ documentId: true }) as never,
);

/** Records an exception for devices that were chosen one by one, or by a filter of the register. */
export function RecordExceptionDialog({
  devices,
  count,
  title,
  kind,
  obligationId = null,
  onClose,
  onDone,
}: {
  devices: z.input<typeof deviceSelectionSchema>;
  /** How many devices those are. */
  count: string;
  /** A first proposal for what it is called. */
  title?: string;
  /** What is proposed; an accepted risk where nothing is said. */
  kind?: ExceptionKind;
  /** What stays owed all the same; without devices it is about those of the obligation. */
  obligationId?: ObligationId | null;
  onClose: () => void;
  onDone?: (id: string) => void;
}) {
  const text = useText();
  const notice = useNotice();
  const { today, people, kept } = useKnown();
  if (!today) return null;
  return (
    <ExceptionDialog
      title={text('exceptions.dialog.addTitle')}
      intro={count}
      submit={text('exceptions.dialog.submit')}
      today={today}
      values={{ ...(title === undefined ? {} : { title }), ...(kind === undefined ? {} : { kind }) }}
      document={null}
      people={people}
      kept={kept}
      resolver={resolver}
      failureOf={failureOf}
      onSave={async (fields, document) => {
        const documentId = await keepDocument(document, { kind: 'approval', datedOn: fields.decidedOn });
        const { id } = await client.exception.create({ ...fields, documentId, devices, obligationId });
        notice({ text: text('exceptions.dialog.done') });
        onClose();
        onDone?.(id);
      }}
      onClose={onClose}
    />
  );
}

/** What is accepted: questions of the checklist by their codes, items of the disclosure pack by their names. */
export function useGateParts(): (gate: Gate, controls: readonly string[] | null) => string {
  const text = useText();
  const words = useWords();
  return (gate, controls) => {
    if (controls === null) return text('signOff.candidate.whole');
    const item = (one: string) => DISCLOSURE_ITEMS.find((known) => known === one);
    const named = (one: string) => {
      const known = gate === 'disclosure' ? item(one) : undefined;
      return known === undefined ? one : words.t(`procurement.item.${known}`);
    };
    return controls.map(named).join(', ');
  };
}

/**
 * Records why an offer is bought although a gate says no, and then shows the exception to be signed: without its signature it
 * counts for nothing. `controls` null is the whole gate.
 */
export function CandidateExceptionDialog({
  candidateId,
  gate,
  controls,
  onClose,
}: {
  candidateId: CandidateId;
  gate: Gate;
  controls: readonly string[] | null;
  onClose: () => void;
}) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const navigate = useNavigate();
  const parts = useGateParts();
  const { today, people, kept } = useKnown();
  if (!today) return null;
  const about = parts(gate, controls);
  const name = words.t(`procurement.gate.${gate}`);
  return (
    <ExceptionDialog
      title={text('signOff.candidate.title', { gate: name })}
      intro={text('signOff.candidate.intro', { about })}
      submit={text('exceptions.dialog.submit')}
      today={today}
      values={{ title: `${name}: ${about}`.slice(0, 200), kind: 'risk_acceptance' }}
      forGate
      document={null}
      people={people}
      kept={kept}
      resolver={resolver}
      failureOf={failureOf}
      onSave={async (fields, document) => {
        const documentId = await keepDocument(document, { kind: 'approval', datedOn: fields.decidedOn });
        const { id } = await client.exception.create({
          ...fields,
          documentId,
          devices: {},
          candidate: { candidateId, gate, controls: controls === null ? null : [...controls] },
        });
        notice({ text: text('signOff.candidate.done') });
        onClose();
        void navigate(`/exceptions/${id}`);
      }}
      onClose={onClose}
    />
  );
}

/** Changes what is said of an exception. */
export function EditExceptionDialog({ exception, onClose }: { exception: Exception; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const { today, people, kept } = useKnown();
  if (!today) return null;
  const { id, revision, title, kind, reason, owner, decidedOn, endsOn } = exception;
  return (
    <ExceptionDialog
      title={text('exceptions.dialog.editTitle', { title })}
      submit={text('action.save')}
      today={today}
      values={{ title, kind, reason, owner, decidedOn, endsOn }}
      changing
      forGate={exception.candidate !== null}
      document={exception.documentId}
      people={people}
      kept={kept}
      resolver={resolver}
      failureOf={failureOf}
      onSave={async (fields, document) => {
        const documentId = await keepDocument(document, { kind: 'approval', datedOn: fields.decidedOn });
        const { kind: _kind, endsOn: _endsOn, ...changes } = fields;
        await client.exception.update({ id, revision, changes: { ...changes, documentId } });
        notice({ text: text('exceptions.dialog.saved') });
        onClose();
      }}
      onClose={onClose}
    />
  );
}

function useKnown() {
  const status = useQuery(orpc.vault.status.queryOptions());
  const people = useQuery(orpc.alert.people.queryOptions());
  const documents = useQuery(orpc.document.list.queryOptions());
  return { today: status.data?.today ?? null, people: people.data ?? [], kept: documents.data ?? [] };
}
