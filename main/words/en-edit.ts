/** English of undo and redo. */
export const edit = {
  stays: 'Cannot be undone',
  state: { done: 'Done', undone: 'Taken back' },
  /** Why a step cannot be taken back or carried out again; a sentence. */
  refused: {
    import: 'An import is taken back as a whole, in the list of imports.',
    signature: 'A signature is withdrawn where it was given, with a reason.',
    sent: 'It has left this vault.',
    released: 'An edition that was released is not changed any more.',
    catalogue: 'The product catalogue is changed back in its own place.',
    publication: 'Files that are kept up to date are set up in their own place.',
    people: 'People and their roles are changed in their own place.',
    keys: 'Keys and the policy of the vault are changed in their own place.',
    erased: 'It was removed for good.',
    too_big: 'It changed more than is kept for taking back.',
    not_now: 'It stands like that already.',
    of_others: 'Somebody else did it.',
    role: 'Your role may not do this any more.',
    older_version: 'It was done with an older version of the program.',
    edited_since: 'A record of it was changed since.',
    in_use: 'Something that was added since depends on it.',
    missing: 'Something that it depends on is gone.',
    taken: 'A name, tag or number of it belongs to another record by now.',
    signed: 'A record of it was signed since.',
    ordered: 'The order is out.',
  },
};
