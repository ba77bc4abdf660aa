/** What every refusal has in common, asked of the command line and of the database. */
import { expect } from 'vitest'
import type { Ended } from '../lib.ts'
import { cli } from '../lib.ts'
import { stateCounts } from './evidence.ts'
import type { Stage } from './stage.ts'

/** What is expected of one. */
export interface Refusal {
  /** Exact code, or a pattern of some. */
  readonly code: string
  /** What the message must name. */
  readonly names?: string | RegExp
  readonly exit?: number
}

const secretsOf = ({ source, target }: Stage) => [
  target.password,
  source.readerPassword,
  source.ownerPassword,
  'wrong-secret',
]

/** One clear error with code, object and hint, the right exit code, no stack trace, no secret. */
export const expectRefusal = (stage: Stage, ended: Ended, refusal: Refusal): void => {
  const { stdout, stderr, code } = ended
  const said = `${stdout}${stderr}`
  expect(stderr).toMatch(new RegExp(`^✗ (${refusal.code}) \\S.*`, 'm'))
  expect(stderr).toMatch(/^ {2}→ \S/m)
  expect(stderr.match(/^✗/gm)).toHaveLength(1)
  if (refusal.names !== undefined) expect(stderr).toMatch(refusal.names)
  expect(stdout).toBe('')
  expect(code, said).toBe(refusal.exit ?? 2)
  expect(said).not.toMatch(/^\s+at .*:\d+/m)
  for (const secret of secretsOf(stage)) expect(said).not.toContain(secret)
}

/** The same with --json: one document, nothing beside it. */
export const expectDocument = (stage: Stage, ended: Ended, refusal: Refusal): void => {
  const { stdout, stderr, code } = ended
  const { error } = JSON.parse(stdout)
  expect(error.code).toMatch(new RegExp(`^(${refusal.code})$`))
  expect(error.message).toMatch(/\S/)
  expect(error.hint).toMatch(/\S/)
  expect(stderr).not.toMatch(/✗/)
  expect(code).toBe(refusal.exit ?? 2)
  for (const secret of secretsOf(stage)) expect(stdout + stderr).not.toContain(secret)
}

/** Runs a command that must be refused, in both voices, and sees to it that nothing changed. */
export const refuses = async (
  stage: Stage,
  line: string,
  refusal: Refusal,
  env: NodeJS.ProcessEnv = {},
): Promise<void> => {
  const all = {
    LOCKSTEP_TARGET_URL: stage.target.url,
    LOCKSTEP_SOURCE_URL: stage.source.url(),
    ...env,
  }
  const before = await stateCounts(stage)
  expectRefusal(stage, await cli(line.split(' '), all), refusal)
  expectDocument(stage, await cli([...line.split(' '), '--json'], all), refusal)
  expect(await stateCounts(stage)).toEqual(before)
}
