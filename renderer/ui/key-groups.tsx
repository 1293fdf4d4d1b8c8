import { Box } from '@mui/material';
import { paint } from './paint.ts';

/** A recovery key in its groups, each on its own ground, so that an eye finds its place again. */
export function KeyGroups({
  recoveryKey,
  size = 17,
  columns,
}: {
  recoveryKey: string;
  size?: number;
  /** How many stand beside one another; without it, as many as there is room for. */
  columns?: number;
}) {
  return (
    <Box
      component="ol"
      aria-label={recoveryKey}
      sx={{
        margin: 0,
        padding: 0,
        listStyle: 'none',
        ...(columns === undefined
          ? { display: 'flex', flexWrap: 'wrap' }
          : { display: 'grid', gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, textAlign: 'center' }),
        gap: '8px',
        fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Liberation Mono", monospace',
        fontSize: size,
        lineHeight: 1.5,
        fontWeight: 600,
        letterSpacing: '0.06em',
        userSelect: 'all',
      }}
    >
      {groupsOf(recoveryKey).map(({ group, start }) => (
        <Box
          component="li"
          key={start}
          sx={{
            padding: '4px 10px',
            border: `1px solid ${paint.line}`,
            borderRadius: '7px',
            backgroundColor: paint.bg,
          }}
        >
          {group}
        </Box>
      ))}
    </Box>
  );
}

/** The groups with the place at which each starts: two groups can be equal, their places cannot. */
function groupsOf(recoveryKey: string): { group: string; start: number }[] {
  let start = 0;
  return recoveryKey.split('-').map((group) => {
    const at = start;
    start += group.length + 1;
    return { group, start: at };
  });
}
