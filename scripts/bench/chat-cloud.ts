/** The cloud of the chat bench in a process of its own, as on a real machine: the phones must not slow it by their work. */
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { groupMembers, sampleOpenid } from '../../database/sample'
import { startCloud } from '../../local/cloud'
import { adminDatabase } from '../admin-database'
import { buildFunctions } from '../build'
import { loadSampleOnce, sampleId } from '../load-sample'

const root = resolve(__dirname, '../..')

async function main(): Promise<void> {
  await buildFunctions()
  const variables = {
    AREAS: 'groups,rallies',
    DISTRICT_NAME: '示例区',
    SCENE_KEYS: JSON.stringify({ '1': 'a key of the bench' }),
    PHONE_KEY: 'a phone key of the bench',
  }
  Object.assign(process.env, variables)
  const cloud = await startCloud({
    configDir: join(root, 'database'),
    functionsDir: join(root, 'dist/cloudfunctions'),
    functionEnv: variables,
    functionInstances: 2 * availableParallelism(),
  })
  const db = adminDatabase(cloud)
  await loadSampleOnce(db, { now: cloud.clock.now(), keyVersion: '1', secret: 'a key of the bench' })
  const openids = groupMembers().map((member) => sampleOpenid(member.key))
  process.send!({ url: cloud.url, conversationId: sampleId('group'), openids })
  process.on('message', (question: { kind: 'stored' | 'faults'; share?: number; seed?: number }) => {
    if (question.kind === 'faults') {
      cloud.faults.random(
        question.share
          ? { seed: question.seed!, share: question.share, kinds: ['lostAnswer', 'killAfter', 'killBefore'] }
          : null,
      )
      return
    }
    void storedMessages().then((stored) =>
      process.send!({ stored, kills: cloud.faults.state().counts.kills }),
    )
  })

  async function storedMessages() {
    const stored: { id: string; text: string; order: number }[] = []
    for (let skip = 0; ; skip += 1_000) {
      const { data } = await db
        .collection('messages')
        .where({ conversationId: sampleId('group') })
        .orderBy('order', 'asc')
        .skip(skip)
        .limit(1_000)
        .get()
      const page = data as { _id: string; text: string; order: number }[]
      stored.push(...page.map(({ _id, text, order }) => ({ id: _id, text, order })))
      if (page.length < 1_000) return stored
    }
  }
}

void main()
