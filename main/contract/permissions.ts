import { ROLES, type Role } from '../domain/role.ts';
import type { TrashNoun } from '../domain/trash.ts';
import type { Promised } from './index.ts';

/** `anyone` may call it, also while the vault is locked; else the roles that may. Nobody else may (reliability.md 8). */
export type Permission = 'anyone' | readonly Role[];

const EVERYBODY = ROLES;
const ADMINISTRATOR = ['administrator'] as const;
/** Who keeps the register of devices: what they run, until when it is supported. */
const ENGINEERING = ['administrator', 'biomedical_engineer'] as const;
/** Who keeps contracts and what vendors owe. */
const PROCUREMENT = ['administrator', 'procurement_officer'] as const;
/** Facts that both learn in their work: vendors, letters, checklists, files. */
const WORKING = ['administrator', 'biomedical_engineer', 'procurement_officer'] as const;
/** Who looks after what others did. */
const AUDITING = ['administrator', 'auditor'] as const;

/** Which role may call which procedure. A procedure that is added to the promise does not compile here without a line. */
export const PERMISSIONS: {
  readonly [Noun in keyof Promised]: { readonly [Name in keyof Promised[Noun]]: Permission };
} = {
  program: { events: 'anyone', cancel: EVERYBODY, counts: EVERYBODY, search: EVERYBODY },
  vault: {
    status: 'anyone',
    create: 'anyone',
    unlock: 'anyone',
    touch: 'anyone',
    lock: 'anyone',
    openSample: 'anyone',
    // What a new vault asks its maker before anything is in it.
    confirmRecoveryKey: ADMINISTRATOR,
    fillSample: ADMINISTRATOR,
    info: EVERYBODY,
    verify: AUDITING,
    acceptHistory: ADMINISTRATOR,
    setPolicy: ADMINISTRATOR,
    newRecoveryKey: ADMINISTRATOR,
    newShares: ADMINISTRATOR,
    rememberHere: EVERYBODY,
    // One's own key store; recovery key and shares are the administrators'. The handler looks at whose it is.
    removeWayIn: EVERYBODY,
    rotateKey: ADMINISTRATOR,
  },
  user: {
    list: AUDITING,
    add: ADMINISTRATOR,
    setRole: ADMINISTRATOR,
    remove: ADMINISTRATOR,
    resetPassphrase: ADMINISTRATOR,
    changePassphrase: EVERYBODY,
  },
  device: {
    list: EVERYBODY,
    facets: EVERYBODY,
    get: EVERYBODY,
    create: ENGINEERING,
    update: ENGINEERING,
    tagRules: EVERYBODY,
    nextTag: EVERYBODY,
    saveTagRules: ENGINEERING,
    chosen: EVERYBODY,
    // The handler asks for the role that each change needs on a single device.
    previewMany: WORKING,
    updateMany: WORKING,
    retire: ENGINEERING,
    judgeLegacy: ENGINEERING,
    saveComponent: ENGINEERING,
    removeComponent: ENGINEERING,
    recordExtension: WORKING,
    recordStatement: ENGINEERING,
    history: EVERYBODY,
  },
  udi: { read: EVERYBODY, labels: EVERYBODY },
  model: {
    list: EVERYBODY,
    get: EVERYBODY,
    create: WORKING,
    update: WORKING,
    chosen: EVERYBODY,
    previewMany: WORKING,
    updateMany: WORKING,
    recordMilestone: WORKING,
    judgeLegacy: ENGINEERING,
    milestoneKinds: EVERYBODY,
    addMilestoneKind: WORKING,
    previewLetter: WORKING,
    recordLetter: WORKING,
    saveComponent: ENGINEERING,
    removeComponent: ENGINEERING,
    history: EVERYBODY,
  },
  vendor: { list: EVERYBODY, get: EVERYBODY, create: WORKING, update: WORKING, history: EVERYBODY },
  contract: {
    list: EVERYBODY,
    get: EVERYBODY,
    create: PROCUREMENT,
    update: PROCUREMENT,
    chosen: EVERYBODY,
    previewMany: PROCUREMENT,
    updateMany: PROCUREMENT,
    recordCancellation: PROCUREMENT,
    recordDecision: PROCUREMENT,
    addDevices: PROCUREMENT,
    removeDevices: PROCUREMENT,
    report: EVERYBODY,
    history: EVERYBODY,
  },
  clause: {
    list: EVERYBODY,
    get: EVERYBODY,
    grid: EVERYBODY,
    ofContract: EVERYBODY,
    proposals: EVERYBODY,
    history: EVERYBODY,
    create: PROCUREMENT,
    update: PROCUREMENT,
    retire: PROCUREMENT,
    compare: PROCUREMENT,
    addCommitments: PROCUREMENT,
  },
  cover: { lines: EVERYBODY, summary: EVERYBODY, saveLines: PROCUREMENT, ofDevice: EVERYBODY, gaps: EVERYBODY },
  entitlement: {
    ofContract: EVERYBODY,
    create: PROCUREMENT,
    update: PROCUREMENT,
    remove: PROCUREMENT,
    // Engineering is there when a visit takes place.
    recordUse: WORKING,
    takeBackUse: WORKING,
  },
  cost: { get: EVERYBODY },
  finding: {
    list: EVERYBODY,
    groups: EVERYBODY,
    get: EVERYBODY,
    counts: EVERYBODY,
    devices: EVERYBODY,
    exploited: EVERYBODY,
    // Whether a device is affected is for those who know what it runs.
    confirm: ENGINEERING,
    reject: ENGINEERING,
    reopen: ENGINEERING,
    link: ENGINEERING,
  },
  commitment: {
    list: EVERYBODY,
    get: EVERYBODY,
    example: EVERYBODY,
    regions: EVERYBODY,
    calendar: EVERYBODY,
    history: EVERYBODY,
    create: PROCUREMENT,
    update: PROCUREMENT,
    remove: PROCUREMENT,
    saveCalendar: PROCUREMENT,
  },
  conflict: { list: EVERYBODY, get: EVERYBODY, report: EVERYBODY },
  comparison: { get: EVERYBODY, controls: EVERYBODY },
  scorecard: { get: EVERYBODY, compare: EVERYBODY },
  installation: { ofDevice: EVERYBODY, ofModel: EVERYBODY, record: ENGINEERING, remove: ENGINEERING },
  support: { report: EVERYBODY, outlook: EVERYBODY, today: EVERYBODY, identify: EVERYBODY },
  exception: {
    list: EVERYBODY,
    get: EVERYBODY,
    report: EVERYBODY,
    history: EVERYBODY,
    create: WORKING,
    update: WORKING,
    extend: WORKING,
    withdraw: WORKING,
    addDevices: WORKING,
    removeDevices: WORKING,
  },
  obligation: {
    list: EVERYBODY,
    get: EVERYBODY,
    devices: EVERYBODY,
    report: EVERYBODY,
    history: EVERYBODY,
    startClock: WORKING,
    recordStart: WORKING,
    addEvidence: WORKING,
    removeEvidence: WORKING,
    pause: WORKING,
    endPause: WORKING,
    decide: WORKING,
  },
  // Which role signs for which duty stands in domain/sign-off.ts.
  signOff: { of: EVERYBODY, sign: WORKING, withdraw: WORKING },
  handover: {
    ofModel: EVERYBODY,
    list: EVERYBODY,
    start: WORKING,
    update: WORKING,
    setItem: WORKING,
    complete: WORKING,
    reopen: WORKING,
  },
  alert: {
    list: EVERYBODY,
    devices: EVERYBODY,
    explain: EVERYBODY,
    people: WORKING,
    meanwhile: EVERYBODY,
    acknowledge: WORKING,
    snooze: WORKING,
    assign: WORKING,
    reopen: WORKING,
    // One's own: up to which day one has looked.
    seen: EVERYBODY,
  },
  plan: {
    settings: EVERYBODY,
    // Lead times decide what engineering is told, currency and fiscal year what procurement reckons with: both plan.
    saveSettings: WORKING,
    scenarios: EVERYBODY,
    addScenario: WORKING,
    updateScenario: WORKING,
    removeScenario: WORKING,
    get: EVERYBODY,
    devices: EVERYBODY,
    choose: WORKING,
    unchoose: WORKING,
    level: EVERYBODY,
    applyLevel: WORKING,
  },
  template: {
    list: EVERYBODY,
    get: EVERYBODY,
    compare: EVERYBODY,
    history: EVERYBODY,
    copy: WORKING,
    update: WORKING,
    saveControl: WORKING,
    removeControl: WORKING,
    reorder: WORKING,
    release: WORKING,
    retire: WORKING,
    remove: WORKING,
    previewFile: WORKING,
    importFile: WORKING,
  },
  checklist: {
    templates: EVERYBODY,
    previewTemplate: EVERYBODY,
    changeTemplate: WORKING,
    list: EVERYBODY,
    create: WORKING,
    get: EVERYBODY,
    score: EVERYBODY,
    update: WORKING,
    answer: WORKING,
    answerAll: WORKING,
    chooseStatement: WORKING,
    accept: WORKING,
    newIssue: WORKING,
    differences: EVERYBODY,
    promises: EVERYBODY,
    addPromises: PROCUREMENT,
  },
  procurement: {
    list: EVERYBODY,
    get: EVERYBODY,
    history: EVERYBODY,
    // A need arises where people work with devices; what is disclosed and asked of an offer both read.
    create: WORKING,
    update: WORKING,
    addCandidate: WORKING,
    updateCandidate: WORKING,
    setDisclosure: WORKING,
    startChecklist: WORKING,
    linkChecklist: WORKING,
    // Prices, stages and the choice are for those who buy.
    withdrawCandidate: PROCUREMENT,
    saveCosts: PROCUREMENT,
    move: PROCUREMENT,
    choose: PROCUREMENT,
    saveWeights: PROCUREMENT,
  },
  mds2: { preview: WORKING, take: WORKING, list: EVERYBODY, get: EVERYBODY, compare: EVERYBODY, remove: WORKING },
  // Which steps are whose, and what the role may still do, the handler looks at.
  edit: { list: WORKING, next: WORKING, preview: WORKING, undo: WORKING, redo: WORKING },
  vendorForm: { issue: WORKING, list: EVERYBODY, preview: WORKING, take: WORKING, accept: WORKING, discard: WORKING },
  catalogue: {
    info: EVERYBODY,
    search: EVERYBODY,
    preview: ENGINEERING,
    replace: ENGINEERING,
    backToShipped: ENGINEERING,
    override: ENGINEERING,
    removeOverride: ENGINEERING,
  },
  imports: {
    preview: WORKING,
    rows: WORKING,
    look: WORKING,
    resultFile: WORKING,
    run: WORKING,
    profiles: WORKING,
    // The handlers ask for the role that the import itself needs.
    saveProfile: WORKING,
    removeProfile: WORKING,
    previewSbom: ENGINEERING,
    sbom: ENGINEERING,
    previewGudid: WORKING,
    gudid: WORKING,
    previewAdvisories: WORKING,
    advisories: WORKING,
    list: EVERYBODY,
    // The handler asks for the role that the import itself needed.
    previewUndo: WORKING,
    undo: WORKING,
    // Everything at once, and into a vault that nobody works in yet.
    previewFolder: ADMINISTRATOR,
    folder: ADMINISTRATOR,
  },
  advisory: { list: EVERYBODY, facets: EVERYBODY, get: EVERYBODY, history: EVERYBODY, kev: EVERYBODY },
  exports: {
    supportReport: EVERYBODY,
    contractsReport: EVERYBODY,
    devices: EVERYBODY,
    outlook: EVERYBODY,
    checklist: EVERYBODY,
    contents: EVERYBODY,
    template: EVERYBODY,
    exceptions: EVERYBODY,
    handover: EVERYBODY,
    conflicts: EVERYBODY,
    commitmentsReport: EVERYBODY,
    coverGaps: EVERYBODY,
    labels: EVERYBODY,
    contractCost: EVERYBODY,
    comparison: EVERYBODY,
    scorecard: EVERYBODY,
    scorecards: EVERYBODY,
    clauses: EVERYBODY,
    plan: EVERYBODY,
    list: EVERYBODY,
    sheet: EVERYBODY,
    history: AUDITING,
    records: EVERYBODY,
    // Everything at once, unencrypted.
    folder: ADMINISTRATOR,
  },
  // One's own views are anybody's to make; the handler asks for `share` where one is everybody's.
  view: {
    list: EVERYBODY,
    create: EVERYBODY,
    update: EVERYBODY,
    share: WORKING,
    remove: EVERYBODY,
    setDefault: EVERYBODY,
  },
  duplicate: { list: EVERYBODY, preview: EVERYBODY, merge: WORKING, keepApart: WORKING },
  history: { list: AUDITING, facets: AUDITING, entry: AUDITING },
  document: {
    list: EVERYBODY,
    search: EVERYBODY,
    get: EVERYBODY,
    of: EVERYBODY,
    add: WORKING,
    link: WORKING,
    unlink: WORKING,
    open: EVERYBODY,
  },
  // Who may remove what stands in TRASH_NEEDS; the handlers ask it.
  trash: { preview: WORKING, remove: WORKING, list: EVERYBODY, restore: WORKING, purge: ADMINISTRATOR },
  task: {
    list: EVERYBODY,
    get: EVERYBODY,
    create: WORKING,
    update: WORKING,
    close: WORKING,
    reopen: WORKING,
    history: EVERYBODY,
  },
  backup: {
    list: ENGINEERING,
    // Before anybody is signed in there has to be a way back. A restore asks for a way into the backup; and who can replace the
    // files of the folder can do the same without the program.
    found: 'anyone',
    make: ENGINEERING,
    check: ENGINEERING,
    restore: 'anyone',
    undoRestore: 'anyone',
    download: ADMINISTRATOR,
  },
  publication: {
    list: EVERYBODY,
    // What is set up leaves the vault again and again, unencrypted.
    create: ADMINISTRATOR,
    update: ADMINISTRATOR,
    remove: ADMINISTRATOR,
    // Writes what an administrator set up, where that person said: a scheduler needs an account that may do nothing else.
    writeNow: EVERYBODY,
  },
};

/** A file writes what single records would be written by: whoever may not do the one may not import the other. */
export const IMPORT_NEEDS = {
  devices: 'device.create',
  models: 'model.create',
  milestones: 'model.recordMilestone',
  vendors: 'vendor.create',
  contracts: 'contract.create',
  commitments: 'commitment.create',
} as const;

/** Who may make a record may also remove it and bring it back. */
export const TRASH_NEEDS = {
  device: 'device.create',
  model: 'model.create',
  vendor: 'vendor.create',
  contract: 'contract.create',
  task: 'task.create',
  checklist: 'checklist.create',
  procurement: 'procurement.create',
  exception: 'exception.create',
  document: 'document.add',
} as const satisfies Readonly<Record<TrashNoun, string>>;

/** The line of a procedure, `noun.name`; null for one that nobody promised, which nobody may call. */
export function permissionFor(procedure: string): Permission | null {
  const [noun = '', name = ''] = procedure.split('.');
  const table: Readonly<Record<string, Readonly<Record<string, Permission>>>> = PERMISSIONS;
  const lines = Object.hasOwn(table, noun) ? table[noun] : undefined;
  return lines !== undefined && Object.hasOwn(lines, name) ? (lines[name] ?? null) : null;
}

/** Whether a role may call a procedure of the open vault. */
export function mayCall(role: Role, procedure: string): boolean {
  const permission = permissionFor(procedure);
  return permission === 'anyone' || (permission?.includes(role) ?? false);
}
