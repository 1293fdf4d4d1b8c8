import type { Outputs } from '../../bridge/types.ts';

export type PlanAnswer = Outputs['plan']['get'];
export type PlanLine = PlanAnswer['lines'][number];
export type PlanScenario = Outputs['plan']['scenarios'][number];
export type PlanSettingsAnswer = Outputs['plan']['settings'];
export type ScenarioId = PlanScenario['id'];
