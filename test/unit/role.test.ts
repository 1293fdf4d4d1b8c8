import { expect, it } from 'vitest';
import { ROLES } from '../../main/domain/role.ts';
import { createWords } from '../../main/words/words.ts';

it('each role has a name and a sentence on what it does, none like another', () => {
  const { t } = createWords();
  const texts = ROLES.flatMap((role) => [t(`role.${role}`), t(`roleDoes.${role}`)]);
  expect(new Set(texts).size).toBe(2 * ROLES.length);
  for (const role of ROLES) {
    expect(t(`role.${role}`)).toMatch(/^[A-Z][a-z ]+$/);
    expect(t(`roleDoes.${role}`)).toMatch(/^[A-Z].+\.$/);
  }
});
