import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { LoadingPage } from '../ui/loading.tsx';
import { RouteFailure } from './error-boundary.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { Shell } from './shell/shell.tsx';

/** A screen that is fetched when it is first wanted. */
function screen(path: string, load: () => Promise<ComponentType>): RouteObject {
  return { path, lazy: async () => ({ Component: await load() }) };
}

/** One line a screen; add its entry to navigation.ts when it shall stand at the left. */
const screens: RouteObject[] = [
  screen('/', async () => (await import('../features/today/today-page.tsx')).TodayPage),
  screen('/devices', async () => (await import('../features/devices/devices-page.tsx')).DevicesPage),
  screen('/devices/:id', async () => (await import('../features/devices/device-page.tsx')).DevicePage),
  screen('/models', async () => (await import('../features/models/models-page.tsx')).ModelsPage),
  screen('/models/:id', async () => (await import('../features/models/model-page.tsx')).ModelPage),
  screen('/statements/:id', async () => (await import('../features/models/statement-page.tsx')).StatementPage),
  screen('/vendors', async () => (await import('../features/vendors/vendors-page.tsx')).VendorsPage),
  screen('/vendors/:id', async () => (await import('../features/vendors/vendor-page.tsx')).VendorPage),
  screen('/scorecards', async () => (await import('../features/vendors/scorecards-page.tsx')).ScorecardsPage),
  screen('/own-times', async () => (await import('../features/vendors/own-times-page.tsx')).OwnTimesPage),
  screen('/matches', async () => (await import('../features/findings/findings-page.tsx')).FindingsPage),
  screen('/contracts', async () => (await import('../features/contracts/contracts-page.tsx')).ContractsPage),
  screen('/clauses', async () => (await import('../features/clauses/clauses-page.tsx')).ClausesPage),
  screen('/clauses/library', async () => (await import('../features/clauses/library-page.tsx')).LibraryPage),
  screen(
    '/clauses/contracts/:id',
    async () => (await import('../features/clauses/contract-clauses-page.tsx')).ContractClausesPage,
  ),
  screen('/clauses/:id', async () => (await import('../features/clauses/clause-page.tsx')).ClausePage),
  screen('/obligations', async () => (await import('../features/obligations/obligations-page.tsx')).ObligationsPage),
  screen('/obligations/:id', async () => (await import('../features/obligations/obligation-page.tsx')).ObligationPage),
  screen('/conflicts', async () => (await import('../features/conflicts/conflicts-page.tsx')).ConflictsPage),
  screen('/contracts/cost', async () => (await import('../features/contracts/cost-page.tsx')).CostPage),
  screen('/contracts/:id', async () => (await import('../features/contracts/contract-page.tsx')).ContractPage),
  screen('/procurement', async () => (await import('../features/procurement/cases-page.tsx')).CasesPage),
  screen('/procurement/:id', async () => (await import('../features/procurement/case-page.tsx')).CasePage),
  screen('/checklists', async () => (await import('../features/checklists/checklists-page.tsx')).ChecklistsPage),
  screen('/checklists/:id', async () => (await import('../features/checklists/checklist-page.tsx')).ChecklistPage),
  screen('/templates', async () => (await import('../features/checklists/templates/templates-page.tsx')).TemplatesPage),
  screen(
    '/templates/:id',
    async () => (await import('../features/checklists/templates/template-page.tsx')).TemplatePage,
  ),
  screen('/advisories', async () => (await import('../features/advisories/advisories-page.tsx')).AdvisoriesPage),
  screen('/advisories/import', async () => (await import('../features/advisories/import-page.tsx')).AdvisoryImportPage),
  screen('/advisories/:id', async () => (await import('../features/advisories/advisory-page.tsx')).AdvisoryPage),
  screen('/kev', async () => (await import('../features/advisories/kev-page.tsx')).KevPage),
  screen('/exceptions', async () => (await import('../features/exceptions/exceptions-page.tsx')).ExceptionsPage),
  screen('/handovers', async () => (await import('../features/models/handovers-page.tsx')).HandoversPage),
  screen('/exceptions/:id', async () => (await import('../features/exceptions/exception-page.tsx')).ExceptionPage),
  screen('/outlook', async () => (await import('../features/outlook/outlook-page.tsx')).OutlookPage),
  screen('/plan', async () => (await import('../features/plan/plan-page.tsx')).PlanPage),
  screen('/letters/new', async () => (await import('../features/letters/letter-page.tsx')).LetterPage),
  screen('/tasks', async () => (await import('../features/tasks/tasks-page.tsx')).TasksPage),
  screen('/reports', async () => (await import('../features/reports/reports-page.tsx')).ReportsPage),
  screen('/catalogue', async () => (await import('../features/catalogue/catalogue-page.tsx')).CataloguePage),
  screen('/import', async () => (await import('../features/imports/import-page.tsx')).ImportPage),
  screen('/trash', async () => (await import('../features/trash/trash-page.tsx')).TrashPage),
  screen('/documents', async () => (await import('../features/documents/documents-page.tsx')).DocumentsPage),
  screen('/changes', async () => (await import('../features/edits/edits-page.tsx')).EditsPage),
  screen('/names', async () => (await import('../features/names/names-page.tsx')).NamesPage),
  screen('/history', async () => (await import('../features/history/history-page.tsx')).HistoryPage),
  screen('/security', async () => (await import('../features/security/security-page.tsx')).SecurityPage),
  { path: '*', Component: NotFoundPage },
];

/** Screens inside the frame; made once the vault is open. */
export function createRouter() {
  return createBrowserRouter([
    {
      Component: Shell,
      HydrateFallback: LoadingPage,
      children: [{ ErrorBoundary: RouteFailure, children: screens }],
    },
  ]);
}
