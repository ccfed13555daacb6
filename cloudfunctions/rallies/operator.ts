/** Who runs the deployment, and so its carnivals. */
import { can } from '../../miniprogram/domain/permissions'
import { find } from '../_kit/once'
import { Refusal } from '../_kit/refusal'

/** One database request. */
export async function isOperator(personId: string): Promise<boolean> {
  const person = await find<{ operator?: boolean }>('persons', personId)
  return person?.operator === true
}

/** One database request. @throws Refusal NOT_ALLOWED */
export async function requireOperator(personId: string): Promise<void> {
  if (!can('rallies.operate', { personId, operator: await isOperator(personId) }))
    throw new Refusal('NOT_ALLOWED')
}
