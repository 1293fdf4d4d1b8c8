import { Box, Button, Link, Table, TableBody, TableCell, TableRow } from '@mui/material';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import type { Day } from '../../../main/domain/day.ts';
import { ENTITLEMENT_NOTICE_DAYS } from '../../../main/domain/entitlement.ts';
import { openDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote, ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { type Entitlement, EntitlementDialog } from './entitlement-dialog.tsx';
import type { ContractDetail } from './types.ts';
import { UseDialog } from './use-dialog.tsx';

type Use = Entitlement['uses'][number];
type Open =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit' | 'use' | 'remove'; readonly entitlement: Entitlement }
  | { readonly kind: 'takeBack'; readonly use: Use };

/** What the contract gives beside repair: what was used of it, what is left, and when that lapses. */
export function EntitlementsTab({ contract, today }: { contract: ContractDetail; today: Day }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const query = useQuery(orpc.entitlement.ofContract.queryOptions({ input: { contractId: contract.id } }));
  const remove = useMutation(
    orpc.entitlement.remove.mutationOptions({
      onSuccess: () => {
        notice({ text: text('cover.entitlements.removed') });
        close();
      },
    }),
  );
  const takeBack = useMutation(
    orpc.entitlement.takeBackUse.mutationOptions({
      onSuccess: () => {
        notice({ text: text('cover.entitlements.tookBack') });
        close();
      },
    }),
  );
  const nameOf = ({ kind, name }: Entitlement) => name ?? words.t(`entitlement.kind.${kind}`);
  if (query.error) {
    return (
      <Card>
        <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />
      </Card>
    );
  }
  if (!query.data) return <LoadingLines />;
  const add = (
    <May change="entitlement.create">
      <Button variant="contained" color="primary" onClick={() => setOpen({ kind: 'add' })}>
        {text('cover.entitlements.add')}
      </Button>
    </May>
  );
  return (
    <>
      {query.data.length === 0 ? (
        <Card>
          <EmptyState
            title={text('cover.entitlements.none')}
            text={text('cover.entitlements.noneText')}
            actions={add}
          />
        </Card>
      ) : (
        <Box sx={{ display: 'grid', gap: '14px' }}>
          <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>{add}</Box>
          {query.data.map((entitlement) => (
            <EntitlementCard
              key={entitlement.id}
              entitlement={entitlement}
              name={nameOf(entitlement)}
              onOpen={setOpen}
            />
          ))}
        </Box>
      )}
      {open?.kind === 'add' || open?.kind === 'edit' ? (
        <EntitlementDialog
          contract={contract}
          entitlement={open.kind === 'edit' ? open.entitlement : null}
          onClose={close}
        />
      ) : null}
      {open?.kind === 'use' ? (
        <UseDialog entitlement={open.entitlement} name={nameOf(open.entitlement)} today={today} onClose={close} />
      ) : null}
      {open?.kind === 'remove' ? (
        <ConfirmDialog
          open
          title={text('cover.entitlements.removeTitle')}
          text={
            <Box sx={{ display: 'grid', gap: 1.5 }}>
              {text('cover.entitlements.removeText', {
                name: nameOf(open.entitlement),
                count: open.entitlement.uses.length,
              })}
              {remove.error ? <ErrorNote failure={failureOf(remove.error)} /> : null}
            </Box>
          }
          confirm={text('cover.entitlements.remove')}
          destructive
          busy={remove.isPending}
          onConfirm={() => remove.mutate({ id: open.entitlement.id, revision: open.entitlement.revision })}
          onClose={close}
        />
      ) : null}
      {open?.kind === 'takeBack' ? (
        <ConfirmDialog
          open
          title={text('cover.entitlements.takeBackTitle')}
          text={
            <Box sx={{ display: 'grid', gap: 1.5 }}>
              {text('cover.entitlements.takeBackText', { amount: open.use.amount, day: words.day(open.use.usedOn) })}
              {takeBack.error ? <ErrorNote failure={failureOf(takeBack.error)} /> : null}
            </Box>
          }
          confirm={text('cover.entitlements.takeBack')}
          busy={takeBack.isPending}
          onConfirm={() => takeBack.mutate({ useId: open.use.id })}
          onClose={close}
        />
      ) : null}
    </>
  );
}

function EntitlementCard({
  entitlement,
  name,
  onOpen,
}: {
  entitlement: Entitlement;
  name: string;
  onOpen: (open: Open) => void;
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { amount, per, now, before, uses, notes } = entitlement;
  const over = now.daysLeft !== null && now.daysLeft < 0;
  const soon = !over && now.left > 0 && now.daysLeft !== null && now.daysLeft <= ENTITLEMENT_NOTICE_DAYS;
  const period = usePeriodText();
  const lapse = now.until !== null && now.left > 0 ? { count: now.left, day: words.day(now.until) } : null;
  return (
    <Card
      title={name}
      actions={
        <>
          <May change="entitlement.update">
            <Button
              aria-label={text('cover.entitlements.editLabel', { name })}
              onClick={() => onOpen({ kind: 'edit', entitlement })}
            >
              {text('cover.entitlements.edit')}
            </Button>
          </May>
          <May change="entitlement.remove">
            <Button
              aria-label={text('cover.entitlements.removeLabel', { name })}
              onClick={() => onOpen({ kind: 'remove', entitlement })}
            >
              {text('cover.entitlements.remove')}
            </Button>
          </May>
          <May change="entitlement.recordUse">
            <Button
              variant="contained"
              color="primary"
              aria-label={text('cover.entitlements.useLabel', { name })}
              onClick={() => onOpen({ kind: 'use', entitlement })}
            >
              {text('cover.entitlements.use')}
            </Button>
          </May>
        </>
      }
    >
      <Box sx={{ display: 'flex', gap: '14px', alignItems: 'center', flexWrap: 'wrap' }}>
        <Tag tone={now.beyond > 0 ? 'near' : over ? 'unk' : now.left === 0 ? 'ok' : soon ? 'near' : 'plan'}>
          {now.left === 0
            ? text('cover.entitlements.usedUp', { amount: number(amount) })
            : text('cover.entitlements.left', { left: number(now.left), amount: number(amount) })}
        </Tag>
        <Meter used={Math.min(now.used, amount)} amount={amount} />
        <Box sx={{ color: paint.muted }}>
          {[
            text('cover.entitlements.line', { amount: number(amount), per: words.t(`entitlement.per.${per}`) }),
            period(now),
            now.beyond > 0 ? text('cover.entitlements.beyond', { count: now.beyond }) : null,
            lapse && text(over ? 'cover.entitlements.lapsed' : 'cover.entitlements.lapses', lapse),
          ]
            .filter(Boolean)
            .join(', ')}
        </Box>
      </Box>
      {notes ? <Box sx={{ marginTop: '8px', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{notes}</Box> : null}
      {uses.length === 0 ? (
        <Box sx={{ marginTop: '10px', color: paint.faint }}>{text('cover.entitlements.noUse')}</Box>
      ) : (
        <Table size="small" aria-label={`${text('cover.entitlements.uses')}: ${name}`} sx={{ marginTop: '10px' }}>
          <TableBody>
            {uses.map((use) => (
              <UseRow key={use.id} use={use} onTakeBack={() => onOpen({ kind: 'takeBack', use })} />
            ))}
          </TableBody>
        </Table>
      )}
      {before.length === 0 ? null : (
        <Box component="details" sx={{ marginTop: '10px', color: paint.muted, fontSize: 12.5 }}>
          <summary style={{ cursor: 'pointer' }}>{text('cover.entitlements.before')}</summary>
          {before.map((stand) => (
            <div key={`${stand.from}`}>
              {text('cover.entitlements.beforeLine', {
                period: period(stand),
                used: number(stand.used),
                amount: number(amount),
              })}
              {stand.left > 0 && stand.until
                ? `, ${text('cover.entitlements.lapsed', { count: stand.left, day: words.day(stand.until) })}`
                : ''}
            </div>
          ))}
        </Box>
      )}
    </Card>
  );
}

function UseRow({ use, onTakeBack }: { use: Use; onTakeBack: () => void }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const day = words.day(use.usedOn);
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>
        {day}
      </TableCell>
      <TableCell align="right">{number(use.amount)}</TableCell>
      <TableCell>
        {use.deviceId ? (
          <Link component={RouterLink} to={`/devices/${use.deviceId}`}>
            {use.device || '–'}
          </Link>
        ) : null}
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>{use.note}</TableCell>
      <TableCell>
        {use.documentId && use.document ? <OpenDocument id={use.documentId} title={use.document} /> : null}
      </TableCell>
      <TableCell sx={{ color: paint.muted }}>{use.recordedBy}</TableCell>
      <TableCell align="right" sx={{ paddingTop: '3px', paddingBottom: '3px' }}>
        <May change="entitlement.takeBackUse">
          <Button
            variant="text"
            color="primary"
            aria-label={text('cover.entitlements.takeBackLabel', { day })}
            onClick={onTakeBack}
          >
            {text('cover.entitlements.takeBack')}
          </Button>
        </May>
      </TableCell>
    </TableRow>
  );
}

function OpenDocument({ id, title }: { id: NonNullable<Use['documentId']>; title: string }) {
  const text = useText();
  const openIt = useMutation({ mutationFn: () => openDocument(id) });
  return (
    <>
      <Button
        variant="text"
        color="primary"
        loading={openIt.isPending}
        aria-label={text('cover.entitlements.openDocument', { title })}
        onClick={() => openIt.mutate()}
        sx={{ padding: '0 4px', overflowWrap: 'anywhere' }}
      >
        {title}
      </Button>
      {openIt.error ? <ErrorNote failure={failureOf(openIt.error)} /> : null}
    </>
  );
}

function usePeriodText() {
  const text = useText();
  const words = useWords();
  return ({ from, until }: { readonly from: Day | null; readonly until: Day | null }) => {
    if (from !== null && until !== null)
      return text('cover.entitlements.period', { from: words.day(from), until: words.day(until) });
    if (from !== null) return text('cover.entitlements.periodFrom', { from: words.day(from) });
    return until === null
      ? text('cover.entitlements.periodOpen')
      : text('cover.entitlements.periodUntil', { until: words.day(until) });
  };
}

/** What was used, filled; what is left, empty. The words beside it say the same. */
function Meter({ used, amount }: { used: number; amount: number }) {
  return (
    <svg width="120" height="10" aria-hidden="true">
      <rect x="0.5" y="0.5" width="119" height="9" rx="4.5" fill="none" stroke={paint.lineStrong} />
      <rect x="0.5" y="0.5" width={(119 * used) / amount} height="9" rx="4.5" fill={paint.accent} />
    </svg>
  );
}
