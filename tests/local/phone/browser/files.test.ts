import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { startCloud, type LocalCloud } from '../../../../local/cloud'
import { shows, startStand, type Stand } from './phone-stand'

let stand: Stand
let cloud: LocalCloud
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'phone-files-'))
  writeFileSync(path.join(folder, 'collections.json'), '{}')
  writeFileSync(path.join(folder, 'storage.json'), '{ "acl": "PRIVATE" }')
  cloud = await startCloud({ configDir: folder })
  stand = await startStand('app', cloud.url)
})
afterAll(async () => {
  await stand.close()
  await cloud.stop()
  rmSync(folder, { recursive: true })
})
afterEach(() =>
  expect(stand.complaints().filter((line) => !/ERR_INVALID_URL|Failed to load resource/.test(line))).toEqual(
    [],
  ),
)

/* eslint-disable @typescript-eslint/no-explicit-any -- wx of the page under test, in the browser */
const open = async (device?: string) => {
  const page = await stand.open('pages/files/files', { device })
  page.setDefaultTimeout(20_000) // pictures take their time on a busy machine
  return page
}
/** Runs code of an app on the phone. What it throws or rejects with comes back as its errMsg. */
const onPhone = (page: Page, code: string): Promise<any> =>
  page.evaluate(
    (body) =>
      (new Function('fs', 'root', `return (async () => { ${body} })()`) as any)(
        (window as any).wx.getFileSystemManager(),
        (window as any).wx.env.USER_DATA_PATH,
      ).catch((error: any) => error.errMsg ?? String(error.stack)),
    code,
  )
const picture = (page: Page, src: string) =>
  page.evaluate((given) => (window as any).getCurrentPages()[0].setData({ src: given }), src)

/** Starts a choice from the album and makes it by hand. */
async function chooseSamples(page: Page, api: string, names: string[]) {
  const chosen = onPhone(page, `return wx.${api}`)
  for (const name of names) await page.locator(`[aria-label*="${name}"]`).click()
  await page.getByRole('button', { name: '完成' }).click()
  return chosen
}

test('a file system that fails in the platform’s words', async () => {
  const page = await open()
  const text = await onPhone(
    page,
    `fs.mkdirSync(root + '/a/b', true)
     fs.writeFileSync(root + '/a/b/t.txt', '你好', 'utf8')
     await fs.appendFile({ filePath: root + '/a/b/t.txt', data: '，世界' })
     fs.copyFileSync(root + '/a/b/t.txt', root + '/copy.txt')
     await fs.rename({ oldPath: root + '/a', newPath: root + '/moved' })
     const { data } = await fs.readFile({ filePath: root + '/moved/b/t.txt', encoding: 'utf8' })
     const stat = fs.statSync(root + '/copy.txt')
     return [data, fs.readdirSync(root), stat.size, stat.isFile(), fs.statSync(root).isDirectory(),
       fs.readFileSync(root + '/copy.txt', 'hex', 0, 3), new Uint8Array(fs.readFileSync(root + '/copy.txt')).length,
       Object.keys(fs.statSync(root + '/moved', true)).sort()]`,
  )
  expect(text).toEqual([
    '你好，世界',
    ['copy.txt', 'moved'],
    15,
    true,
    true,
    'e4bda0',
    15,
    ['/', '/b', '/b/t.txt'],
  ])
  const failures: [string, string][] = [
    ['fs.readFileSync(root + "/no")', 'readFileSync:fail no such file or directory, open wxfile://usr/no'],
    ['fs.access({ path: root + "/no" })', 'access:fail no such file or directory wxfile://usr/no'],
    [
      'fs.copyFile({ srcPath: root + "/no", destPath: root + "/x" })',
      'copyFile:fail no such file or directory, copyFile wxfile://usr/no -> wxfile://usr/x',
    ],
    [
      'fs.copyFileSync(root + "/copy.txt", root + "/no/x")',
      'copyFileSync:fail no such file or directory, copyFile wxfile://usr/copy.txt -> wxfile://usr/no/x',
    ],
    [
      'fs.writeFileSync("wxfile://store_1", "x")',
      'writeFileSync:fail permission denied, open wxfile://store_1',
    ],
    ['fs.writeFileSync(root + "/../x", "x")', 'writeFileSync:fail permission denied, open wxfile://x'],
    [
      'fs.writeFileSync(root + "/no/x", "x")',
      'writeFileSync:fail no such file or directory, open wxfile://usr/no/x',
    ],
    ['fs.mkdir({ dirPath: root + "/moved" })', 'mkdir:fail file already exists wxfile://usr/moved'],
    ['fs.mkdirSync(root + "/x/y")', 'mkdirSync:fail no such file or directory wxfile://usr/x/y'],
    ['fs.rmdirSync(root + "/moved")', 'rmdirSync:fail directory not empty'],
    ['fs.unlinkSync(root + "/moved")', 'unlinkSync:fail operation not permitted, unlink wxfile://usr/moved'],
    ['fs.saveFile({ tempFilePath: "wxfile://tmp_1" })', 'saveFile:fail tempFilePath file not exist'],
    ['fs.truncate({ filePath: root })', 'FileSystemManager.truncate:fail not supported'],
  ]
  for (const [code, message] of failures) expect(await onPhone(page, `return ${code}`)).toBe(message)
  const full =
    'const big = new ArrayBuffer(101 << 20); fs.writeFileSync(root + "/1", big); fs.writeFileSync(root + "/2", big)'
  expect(await onPhone(page, full)).toBe(
    'writeFileSync:fail the maximum size of the file storage limit is exceeded',
  )
  expect(
    await onPhone(
      page,
      'fs.rmdirSync(root + "/moved", true); fs.unlinkSync(root + "/1"); return fs.readdirSync(root)',
    ),
  ).toEqual(['copy.txt'])
  expect(await onPhone(page, "return JSON.parse(fs.readFileSync('pages/none.json', 'utf8'))")).toMatch(
    /no such file/,
  )
})

test('what was kept survives a killed app, per holder; temporary files do not', async () => {
  const page = await open('kept')
  const chosen = await chooseSamples(page, 'chooseImage({ count: 2 })', ['店铺', '路面'])
  const [tempFilePath, lost] = chosen.tempFilePaths as string[]
  const { savedFilePath } = await onPhone(
    page,
    `fs.writeFileSync(root + '/draft.txt', '草稿')
     return wx.saveFile({ tempFilePath: '${tempFilePath}' })`,
  )
  expect(savedFilePath).toMatch(/^wxfile:\/\/store_\w+\.jpg$/)
  expect(await onPhone(page, `return fs.accessSync('${tempFilePath}')`)).toMatch(/no such file/) // it was moved
  await page.reload()
  await page.locator('wx-page').first().waitFor()
  expect(await onPhone(page, "return fs.readFileSync(root + '/draft.txt', 'utf8')")).toBe('草稿')
  expect(await onPhone(page, `return fs.accessSync('${lost}')`)).toMatch(/no such file/)
  const { fileList } = await onPhone(page, 'return wx.getSavedFileList()')
  expect(fileList).toMatchObject([{ filePath: savedFilePath, size: expect.any(Number) }])
  await picture(page, savedFilePath)
  await shows(page, '#seen', '1440 × 1080')
  await page.goto(page.url().replace('as=oHolder', 'as=oOther'))
  await page.locator('wx-page').first().waitFor()
  expect(await onPhone(page, 'return fs.readdirSync(root)')).toEqual([])
})

test('pictures from the album, looked at, measured, made smaller; a file handed over in a chat', async () => {
  const page = await open()
  const { tempFiles, type } = await chooseSamples(page, 'chooseMedia({ count: 2, mediaType: ["image"] })', [
    '店铺',
    '井盖',
  ])
  expect(tempFiles).toEqual([
    {
      tempFilePath: expect.stringMatching(/^wxfile:\/\/tmp_\w+\.jpg$/),
      size: expect.any(Number),
      fileType: 'image',
    },
    expect.anything(),
  ])
  expect(type).toBe('image')
  const src = tempFiles[0].tempFilePath as string
  expect(await onPhone(page, `return wx.getImageInfo({ src: '${src}' })`)).toMatchObject({
    width: 1440, // chosen compressed
    height: 1080,
    type: 'jpeg',
    orientation: 'up',
    path: src,
  })
  const [{ size }] = (
    await chooseSamples(page, 'chooseImage({ count: 1, sizeType: ["original"] })', ['店铺'])
  ).tempFiles
  expect(size).toBeGreaterThan(tempFiles[0].size)
  const small = await onPhone(
    page,
    `const { tempFilePath } = await wx.compressImage({ src: '${src}', quality: 20, compressedWidth: 300 })
     return { ...await wx.getImageInfo({ src: tempFilePath }), ...await wx.getFileInfo({ filePath: tempFilePath }) }`,
  )
  expect(small).toMatchObject({ width: 300, height: 225 })
  expect(small.size).toBeLessThan(tempFiles[0].size)
  await picture(page, src)
  await shows(page, '#seen', '1440 × 1080')
  await onPhone(page, `await wx.previewImage({ urls: ['${src}'] })`)
  await page.waitForFunction(
    () => document.querySelector<HTMLImageElement>('.phone-picture img')?.naturalWidth === 1440,
  )
  await page.locator('.phone-picture-mask').click()
  await picture(page, 'wxfile://tmp_none.jpg')
  await shows(page, '#seen', '没有图片')

  const cancelled = onPhone(page, 'return wx.chooseMedia({})')
  await page.getByRole('button', { name: '取消' }).click()
  expect(await cancelled).toBe('chooseMedia:fail cancel')
  expect(await onPhone(page, 'return wx.chooseMedia({ count: 21 })')).toMatch(
    /chooseMedia:fail parameter error/,
  )

  const handed = onPhone(page, "return wx.chooseMessageFile({ count: 1, type: 'file', extension: ['xlsx'] })")
  const asked = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '从这台电脑选' }).click()
  const file = path.join(folder, '名单.xlsx')
  writeFileSync(file, 'rows')
  await (await asked).setFiles(file)
  const [sheet] = (await handed).tempFiles
  expect(sheet).toMatchObject({
    name: '名单.xlsx',
    size: 4,
    type: 'file',
    path: expect.stringMatching(/\.xlsx$/),
  })
  expect(await onPhone(page, `return fs.readFileSync('${sheet.path}', 'utf8')`)).toBe('rows')
  await onPhone(page, `await wx.openDocument({ filePath: '${sheet.path}' })`)
  const saving = page.waitForEvent('download')
  await page.getByText('存到这台电脑').click()
  expect(readFileSync(await (await saving).path(), 'utf8')).toBe('rows')
  await page.getByRole('button', { name: '关闭' }).click()
})

test('a picture that was shown is downloaded by the same link: the browser’s cache keeps the two apart', async () => {
  const page = await open()
  const at = cloud.clock.now()
  cloud.clock.set(at - 30 * 24 * 60 * 60 * 1000) // what has not changed for a month a browser keeps for days
  const { tempFiles } = await chooseSamples(page, 'chooseMedia({ count: 1, mediaType: ["image"] })', ['店铺'])
  const upload = `return (await wx.cloud.uploadFile({ cloudPath: 'posts/shown.jpg', filePath: '${tempFiles[0].tempFilePath}' })).fileID`
  const fileId = (await onPhone(page, upload)) as string
  cloud.clock.set(at)
  cloud.clock.freeze() // links of one second are the same
  await picture(page, fileId)
  await shows(page, '#seen', '1440 × 1080')
  const down = `const { tempFilePath } = await wx.cloud.downloadFile({ fileID: '${fileId}' })
    return fs.statSync(tempFilePath).size`
  expect(await onPhone(page, down)).toBe(tempFiles[0].size)
  cloud.clock.resume()
})

test('cloud files: up with progress, shown by id, down again, gone; another holder sees none', async () => {
  const page = await open()
  const { tempFiles } = await chooseSamples(page, 'chooseMedia({ count: 1, sizeType: ["original"] })', [
    '花坛',
  ])
  const src = tempFiles[0].tempFilePath as string
  const up = await onPhone(
    page,
    `const seen = []
     const { fileID, statusCode, errMsg } = await new Promise((success, fail) => {
       const task = wx.cloud.uploadFile({ cloudPath: 'posts/花坛.jpg', filePath: '${src}', success, fail })
       task.onProgressUpdate((fact) => seen.push(fact))
     })
     return { fileID, statusCode, errMsg, last: seen.at(-1) }`,
  )
  const { size } = tempFiles[0]
  expect(up).toEqual({
    fileID: expect.stringMatching(/^cloud:\/\/local-env\..*\/posts\/花坛\.jpg$/),
    statusCode: 200,
    errMsg: 'cloud.uploadFile:ok',
    last: { progress: 100, totalBytesSent: size, totalBytesExpectedToSend: size },
  })
  await picture(page, up.fileID)
  await shows(page, '#seen', '1600 × 1200')
  const down = `const { tempFilePath } = await wx.cloud.downloadFile({ fileID: '${up.fileID}' })
    const { fileList } = await wx.cloud.getTempFileURL({ fileList: ['${up.fileID}'] })
    const { tempFilePath: again } = await new Promise((success, fail) =>
      wx.downloadFile({ url: encodeURI(fileList[0].tempFileURL), success, fail }))
    return [fs.statSync(tempFilePath).size, fs.statSync(again).size, tempFilePath.slice(-4)]`
  expect(await onPhone(page, down)).toEqual([size, size, '.jpg'])

  const other = await open()
  await other.goto(other.url().replace('as=oHolder', 'as=oOther'))
  await other.locator('wx-page').first().waitFor()
  await picture(other, up.fileID)
  await shows(other, '#seen', '没有图片')
  expect(await onPhone(other, `return wx.cloud.downloadFile({ fileID: '${up.fileID}' })`)).toMatch(
    /^cloud.downloadFile:fail Error: errCode: -503002 storage permission denied/,
  )
  const remove = `return wx.cloud.deleteFile({ fileList: ['${up.fileID}'] })`
  expect((await onPhone(other, remove)).fileList).toMatchObject([{ status: -503002 }])
  expect((await onPhone(page, remove)).fileList).toMatchObject([{ status: 0, errMsg: 'ok' }])
  await picture(page, '')
  await picture(page, up.fileID)
  await shows(page, '#seen', '没有图片')
})

test('an upload fails in the platform’s words, and can be aborted', async () => {
  const page = await open()
  const upload = (code: string) =>
    onPhone(
      page,
      `fs.writeFileSync(root + '/f.bin', new ArrayBuffer(1000)); return wx.cloud.uploadFile(${code})`,
    )
  expect(await upload('{ cloudPath: "/a", filePath: root + "/f.bin" }')).toMatch(
    /^cloud\.uploadFile:fail Error: errCode: -501007 invalid parameters \| errMsg: cloudPath "\/a" must not begin/,
  )
  expect(await upload('{ cloudPath: "a", filePath: root + "/none" }')).toMatch(/file not found/)
  expect(await upload('{ filePath: root + "/f.bin" }')).toMatch(/parameter\.cloudPath should be String/)
  const large = await onPhone(
    page,
    `fs.writeFileSync(root + '/big.bin', new ArrayBuffer(10 * 1024 * 1024 + 1))
     return wx.cloud.uploadFile({ cloudPath: 'big.bin', filePath: root + '/big.bin' })`,
  )
  expect(large).toMatch(/errCode: -503001 storage request fail \| errMsg: \[EntityTooLarge\]/)
  const aborted = await onPhone(
    page,
    `return new Promise((resolve) => {
       const task = wx.cloud.uploadFile({ cloudPath: 'a.bin', filePath: root + '/f.bin',
         success: () => resolve('sent'), fail: ({ errMsg }) => resolve(errMsg) })
       task.abort()
     })`,
  )
  expect(aborted).toBe('cloud.uploadFile:fail abort')
  expect(
    await onPhone(page, "return wx.downloadFile({ url: 'https://example.com/a.png', fail() {} }) && 'task'"),
  ).toBe('task')
})
