import { createInstance, type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Day } from '../../main/domain/day.ts';
import { catalogues, createWords, type Locale, type Words } from '../../main/words/words.ts';
import { en } from './en.ts';

type Paths<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string
    ? `${Prefix}${K extends `${infer Base}_${'one' | 'other'}` ? Base : K}`
    : Paths<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/** A dotted path into the window's own catalogue; plural forms are named without their ending. */
export type TextKey = Paths<typeof en>;
export type TextParameters = Readonly<Record<string, string | number>>;
/** The window's text of a key. `count` chooses the plural form. */
export type Text = (key: TextKey, parameters?: TextParameters) => string;

const texts = { en } as const satisfies Record<Locale, object>;

/** Texts of the window (namespace `window`) and words that it shares with the command line and the exports (`words`). */
export const i18n = createInstance();

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  ns: ['window', 'words'],
  defaultNS: 'window',
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(
    Object.entries(catalogues).map(([locale, words]) => [locale, { window: texts[locale as Locale], words }]),
  ),
});

const wordsOf = new Map<string, Words>();

function currentWords(): Words {
  const locale = i18n.language in catalogues ? (i18n.language as Locale) : 'en';
  const known = wordsOf.get(locale);
  if (known) return known;
  const made = createWords(locale);
  wordsOf.set(locale, made);
  return made;
}

/** Words that stand in reports and on the command line too: bands, reasons, limits, days. */
export function useWords(): Words {
  useTranslation('words', { i18n });
  return currentWords();
}

/** Texts of this window. No sentence stands in a component. */
export function useText(): Text {
  const { t } = useTranslation('window', { i18n });
  const translate: TFunction = t;
  return (key, parameters) => String(translate(key, parameters ?? {}));
}

/** Numbers as people of the language write them: `1,204`. */
export function useNumber(): (value: number, options?: Intl.NumberFormatOptions) => string {
  const { i18n: instance } = useTranslation('window', { i18n });
  return (value, options) => new Intl.NumberFormat(instance.language, options).format(value);
}

/** A day written out: `Saturday, 21 November 2026`. */
export function useLongDay(): (on: Day) => string {
  const { i18n: instance } = useTranslation('window', { i18n });
  // British order, as in the short form; UTC, because a calendar day has no time zone that could move it.
  const locale = instance.language === 'en' ? 'en-GB' : instance.language;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  return (on) =>
    format
      .formatToParts(new Date(`${on}T00:00:00Z`))
      .map(({ value }) => value)
      .join('');
}
