/** The way of every plain move: words checked, photos taken, moved, presented. */
import * as v from 'valibot'
import type { Move, Moved } from '../../../miniprogram/domain/contract/requests'
import type { SentPhoto } from '../../../miniprogram/domain/contract/requests/photos'
import type { CaseChange } from '../../../miniprogram/domain/case-moves'
import type { CaseMoveName } from '../../../miniprogram/domain/case-states'
import type { Case } from '../../../miniprogram/domain/cases'
import { checkText } from '../../_kit/content-check'
import { beginLooseChecks } from '../../_kit/pictures'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import type { Action } from '../../../miniprogram/domain/contract/envelope'
import { whyNotCase } from '../acts'
import { moveCase, type Judging } from '../move'
import { takePhotos } from '../photos/photos'
import { presentCase } from '../present'

interface Plain<Input extends Move> {
  move: CaseMoveName
  input: v.GenericSchema<unknown, Input>
  /** Null: nothing is said with it. Said to others, so it passes the content check. */
  words?: 'needed' | 'welcome'
  /** Whose takers the judge needs. */
  unitIds?: (input: Input, current: Case) => string[]
  /** The judge needs who takes for the intake. */
  intake?: boolean
  judge(current: Case, judging: Judging, input: Input): CaseChange
}

export function plainMove<Input extends Move>(plain: Plain<Input>): ActionSpec<Action<Input, Moved>> {
  const { move, judge, unitIds, intake } = plain
  return {
    who: 'person',
    input: plain.input,
    async run({ actor, input, now }) {
      const said = await saidWith(plain, input, actor.openid)
      const { photos, documents } = await takePhotos(photosOf(input), actor.personId)
      const { caseId, moveId } = input
      const scene = await moveCase(
        { caseId, moveId, personId: actor.personId, now, move, words: said, photos },
        (current, judging) => {
          const code = whyNotCase(move, { ...judging.scene, current }, now)
          if (code) throw new Refusal(code)
          return judge(current, judging, input)
        },
        { unitsOf: (current) => unitIds?.(input, current) ?? [], ...(intake ? { intake } : {}) },
      )
      await beginLooseChecks(documents, actor.openid, now)
      return { case: presentCase(scene, now) }
    },
  }
}

/** Of a move whose input has any. */
const photosOf = (input: object) => (input as { photos?: SentPhoto[] }).photos ?? []

async function saidWith<Input extends Move>(
  { words }: Plain<Input>,
  input: Input,
  openid: string,
): Promise<string> {
  const said = words ? String((input as { words?: unknown }).words ?? '').trim() : ''
  if (words === 'needed' && said === '') throw new Refusal('CASE_WORDS_NEEDED')
  if (said !== '') await checkText(openid, said)
  return said
}
