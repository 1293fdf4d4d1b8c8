/** A part of a regular expression, as far as it says how a backtracking engine goes through a text. */
export type Part =
  /** One character: a letter, an escape or a class, as it is written. */
  | { readonly kind: 'one'; readonly source: string }
  | { readonly kind: 'edge'; readonly source: '^' | '$' | '\\b' | '\\B' }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negative: boolean; readonly body: Part }
  | { readonly kind: 'group'; readonly capture: string | null; readonly body: Part }
  | { readonly kind: 'again'; readonly capture: string }
  | { readonly kind: 'either'; readonly parts: readonly Part[] }
  | { readonly kind: 'row'; readonly parts: readonly Part[] }
  | {
      readonly kind: 'many';
      readonly body: Part;
      readonly least: number;
      readonly most: number;
      readonly lazy: boolean;
    };

const ESCAPE =
  /\\(?:u\{[0-9a-f]{1,6}\}|u[0-9a-f]{4}|x[0-9a-f]{2}|c[a-z]|[pP]\{[^{}]{1,60}\}|k<[^<>]{1,60}>|[1-9]\d{0,2}|.)/suy;
const QUANTIFIER = /(?:[*+?]|\{(\d{1,9})(?:(,)(\d{1,9})?)?\})(\?)?/uy;
const OPENING = /\((?:\?(?:(:)|(<?)([=!])|<([^<>=!]{1,60})>))?/uy;

/** Takes a regular expression apart; it is known to be one. */
export function parseExpression(source: string): Part {
  let at = 0;
  let captures = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  const either = (): Part => {
    const parts = [row()];
    while (source[at] === '|') {
      at += 1;
      parts.push(row());
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'either', parts };
  };
  const row = (): Part => {
    const parts: Part[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const body = single();
      const found = take(QUANTIFIER);
      if (found === null) parts.push(body);
      else parts.push({ kind: 'many', body, ...countOf(found), lazy: found[4] !== undefined });
    }
    return { kind: 'row', parts };
  };
  const single = (): Part => {
    const char = source[at] ?? '';
    if (char === '(') {
      const [, plain, behind, look, name] = take(OPENING) ?? [];
      if (!plain && !look) captures += 1;
      const capture = plain || look ? null : (name ?? String(captures));
      const body = either();
      at += 1;
      return look === undefined
        ? { kind: 'group', capture, body }
        : { kind: 'look', behind: behind === '<', negative: look === '!', body };
    }
    if (char === '[') return { kind: 'one', source: classText() };
    if (char === '^' || char === '$') {
      at += 1;
      return { kind: 'edge', source: char };
    }
    if (char === '\\') {
      const text = take(ESCAPE)?.[0] ?? '';
      if (text === '\\b' || text === '\\B') return { kind: 'edge', source: text };
      if (text.startsWith('\\k')) return { kind: 'again', capture: text.slice(3, -1) };
      return /^\\[1-9]/.test(text) ? { kind: 'again', capture: text.slice(1) } : { kind: 'one', source: text };
    }
    const whole = String.fromCodePoint(source.codePointAt(at) ?? 0);
    at += whole.length;
    return { kind: 'one', source: whole };
  };
  const classText = (): string => {
    const start = at;
    let depth = 0;
    do {
      if (source[at] === '\\') at += 1;
      else if (source[at] === '[') depth += 1;
      else if (source[at] === ']') depth -= 1;
      at += 1;
      // Only the newest kind of class holds others: in the older ones a bracket inside is a sign like any other.
      if (depth > 1 && !isSetOfSets(source.slice(start))) depth = 1;
    } while (depth > 0 && at < source.length);
    return source.slice(start, at);
  };
  return either();
}

/** `[[a-z]--[aeiou]]`: a class made of classes, of the flag `v`. */
function isSetOfSets(text: string): boolean {
  return text.startsWith('[[') && /\](?:--|&&|\])/.test(text);
}

function countOf([text, least, comma, most]: RegExpExecArray): { least: number; most: number } {
  if (text.startsWith('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
  if (text.startsWith('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
  if (text.startsWith('?')) return { least: 0, most: 1 };
  const from = Number(least);
  if (comma === undefined) return { least: from, most: from };
  return { least: from, most: most === undefined ? Number.POSITIVE_INFINITY : Number(most) };
}

type Next = (at: number) => boolean;
type Step = (at: number, next: Next) => boolean;

/** Thrown when an expression takes more steps than it is given. */
export class TooManySteps extends Error {}

/** Counts the steps that a backtracking engine takes to look through a text with an expression, all matches if it is global. */
export function stepCounter(source: string, flags: string): (text: readonly string[], limit: number) => number {
  let chars: readonly string[] = [];
  let steps = 0;
  let most = 0;
  const captured = new Map<string, readonly [number, number]>();
  const own = flags.replace(/[gymd]/g, '');
  const used = () => {
    steps += 1;
    if (steps > most) throw new TooManySteps();
  };

  const oneOf = (written: string) => {
    const pattern = new RegExp(`^(?:${written})$`, own);
    const known = new Map<string, boolean>();
    return (at: number): boolean => {
      used();
      const char = chars[at];
      if (char === undefined) return false;
      const answer = known.get(char) ?? pattern.test(char);
      known.set(char, answer);
      return answer;
    };
  };
  const word = (at: number) => /^\w$/.test(chars[at] ?? '');
  const lines = flags.includes('m');
  const EDGES = {
    '^': (at: number) => at === 0 || (lines && chars[at - 1] === '\n'),
    $: (at: number) => at === chars.length || (lines && chars[at] === '\n'),
    '\\b': (at: number) => word(at - 1) !== word(at),
    '\\B': (at: number) => word(at - 1) === word(at),
  };

  const compile = (part: Part, back: boolean): Step => {
    switch (part.kind) {
      case 'one': {
        const fits = oneOf(part.source);
        return back
          ? (at, next) => at > 0 && fits(at - 1) && next(at - 1)
          : (at, next) => at < chars.length && fits(at) && next(at + 1);
      }
      case 'edge': {
        const holds = EDGES[part.source];
        return (at, next) => {
          used();
          return holds(at) && next(at);
        };
      }
      case 'look': {
        const body = compile(part.body, part.behind);
        return (at, next) => body(at, () => true) !== part.negative && next(at);
      }
      case 'again':
        return (at, next) => {
          const [from, to] = captured.get(part.capture) ?? [0, 0];
          const length = to - from;
          const start = back ? at - length : at;
          for (let offset = 0; offset < length; offset += 1) {
            used();
            if (chars[start + offset] !== chars[from + offset]) return false;
          }
          return next(back ? start : at + length);
        };
      case 'group': {
        const body = compile(part.body, back);
        const { capture } = part;
        if (capture === null) return body;
        return (at, next) =>
          body(at, (end) => {
            const before = captured.get(capture);
            captured.set(capture, back ? [end, at] : [at, end]);
            if (next(end)) return true;
            if (before === undefined) captured.delete(capture);
            else captured.set(capture, before);
            return false;
          });
      }
      case 'either': {
        const parts = part.parts.map((inner) => compile(inner, back));
        return (at, next) => parts.some((inner) => inner(at, next));
      }
      case 'row': {
        const parts = part.parts.map((inner) => compile(inner, back));
        if (back) parts.reverse();
        return parts.reduceRight<Step>(
          (rest, inner) => (at, next) => inner(at, (end) => rest(end, next)),
          (at, next) => next(at),
        );
      }
      case 'many':
        return part.body.kind === 'one' ? run(part.body.source, part, back) : repeat(compile(part.body, back), part);
    }
  };

  /** One character many times: told apart so that a long run needs no deep stack. */
  const run = (
    written: string,
    { least, most: limit, lazy }: { least: number; most: number; lazy: boolean },
    back: boolean,
  ): Step => {
    const fits = oneOf(written);
    const sign = back ? -1 : 1;
    const taken = (at: number, count: number) => {
      const place = back ? at - count - 1 : at + count;
      return place >= 0 && place < chars.length && fits(place);
    };
    return (at, next) => {
      let count = 0;
      while (count < (lazy ? least : limit) && taken(at, count)) count += 1;
      if (count < least) return false;
      if (!lazy) {
        for (; count >= least; count -= 1) if (next(at + sign * count)) return true;
        return false;
      }
      while (!next(at + sign * count)) {
        if (count >= limit || !taken(at, count)) return false;
        count += 1;
      }
      return true;
    };
  };

  const repeat = (body: Step, { least, most: limit, lazy }: { least: number; most: number; lazy: boolean }): Step => {
    const from = (at: number, count: number, next: Next): boolean => {
      used();
      const more = () =>
        count < limit && body(at, (end) => (end !== at || count < least) && from(end, count + 1, next));
      if (count < least) return more();
      return lazy ? next(at) || more() : more() || next(at);
    };
    return (at, next) => from(at, 0, next);
  };

  const start = compile(parseExpression(source), false);
  return (text, limit) => {
    chars = text;
    steps = 0;
    most = limit;
    captured.clear();
    let end = 0;
    const fits = (at: number) => {
      used();
      return start(at, (reached) => {
        end = reached;
        return true;
      });
    };
    for (let at = 0; at <= chars.length; ) {
      if (!fits(at)) {
        if (flags.includes('y')) break;
        at += 1;
      } else if (flags.includes('g')) at = end > at ? end : at + 1;
      else break;
    }
    return steps;
  };
}
