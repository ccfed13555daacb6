import { randomUUID } from 'node:crypto'
import nodeSdk from '@cloudbase/node-sdk'
import wxSdk from 'wx-server-sdk'
import type { LocalCloud } from '../../../../local/cloud/index'
import { aCloud, actAs, cleanUp } from '../support'

/**
 * Where the conformance suite runs: the local cloud, or a real environment when CONFORMANCE_ENV (its id),
 * CONFORMANCE_SECRETID and CONFORMANCE_SECRETKEY are given. In a real one it makes collections named
 * conformance_*, empties them, and leaves them behind: the SDKs cannot drop a collection.
 */
const { CONFORMANCE_ENV, CONFORMANCE_SECRETID, CONFORMANCE_SECRETKEY } = process.env
export const real =
  CONFORMANCE_ENV && CONFORMANCE_SECRETID && CONFORMANCE_SECRETKEY ? CONFORMANCE_ENV : undefined

export const DOORS = ['node-sdk', 'wx-server-sdk'] as const
export type Door = (typeof DOORS)[number]

// The two SDKs answer in different shapes, and their types know less than their code.
/* eslint-disable @typescript-eslint/no-explicit-any */
export interface Collection {
  db: any
  _: any
  $: any
  name: string
  raw: any
  add(...documents: object[]): Promise<void>
  /** Documents that match, without _id. */
  find(where: object): Promise<any[]>
  /** The _id of documents that match, sorted. */
  ids(where: object): Promise<string[]>
  /** The document `a` after an update, without _id. */
  updated(change: object): Promise<any>
  get(id: string): Promise<any>
  update(id: string, change: object): Promise<unknown>
  aggregate(build: (pipeline: any) => any): Promise<any[]>
}

let cloud: LocalCloud | undefined

async function database(door: Door): Promise<any> {
  if (real) {
    process.env.TENCENTCLOUD_SECRETID = CONFORMANCE_SECRETID
    process.env.TENCENTCLOUD_SECRETKEY = CONFORMANCE_SECRETKEY
  } else {
    cloud ??= await aCloud()
    actAs(cloud)
  }
  const env = real ?? cloud!.envId
  if (door === 'node-sdk') return nodeSdk.init({ env }).database()
  wxSdk.init({ env })
  return wxSdk.database()
}

export async function end(): Promise<void> {
  await Promise.all(made.splice(0).map((raw) => raw.where({}).remove()))
  cloud = undefined
  await cleanUp()
}

/** Collections made by this file's tests, to be emptied at the end. */
const made: any[] = []

const withoutId = ({ _id, ...rest }: any) => rest

/** A new, empty collection seen through one SDK. */
export async function aCollection(door: Door): Promise<Collection> {
  const db = await database(door)
  const name = `conformance_${randomUUID().slice(0, 8)}`
  await db.createCollection(name)
  const raw = db.collection(name)
  made.push(raw)
  const data = (value: object) => (door === 'node-sdk' ? value : { data: value })
  const get = async (id: string) => (await raw.where({ _id: id }).get()).data[0]
  return {
    db,
    _: db.command,
    $: db.command.aggregate,
    name,
    raw,
    get,
    async add(...documents) {
      await raw.add(data(documents as object))
    },
    find: async (where) => (await raw.where(where).get()).data.map(withoutId),
    ids: async (where) => (await raw.where(where).get()).data.map(({ _id }: any) => _id).sort(),
    update: (id, change) => raw.doc(id).update(data(change)),
    async updated(change) {
      await raw.doc('a').update(data(change))
      return withoutId(await get('a'))
    },
    async aggregate(build) {
      const result = await build(raw.aggregate()).end()
      return result.list ?? result.data
    },
  }
}
