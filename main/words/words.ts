import i18next, { type TFunction } from 'i18next';
import type { Day, PartialDay } from '../domain/day.ts';
import { en } from './en.ts';

/**
 * Words that the window, the command line and the exports share: bands, reasons, kinds, headings (design.md 6).
 * The window adds its own texts in renderer/i18n; what stands here is never written twice.
 */
export const catalogues = { en } as const;
export type Locale = keyof typeof catalogues;

type Paths<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string
    ? `${Prefix}${K extends `${infer Base}_${'one' | 'other'}` ? Base : K}`
    : Paths<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/** A dotted path into the catalogue; plural forms are named without their ending. */
export type WordKey = Paths<typeof en>;
export type WordParameters = Readonly<Record<string, string | number>>;

export interface Words {
  readonly locale: Locale;
  /** The text of a key with its parameters put in. `count` chooses the plural form. */
  t(key: WordKey, parameters?: WordParameters): string;
  /** `12 Jan 2027` */
  day(on: Day): string;
  /** `12 Jan 2027`, `Jun 2027` or `2027`, as much as is known. */
  partialDay(value: PartialDay): string;
}

/** Makes the words of a language. Cheap enough for once per export; keep it for once per row. */
export function createWords(locale: Locale = 'en'): Words {
  const instance = i18next.createInstance();
  void instance.init({
    lng: locale,
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(Object.entries(catalogues).map(([name, words]) => [name, { translation: words }])),
  });
  const translate: TFunction = instance.t;
  const months = catalogues[locale].date.months.split(' ');
  const monthName = (on: Day) => months[Number(on.slice(5, 7)) - 1] ?? '';
  const dayText = (on: Day) => `${Number(on.slice(8, 10))} ${monthName(on)} ${on.slice(0, 4)}`;
  return {
    locale,
    t: (key, parameters) => String(translate(key, parameters ?? {})),
    day: dayText,
    partialDay: ({ on, precision }) =>
      precision === 'day' ? dayText(on) : precision === 'month' ? `${monthName(on)} ${on.slice(0, 4)}` : on.slice(0, 4),
  };
}
