/** Starting: the bad cases of a machine. */
import { createServer } from 'node:net'
import { aDataFolder, startDistrict } from '../support/district'

jest.setTimeout(120_000)

it('a port that is taken: another is used, and said', async () => {
  const folder = aDataFolder()
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as { port: number }
  const district = await startDistrict(folder.dataDir, port)
  try {
    expect(district.port).not.toBe(port)
    expect(district.printed()).toContain(`端口 ${port} `)
    const response = await fetch(district.url)
    expect(response.status).toBe(200)
  } finally {
    await district.stop('SIGKILL')
    other.close()
    folder.remove()
  }
})

it('a second start on the same data says who holds it and ends', async () => {
  const folder = aDataFolder()
  const first = await startDistrict(folder.dataDir)
  try {
    await expect(startDistrict(folder.dataDir)).rejects.toThrow(/in use|正在使用/)
    expect((await fetch(first.url)).status).toBe(200)
  } finally {
    await first.stop('SIGINT')
    folder.remove()
  }
})
