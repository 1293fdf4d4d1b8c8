/** The meaning that a colour carries. It never stands alone: a shape and words go with it. */
export type Tone = 'ok' | 'plan' | 'near' | 'end' | 'unk';

/** The colours of the window, light and dark. Both were designed; neither is the other turned round. */
export const COLOURS = {
  light: {
    bg: '#f6f7f8',
    surface: '#ffffff',
    raised: '#ffffff',
    head: '#fbfcfc',
    line: '#e1e5e8',
    lineStrong: '#c6cdd2',
    control: '#7f8b95',
    text: '#16202a',
    muted: '#55626e',
    faint: '#65717c',
    accent: '#0b6a72',
    accentSoft: '#e2f0f0',
    onAccent: '#ffffff',
    ok: '#18703f',
    okSoft: '#e5f3ea',
    plan: '#2a62b0',
    planSoft: '#e6eefa',
    near: '#985300',
    nearSoft: '#fdf0dc',
    end: '#b3261e',
    endSoft: '#fbe9e7',
    unk: '#55606a',
    unkSoft: '#eceff1',
    shadow: '0 8px 28px rgb(16 32 42 / 16%)',
  },
  dark: {
    bg: '#10161b',
    surface: '#161e24',
    raised: '#1c262d',
    head: '#1a232a',
    line: '#2a363e',
    lineStrong: '#3c4a54',
    control: '#71808b',
    text: '#e8edf0',
    muted: '#a5b1ba',
    faint: '#8b98a2',
    accent: '#5cc3c6',
    accentSoft: '#17363a',
    onAccent: '#06181a',
    ok: '#6fd19a',
    okSoft: '#15301f',
    plan: '#8fb8f0',
    planSoft: '#172a42',
    near: '#f0b45c',
    nearSoft: '#38290f',
    end: '#f2948c',
    endSoft: '#3c1a18',
    unk: '#b3bdc5',
    unkSoft: '#232d34',
    shadow: '0 10px 32px rgb(0 0 0 / 55%)',
  },
} as const;

export type ColourName = keyof typeof COLOURS.light;
const names = Object.keys(COLOURS.light) as ColourName[];

/** Colours as CSS variables; they follow the theme without a new rendering. */
export const paint = Object.fromEntries(names.map((name) => [name, `var(--ms-${name})`])) as Readonly<
  Record<ColourName, string>
>;

/** Text colour and soft background of a tone. */
export const TONES: Readonly<Record<Tone, { readonly main: string; readonly soft: string }>> = {
  ok: { main: paint.ok, soft: paint.okSoft },
  plan: { main: paint.plan, soft: paint.planSoft },
  near: { main: paint.near, soft: paint.nearSoft },
  end: { main: paint.end, soft: paint.endSoft },
  unk: { main: paint.unk, soft: paint.unkSoft },
};

/** The variables of one theme, for the style sheet. */
export function paintVariables(theme: keyof typeof COLOURS): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`--ms-${name}`, COLOURS[theme][name]]));
}
