import { Box, Button } from '@mui/material';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { useMayChange } from '../../bridge/may.tsx';
import { SignaturesCard } from '../../bridge/signatures.tsx';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { paint } from '../../ui/paint.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { ControlRow } from './control-row.tsx';
import { HiddenLine } from './hidden-line.tsx';
import { IssuesCard } from './issues-card.tsx';
import { LockLine } from './lock-line.tsx';
import { ProductCard } from './product-card.tsx';
import { ResultCard } from './result-card.tsx';
import { AnswerKeys, SectionNav } from './section-nav.tsx';
import { isRaised, nextUnanswered, type Section, sectionsOf } from './sections.ts';
import { StatementCard } from './statement-card.tsx';
import type { Checklist, ChecklistControl } from './types.ts';
import { useAnswers, withDraft } from './use-answers.ts';
import { acceptable, type Source, useDeclared } from './use-declared.ts';
import { VendorTurn } from './vendor-turn/vendor-turn.tsx';

type Filter = 'unanswered' | 'redFlags' | 'declared';

/** What is said where a filter lets nothing through. */
const NOTHING = {
  unanswered: { title: 'checklists.page.noneUnanswered', text: 'checklists.page.noneUnansweredText' },
  redFlags: { title: 'checklists.page.noneFlags', text: 'checklists.page.noneFlagsText' },
  declared: { title: 'checklists.declared.noneLeft', text: 'checklists.declared.noneLeftText' },
} as const;

/**
 * What a filter let through when it was chosen. A question that is answered meanwhile stays until someone looks again:
 * it must not vanish from under the hand.
 */
interface Held {
  readonly filter: Filter;
  readonly codes: ReadonlySet<string>;
}

const column = { display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)', minWidth: 0 } as const;
const sticky = {
  position: { lg: 'sticky' },
  top: '22px',
  maxHeight: { lg: 'calc(100vh - 126px)' },
  overflowY: { lg: 'auto' },
} as const;

/** Sections at the left, questions in the middle, the result so far and the product at the right. */
export function ChecklistDesk({ checklist }: { checklist: Checklist }) {
  const text = useText();
  const navigate = useNavigate();
  const { hash } = useLocation();
  const [address] = useSearchParams();
  const locked = checklist.status !== 'draft';
  const mayAnswer = useMayChange('checklist.answer') && !locked;
  const { drafts, give, keepTheirs } = useAnswers(checklist.id);
  const declared = useDeclared(checklist);
  const latest = useRef(declared.accept);
  latest.current = declared.accept;
  // A question is drawn again only when something of it changed, so what it is given must stay the same.
  const acceptOne = useCallback((control: ChecklistControl, from: Source) => latest.current([control], from), []);
  const [held, setHeld] = useState<Held | null>(null);
  const [done, setDone] = useState(false);

  const flags = useMemo(() => new Map(checklist.score.redFlags.map((flag) => [flag.control, flag])), [checklist.score]);
  const controls = useMemo(
    () => checklist.controls.map((control) => withDraft(control, drafts.get(control.code))),
    [checklist.controls, drafts],
  );
  const sections = useMemo(() => sectionsOf(controls, flags), [controls, flags]);
  const section = sections.find(({ code }) => code === address.get('section')) ?? sections[0];

  const asked = sections.flatMap((one) => one.controls);
  const unanswered = asked.filter((control) => control.answer === null);
  const flagged = asked.filter((control) => {
    const flag = flags.get(control.code);
    return flag !== undefined && isRaised(flag);
  });
  const waiting = acceptable(asked);
  const hold = (filter: Filter, chosen: readonly ChecklistControl[]) =>
    setHeld({ filter, codes: new Set(chosen.map((control) => control.code)) });
  const showOpenCritical = () =>
    hold(
      'unanswered',
      unanswered.filter((control) => control.weight === 'critical'),
    );

  const goToSection = (code: string) => {
    setHeld(null);
    void navigate({ search: `?section=${code}`, hash: '' }, { replace: true });
  };
  const linkTo = useCallback((control: ChecklistControl) => `?section=${control.section}#${control.code}`, []);

  /** The question that has the focus, or the one that was jumped to last. */
  const here = () =>
    document.activeElement?.closest('[id^="control-"]')?.id.slice('control-'.length) ?? (hash.slice(1) || null);
  const goNext = () => {
    const next = nextUnanswered(sections, here());
    setDone(next === null);
    if (next === null) return;
    setHeld(null);
    void navigate(linkTo(next), { replace: true });
    focusControl(next.code);
  };
  useShortcuts({ u: goNext });

  // A link to a question, from the result or from elsewhere, puts the cursor into it.
  const jumpedTo = hash.slice(1);
  useEffect(() => {
    if (jumpedTo === '') return;
    setHeld(null);
    focusControl(jumpedTo);
  }, [jumpedTo]);

  const shown: readonly Section[] = held
    ? sections
        .map((one) => ({
          ...one,
          controls: one.controls.filter((control) => held.codes.has(control.code)),
          hidden: [],
        }))
        .filter((one) => one.controls.length > 0)
    : section
      ? [section]
      : [];
  const last = [...drafts].findLast(([, draft]) => draft.state.kind === 'saved')?.[0];

  return (
    <Box
      sx={{
        display: 'grid',
        gap: '18px',
        alignItems: 'start',
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          md: '216px minmax(0, 1fr)',
          lg: '216px minmax(0, 1fr) 300px',
          xl: '252px minmax(0, 1fr) 340px',
        },
      }}
    >
      <Box sx={{ ...sticky, minWidth: 0 }}>
        <SectionNav sections={sections} current={held ? null : (section?.code ?? null)} onGo={goToSection} />
      </Box>
      <Box sx={column}>
        {locked ? (
          <LockLine checklist={checklist} />
        ) : mayAnswer ? null : (
          <Note tone="plan">{text('checklists.page.onlyLook')}</Note>
        )}
        <Box
          role="group"
          aria-label={text('checklists.page.show')}
          sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}
        >
          <FilterChip label={text('checklists.page.all')} active={held === null} onClick={() => setHeld(null)} />
          <FilterChip
            label={text('checklists.page.unanswered', { amount: unanswered.length })}
            active={held?.filter === 'unanswered'}
            onClick={() => hold('unanswered', unanswered)}
          />
          <FilterChip
            label={text('checklists.page.redFlags', { amount: flagged.length })}
            active={held?.filter === 'redFlags'}
            onClick={() => hold('redFlags', flagged)}
          />
          {checklist.statement === null && checklist.form === null ? null : (
            <FilterChip
              label={text('checklists.declared.filter', { amount: waiting.length })}
              active={held?.filter === 'declared'}
              onClick={() => hold('declared', waiting)}
            />
          )}
          <Button onClick={goNext} aria-keyshortcuts="u" sx={{ marginLeft: 'auto', padding: '3px 11px', fontSize: 13 }}>
            {text('checklists.page.next')}
          </Button>
        </Box>
        {done && unanswered.length === 0 ? (
          <Box role="status" sx={{ color: paint.muted }}>
            {text('checklists.page.nextDone')}
          </Box>
        ) : null}
        {declared.failure ? <ErrorNote failure={declared.failure} /> : null}
        {shown.map((one) => (
          <Card
            key={one.code}
            title={one.title}
            flush
            actions={
              mayAnswer && acceptable(one.controls).length > 0 ? (
                <Button
                  loading={declared.busy}
                  onClick={() => declared.accept(one.controls)}
                  sx={{ padding: '3px 11px', fontSize: 13 }}
                >
                  {text('checklists.declared.acceptAll', { count: acceptable(one.controls).length })}
                </Button>
              ) : null
            }
          >
            {one.controls.length === 0 ? (
              <EmptyState
                title={text('checklists.page.nothingApplies')}
                text={text('checklists.page.nothingAppliesText')}
              />
            ) : (
              one.controls.map((control) => (
                <ControlRow
                  key={control.code}
                  control={control}
                  mayAnswer={mayAnswer}
                  flag={flags.get(control.code)}
                  state={drafts.get(control.code)?.state}
                  onGive={give}
                  onKeepTheirs={keepTheirs}
                  onAccept={acceptOne}
                />
              ))
            )}
            <HiddenLine hidden={one.hidden} />
          </Card>
        ))}
        {mayAnswer && shown.some((one) => one.controls.length > 0) ? <AnswerKeys /> : null}
        {held && shown.length === 0 ? (
          <Card>
            <EmptyState title={text(NOTHING[held.filter].title)} text={text(NOTHING[held.filter].text)} />
          </Card>
        ) : null}
      </Box>
      <Box sx={{ ...column, ...sticky, gridColumn: { md: '1 / -1', lg: 'auto' } }}>
        <ResultCard
          score={checklist.score}
          controls={controls}
          linkTo={linkTo}
          onShowOpen={showOpenCritical}
          onShowFlags={() => hold('redFlags', flagged)}
        />
        <SignaturesCard noun="checklist" recordId={checklist.id} />
        <IssuesCard checklist={checklist} />
        <VendorTurn checklist={checklist} mayChange={mayAnswer} />
        <StatementCard
          checklist={checklist}
          open={waiting.length}
          mayChange={mayAnswer && !declared.busy}
          onUse={declared.use}
        />
        <Box component="fieldset" disabled={!mayAnswer} sx={{ display: 'contents' }}>
          <ProductCard checklist={checklist} />
        </Box>
      </Box>
      <VisuallyHidden role="status">
        {last === undefined ? '' : text('checklists.page.savedControl', { code: last })}
      </VisuallyHidden>
    </Box>
  );
}

/** Puts the cursor into a question once it is drawn. */
function focusControl(code: string): void {
  requestAnimationFrame(() => {
    const row = document.getElementById(`control-${code}`);
    // The address follows a jump later; whoever writes in the question by then must not be taken out of it.
    if (row?.contains(document.activeElement)) return;
    row?.scrollIntoView({ block: 'nearest' });
    row?.querySelector<HTMLElement>('input:checked, input, textarea')?.focus();
  });
}
