/** An axis of a picture that begins at zero. */
export interface Axis {
  /** Its highest value, a multiple of `step`. */
  readonly top: number;
  /** Between two of its lines: one, two, two and a half, or five times a power of ten, and never a part of one. */
  readonly step: number;
}

/** The axis for values up to `most`, with at most `lines` lines above zero. */
export function axisFor(most: number, lines: number): Axis {
  const least = Math.max(1, most) / lines;
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  const step =
    ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= least && Number.isInteger(factor * power)) ?? 10) * power;
  return { top: Math.max(1, Math.ceil(most / step)) * step, step };
}
