/** The page of a report in a real browser: it shows, in light, dark and on paper, and to those who do not see it. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refuses } from './lib/refusal.ts'
import { staff } from './lib/staff.ts'
import { openStage, prepare, type Stage } from './lib/stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'lockstep-page-'))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const inFolder = (name: string) => join(folder, name)
let stage: Stage

const browse = async (...args: readonly string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(
    'chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-pdf-header-footer',
      `--user-data-dir=${inFolder('profile')}`,
      ...args,
    ],
    { maxBuffer: 64 << 20, timeout: 60_000, cwd: folder },
  )
  return stdout
}

/** What a script finds that is put into the page, whose policy would not let it run. */
const asked = async (page: string, script: string, ...args: readonly string[]) => {
  const file = inFolder('asked.html')
  const text = readFileSync(page, 'utf8')
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace(
      '</body>',
      () =>
        `<script>${axe}</script><script type="module">
          const answer = document.createElement('pre')
          answer.id = 'answer'
          answer.textContent = JSON.stringify(await (${script})())
          document.body.append(answer)
        </script></body>`,
    )
  writeFileSync(file, text)
  const dom = await browse('--virtual-time-budget=20000', '--dump-dom', ...args, `file://${file}`)
  const [, answer = ''] = /<pre id="answer">([^<]*)<\/pre>/.exec(dom) ?? []
  return JSON.parse(answer.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
}

beforeAll(async () => {
  stage = await openStage({ source: 15, target: 16 })
  await prepare(stage, staff)
  await stage.far`update person set name = null where id = 13`
  await stage.run('sync', 1)
  await stage.far`update person set name = 'hush again' where id between 200 and 260`
  await stage.run('detect', 1)
  await stage.run(`report --out ${inFolder('run.html')}`, 1)
  await stage.run(`report --final --out ${inFolder('final.html')}`, 1)
})
afterAll(async () => {
  await stage?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('formats', () => {
  test('are told by the ending of the file, or asked for', async () => {
    const text = async (name: string, more = '') => {
      await stage.run(`report 1 --out ${inFolder(name)}${more}`, 1)
      return readFileSync(inFolder(name), 'utf8')
    }
    expect(await text('a.md')).toMatch(/^# lockstep sync, run 1\n/)
    expect(JSON.parse(await text('a.json'))).toMatchObject({ run: '1', in_step: false })
    expect(await text('a.csv')).toMatch(/^entity,source_rows,.*\r\nteams,10,10,0,0,true,/)
    expect(await text('a.HTM')).toMatch(/^<!doctype html>/)
    expect(await text('a.txt')).toMatch(/^# lockstep sync/)
    expect(await text('b.html', ' --format csv')).toMatch(/^entity,/)
  })

  test('hold no content of rows', async () => {
    for (const what of ['1 --format json', '2 --format html', '--final --format json']) {
      const { stdout } = await stage.run(`report ${what}`, 1)
      expect(stdout).toContain('people')
      expect(stdout).not.toContain('hush')
    }
  })

  test('--json is the document, whatever the format', async () => {
    const { stdout } = await stage.run('report 1 --format html --json', 1)
    expect(JSON.parse(stdout)).toMatchObject({ run: '1', kind: 'sync' })
  })
})

describe('what it refuses', () => {
  test.each([
    ['report 1 --format pdf', { code: 'LSK13', names: /pdf/ }],
    ['report 1 --final', { code: 'LSK13', names: /run 1/ }],
    ['report 4711 --format html', { code: 'LSJ05', names: /4711/ }],
    ['report 1 --out /nowhere/x.html', { code: 'LSK14', names: /nowhere/ }],
    ['report --final --out /nowhere/x.csv', { code: 'LSK14', names: /nowhere/ }],
  ])('lockstep %s', async (line, refusal) => {
    await refuses(stage, line, refusal)
  })
})

describe('in a browser', () => {
  const LIGHT = '--blink-settings=preferredColorScheme=1'
  const DARK = '--blink-settings=preferredColorScheme=0'

  test.each([
    ['run.html', LIGHT, 'rgb(255, 255, 255)'],
    ['run.html', DARK, 'rgb(18, 18, 18)'],
    ['final.html', DARK, 'rgb(18, 18, 18)'],
  ])('%s is accessible (%s)', async (name, scheme, paper) => {
    const found = await asked(
      inFolder(name),
      `async () => {
        for (const part of document.querySelectorAll('details')) part.open = true
        const { violations, passes } = await axe.run(document, { resultTypes: ['violations'] })
        const rules = passes.map(({ id }) => id)
        return {
          paper: getComputedStyle(document.body).backgroundColor,
          violations: violations.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 200)]),
          rules,
        }
      }`,
      scheme,
    )
    expect(found.violations).toEqual([])
    expect(found.paper).toBe(paper)
    expect(found.rules).toContain('color-contrast')
    expect(found.rules).toContain('svg-img-alt')
  })

  test('each picture is there, has its colours, and stays on the page', async () => {
    const found = await asked(
      inFolder('run.html'),
      `async () => [...document.querySelectorAll('svg')].map((svg) => ({
        name: svg.querySelector('title').textContent,
        isWide: svg.getBoundingClientRect().width > 500,
        overflows: [...svg.querySelectorAll('text')].filter((text) => {
          const [inner, outer] = [text.getBoundingClientRect(), svg.getBoundingClientRect()]
          return inner.left < outer.left - 1 || inner.right > outer.right + 1
        }).map((text) => text.textContent),
        fills: [...new Set([...svg.querySelectorAll('path')].map((path) => getComputedStyle(path).fill))],
      }))`,
      LIGHT,
    )
    expect(
      found.map(({ name }: { name: string }) => name.split(' ').slice(0, 3).join(' ')),
    ).toEqual(['Bars of the', 'A strip of', 'Rows per second', 'Bars of the'])
    for (const { isWide, overflows } of found) {
      expect(isWide).toBe(true)
      expect(overflows).toEqual([])
    }
    expect(found[0].fills).toContain('rgb(86, 180, 233)')
  })

  test('it can be printed', async () => {
    const file = inFolder('page.pdf')
    await browse(`--print-to-pdf=${file}`, `file://${inFolder('run.html')}`)
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
    expect(statSync(file).size).toBeGreaterThan(20_000)
  })
})

describe('report --final', () => {
  test('is ready, with exit code 0, when all is synced, compared and validated', async () => {
    await stage.far`update person set name = 'hush' where name is null`
    await stage.run('sync')
    const open = await stage.run('report --final', 1)
    expect(open.stdout).toMatch(
      /\*\*not ready\*\*: compared before: .*; not validated: people, teams/,
    )
    expect(open.stderr).toMatch(/→ lockstep compare\n$/)
    await stage.run('compare')
    await stage.run('validate')
    expect((await stage.run('report --final')).stdout).toMatch(/Everything is \*\*ready\*\*/)
  })
})
