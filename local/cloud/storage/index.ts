import type { Clock } from '../clock'
import { openBucket } from './bucket'
import { createBucketDoor, type BucketDoor } from './door'
import { createLinks } from './links'
import { fileIds } from './names'
import { readBucketRule } from './rule'
import { createStorage, type Storage } from './storage'

export interface OpenStorage extends Storage {
  door: BucketDoor
  close(): void
}

export interface StorageOptions {
  /** Held by the caller for this process alone; absent: in memory. */
  dataDir: string | undefined
  /** Folder with storage.json. */
  configDir: string | undefined
  envId: string
  clock: Clock
  /** Address of the cloud, known when it listens. */
  url(): string
}

export const STORAGE_PATH = '/storage'

/** @throws Error when storage.json is wrong */
export function openStorage({ dataDir, configDir, envId, clock, url }: StorageOptions): OpenStorage {
  const rule = readBucketRule(configDir)
  const bucket = openBucket(dataDir)
  const links = createLinks(bucket.secret)
  const services = { bucket, ids: fileIds(envId), rule, links, clock, url: () => url() + STORAGE_PATH }
  return {
    ...createStorage(services),
    door: createBucketDoor(bucket, links, clock),
    close: () => bucket.close(),
  }
}
