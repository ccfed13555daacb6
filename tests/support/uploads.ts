/** Putting a file into the cloud's storage as a phone does: asks for a place, then sends the bytes there. */
import type { World } from './world'

/** @returns the file's id */
export async function uploadAs(
  world: World,
  openid: string,
  cloudPath: string,
  bytes: Buffer,
): Promise<string> {
  const place = await fetch(`${world.cloud.url}/client/file-upload`, {
    method: 'POST',
    headers: { 'x-wx-openid': openid, 'content-type': 'application/json' },
    body: JSON.stringify({ cloudPath }),
  })
  const { url, authorization, fileID } = (await place.json()) as Record<string, string>
  const put = await fetch(url!, {
    method: 'PUT',
    headers: { authorization: authorization! },
    body: new Uint8Array(bytes),
  })
  if (!put.ok) throw new Error(await put.text())
  return fileID!
}
