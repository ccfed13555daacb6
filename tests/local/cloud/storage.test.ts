import { once } from 'node:events'
import { createReadStream, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import nodeSdk from '@cloudbase/node-sdk'
import wxSdk from 'wx-server-sdk'
import type { LocalCloud } from '../../../local/cloud'
import { actAs, aCloud, aFolder, aPhone, cleanUp } from './support'

afterEach(cleanUp)

/** A cloud whose bucket has this storage.json. */
async function aBucket(rule: object | undefined, dataDir?: string): Promise<LocalCloud> {
  const configDir = aFolder()
  writeFileSync(join(configDir, 'collections.json'), '{}')
  if (rule) writeFileSync(join(configDir, 'storage.json'), JSON.stringify(rule))
  return aCloud({ configDir, dataDir })
}

function nodeFiles(cloud: LocalCloud) {
  actAs(cloud)
  return nodeSdk.init({ env: cloud.envId })
}

function wxFiles(cloud: LocalCloud) {
  actAs(cloud)
  wxSdk.init({ env: cloud.envId })
  return wxSdk
}

/** Uploads as a phone does: asks for a place, sends the bytes there. */
async function upload(
  cloud: LocalCloud,
  openid: string | undefined,
  cloudPath: string,
  body: string | Buffer,
) {
  const place = await aPhone(cloud, openid).call('/client/file-upload', { cloudPath })
  if (place.errCode) return place
  const headers = { authorization: place.authorization as string }
  const response = await fetch(place.url as string, { method: 'PUT', headers, body: body as string })
  return { ...place, status: response.status, text: await response.text() }
}

const id = (path: string) => `cloud://local-env.6c6f-local-env-1250000000/${path}`
const codeOf = (promise: Promise<unknown>) =>
  promise.then(JSON.stringify, ({ code }: { code: string }) => code)

it.each(['node-sdk', 'wx-server-sdk'])(
  '%s stores, gives links to, downloads and deletes files',
  async (door) => {
    const cloud = await aBucket(undefined, aFolder())
    // The two SDKs type the same four calls differently.
    const files = (door === 'node-sdk' ? nodeFiles(cloud) : wxFiles(cloud)) as unknown as ReturnType<
      typeof nodeFiles
    >
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251))
    const { fileID } = await files.uploadFile({ cloudPath: '照片/早 市.jpg', fileContent: bytes })
    expect(fileID).toBe(id('照片/早 市.jpg'))
    const { fileContent } = await files.downloadFile({ fileID })
    expect(Buffer.compare(fileContent as never, bytes as never)).toBe(0)

    await files.uploadFile({ cloudPath: '照片/早 市.jpg', fileContent: Buffer.from('second') }) // written over
    const { fileList } = await files.getTempFileURL({ fileList: [fileID, id('nowhere.png')] })
    const response = await fetch(fileList[0]!.tempFileURL)
    expect([response.headers.get('content-type'), await response.text()]).toEqual(['image/jpeg', 'second'])
    expect(fileList[0]).toMatchObject({ fileID, maxAge: 86400 })
    const missing = door === 'node-sdk' ? { code: 'STORAGE_FILE_NONEXIST' } : { status: -503003 }
    expect(fileList[1]).toMatchObject({ fileID: id('nowhere.png'), tempFileURL: '', ...missing })
    await expect(
      files.downloadFile({ fileID: id('nowhere.png') }).then((r) => 'message' in r && r),
    ).rejects.toThrow(/storage file not exists/)

    const gone = await files.deleteFile({ fileList: [fileID, fileID] })
    expect(gone.fileList).toMatchObject(
      door === 'node-sdk'
        ? [{ code: 'SUCCESS' }, { code: 'STORAGE_FILE_NONEXIST' }]
        : [{ status: 0 }, { status: -503003, errMsg: 'storage file not exists' }],
    )
    expect((await fetch(fileList[0]!.tempFileURL)).status).toBe(404)
  },
)

it('node-sdk also streams, copies, tells about files, authorities and upload places', async () => {
  const cloud = await aBucket({ acl: 'PRIVATE' })
  const files = nodeFiles(cloud)
  const file = join(aFolder(), 'long.txt')
  writeFileSync(file, 'x'.repeat(200_000))
  const { fileID } = await files.uploadFile({ cloudPath: 'a/long.txt', fileContent: createReadStream(file) })
  const info = await files.getFileInfo({ fileList: [{ fileID, maxAge: 60 }] as never })
  expect(info.fileList).toMatchObject([
    { code: 'SUCCESS', fileName: 'long.txt', size: 200_000, mime: 'text/plain' },
  ])

  const copy = (facts: object) =>
    files.copyFile({ fileList: [{ srcPath: 'a/long.txt', dstPath: 'b/long.txt', ...facts }] })
  expect((await copy({})).fileList).toEqual([{ fileId: id('b/long.txt'), code: 'SUCCESS' }])
  expect((await copy({ overwrite: false })).fileList).toMatchObject([{ code: 'STORAGE_REQUEST_FAIL' }])
  await copy({ removeOriginal: true })
  expect((await copy({})).fileList).toMatchObject([{ code: 'STORAGE_FILE_NONEXIST' }])
  const { fileContent } = await files.downloadFile({ fileID: id('b/long.txt') })
  expect((fileContent as Buffer).length).toBe(200_000)

  const { data } = await files.getUploadMetadata({ cloudPath: 'm.txt' })
  expect(data).toMatchObject({ fileId: id('m.txt'), url: `${cloud.url}/storage/m.txt` })
  await upload(cloud, 'o-anna', 'mine.txt', 'x')
  actAs(cloud, 'o-anna')
  const fileList = ['mine.txt', 'b/long.txt'].map((path) => ({ type: 'READ', path }))
  expect((await files.getFileAuthority({ fileList })).data).toMatchObject([
    { path: 'mine.txt', read: true },
    { path: 'b/long.txt', read: false },
  ])
})

it('links end by the cloud’s clock, after a day at most, and cannot be changed', async () => {
  const cloud = await aBucket(undefined)
  const files = nodeFiles(cloud)
  const { fileID } = await files.uploadFile({ cloudPath: 'a.txt', fileContent: Buffer.from('a') })
  await files.uploadFile({ cloudPath: 'b.txt', fileContent: Buffer.from('b') })
  const link = async (maxAge: number) =>
    (await files.getTempFileURL({ fileList: [{ fileID, maxAge }] })).fileList[0]!
  const { tempFileURL } = await link(600)
  const status = async (url: string) => (await fetch(url)).status
  expect(await status(tempFileURL)).toBe(200)
  expect(await status(tempFileURL.replace('a.txt', 'b.txt'))).toBe(403)
  expect(await status(tempFileURL.replace(/t=\d+/, `t=${Math.floor(cloud.clock.now() / 1000) + 9999}`))).toBe(
    403,
  )
  expect(await status(tempFileURL.split('?')[0]!)).toBe(403)
  cloud.clock.advance(600_000)
  expect(await (await fetch(tempFileURL)).text()).toContain('<Message>Request has expired</Message>')
  expect(await link(999_999)).toMatchObject({ maxAge: 86400 })
  expect(await link(-1)).toMatchObject({ code: 'INVALID_PARAM' })
})

it('refuses bad paths, ids of elsewhere and more than 50 at a time', async () => {
  const cloud = await aBucket(undefined)
  const files = nodeFiles(cloud)
  const bad = [
    '',
    '/a',
    'a//b',
    'a/',
    '../a',
    'a/../../b',
    'a/./b',
    'a\\b',
    'a?b',
    'a#b',
    'a\u0000',
    '中'.repeat(95),
  ]
  for (const cloudPath of bad) {
    const refused = files.uploadFile({ cloudPath, fileContent: Buffer.from('x') })
    expect([cloudPath, await codeOf(refused)]).toEqual([cloudPath, 'INVALID_PARAM'])
  }
  await files.uploadFile({ cloudPath: '中'.repeat(94), fileContent: Buffer.from('x') })
  const { fileList } = await files.getTempFileURL({ fileList: ['cloud://other.6f74-other-1/a', 'a'] })
  expect(fileList.map(({ code }) => code)).toEqual(['INVALID_PARAM', 'INVALID_PARAM'])
  const many = Array.from({ length: 51 }, (_, n) => id(`${n}`))
  for (const ask of [files.getTempFileURL({ fileList: many }), files.deleteFile({ fileList: many })]) {
    expect(await codeOf(ask)).toBe('INVALID_PARAM')
  }
  expect((await files.getTempFileURL({ fileList: many.slice(1) })).fileList).toHaveLength(50)
  // Raw requests that would leave the folder.
  for (const path of ['/storage/..%2f..%2fdatabase.sqlite', '/storage/%e0%a4%a', '/storage/%00']) {
    expect((await fetch(cloud.url + path)).status).toBe(400)
  }
})

describe('phones', () => {
  it('may do nothing without a rule', async () => {
    const cloud = await aBucket(undefined)
    await nodeFiles(cloud).uploadFile({ cloudPath: 'a.txt', fileContent: Buffer.from('a') })
    const phone = aPhone(cloud, 'o-anna')
    expect(await upload(cloud, 'o-anna', 'mine.txt', 'x')).toMatchObject({
      errCode: -503002,
      errMsg: expect.stringMatching(
        /^cloud\.uploadFile:fail Error: errCode: -503002 storage permission denied/,
      ),
    })
    const refused = [{ fileID: id('a.txt'), status: -503002, errMsg: 'storage permission denied' }]
    expect((await phone.call('/client/file-links', { fileList: [id('a.txt')] })).fileList).toMatchObject(
      refused,
    )
    expect((await phone.call('/client/file-delete', { fileList: [id('a.txt')] })).fileList).toEqual(refused)
  })

  // who may: read his own, read another's, write over another's, read a function's, upload, and upload as nobody
  it.each<[object, string]>([
    [{ acl: 'READONLY' }, 'own other - function upload -'],
    [{ acl: 'PRIVATE' }, 'own - - - upload -'],
    [{ acl: 'ADMINWRITE' }, 'own other - function - -'],
    [
      { read: 'auth != null', write: "auth.openid in ['o-anna', 'o-bo']" },
      'own other over function upload -',
    ],
    [{ write: true }, '- - over - upload nobody'],
    [{ read: 'resource.openid != auth.openid' }, '- other - - - -'],
  ])('are let through by %j', async (rule, expected) => {
    const dataDir = aFolder()
    const before = await aBucket({ write: true }, dataDir)
    await upload(before, 'o-anna', 'anna.txt', 'x')
    await upload(before, 'o-bo', 'bo.txt', 'x')
    await nodeFiles(before).uploadFile({ cloudPath: 'function.txt', fileContent: Buffer.from('x') })
    await before.stop()
    const cloud = await aBucket(rule, dataDir)
    const phone = aPhone(cloud, 'o-anna')
    const reads = async (path: string) => {
      const { fileList } = await phone.call('/client/file-links', { fileList: [id(path)] })
      return fileList[0].status === 0 && (await fetch(fileList[0].tempFileURL)).status === 200
    }
    const writes = async (openid: string | undefined, path: string) =>
      (await upload(cloud, openid, path, 'new')).status === 200
    const may = [
      (await reads('anna.txt')) && 'own',
      (await reads('bo.txt')) && 'other',
      (await writes('o-anna', 'bo.txt')) && 'over',
      (await reads('function.txt')) && 'function',
      (await writes('o-anna', 'new.txt')) && 'upload',
      (await writes(undefined, 'nobody.txt')) && 'nobody',
    ]
    expect(may.map((word) => word || '-').join(' ')).toBe(expected)
  })

  it('upload up to 10 MB, only where their ticket says, for a quarter of an hour', async () => {
    const cloud = await aBucket({ acl: 'READONLY' })
    const most = Buffer.alloc(10 * 1024 * 1024)
    expect(await upload(cloud, 'o-anna', 'most.bin', most)).toMatchObject({ status: 200, text: '' })
    const more = await upload(cloud, 'o-anna', 'more.bin', Buffer.alloc(most.length + 1))
    expect(more).toMatchObject({ status: 400, text: expect.stringContaining('<Code>EntityTooLarge</Code>') })
    const { authorization, url } = await aPhone(cloud, 'o-anna').call('/client/file-upload', {
      cloudPath: 'a.txt',
    })
    const send = async (to: string) =>
      (await fetch(to, { method: 'PUT', headers: { authorization: authorization as string }, body: 'x' }))
        .status
    expect(await send(`${url as string}t`)).toBe(403)
    cloud.clock.advance(15 * 60_000)
    expect(await send(url as string)).toBe(403)
    const { fileList } = await aPhone(cloud, 'o-bo').call('/client/file-links', {
      fileList: [id('more.bin'), id('a.txt')],
    })
    expect(fileList).toMatchObject([{ status: -503003 }, { status: -503003 }])
  })
})

it.each([
  [{ acl: 'OPEN' }, /"acl" is alone and one of READONLY, PRIVATE, ADMINWRITE, ADMINONLY/],
  [{ acl: 'READONLY', read: true }, /"acl" is alone/],
  [{ reed: true }, /unknown "reed"/],
  [{ read: 'resource.size > 1' }, /read: a file has no resource.size/],
  [{ write: 'doc.openid == auth.openid' }, /not doc or get\(\)/],
  [{ write: 'auth ==' }, /write: rule "auth ==": unexpected end/],
])('a mistake in storage.json stops the start: %j', async (rule, reason) => {
  await expect(aBucket(rule)).rejects.toThrow(reason)
})

it('files survive a restart, links too; what a crash left over is swept', async () => {
  const dataDir = aFolder()
  const first = await aBucket(undefined, dataDir)
  const { fileID } = await nodeFiles(first).uploadFile({
    cloudPath: 'kept.txt',
    fileContent: Buffer.from('kept'),
  })
  await first.stop()
  writeFileSync(join(dataDir, 'files', 'half.part'), 'x')
  writeFileSync(join(dataDir, 'files', 'orphan'), 'x')
  const second = await aBucket(undefined, dataDir)
  expect(readdirSync(join(dataDir, 'files'))).toHaveLength(1)
  expect(String((await nodeFiles(second).downloadFile({ fileID })).fileContent)).toBe('kept')
})

it('an upload that breaks off leaves the old file as it was', async () => {
  const dataDir = aFolder()
  const cloud = await aBucket({ acl: 'READONLY' }, dataDir)
  await upload(cloud, 'o-anna', 'a.txt', 'whole')
  const { url, authorization } = await aPhone(cloud, 'o-anna').call('/client/file-upload', {
    cloudPath: 'a.txt',
  })
  const headers = { authorization: authorization as string, 'content-length': 1000 }
  const sending = request(url as string, { method: 'PUT', headers })
  const cut = once(sending, 'error')
  sending.write('half')
  const onDisk = () => readdirSync(join(dataDir, 'files')).length
  await until(() => onDisk() === 2)
  sending.destroy(new Error('cut'))
  await cut
  await until(() => onDisk() === 1)
  const { fileContent } = await nodeFiles(cloud).downloadFile({ fileID: id('a.txt') })
  expect(String(fileContent)).toBe('whole')
})

async function until(test: () => boolean): Promise<void> {
  while (!test()) await new Promise(setImmediate)
}

it('from a function, with wx-server-sdk, as its own environment says', async () => {
  const functionsDir = aFolder()
  mkdirSync(join(functionsDir, 'keep'))
  writeFileSync(
    join(functionsDir, 'keep', 'index.js'),
    `const cloud = require(${JSON.stringify(require.resolve('wx-server-sdk'))})
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
    exports.main = async ({ text }) => {
      const { fileID } = await cloud.uploadFile({ cloudPath: 'f/1.txt', fileContent: Buffer.from(text) })
      return { fileID, text: (await cloud.downloadFile({ fileID })).fileContent.toString() }
    }`,
  )
  const cloud = await aCloud({ functionsDir })
  expect((await cloud.callFunction('keep', { text: '你好' }, 'o-anna')).result).toEqual({
    fileID: id('f/1.txt'),
    text: '你好',
  })
})
