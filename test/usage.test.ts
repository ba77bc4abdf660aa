import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cli } from './lib.ts'

const NOWHERE = { LOCKSTEP_TARGET_URL: 'postgres://a:secret@127.0.0.1:1/x' }

describe('a command line that does not fit (LSK13)', () => {
  it.each([
    'nonsense',
    '--nonsense',
    'deploy extra',
    'deploy --nonsense',
    'doctor extra',
    'link nonsense',
    'link create a b',
    'link create --schema',
    'link drop',
    'entity nonsense',
    'entity load',
    'entity load a b',
    'entity show',
    'entity drop',
    'sync --workers none',
    'sync --workers 0',
    'sync --batch-rows -1',
    'sync --max-delete-ratio 2',
    'compare --dry-run',
    'detect --since soon',
    'validate --min-success 101',
    'validate --min-success much',
    'validate --sample 0',
    'validate --sample 1.5',
    'validate --settle -1',
    'status one',
    'report one',
    'report --format pdf',
    'pause',
    'resume x',
    'cancel 1 2',
    'sync --workers 1e9',
    'sync --batch-rows 0',
    'sync --for 0s',
    'sync --for -5m',
    'sync --for 99999d',
    'sync --resume x',
    'sync --resume 1 --allow-deletes',
    'sync --resume 1 --watermark',
    'undo',
    'undo one',
    'undo 1.5',
    'undo 99999999999999999999',
    'undo 1 --workers 0',
    'undo 1 --key',
    'rejects --rows 0',
    'rejects --run x',
    'conflicts one',
    'conflicts -7',
    'conflicts 1 2',
    'prune --older-than 30',
    'prune --older-than forever',
    'prune --older-than 99999999d',
    'prune 7',
  ])('lockstep %s', async (line) => {
    const { code, stdout, stderr } = await cli(line.split(' '), NOWHERE)
    expect(stderr).toMatch(/^✗ LSK13 .+\n {2}→ lockstep .*--help/)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  it('is a document with --json', async () => {
    const { code, stdout, stderr } = await cli(['sync', '--json', '--nonsense'], NOWHERE)
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'LSK13' })
    expect(stderr).toBe('')
    expect(code).toBe(2)
  })
})

describe('help', () => {
  it.each([
    '--help',
    'deploy --help',
    'link create --help',
    'sync --help',
    'undo --help',
    'help report',
  ])('lockstep %s', async (line) => {
    const { code, stdout } = await cli(line.split(' '))
    expect(stdout).toContain('Usage: lockstep')
    expect(code).toBe(0)
  })

  it('is what a bare command says, and it is wrong usage', async () => {
    for (const line of [[], ['link'], ['entity']]) {
      const { code, stderr } = await cli(line)
      expect(stderr).toContain('Usage: lockstep')
      expect(code).toBe(2)
    }
  })

  it('says the version', async () => {
    expect(await cli(['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' })
  })
})

describe('an error that nobody awaits', () => {
  it.each([
    ['Promise.reject(new Error("stray"))', 3, 'unexpected'],
    ['throw Object.assign(new Error("stray"), { code: "LSV01" })', 2, 'LSV01'],
  ])('is told like any other: %s', async (strays, exit, code) => {
    const preload = `data:text/javascript,${encodeURIComponent(`
      const timer = setInterval(() => {
        if (process.listenerCount('uncaughtException') === 0) return
        clearInterval(timer)
        ${strays}
      }, 1)
    `)}`
    const {
      code: ended,
      stdout,
      stderr,
    } = await cli(['sync', '--json'], {
      ...NOWHERE,
      NODE_OPTIONS: `--import ${preload}`,
    })
    expect(ended, stderr).toBe(exit)
    expect(JSON.parse(stdout).error).toMatchObject({ code, message: 'stray' })
    expect(stderr).not.toMatch(/^\s+at /m)
  })
})

describe('settings', () => {
  it('a source is asked for only when a link is created (LSK11)', async () => {
    const { code, stderr } = await cli(['link', 'create'], NOWHERE)
    expect(stderr).toContain('LSK11')
    expect(code).toBe(2)
  })

  it('writes what it says to LOCKSTEP_LOG_DIR, or says that it cannot (LSK16)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lockstep-log-'))
    const { code } = await cli(['status'], { ...NOWHERE, LOCKSTEP_LOG_DIR: join(folder, 'a/b') })
    expect(code).toBe(2)
    const [name = '', ...others] = readdirSync(join(folder, 'a/b'))
    expect(name).toMatch(/^errors\.\d{4}-\d\d-\d\d\.1\.log$/)
    expect(others).toEqual([])
    const text = readFileSync(join(folder, 'a/b', name), 'utf8')
    expect(JSON.parse(text)).toMatchObject({
      level: 'error',
      command: 'status',
      code: 'ECONNREFUSED',
    })
    expect(text).not.toContain('secret')

    writeFileSync(join(folder, 'file'), '')
    const log = { LOCKSTEP_LOG_DIR: join(folder, 'file/x') }
    const failed = await cli(['status'], { ...NOWHERE, ...log })
    expect(failed.stderr).toContain('LSK16')
    expect(failed.code).toBe(2)
    rmSync(folder, { recursive: true })
  })

  it('never shows a stack trace, unless told to', async () => {
    expect((await cli(['status'], NOWHERE)).stderr).not.toMatch(/^\s+at /m)
    const debugged = await cli(['status'], { ...NOWHERE, LOCKSTEP_DEBUG: '1' })
    expect(debugged.stderr).toMatch(/^\s+at /m)
    expect(debugged.stderr).not.toContain('secret')
  })
})
