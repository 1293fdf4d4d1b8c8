import { Box, Link } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import { useDepartmentText } from './plan-text.ts';
import type { PlanAnswer } from './types.ts';

/** Groups that are named; the export names all. */
const NAMED = 12;

/** Devices beside the plan: nobody knows their end, or procurement can renew what ends. */
export function ApartCard({ plan, which }: { plan: PlanAnswer; which: 'unknown' | 'renewable' }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const departmentText = useDepartmentText();
  const { devices, groups } = plan[which];
  return (
    <Card title={text(`plan.${which}.title`, { count: devices, amount: number(devices) })}>
      <Box sx={{ color: paint.muted }}>{text(devices === 0 ? `plan.${which}.none` : `plan.${which}.text`)}</Box>
      {devices === 0 ? null : (
        <Box component="ul" sx={{ listStyle: 'none', margin: '10px 0 0', padding: 0, display: 'grid', gap: '7px' }}>
          {groups.slice(0, NAMED).map((group) => (
            <Box
              component="li"
              key={`${group.modelId}|${group.department}|${group.limitName}`}
              sx={{ display: 'flex', gap: '10px', justifyContent: 'space-between' }}
            >
              <span>
                <Link component={RouterLink} to={`/models/${group.modelId}`}>
                  {group.vendor} {group.model}
                </Link>
                <Box component="span" sx={{ color: paint.muted }}>
                  , {departmentText(group.department)}
                  {group.limitName ? `, ${group.limitName}` : ''}
                </Box>
              </span>
              <Box component="span" sx={{ whiteSpace: 'nowrap', color: paint.muted }}>
                {number(group.devices)}
                {group.on === null ? '' : `, ${words.day(group.on)}`}
              </Box>
            </Box>
          ))}
          {groups.length > NAMED ? (
            <Box component="li" sx={{ color: paint.muted }}>
              {text('plan.moreGroups', { count: groups.length - NAMED })}
            </Box>
          ) : null}
        </Box>
      )}
    </Card>
  );
}
