/** Runs style checks, pgTAP and vitest, and closes with one line that counts them all. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Pair, runPgtap } from './lib/pgtap.ts'
import { run, runOne, sum, type Tally, tallyOfVitest, whole } from './lib/tally.ts'

const usage = `usage: scripts/test [--only style|pgtap|vitest] [--target MAJOR] [file…]

  --only PART       one part: style, pgtap or vitest. May be repeated
  --target MAJOR    pgTAP only on this version of the target: 15 or 18
  file…             only these: db/tests/….sql and ….test.ts`

const PAIRS: readonly Pair[] = [
  { target: 15, flavour: 'debian', source: 18 },
  { target: 18, flavour: 'embedded', source: 13 },
]

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true, default: [] },
    target: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const title = (text: string) => console.log(`\n== ${text}`)

const style = async (): Promise<Tally> => {
  title('style')
  const checks = ['check-sql', 'check-errors', 'check-rooms']
  return sum([
    await runOne('node_modules/.bin/biome', ['check', '--diagnostic-level=warn']),
    await runOne('node_modules/.bin/tsc', ['-p', 'tsconfig.check.json']),
    ...(await Promise.all(
      checks.map((name) => runOne(process.execPath, ['--import', 'tsx', `scripts/${name}.ts`])),
    )),
  ])
}

const pgtap = async (): Promise<Tally> => {
  const pairs = PAIRS.filter(({ target }) => !values.target || target === Number(values.target))
  if (pairs.length === 0) throw new Error(`no pair with target ${values.target}`)
  const chosen = files.filter((file) => file.endsWith('.sql'))
  for (const { source, target, flavour } of pairs) {
    title(`pgTAP: source ${source} (npm), target ${target} (${flavour})`)
  }
  return sum(await Promise.all(pairs.map((pair) => runPgtap(pair, chosen))))
}

const vitest = async (): Promise<Tally> => {
  title('vitest')
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-vitest-'))
  const report = join(folder, 'report.json')
  const wanted = files.filter((file) => file.endsWith('.ts'))
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  try {
    const { code } = await run('node_modules/.bin/vitest', ['run', ...reporters, ...wanted])
    return tallyOfVitest(report, code)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const PARTS: Readonly<Record<string, () => Promise<Tally>>> = { style, pgtap, vitest }

/** Which parts to run: those asked for, else those that the files belong to, else all. */
const parts = () => {
  if (values.only.length > 0) return values.only
  if (files.length === 0) return Object.keys(PARTS)
  const kinds = { pgtap: '.sql', vitest: '.ts' }
  return Object.entries(kinds)
    .filter(([, ending]) => files.some((file) => file.endsWith(ending)))
    .map(([part]) => part)
}

/** A part that breaks off counts as one failed test, and the others still run. */
const attempt = async (name: string): Promise<Tally> => {
  try {
    const part = PARTS[name]
    if (!part) throw new Error(`no part ${name}`)
    return await part()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return whole(name, false)
  }
}

if (values.help) {
  console.log(usage)
} else {
  const tallies: Tally[] = []
  for (const name of parts()) tallies.push(await attempt(name))
  const { passed, failed, failures } = sum(tallies)
  for (const failure of failures) console.log(`failed: ${failure}`)
  console.log(`\n${passed} passed, ${failed} failed`)
  if (failed > 0 || passed === 0) process.exitCode = 1
}
