import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import type { HandoverItem } from '../../../main/domain/handover.ts';
import { client } from '../../bridge/client.ts';
import { openDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { saveExport } from '../../bridge/files.ts';
import { May, useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { type Text, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { CompleteDialog, HandoverDialog, ItemDialog, ReopenDialog } from './handover-dialogs.tsx';
import type { ModelDetail } from './types.ts';

export type HandoverAnswer = Outputs['handover']['ofModel'];
export type Handover = NonNullable<HandoverAnswer['handover']>;
export type Item = Handover['items'][number];

const TONES = { open: 'near', received: 'ok', not_available: 'unk' } as const;

/** What the vendor hands over before it ends the support of the model, item by item. */
export function HandoverTab({ model }: { model: ModelDetail }) {
  const answer = useQuery(orpc.handover.ofModel.queryOptions({ input: { modelId: model.id } }));
  if (answer.data) return <Loaded model={model} answer={answer.data} />;
  return (
    <Card>
      {answer.error ? (
        <ErrorState failure={failureOf(answer.error)} onRetry={() => void answer.refetch()} />
      ) : (
        <LoadingLines lines={6} />
      )}
    </Card>
  );
}

function Loaded({ model, answer }: { model: ModelDetail; answer: HandoverAnswer }) {
  const text = useText();
  const [starting, setStarting] = useState(false);
  const needText = useNeedText();
  if (answer.handover) return <Begun model={model} handover={answer.handover} need={needText(answer)} />;
  return (
    <Card>
      <EmptyState
        title={text('exceptions.handover.none')}
        text={`${text('exceptions.handover.noneText')} ${needText(answer)}`}
        actions={
          <May change="handover.start">
            <Button
              {...(answer.need === 'none' ? {} : { variant: 'contained' as const, color: 'primary' as const })}
              onClick={() => setStarting(true)}
            >
              {text('exceptions.handover.start')}
            </Button>
          </May>
        }
      />
      {starting ? <HandoverDialog model={model} handover={null} onClose={() => setStarting(false)} /> : null}
    </Card>
  );
}

/** When support ends, and how pressing it is to begin: "Support ends on 30 Jun 2029. It is a good time to begin." */
function useNeedText(): (answer: HandoverAnswer) => string {
  const text = useText();
  const words = useWords();
  return ({ need, endsOn, handover }) => {
    if (need === 'none' || endsOn === null) return handover ? '' : text('exceptions.handover.needNone');
    const day = words.partialDay(endsOn);
    const when = text(endsOn.precision === 'day' ? 'exceptions.handover.onDay' : 'exceptions.handover.inPeriod', {
      day,
    });
    if (handover) return text(need === 'late' ? 'exceptions.handover.ended' : 'exceptions.handover.ends', { when });
    return text(NEEDS[need], { when });
  };
}

const NEEDS = {
  proposed: 'exceptions.handover.needProposed',
  due: 'exceptions.handover.needDue',
  late: 'exceptions.handover.needLate',
} as const;

function factsText(
  { owner, startedOn, dueOn }: Handover,
  text: Text,
  day: (on: Handover['startedOn']) => string,
): string {
  const parts = [
    text('exceptions.handover.startedOn', { day: day(startedOn) }),
    text('exceptions.handover.by', { owner }),
    ...(dueOn === null ? [] : [text('exceptions.handover.due', { day: day(dueOn) })]),
  ];
  return `${parts.join(', ')}.`;
}

function Begun({ model, handover, need }: { model: ModelDetail; handover: Handover; need: string }) {
  const text = useText();
  const words = useWords();
  const [dialog, setDialog] = useState<'edit' | 'complete' | 'reopen' | Item | null>(null);
  const [dropped, setDropped] = useState<File | null>(null);
  const { items, completedOn, notes } = handover;
  const open = items.filter(({ state }) => state === 'open');
  const settled = items.length - open.length;
  const close = () => {
    setDialog(null);
    setDropped(null);
  };
  return (
    <Card
      flush
      title={text('exceptions.handover.title')}
      actions={
        <>
          <ExportMenu
            label={text('exceptions.handover.sheet')}
            onExport={async (format) => saveExport(await client.exports.handover({ format, modelId: model.id }))}
            explain={failureOf}
          />
          <Steps handover={handover} onStep={setDialog} />
        </>
      }
    >
      <Box sx={{ padding: '0 16px 14px', display: 'grid', gap: '8px' }}>
        <Progress settled={settled} items={items.length} complete={completedOn} />
        <Typography sx={{ color: paint.muted }}>
          {factsText(handover, text, words.day)} {completedOn === null ? need : ''}
        </Typography>
        {completedOn === null && open.length > 0 ? (
          <Typography sx={{ color: paint.muted }}>
            {text('exceptions.handover.missing', {
              items: open.map(({ item }) => words.t(`handover.item.${item}`)).join(', '),
            })}
          </Typography>
        ) : null}
        {notes ? <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{notes}</Box> : null}
      </Box>
      <Table
        aria-label={text('exceptions.handover.title')}
        sx={{ borderTop: `1px solid ${paint.line}`, '& tbody tr:last-child td': { borderBottom: 0 } }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{text('exceptions.handover.item')}</TableCell>
            <TableCell sx={{ width: 130 }}>{text('exceptions.handover.state')}</TableCell>
            <TableCell>{text('exceptions.handover.document')}</TableCell>
            <TableCell sx={{ width: 90 }}>
              <VisuallyHidden>{text('exceptions.handover.set')}</VisuallyHidden>
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {items.map((item) => (
            <ItemRow
              key={item.item}
              item={item}
              locked={completedOn !== null}
              onSet={(file) => {
                setDropped(file);
                setDialog(item);
              }}
            />
          ))}
        </TableBody>
      </Table>
      {dialog === 'edit' ? <HandoverDialog model={model} handover={handover} onClose={close} /> : null}
      {dialog === 'complete' ? <CompleteDialog handover={handover} onClose={close} /> : null}
      {dialog === 'reopen' ? <ReopenDialog handover={handover} onClose={close} /> : null}
      {typeof dialog === 'object' && dialog !== null ? (
        <ItemDialog handover={handover} item={dialog} dropped={dropped} onClose={close} />
      ) : null}
    </Card>
  );
}

/** What can be done with the whole of it. */
function Steps({
  handover: { completedOn, items },
  onStep,
}: {
  handover: Handover;
  onStep: (step: 'edit' | 'complete' | 'reopen') => void;
}) {
  const text = useText();
  if (completedOn !== null) {
    return (
      <May change="handover.reopen">
        <Button onClick={() => onStep('reopen')}>{text('exceptions.handover.reopen')}</Button>
      </May>
    );
  }
  return (
    <>
      <May change="handover.update">
        <Button onClick={() => onStep('edit')}>{text('exceptions.handover.edit')}</Button>
      </May>
      <May change="handover.complete">
        <Button
          variant="contained"
          color="primary"
          disabled={items.some(({ state }) => state === 'open')}
          onClick={() => onStep('complete')}
        >
          {text('exceptions.handover.complete')}
        </Button>
      </May>
    </>
  );
}

/** How far it is, as a bar of segments and in words. */
function Progress({ settled, items, complete }: { settled: number; items: number; complete: Handover['completedOn'] }) {
  const text = useText();
  const words = useWords();
  return (
    <Box sx={{ display: 'flex', gap: '12px', alignItems: 'center', flexWrap: 'wrap' }}>
      <Box aria-hidden="true" sx={{ display: 'flex', gap: '3px' }}>
        {Array.from({ length: items }, (_, index) => (
          <Box
            // biome-ignore lint/suspicious/noArrayIndexKey: segments have nothing but their place
            key={index}
            sx={{
              width: 28,
              height: 8,
              borderRadius: '3px',
              border: `1px solid ${index < settled ? paint.ok : paint.control}`,
              backgroundColor: index < settled ? paint.ok : 'transparent',
            }}
          />
        ))}
      </Box>
      <strong>
        {complete === null
          ? text('exceptions.handover.progress', { settled, items })
          : text('exceptions.handover.completeOn', { day: words.day(complete) })}
      </strong>
    </Box>
  );
}

function ItemRow({ item, locked, onSet }: { item: Item; locked: boolean; onSet: (file: File | null) => void }) {
  const text = useText();
  const words = useWords();
  const may = useMayChange('handover.setItem') && !locked;
  const [over, setOver] = useState(false);
  const { documentId } = item;
  const name: HandoverItem = item.item;
  const drop = may
    ? {
        onDragOver: (event: DragEvent) => {
          event.preventDefault();
          setOver(true);
        },
        onDragLeave: () => setOver(false),
        onDrop: (event: DragEvent) => {
          event.preventDefault();
          setOver(false);
          const [file] = event.dataTransfer.files;
          if (file) onSet(file);
        },
      }
    : {};
  return (
    <TableRow
      {...drop}
      sx={{ '& td': { verticalAlign: 'top', ...(over ? { backgroundColor: paint.accentSoft } : {}) } }}
    >
      <TableCell>
        <Box sx={{ fontWeight: 600 }}>{words.t(`handover.item.${name}`)}</Box>
        <Box sx={{ color: paint.muted, fontSize: 12.5, lineHeight: '18px' }}>
          {text(over ? 'exceptions.handover.drop' : `exceptions.handover.says.${name}`)}
        </Box>
      </TableCell>
      <TableCell>
        <Tag tone={TONES[item.state]}>{words.t(`handover.itemState.${item.state}`)}</Tag>
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>
        {documentId ? (
          <Link component="button" onClick={() => void openDocument(documentId)} sx={{ textAlign: 'left' }}>
            {item.document}
          </Link>
        ) : null}
        {item.note ? <Box sx={{ whiteSpace: 'pre-wrap' }}>{item.note}</Box> : null}
      </TableCell>
      <TableCell align="right">
        {may ? (
          <Button
            variant="text"
            color="primary"
            size="small"
            onClick={() => onSet(null)}
            aria-label={`${text('exceptions.handover.set')}: ${words.t(`handover.item.${name}`)}`}
          >
            {text('exceptions.handover.set')}
          </Button>
        ) : null}
      </TableCell>
    </TableRow>
  );
}
