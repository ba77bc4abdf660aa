/** Kills lockstep in every way there is, and checks what is left. */
import { parseArgs } from 'node:util'
import { bugs, isBug, plant } from './faults/bugs.ts'
import { type Episode, playEpisode } from './faults/episode.ts'
import { keepEvidence } from './faults/evidence.ts'
import { FAULTS } from './faults/faults.ts'
import { openStage, type Stage } from './faults/stage.ts'

const kindNames = Object.keys(FAULTS)

const usage = `usage: scripts/fault [--kills N] [--seed S] [--episode K] [--source MAJOR] [--target MAJOR] [--json]

  --kills N          stop after the episode in which the Nth fault strikes (default 50)
  --seed S           same seed, same episodes (default: a fresh one, which is printed)
  --episode K        only this episode of the seed: replays a failure
  --only KIND        strike with this kind only; may be repeated:
                     ${kindNames.slice(0, 6).join(', ')},
                     ${kindNames.slice(6).join(', ')}
  --rows N           rows of the largest tables (default 3000)
  --failures N       stop after so many failed episodes (default 5)
  --source MAJOR     PostgreSQL version of the source (default 17)
  --target MAJOR     PostgreSQL version of the target (default 15)
  --bug NAME         plant a bug first, to see that it is found: ${bugs.join(', ')}
  --json             one document at the end instead of a line for each episode`

/** It was asked for something that makes no sense. */
class Misuse extends Error {}

const options = {
  kills: { type: 'string', default: '50' },
  seed: { type: 'string' },
  episode: { type: 'string' },
  only: { type: 'string', multiple: true },
  rows: { type: 'string', default: '3000' },
  failures: { type: 'string', default: '5' },
  source: { type: 'string', default: '17' },
  target: { type: 'string', default: '15' },
  bug: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const numberOf = (name: string, text: string, least = 1, most = 1_000_000): number => {
  const number = Number(text)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw new Misuse(`--${name} ${text}: a whole number from ${least} to ${most} was expected`)
}

const asked = () => {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error))
  }
}

const checked = (values: ReturnType<typeof asked>) => {
  const { bug, only = [], episode, seed = String(Math.floor(Math.random() * 1e9)) } = values
  const strange = only.find((kind) => !kindNames.includes(kind))
  if (strange !== undefined) throw new Misuse(`--only ${strange}: no such kind of fault`)
  if (bug !== undefined && !isBug(bug)) throw new Misuse(`--bug ${bug}: no such bug`)
  return {
    kills: numberOf('kills', values.kills),
    most: numberOf('failures', values.failures),
    episode: episode === undefined ? undefined : numberOf('episode', episode),
    majors: {
      source: numberOf('source', values.source, 13, 18),
      target: numberOf('target', values.target, 15, 18),
    },
    bug,
    isJson: values.json,
    draw: {
      seed,
      rows: numberOf('rows', values.rows, 1, 100_000),
      kinds: only.length > 0 ? only : kindNames,
    },
  }
}

type Asked = ReturnType<typeof checked>

const countOf = (names: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

const listOf = (names: readonly string[]): string =>
  Object.entries(countOf(names))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

const line = (number: number, episode: Episode): string => {
  const { struck, syncs, undos, rows, rolledBack, deadlocks, differences, milliseconds } = episode
  const kinds = struck.map(({ kind, at }) => `${kind} at ${at} ms`).join(', ')
  const wrong = listOf(differences.map(({ kind }) => kind))
  return [
    `${number}  ${syncs} syncs`,
    ...(undos > 0 ? [`${undos} undone`] : []),
    `${rows} rows`,
    `${struck.length} faults (${kinds})`,
    `${rolledBack} redone`,
    ...(deadlocks > 0 ? [`${deadlocks} deadlocks`] : []),
    `${(milliseconds / 1000).toFixed(1)} s: ${differences.length === 0 ? 'ok' : `FAILED: ${wrong}`}`,
  ].join(', ')
}

const explain = (asked: Asked, number: number, episode: Episode, folder: string): string => {
  const { draw, majors, bug } = asked
  const some = draw.kinds.length < kindNames.length ? draw.kinds : []
  const also = [...some.map((kind) => ` --only '${kind}'`), ...(bug ? [` --bug ${bug}`] : [])]
  const shown = episode.differences
    .slice(0, 8)
    .map(({ entity, kind, key, detail }) =>
      `   ${kind} ${entity} ${key} ${detail}`.replaceAll(/\s*\n\s*/g, ' / '),
    )
  return [
    ...shown,
    `   kept in ${folder}`,
    `   ./scripts/fault --seed ${draw.seed} --episode ${number} --rows ${draw.rows} --source ${majors.source} --target ${majors.target}${also.join('')}`,
  ].join('\n')
}

const NOTHING = { passed: 0, failed: 0, rolledBack: 0, deadlocks: 0, rows: 0, syncs: 0, undos: 0 }
const COUNTED = Object.keys(NOTHING) as (keyof typeof NOTHING)[]

const playAll = async (stage: Stage, asked: Asked, say: (text: string) => void) => {
  const { draw, kills, most, episode: only } = asked
  const all = { episodes: 0, ...NOTHING }
  const struck: string[] = []
  const found: { episode: number; folder: string; kinds: Record<string, number> }[] = []
  const isOver = (number: number) =>
    only === undefined ? struck.length >= kills || found.length >= most : number > only
  for (let number = only ?? 1; !isOver(number); number++) {
    const episode = await playEpisode(stage, draw, number)
    for (const name of COUNTED) {
      all[name] += episode[name]
    }
    all.episodes += 1
    struck.push(...episode.struck.map(({ kind }) => kind))
    say(line(number, episode))
    if (episode.differences.length === 0) continue
    const folder = await keepEvidence(stage, episode)
    found.push({
      episode: number,
      folder,
      kinds: countOf(episode.differences.map(({ kind }) => kind)),
    })
    say(explain(asked, number, episode, folder))
  }
  return { ...all, struck, found }
}

const play = async (asked: Asked) => {
  const { draw, majors, bug, isJson } = asked
  const say = (text: string) => {
    if (!isJson) console.log(text)
  }
  const started = performance.now()
  say(`seed ${draw.seed}, source PostgreSQL ${majors.source}, target PostgreSQL ${majors.target}`)
  const stage = await openStage(majors)
  try {
    if (bug) await plant(stage, bug)
    const { struck, found, ...all } = await playAll(stage, asked, say)
    const { passed, failed } = all
    const seconds = Math.round((performance.now() - started) / 1000)
    if (isJson) {
      const faults = countOf(struck)
      console.log(JSON.stringify({ seed: draw.seed, majors, ...all, seconds, faults, found }))
    }
    say(
      `seed ${draw.seed}: ${all.episodes} episodes, ${all.syncs} syncs, ${all.undos} undone, ${all.rows} rows judged, ${seconds} s`,
    )
    say(`faults: ${listOf(struck)}`)
    say(
      `redone: ${all.rolledBack} steps rolled back by ${struck.length} faults, ${all.deadlocks} by deadlocks between workers`,
    )
    say(`${passed} passed, ${failed} failed`)
    if (failed > 0 || passed === 0) process.exitCode = 1
  } finally {
    await stage.stop()
  }
}

try {
  const values = asked()
  if (values.help) console.log(usage)
  else await play(checked(values))
} catch (error) {
  console.error(error instanceof Misuse ? `✗ ${error.message}\n\n${usage}` : error)
  process.exitCode = error instanceof Misuse ? 2 : 3
}
