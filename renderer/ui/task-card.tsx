import { Box, Button, Link, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import type { Day } from '../../main/domain/day.ts';
import { useNumber, useText, useWords } from '../i18n/i18n.ts';
import { Card } from './card.tsx';
import { paint } from './paint.ts';
import { Tag } from './status-tag.tsx';

/** An open task as lists show it. */
export interface ShownTask {
  readonly id: string;
  readonly title: string;
  readonly dueOn: Day | null;
  readonly daysLate: number;
  readonly daysLeft: number | null;
  readonly assignee: string | null;
}

/** Days within which a task counts as near. */
const NEAR = 14;

/** When a task is due, as colour, shape and words. */
export function DueText({ task }: { task: Pick<ShownTask, 'dueOn' | 'daysLate' | 'daysLeft'> }) {
  const text = useText();
  const number = useNumber();
  const words = useWords();
  const { dueOn, daysLate, daysLeft } = task;
  if (dueOn === null) return <span style={{ color: paint.muted }}>{text('tasks.noDay')}</span>;
  const tone = daysLate > 0 ? 'end' : (daysLeft ?? 0) <= NEAR ? 'near' : 'plan';
  const said = daysLate > 0 ? text('tasks.late', { count: daysLate, amount: number(daysLate) }) : words.day(dueOn);
  return (
    <>
      <Tag tone={tone}>{said}</Tag>
      {daysLate > 0 ? (
        <Typography variant="body2" sx={{ color: paint.muted }}>
          {text('tasks.dueOn', { day: words.day(dueOn) })}
        </Typography>
      ) : null}
    </>
  );
}

/** The open tasks about a record, each with its day; the page of tasks has what can be done with them. */
export function TaskCard({
  tasks,
  total,
  about,
  mayAdd,
}: {
  tasks: readonly ShownTask[];
  total: number;
  /** The part of the address that names the record: `model=…`. */
  about: string;
  mayAdd: boolean;
}) {
  const text = useText();
  const number = useNumber();
  return (
    <Card
      title={total === 0 ? text('tasks.title') : text('tasks.subtitle', { count: total, amount: number(total) })}
      actions={
        mayAdd ? (
          <Button variant="text" color="primary" size="small" component={RouterLink} to={`/tasks?${about}&new=1`}>
            {text('tasks.card.add')}
          </Button>
        ) : null
      }
    >
      {tasks.length === 0 ? (
        <Box sx={{ color: paint.muted }}>{text('tasks.card.none')}</Box>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' }}>
          {tasks.map((task) => (
            <li key={task.id}>
              <Box sx={{ display: 'flex', gap: '8px', justifyContent: 'space-between', alignItems: 'flex-start' }}>
                <Link component={RouterLink} to={`/tasks?${about}&task=${task.id}`} sx={{ overflowWrap: 'anywhere' }}>
                  {task.title}
                </Link>
                <Box sx={{ flex: 'none', textAlign: 'right' }}>
                  <DueText task={task} />
                </Box>
              </Box>
              {task.assignee ? (
                <Typography variant="body2" sx={{ color: paint.muted }}>
                  {task.assignee}
                </Typography>
              ) : null}
            </li>
          ))}
        </Box>
      )}
      {total > tasks.length ? (
        <Box sx={{ marginTop: '10px' }}>
          <Link component={RouterLink} to={`/tasks?${about}`}>
            {text('tasks.card.all')}
          </Link>
        </Box>
      ) : null}
    </Card>
  );
}
