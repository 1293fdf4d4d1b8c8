import type { Tone } from './paint.ts';

/** The shape that goes with a tone: filled circle, half circle, triangle, square, dashed ring. Readable without colour. */
export function Shape({ tone, size = 10 }: { tone: Tone; size?: number }) {
  return (
    <svg viewBox="0 0 10 10" width={size} height={size} aria-hidden="true" focusable="false">
      {SHAPES[tone]}
    </svg>
  );
}

const SHAPES: Readonly<Record<Tone, React.ReactNode>> = {
  ok: <circle cx="5" cy="5" r="5" fill="currentColor" />,
  plan: (
    <>
      <circle cx="5" cy="5" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M5 .75a4.25 4.25 0 0 1 0 8.5z" fill="currentColor" />
    </>
  ),
  near: <path d="M5 .6 9.8 9.4H.2z" fill="currentColor" />,
  end: <rect width="10" height="10" rx="1.5" fill="currentColor" />,
  unk: <circle cx="5" cy="5" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.2 1.6" />,
};
