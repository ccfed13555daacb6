/** Why an archive is not taken, in a sentence for people. */
export class ArchiveRefusal extends Error {}

export const notOurs = () => new ArchiveRefusal('this is no exported state of a local cloud')

/** Says first in an archive what it is and what must be in it. */
export interface Manifest {
  format: 'local-cloud-state'
  version: 1
  /** ISO time of the machine. */
  made: string
  files: ArchivedFile[]
}
export interface ArchivedFile {
  /** Relative, with `/`. */
  name: string
  /** Bytes. */
  size: number
  sha256: string
}

export const MANIFEST = 'manifest.json'
export const MAX_MANIFEST_BYTES = 64 * 1024 * 1024

/** @throws ArchiveRefusal */
export function readManifest(text: string): Manifest {
  let raw: Partial<Manifest> | null = null
  try {
    raw = JSON.parse(text) as Partial<Manifest> | null
  } catch {
    // said below
  }
  if (raw?.format !== 'local-cloud-state' || !Array.isArray(raw.files)) {
    throw notOurs()
  }
  if (raw.version !== 1)
    throw new ArchiveRefusal(`the archive has format ${String(raw.version)}, this program reads format 1`)
  const names = new Set<string>()
  for (const { name, size, sha256 } of raw.files) {
    checkName(name)
    const whole = Number.isSafeInteger(size) && size >= 0 && /^[0-9a-f]{64}$/.test(sha256)
    if (!whole || names.has(name))
      throw new ArchiveRefusal(`the archive's list is damaged at ${JSON.stringify(name)}`)
    names.add(name)
  }
  return raw as Manifest
}

/** Only plain relative names may become files: an archive from elsewhere must not write outside its folder. */
function checkName(name: unknown): void {
  const parts = typeof name === 'string' ? name.split('/') : []
  const plain = parts.length > 0 && parts.every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part))
  if (!plain)
    throw new ArchiveRefusal(
      `the archive names a file ${JSON.stringify(name)}, which could lie outside its folder`,
    )
}
