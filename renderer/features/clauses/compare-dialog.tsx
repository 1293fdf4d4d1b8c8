import { Box, Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Link as RouterLink } from 'react-router';
import { CLAUSE_STATES, type ClauseState } from '../../../main/domain/clause.ts';
import type { ClauseId, ContractId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Moment } from '../../ui/change-history.tsx';
import { type ChosenDocument, DocumentField } from '../../ui/document-field.tsx';
import { Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { CheckInput, FieldGrid, SelectInput, TextInput } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { TextDifference } from '../../ui/text-difference.tsx';
import { useStateText } from './clause-words.ts';
import type { ComparedClause } from './types.ts';

interface Values {
  state: ClauseState | null;
  reference: string | null;
  page: string | null;
  note: string | null;
  takeOver: boolean;
}

/** Notes what a contract says of a clause, beside the words of the library. */
export function CompareDialog({
  contractId,
  clauseId,
  onClose,
}: {
  contractId: ContractId;
  clauseId: ClauseId;
  onClose: () => void;
}) {
  const compared = useQuery(orpc.clause.ofContract.queryOptions({ input: { contractId } }));
  const clause = compared.data?.clauses.find(({ id }) => id === clauseId);
  if (!compared.data || !clause) return null;
  return <Loaded contractId={contractId} number={compared.data.number} clause={clause} onClose={onClose} />;
}

function Loaded({
  contractId,
  number,
  clause: newest,
  onClose,
}: {
  contractId: ContractId;
  number: string;
  clause: ComparedClause;
  onClose: () => void;
}) {
  // What somebody else notes meanwhile does not wipe away what is typed here; saving then says that it is stale.
  const [clause] = useState(newest);
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const stateText = useStateText();
  const mayChange = useMayChange('clause.compare');
  const kept = useQuery(orpc.document.list.queryOptions()).data ?? [];
  const [document, setDocument] = useState<ChosenDocument>(clause.documentId);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { state, reference, page, note, commitments, notContractual } = clause;
  const { control, handleSubmit, watch, formState } = useForm<Values>({
    defaultValues: { state, reference, page, note, takeOver: notContractual > 0 },
  });
  const typed = watch();
  const hasPlace = Boolean(typed.reference?.trim()) && Boolean(typed.page?.trim());

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    const told = { code: clause.code, state: stateText(values.state) };
    try {
      const documentId = await keepDocument(document, { kind: 'contract', title: null });
      const { commitments: written } = await client.clause.compare({
        contractId,
        clauseId: clause.id,
        version: clause.version,
        revision: clause.revision,
        state: values.state,
        reference: values.reference,
        page: values.page,
        note: values.note,
        documentId,
        takeOver: values.takeOver && hasPlace && values.state !== null,
      });
      notice({
        text:
          written > 0
            ? text('clauses.compare.savedCommitments', { ...told, count: written })
            : text('clauses.compare.saved', told),
      });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });

  return (
    <FormDialog
      open
      title={text('clauses.compare.title', { contract: number, clause: clause.title })}
      intro={<ClauseWords clause={clause} />}
      submit={text('clauses.compare.save')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty || document !== clause.documentId}
      failure={failure}
      width="md"
      extra={
        clause.comparedBy && clause.comparedAt ? (
          <Typography variant="body2" sx={{ color: paint.muted }}>
            {text('clauses.compare.by', { person: clause.comparedBy })} <Moment at={clause.comparedAt} />
          </Typography>
        ) : null
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGrid columns={3}>
        <SelectInput
          control={control}
          name="state"
          label={text('clauses.compare.state')}
          noneLabel={words.t('clause.notLookedAt')}
          autoFocus
          disabled={!mayChange}
          choices={CLAUSE_STATES.map((value) => ({ value, label: words.t(`clause.state.${value}`) }))}
        />
        <TextInput
          control={control}
          name="reference"
          label={text('clauses.compare.reference')}
          maxLength={200}
          disabled={!mayChange}
        />
        <TextInput
          control={control}
          name="page"
          label={text('clauses.compare.page')}
          maxLength={50}
          disabled={!mayChange}
        />
      </FieldGrid>
      {commitments > 0 && mayChange ? (
        <CheckInput
          control={control}
          name="takeOver"
          label={text('clauses.compare.takeOver', { count: commitments })}
          hint={text(hasPlace ? 'clauses.compare.takeOverHint' : 'clauses.compare.takeOverNeeds')}
          disabled={!hasPlace || typed.state === null}
        />
      ) : null}
      <TextInput
        control={control}
        name="note"
        label={text('clauses.compare.note')}
        multiline
        maxLength={4000}
        disabled={!mayChange}
      />
      {mayChange ? (
        <DocumentField label={text('clauses.compare.document')} value={document} kept={kept} onChange={setDocument} />
      ) : null}
    </FormDialog>
  );
}

/** The words of the library, and what changed in them since the contract was compared. */
function ClauseWords({ clause }: { clause: ComparedClause }) {
  const text = useText();
  const { version, source, comparedWith, guidance } = clause;
  const outdated = comparedWith !== null && comparedWith !== version;
  return (
    <Box sx={{ display: 'grid', gap: '8px' }}>
      <Box sx={{ fontSize: 12.5 }}>
        <Link component={RouterLink} to={`/clauses/${clause.id}`} color="inherit">
          {clause.code}
        </Link>
        {', '}
        {source
          ? text('clauses.compare.version', { version, source })
          : text('clauses.compare.versionOnly', { version })}
      </Box>
      <Box sx={{ color: paint.text, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{clause.text}</Box>
      {guidance ? <Box>{text('clauses.compare.guidance', { guidance })}</Box> : null}
      {outdated ? <Outdated clause={clause} old={comparedWith} /> : null}
    </Box>
  );
}

function Outdated({ clause, old }: { clause: ComparedClause; old: number }) {
  const text = useText();
  const { data } = useQuery(orpc.clause.get.queryOptions({ input: { id: clause.id } }));
  const before = data?.versions.find(({ version }) => version === old);
  return (
    <>
      <Note tone="near">{text('clauses.compare.outdated', { old, version: clause.version })}</Note>
      {before ? (
        <Box>
          <Typography variant="body2" sx={{ color: paint.muted, marginBottom: '2px' }}>
            {text('clauses.compare.changes', { old })}
          </Typography>
          <TextDifference before={before.text} after={clause.text} />
        </Box>
      ) : null}
    </>
  );
}
