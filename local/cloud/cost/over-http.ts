import type { ActionCost, CostMeter } from './meter'

/** `/admin/costs`: GET tells what each action has cost, DELETE counts from zero. */
export function costsOverHttp(meter: CostMeter, method: string): { actions: Record<string, ActionCost> } {
  if (method === 'DELETE') meter.clear()
  return { actions: meter.actions() }
}
