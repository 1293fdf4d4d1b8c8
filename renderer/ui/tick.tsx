import { paint } from './paint.ts';

/**
 * Draws a ticked or an empty box beside a line of a menu. It is only a picture: the line itself is what is ticked, and a
 * real checkbox inside of it would be a second thing to reach for those who do not see it.
 */
export function Tick({ checked }: { checked: boolean }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" style={{ flex: 'none', marginRight: 12 }}>
      <rect
        x="0.75"
        y="0.75"
        width="14.5"
        height="14.5"
        rx="3"
        fill={checked ? paint.accent : 'none'}
        stroke={checked ? paint.accent : paint.control}
        strokeWidth="1.5"
      />
      {checked ? <path d="M4 8.2l2.7 2.7L12 5.4" fill="none" stroke={paint.onAccent} strokeWidth="1.8" /> : null}
    </svg>
  );
}
