import { Box, Typography } from '@mui/material';
import { type LabelLayout, labelPlaces, labelsPerPage, pageSize } from '../../../../main/domain/label.ts';
import type { Outputs } from '../../../bridge/types.ts';
import { useText } from '../../../i18n/i18n.ts';
import { paint } from '../../../ui/paint.ts';

type Drawing = Outputs['udi']['labels']['first'];

/** Labels are printed black on white, whatever the window looks like. */
const INK = '#000000';
const GROUND = '#ffffff';

/** A label as it will be printed. */
export function LabelPreview({ label }: { label: Drawing }) {
  const text = useText();
  const { width, height, lines, code } = label;
  return (
    <figure style={{ margin: 0 }}>
      <Typography component="figcaption" color="textSecondary" sx={{ marginBottom: '4px' }}>
        {text('labels.preview')}
      </Typography>
      <Box
        component="svg"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={lines.map((line) => line.text).join(', ')}
        sx={{
          display: 'block',
          width: '100%',
          maxHeight: 220,
          border: `1px solid ${paint.line}`,
          borderRadius: '7px',
          backgroundColor: GROUND,
        }}
      >
        {code ? (
          <path
            d={code.path}
            fill={INK}
            shapeRendering="crispEdges"
            transform={`translate(${code.x} ${code.y}) scale(${code.width / code.columns} ${code.height / code.rows})`}
          />
        ) : null}
        {lines.map((line) => (
          <text
            key={`${line.y}`}
            x={line.x}
            y={line.y + line.size * 0.95}
            fontSize={line.size}
            fontWeight={line.bold ? 600 : 400}
            fill={INK}
          >
            {line.text}
          </text>
        ))}
      </Box>
    </figure>
  );
}

/** Which places of the first sheet are printed; those before the first one stay free. Nothing for a roll. */
export function SheetPreview({
  layout,
  labels,
  start,
  pages,
}: {
  layout: LabelLayout;
  labels: number;
  start: number;
  pages: number;
}) {
  const text = useText();
  const said = text('labels.pages', { count: pages });
  if (labelsPerPage(layout) === 1) return <Typography color="textSecondary">{said}</Typography>;
  const { width, height } = pageSize(layout);
  const places = labelPlaces(layout, labelsPerPage(layout), 1);
  return (
    <figure style={{ margin: 0 }}>
      <Typography component="figcaption" color="textSecondary" sx={{ marginBottom: '4px' }}>
        {text('labels.sheet')}, {said}
      </Typography>
      <Box
        component="svg"
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden
        sx={{
          display: 'block',
          height: 190,
          border: `1px solid ${paint.line}`,
          borderRadius: '7px',
          backgroundColor: paint.surface,
        }}
      >
        {places.map(({ x, y }, index) => {
          const printed = index + 1 >= start && index + 1 < start + labels;
          return (
            <Box
              key={`${x} ${y}`}
              component="rect"
              x={x + 1}
              y={y + 1}
              width={layout.width - 2}
              height={layout.height - 2}
              rx={2}
              sx={{ fill: printed ? paint.accent : 'none', stroke: paint.lineStrong, strokeWidth: 0.6 }}
            />
          );
        })}
      </Box>
    </figure>
  );
}
