/**
 * Who may import whom (docs/decisions/0001, design of the tree). Each rule names a folder and what it must never reach.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const never = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { pathNot: allowed },
});

const NODE_BUILTIN =
  '^(node:|fs|path|crypto|worker_threads|child_process|http|os|url|module|util|stream|events|zlib|net|tty|readline)';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^pdfmake/interfaces$' },
    },
    only(
      'domain-is-pure',
      '^main/domain/',
      ['^main/domain/', 'node_modules/date-fns/', 'node_modules/@date-fns/utc/'],
      'rules know neither clock nor files',
    ),
    only(
      'contract-is-a-promise',
      '^main/contract/',
      ['^main/(contract|domain)/', 'node_modules/zod/', 'node_modules/@orpc/contract/'],
      'the promise knows no implementation',
    ),
    only('ports-are-types', '^main/ports/', ['^main/(ports|domain)/'], 'ports are types'),
    only(
      'words-are-words',
      '^main/words/',
      ['^main/(words|domain)/', 'node_modules/i18next/'],
      'words know the domain and nothing else',
    ),
    never(
      'data-knows-no-feature',
      '^main/data/',
      '^main/(contract|features|app|hosts|formats)/|node_modules/electron/',
      'data is below features',
    ),
    never(
      'formats-know-no-data',
      '^main/formats/',
      '^main/(data|features|app|hosts|contract)/|node_modules/electron/',
      'formats turn bytes into facts and back',
    ),
    never(
      'features-know-no-host',
      '^main/features/',
      '^main/(app|hosts)/|node_modules/electron/|^(node:)?fs',
      'a feature does not know where it runs',
    ),
    {
      name: 'features-do-not-call-each-other',
      severity: 'error',
      comment:
        "another noun's store may be used, its handlers never; a list or sheet leaves as the very queries of the window give it (0045, 0046)",
      from: { path: '^main/features/([^/]+)/', pathNot: '^main/features/export/(?:lists|sheets)/' },
      to: { path: '^main/features/[^/]+/.*\\.handlers\\.ts$', pathNot: '^main/features/$1/' },
    },
    never('app-knows-no-host', '^main/app/', '^main/hosts/|node_modules/electron/', 'the program runs without a host'),
    never('hosts-know-no-feature', '^main/hosts/', '^main/(features|data|formats)/', 'hosts pass requests on'),
    {
      name: 'hosts-do-not-know-each-other',
      severity: 'error',
      comment: 'the command line starts the browser host for `serve`, and nothing else crosses',
      from: { path: '^main/hosts/([^/]+)/' },
      to: { path: '^main/hosts/[^/]+/', pathNot: ['^main/hosts/$1/', '^main/hosts/browser/entry\\.ts$'] },
    },
    never(
      'electron-only-in-its-host',
      '^main/(?!hosts/electron/|scripts/)|^renderer/',
      'node_modules/electron/',
      'everything else runs without Electron',
    ),
    only(
      'ui-is-only-looks',
      '^renderer/ui/',
      ['^renderer/ui/', '^renderer/i18n/', '^main/(domain|words)/', 'node_modules/(?!@orpc)'],
      'shared parts have no data access',
    ),
    {
      name: 'window-features-do-not-know-each-other',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    never(
      'window-knows-no-program',
      '^renderer/(?!vite\\.config)',
      '^main/(data|features|app|formats|hosts|ports|scripts)/',
      'the window knows the promise, the rules and the words',
    ),
    never('window-knows-no-node', '^renderer/(?!vite\\.config)', NODE_BUILTIN, 'the window runs in a browser'),
    never(
      'product-does-not-know-tests',
      '^(main|renderer|prisma)/',
      '^test/',
      'tests know the product, not the other way round',
    ),
    never(
      'second-opener-is-another-program',
      '^test/support/independent-opener',
      '^(main|test|renderer)/',
      'it opens vaults from docs/vault-format.md alone',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^main/data/prisma/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
