import type { Udi, UdiAgency, UdiCheck, UdiElement, UdiFacts, UdiWarning } from './udi.ts';

const NOTHING: UdiFacts = {
  di: null,
  serial: null,
  lot: null,
  manufacturedOn: null,
  expiresOn: null,
  donationNumber: null,
  softwareVersion: null,
  quantity: null,
};

/** Puts together what the parts of an identifier say. Of what is said twice the first holds. */
export class Assembly {
  readonly #agency: UdiAgency;
  readonly #elements: UdiElement[] = [];
  readonly #warnings = new Set<UdiWarning>();
  #facts: UdiFacts = NOTHING;
  #check: UdiCheck = 'absent';
  #link: string | null = null;
  #character: string | null = null;

  constructor(agency: UdiAgency) {
    this.#agency = agency;
  }

  element(code: string, value: string): void {
    this.#elements.push({ code, value });
  }

  say<Fact extends keyof UdiFacts>(fact: Fact, value: NonNullable<UdiFacts[Fact]>): void {
    const known = this.#facts[fact];
    if (known === null) this.#facts = { ...this.#facts, [fact]: value };
    else if (JSON.stringify(known) !== JSON.stringify(value)) this.warn('part_twice');
  }

  /** A date, or a warning where there is none in the digits. */
  date(fact: 'manufacturedOn' | 'expiresOn', value: UdiFacts['expiresOn']): void {
    if (value === null) this.warn('date_unreadable');
    else this.say(fact, value);
  }

  warn(warning: UdiWarning): void {
    this.#warnings.add(warning);
  }

  /** What was found of one check digit or character; one wrong one counts for all. `character` is one that is no part of a value. */
  checked(correct: boolean, character: string | null = null): void {
    this.#character = character;
    if (!correct) this.warn('check_wrong');
    if (this.#check !== 'wrong') this.#check = correct ? 'correct' : 'wrong';
  }

  link(character: string): void {
    this.#link = character;
  }

  result(): Udi {
    const { di, manufacturedOn, expiresOn } = this.#facts;
    if (di === null) this.warn('di_missing');
    if (manufacturedOn !== null && expiresOn !== null && expiresOn.on < manufacturedOn.on)
      this.warn('expires_before_made');
    return {
      agency: this.#agency,
      ...this.#facts,
      elements: this.#elements,
      check: this.#check,
      checkCharacter: this.#character,
      link: this.#link,
      warnings: [...this.#warnings],
    };
  }
}
