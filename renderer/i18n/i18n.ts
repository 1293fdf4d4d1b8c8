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

/** Words that stand in reports and on the command line too: bands, reasons, limits, days. */
export function useWords(): Words {
  const { i18n: instance } = useTranslation('words', { i18n });
  const locale: Locale = instance.language in catalogues ? (instance.language as Locale) : 'en';
  return remembered(wordsOf, locale, () => createWords(locale));
}

const textOf = new Map<string, Text>();
const numberOf = new Map<string, NumberText>();

/** Texts of this window. No sentence stands in a component. The function stays the same as long as the language does. */
export function useText(): Text {
  const { t, i18n: instance } = useTranslation('window', { i18n });
  const translate: TFunction = t;
  return remembered(textOf, instance.language, () => (key, parameters) => String(translate(key, parameters ?? {})));
}

/** A number as people of the language write it: `1,204`. */
export type NumberText = (value: number, options?: Intl.NumberFormatOptions) => string;

/** Numbers as people of the language write them. The function stays the same as long as the language does. */
export function useNumber(): NumberText {
  const { i18n: instance } = useTranslation('window', { i18n });
  const { language } = instance;
  return remembered(numberOf, language, () => {
    const plain = new Intl.NumberFormat(language);
    return (value, options) => (options ? new Intl.NumberFormat(language, options) : plain).format(value);
  });
}

function remembered<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const made = make();
  values.set(key, made);
  return made;
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
