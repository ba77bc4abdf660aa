/** An address whose packets can be made to vanish, both ways and without a word: a network namespace. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The address. */
export interface Void {
  readonly host: string
  readonly port: number
  /** From now on nothing comes through, in either direction. */
  swallow(): void
  flow(): void
  stop(): Promise<void>
}

/** Listens inside the namespace and leads to a socket file, which namespaces do not keep apart. */
const INSIDE = `
const { connect, createServer } = require('node:net')
createServer((client) => {
  const out = connect(process.argv[1])
  for (const [a, b] of [[client, out], [out, client]]) {
    a.on('error', () => b.destroy())
    a.pipe(b)
  }
}).listen(5432, '0.0.0.0', () => console.log('ready'))
`

const ip = (...words: readonly string[]) => execFileSync('ip', [...words], { stdio: 'pipe' })

const ipInside = ({ pid }: ChildProcess, ...words: readonly string[]) =>
  execFileSync('nsenter', ['-t', String(pid), '-n', 'ip', ...words], { stdio: 'pipe' })

/** Leads there; nothing when this process may not make networks. It vanishes with this process. */
export const openVoid = async (host: string, port: number): Promise<Void | undefined> => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-void-'))
  const path = join(folder, 'socket')
  const server = createServer((inner) => {
    const out = connect({ host, port })
    inner.on('error', () => out.destroy())
    out.on('error', () => inner.destroy())
    inner.pipe(out).pipe(inner)
  })
  server.listen(path)
  const words = ['-n', process.execPath, '-e', INSIDE, path]
  const child = spawn('unshare', words, { stdio: ['ignore', 'pipe', 'ignore'] })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const stop = async () => {
    process.removeListener('exit', kill)
    if (child.exitCode === null && child.pid !== undefined) {
      const gone = once(child, 'exit')
      kill()
      await gone
    }
    server.close()
    rmSync(folder, { recursive: true })
  }
  try {
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error('not permitted'))),
    ])
    const [one, two] = [process.pid % 250, (child.pid ?? 0) % 250]
    const [near, far] = [`10.213.${one}.1`, `10.213.${one}.2`]
    const link = `ls${one}x${two}`
    ip('link', 'add', link, 'type', 'veth', 'peer', 'name', 'inside', 'netns', String(child.pid))
    ip('address', 'add', `${near}/30`, 'dev', link)
    ip('link', 'set', link, 'up')
    ipInside(child, 'address', 'add', `${far}/30`, 'dev', 'inside')
    ipInside(child, 'link', 'set', 'inside', 'up')
    return {
      host: far,
      port: 5432,
      swallow: () => void ipInside(child, 'route', 'add', 'blackhole', `${near}/32`),
      flow: () => void ipInside(child, 'route', 'del', 'blackhole', `${near}/32`),
      stop,
    }
  } catch {
    await stop().catch(() => undefined)
    return undefined
  }
}
