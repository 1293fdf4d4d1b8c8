import { createHash } from 'node:crypto';
import { CHOICES } from '../domain/checklist.ts';
import { FORM_LIMITS, type FormQuestion } from '../domain/vendor-form.ts';
import { catalogues, type WordKey, type Words } from '../words/words.ts';
import { cleanText } from './document-look.ts';
import {
  ANSWERS_ELEMENT,
  ANSWERS_SCHEMA,
  formHead,
  formSections,
  questionHash,
  type VendorFormDocument,
} from './vendor-form.ts';
import { FORM_STYLE } from './vendor-form-look.ts';
import { FORM_SCRIPT } from './vendor-form-script.ts';
import { answerKind, formFacts } from './vendor-form-xlsx.ts';

/** Texts that the script of the form says. */
const SAID = [
  'keeping',
  'notKeeping',
  'progress',
  'clearQuestion',
  'reasonNeeded',
  'numberWrong',
  'dateWrong',
  'tooLong',
  'problems_one',
  'problems_other',
  'open_one',
  'open_other',
  'saved',
  'copySaved',
] as const;

/**
 * Questions to a vendor as one file that needs no network: what may run and how it may look is named by hashes, and everything
 * else is forbidden (docs/vendor-form.md). Whatever people wrote stays text.
 * @param fileName of the answers that the form saves, without an ending
 */
export function vendorFormToHtml(form: VendorFormDocument, words: Words, fileName: string): Uint8Array {
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hashOf(FORM_SCRIPT)}'`,
    `style-src 'sha256-${hashOf(FORM_STYLE)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const said = {
    // As they stand in the catalogue: the script puts the figures in.
    ...Object.fromEntries(SAID.map((key) => [key, catalogues[words.locale].vendorForm.html[key]])),
    fileName,
    element: ANSWERS_ELEMENT,
  };
  const title = words.t('vendorForm.html.title', { title: form.title });
  const text = (key: keyof typeof KEYS) => markupFree(words.t(KEYS[key]));
  const sections = formSections(form.questions);
  const html = `<!doctype html>
<html lang="${markupFree(words.locale)}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${markupFree(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${markupFree(title)}</title>
<style>${FORM_STYLE}</style></head><body>
<a class="skip" href="#questions">${text('questions')}</a>
<div class="wrap"><header><h1>${text('heading')}</h1><p class="sub">${markupFree(form.title)}</p>
<dl>${formFacts(form, words)
    .map(([label, value]) => `<div><dt>${markupFree(label)}</dt><dd>${markupFree(value)}</dd></div>`)
    .join('')}</dl>
<noscript><p class="note">${text('noScript')}</p></noscript>
<details open><summary>${text('how')}</summary><ol>${(['form', 'choices', 'reason', 'evidence', 'backForm'] as const)
    .map((key) => `<li>${markupFree(words.t(`vendorForm.how.${key}`))}</li>`)
    .join('')}</ol></details></header>
<div class="bar"><div class="grow"><label><span id="progress"></span> <progress id="bar" max="${form.questions.length}" value="0"></progress></label>
<div id="keeping"></div></div><button type="button" id="again">${text('clear')}</button><button type="button" id="print">${text('print')}</button>
<button type="button" id="copy">${text('saveCopy')}</button><button type="button" id="save" class="main">${text('saveAnswers')}</button>
<div id="said" role="status"></div></div>
<div class="cols"><nav aria-label="${text('sections')}">${sections
    .map(
      ({ code, title: name }, index) =>
        `<a href="#section-${index}" data-section="section-${index}" title="${markupFree(code)}"><span>${markupFree(name)}</span><span data-count></span></a>`,
    )
    .join('')}</nav>
<main id="questions">${sections
    .map(
      ({ title: name, questions }, index) =>
        `<section id="section-${index}" aria-labelledby="heading-${index}"><h2 id="heading-${index}">${markupFree(name)}</h2>\n${questions
          .map((question) => questionHtml(question, words))
          .join('\n')}</section>`,
    )
    .join('\n')}</main></div></div>
${ANSWERS_ELEMENT}${json(noAnswers(form))}</script>
<script type="application/json" id="words">${json(said)}</script>
<script>${FORM_SCRIPT}</script></body></html>
`;
  return new TextEncoder().encode(html);
}

const KEYS = {
  questions: 'vendorForm.sheet.questions',
  heading: 'vendorForm.heading',
  how: 'vendorForm.how.heading',
  noScript: 'vendorForm.html.noScript',
  clear: 'vendorForm.html.clear',
  print: 'vendorForm.html.print',
  saveCopy: 'vendorForm.html.saveCopy',
  saveAnswers: 'vendorForm.html.saveAnswers',
  sections: 'vendorForm.html.sections',
} as const satisfies Record<string, WordKey>;

function questionHtml(question: FormQuestion, words: Words): string {
  const { code, title, answerType, evidenceHints } = question;
  const [id, hint] = [`q-${questionHash(question)}`, markupFree(answerKind(question, words))];
  const label = (key: 'answerOf' | 'remarkOf' | 'evidenceOf') =>
    markupFree(words.t(`vendorForm.html.${key}`, { code }));
  const hints =
    evidenceHints.length === 0
      ? ''
      : `<div class="hints">${markupFree(words.t('vendorForm.column.evidenceWanted'))}<ul>${evidenceHints.map((one) => `<li>${markupFree(one)}</li>`).join('')}</ul></div>`;
  return `<article class="q" id="${id}" data-code="${markupFree(code)}" data-hash="${questionHash(question)}" data-type="${answerType}" aria-labelledby="${id}-t">
<h3 id="${id}-t"><span class="code">${markupFree(code)}</span>${markupFree(title)}</h3><p data-asked>${markupFree(question.question)}</p>${hints}
<fieldset><legend>${label('answerOf')}: ${hint}</legend>${answerHtml(id, question, label('answerOf'), words)}</fieldset>
<p class="line"><span class="open" data-open>${markupFree(words.t('vendorForm.html.noAnswer'))}</span><span class="wrong" data-wrong role="alert" hidden></span></p>
<div class="two"><label class="field">${label('remarkOf')}<textarea data-field="remark" rows="1" maxlength="4000"></textarea></label>
<label class="field">${label('evidenceOf')}<textarea data-field="evidence" rows="1" maxlength="4000"></textarea></label></div></article>`;
}

function answerHtml(id: string, { answerType }: FormQuestion, label: string, words: Words): string {
  const box = (type: 'radio' | 'checkbox', choice: (typeof CHOICES)[number]) =>
    `<label class="choice"><input type="${type}" name="${id}" value="${choice}">${markupFree(words.t(`answer.${choice}`))}</label>`;
  if (answerType === 'yes_no_partial_na') {
    const clear = markupFree(words.t('vendorForm.html.takeBack'));
    return `${CHOICES.map((choice) => box('radio', choice)).join('')}<button type="button" class="link" data-clear>${clear}</button>`;
  }
  const common = `data-field="answer" aria-label="${label}"`;
  const field =
    answerType === 'number'
      ? `<input ${common} inputmode="decimal" maxlength="12" autocomplete="off">`
      : answerType === 'date'
        ? `<input ${common} type="date" min="${FORM_LIMITS.firstDay}" max="${FORM_LIMITS.lastDay}" autocomplete="off">`
        : `<textarea ${common} rows="2" maxlength="4000"></textarea>`;
  return `${field}${box('checkbox', 'not_applicable')}`;
}

/** The answers of a form that nobody has filled in yet. */
function noAnswers(form: VendorFormDocument) {
  const answers = form.questions.map((question) => ({
    control: question.code,
    hash: questionHash(question),
    question: question.question,
    answer: '',
    remark: '',
    evidence: '',
  }));
  return { schema: ANSWERS_SCHEMA, ...formHead(form), savedAt: null, answers };
}

/** Markup in what people wrote becomes text. */
function markupFree(text: string): string {
  return cleanText(text).replace(/[&<>"'`]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** JSON that no parser of HTML can end early, and every parser of JavaScript takes. */
function json(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
