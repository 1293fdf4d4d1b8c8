import {
  Box,
  Button,
  IconButton,
  Menu,
  MenuItem,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { StatementKind } from '../../main/domain/component.ts';
import type { Day, PartialDay } from '../../main/domain/day.ts';
import type { ComponentKind } from '../../main/domain/model.ts';
import { useNumber, useText, useWords } from '../i18n/i18n.ts';
import { paint } from './paint.ts';
import { Tag } from './status-tag.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

/** A part of a device's software, as the table shows it. */
export interface ShownComponent {
  readonly id: string;
  readonly kind: ComponentKind;
  readonly label: string;
  readonly edition: string | null;
  readonly release: string | null;
  readonly missing: 'edition' | 'channel' | 'version' | null;
  readonly endsOn: PartialDay | null;
  readonly securityRelevant: boolean;
  readonly owner: 'device' | 'software_version' | 'model';
  readonly override: { readonly reason: string } | null;
  readonly statements: readonly {
    readonly kind: StatementKind;
    readonly untilOn: Day | null;
    readonly reviewOn: Day | null;
    readonly holds: boolean;
  }[];
  readonly extensions: readonly {
    readonly purchasedUntilOn: Day;
    readonly proof: string | null;
    readonly documentId: string | null;
    readonly vendorApproved: boolean;
  }[];
}

export interface ComponentAction {
  readonly label: string;
  readonly onClick: () => void;
}

/** So many components that do not count stand among the others; a bill of materials brings hundreds. */
const FEW = 8;

/** Components with their ends of support, what is known of them, and what can be done. */
export function ComponentTable<Component extends ShownComponent>({
  label,
  components,
  note,
  actions,
}: {
  /** Names the table where a page has several. */
  label?: string;
  components: readonly Component[];
  /** A quiet remark beside a component, such as where it is recorded. */
  note?: (component: Component) => ReactNode;
  actions: (component: Component) => readonly ComponentAction[];
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const [all, setAll] = useState(false);
  const others = components.filter(({ securityRelevant }) => !securityRelevant).length;
  const folded = others > FEW && !all;
  const shown = folded ? components.filter(({ securityRelevant }) => securityRelevant) : components;
  return (
    <>
      <Table aria-label={label ?? text('records.components.title')}>
        <TableHead>
          <TableRow>
            <TableCell>{text('records.components.name')}</TableCell>
            <TableCell sx={{ width: 160 }}>{text('records.components.kind')}</TableCell>
            <TableCell align="right" sx={{ width: 150 }}>
              {text('records.components.until')}
            </TableCell>
            <TableCell sx={{ width: 56 }}>
              <VisuallyHidden>{text('records.components.actionsColumn')}</VisuallyHidden>
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map((component) => (
            <TableRow key={component.id} sx={{ '& td, & th': { verticalAlign: 'top' } }}>
              <TableCell component="th" scope="row" sx={{ fontWeight: 400 }}>
                <Box sx={{ fontWeight: 550 }}>{component.release ?? component.label}</Box>
                <Remarks component={component} note={note?.(component)} />
              </TableCell>
              <TableCell>{words.t(`componentKind.${component.kind}`)}</TableCell>
              <TableCell align="right">
                {component.endsOn ? (
                  words.partialDay(component.endsOn)
                ) : component.missing ? (
                  <Tag tone="unk">{text(`records.component.which.${component.missing}`)}</Tag>
                ) : (
                  <Box component="span" sx={{ color: paint.muted }}>
                    {text('records.components.unknown')}
                  </Box>
                )}
              </TableCell>
              <TableCell sx={{ paddingTop: '4px', paddingBottom: '4px' }}>
                <ActionMenu name={component.release ?? component.label} actions={actions(component)} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {folded ? (
        <Box sx={{ padding: '6px 4px' }}>
          <Button variant="text" onClick={() => setAll(true)}>
            {text('records.components.showOthers', { count: others, amount: number(others) })}
          </Button>
        </Box>
      ) : null}
    </>
  );
}

function Remarks({ component, note }: { component: ShownComponent; note: ReactNode }) {
  const text = useText();
  const words = useWords();
  const { release, label, edition, override, statements, extensions, securityRelevant } = component;
  const typed = [label, edition].filter(Boolean).join(', ');
  const remarks: ReactNode[] = [
    release && release !== label ? text('records.components.typed', { name: typed }) : edition,
    note,
    securityRelevant ? null : text('records.components.notRelevant'),
    override && text('records.components.ownDate', { reason: override.reason }),
    ...statements.map(({ kind, untilOn, reviewOn, holds }) =>
      [
        untilOn
          ? text('records.components.statementUntil', {
              statement: words.t(`statement.${kind}`),
              day: words.day(untilOn),
            })
          : words.t(`statement.${kind}`),
        holds
          ? reviewOn && text('records.components.review', { day: words.day(reviewOn) })
          : text('records.components.over'),
      ]
        .filter(Boolean)
        .join('; '),
    ),
    ...extensions.map(
      ({ purchasedUntilOn, proof, documentId, vendorApproved }) =>
        `${text('records.components.extensionUntil', { day: words.day(purchasedUntilOn) })}, ${text(
          !proof && !documentId
            ? 'records.components.extensionNoProof'
            : vendorApproved
              ? 'records.components.extensionCounts'
              : 'records.components.extensionNoApproval',
        )}`,
    ),
  ].filter(Boolean);
  if (remarks.length === 0) return null;
  return (
    <Box sx={{ color: paint.muted, fontSize: 12.5, lineHeight: '18px' }}>
      {remarks.map((remark, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: remarks have no identity and never move
        <div key={index}>{remark}</div>
      ))}
    </Box>
  );
}

/** Three dots that open what can be done with one line. */
function ActionMenu({ name, actions }: { name: string; actions: readonly ComponentAction[] }) {
  const text = useText();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (actions.length === 0) return null;
  return (
    <>
      <IconButton
        aria-label={text('records.components.actions', { name })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="currentColor">
          <circle cx="8" cy="3" r="1.5" />
          <circle cx="8" cy="8" r="1.5" />
          <circle cx="8" cy="13" r="1.5" />
        </svg>
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {actions.map(({ label, onClick }) => (
          <MenuItem
            key={label}
            onClick={() => {
              setAnchor(null);
              onClick();
            }}
          >
            {label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
