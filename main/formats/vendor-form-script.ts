/**
 * What runs in an HTML form, in whatever browser a vendor has: keeps the answers while somebody types, looks at them, and saves
 * them as a file. It talks to nobody. Plain JavaScript in a text, because it is written into the form as it stands; the journey
 * test/e2e/vendor-form.spec.ts runs it.
 */
export const FORM_SCRIPT = String.raw`
'use strict';
(() => {
  // As the file is, before anything of it changes: a copy is this with other answers.
  const pristine = '<!doctype html>\n' + document.documentElement.outerHTML;
  const byId = (id) => document.getElementById(id);
  const start = JSON.parse(byId('answers').textContent);
  const words = JSON.parse(byId('words').textContent);
  const place = 'medsteward-form-' + start.form;
  const questions = [...document.querySelectorAll('[data-code]')];
  const fill = (text, values) => text.replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name]));
  const counted = (name, count) => fill(words[name + (count === 1 ? '_one' : '_other')], { count });
  const field = (question, name) => question.querySelector('[data-field="' + name + '"]');
  let copied = true;

  function answerOf(question) {
    const chosen = question.querySelector('input[type="radio"]:checked, input[type="checkbox"]:checked');
    if (chosen) return chosen.value;
    const typed = field(question, 'answer');
    return typed ? typed.value.trim() : '';
  }
  function read(question) {
    return {
      control: question.dataset.code,
      answer: answerOf(question),
      remark: field(question, 'remark').value.trim(),
      evidence: field(question, 'evidence').value.trim(),
    };
  }
  function collect() {
    const answers = questions.map((question) => {
      const { control, ...given } = read(question);
      const asked = question.querySelector('[data-asked]').textContent;
      return { control, hash: question.dataset.hash, question: asked, ...given };
    });
    return { ...start, savedAt: new Date().toISOString(), answers };
  }
  function show(question, given) {
    const typed = field(question, 'answer');
    for (const box of question.querySelectorAll('input[type="radio"], input[type="checkbox"]')) {
      box.checked = given.answer === box.value;
    }
    if (typed) typed.value = given.answer === 'not_applicable' ? '' : given.answer;
    field(question, 'remark').value = given.remark;
    field(question, 'evidence').value = given.evidence;
  }

  /** What is wrong with an answer; null for nothing. */
  function wrong(question) {
    const { answer, remark, evidence } = read(question);
    if (Math.max(answer.length, remark.length, evidence.length) > 4000) return words.tooLong;
    if (answer === 'not_applicable') return remark === '' ? words.reasonNeeded : null;
    if (question.dataset.type === 'number') {
      if (field(question, 'answer').validity.badInput) return words.numberWrong;
      if (answer === '') return null;
      return /^\d{1,6}(\.\d{1,3})?$/.test(answer) && Number(answer) <= 100000 ? null : words.numberWrong;
    }
    if (question.dataset.type === 'date') {
      if (field(question, 'answer').validity.badInput) return words.dateWrong;
      if (answer === '') return null;
      const real = /^20\d\d-\d\d-\d\d$/.test(answer) && !Number.isNaN(Date.parse(answer));
      return real && new Date(answer).toISOString().slice(0, 10) === answer ? null : words.dateWrong;
    }
    return null;
  }
  function tell(question, problem) {
    const line = question.querySelector('[data-wrong]');
    line.textContent = problem || '';
    line.hidden = !problem;
    question.classList.toggle('is-wrong', Boolean(problem));
    for (const each of question.querySelectorAll('input, textarea')) {
      if (problem) each.setAttribute('aria-invalid', 'true');
      else each.removeAttribute('aria-invalid');
    }
  }
  function progress() {
    const done = questions.filter((question) => answerOf(question) !== '');
    byId('bar').value = done.length;
    byId('progress').textContent = fill(words.progress, { answered: done.length, total: questions.length });
    for (const link of document.querySelectorAll('[data-section]')) {
      const own = questions.filter((question) => question.closest('section').id === link.dataset.section);
      const answered = own.filter((question) => done.includes(question)).length;
      link.querySelector('[data-count]').textContent = answered + '/' + own.length;
      link.classList.toggle('is-done', answered === own.length);
    }
    for (const question of questions) {
      const state = question.querySelector('[data-open]');
      state.hidden = answerOf(question) !== '' || question.classList.contains('is-wrong');
      const back = question.querySelector('[data-clear]');
      if (back) back.hidden = answerOf(question) === '';
      const box = question.querySelector('input[type="checkbox"]');
      if (box) field(question, 'answer').disabled = box.checked;
      field(question, 'remark').required = answerOf(question) === 'not_applicable';
    }
  }
  function grow(area) {
    area.style.height = 'auto';
    area.style.height = area.scrollHeight + 2 + 'px';
  }

  /** Some browsers keep nothing for files, and say so only when they are asked to. */
  function store(content) {
    try {
      localStorage.setItem(place, content);
      return localStorage.getItem(place) === content;
    } catch {
      return false;
    }
  }
  function stored() {
    try {
      const kept = JSON.parse(localStorage.getItem(place) || 'null');
      return kept && Array.isArray(kept.answers) ? kept : null;
    } catch {
      return null;
    }
  }
  function keep() {
    const kept = store(JSON.stringify({ savedAt: new Date().toISOString(), answers: questions.map(read) }));
    byId('keeping').textContent = kept ? words.keeping : words.notKeeping;
    byId('keeping').classList.toggle('is-warning', !kept);
    copied = kept;
  }
  function save(name, type, content) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    copied = true;
  }
  const say = (text) => {
    byId('said').textContent = text;
  };

  const earlier = stored();
  const given = earlier && earlier.savedAt > (start.savedAt || '') ? earlier.answers : start.answers;
  for (const question of questions) {
    const own = given.find((each) => each.control === question.dataset.code);
    if (own) show(question, { answer: own.answer || '', remark: own.remark || '', evidence: own.evidence || '' });
  }
  document.body.classList.add('is-live');
  if (earlier) keep();
  else {
    const works = store('null');
    byId('keeping').textContent = works ? words.keeping : words.notKeeping;
    byId('keeping').classList.toggle('is-warning', !works);
  }
  progress();
  for (const area of document.querySelectorAll('textarea')) grow(area);

  document.addEventListener('input', (event) => {
    const question = event.target.closest('[data-code]');
    if (!question) return;
    if (event.target.matches('textarea')) grow(event.target);
    if (event.target.matches('[data-field="answer"]')) {
      const box = question.querySelector('input[type="checkbox"]');
      if (box) box.checked = false;
    }
    if (question.classList.contains('is-wrong')) tell(question, wrong(question));
    progress();
    keep();
  });
  document.addEventListener('focusout', (event) => {
    const question = event.target.closest('[data-code]');
    if (!question || question.contains(event.relatedTarget)) return;
    tell(question, wrong(question));
    progress();
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.clear !== undefined) {
      const question = button.closest('[data-code]');
      for (const box of question.querySelectorAll('input[type="radio"]')) box.checked = false;
      tell(question, null);
      progress();
      keep();
      question.querySelector('input').focus();
    } else if (button.id === 'save') {
      const bad = questions.filter((question) => {
        const problem = wrong(question);
        tell(question, problem);
        return problem !== null;
      });
      if (bad.length > 0) {
        say(counted('problems', bad.length));
        bad[0].scrollIntoView({ block: 'center' });
        bad[0].querySelector('input, textarea').focus({ preventScroll: true });
        return;
      }
      const open = questions.filter((question) => answerOf(question) === '').length;
      save(words.fileName + '.json', 'application/json', JSON.stringify(collect(), null, 2) + '\n');
      say(open === 0 ? words.saved : counted('open', open));
    } else if (button.id === 'copy') {
      const [head, tail] = [pristine.indexOf(words.element), words.element.length];
      const end = pristine.indexOf('</' + 'script>', head);
      const json = JSON.stringify(collect()).replace(
        /[<\u2028\u2029]/g,
        (letter) => '\\u' + letter.charCodeAt(0).toString(16).padStart(4, '0'),
      );
      save(words.fileName + '.html', 'text/html', pristine.slice(0, head + tail) + json + pristine.slice(end) + '\n');
      say(words.copySaved);
    } else if (button.id === 'print') window.print();
    else if (button.id === 'again' && window.confirm(words.clearQuestion)) {
      for (const question of questions) {
        show(question, { answer: '', remark: '', evidence: '' });
        tell(question, null);
      }
      progress();
      keep();
      say('');
    }
  });
  window.addEventListener('beforeunload', (event) => {
    if (!copied) event.preventDefault();
  });
})();
`;
