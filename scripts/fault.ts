/** Kills lockstep in every way there is, and checks what is left. */
import { parseArgs } from 'node:util'
import { type Bug, bugs, plant } from './faults/bugs.ts'
import { type Episode, playEpisode } from './faults/episode.ts'
import { keepEvidence } from './faults/evidence.ts'
import { FAULTS } from './faults/faults.ts'
import { openStage } from './faults/stage.ts'

const usage = `usage: scripts/fault [--kills N] [--seed S] [--episode K] [--source MAJOR] [--target MAJOR] [--json]

  --kills N          stop after the episode in which the Nth fault strikes (default 50)
  --seed S           same seed, same episodes (default: a fresh one, which is printed)
  --episode K        only this episode of the seed: replays a failure
  --only KIND        strike with this kind only; may be repeated:
                     ${Object.keys(FAULTS).join(', ')}
  --rows N           rows of the largest tables (default 3000)
  --no-swaps         rows do not pass their unique values on to each other
  --source MAJOR     PostgreSQL version of the source (default 17)
  --target MAJOR     PostgreSQL version of the target (default 15)
  --bug NAME         plant a bug first, to see that it is found: ${bugs.join(', ')}
  --json             one document at the end instead of a line for each episode`

const MOST_FAILURES = 5

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string' },
    episode: { type: 'string' },
    only: { type: 'string', multiple: true },
    rows: { type: 'string', default: '3000' },
    'no-swaps': { type: 'boolean', default: false },
    source: { type: 'string', default: '17' },
    target: { type: 'string', default: '15' },
    bug: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const say = (text: string) => {
  if (!values.json) console.log(text)
}

const countOf = (names: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

const listOf = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

const line = (number: number, episode: Episode) => {
  const { struck, syncs, rows, redone, differences, milliseconds } = episode
  const kinds = struck.map(({ kind, at }) => `${kind} at ${at} ms`).join(', ')
  const verdict =
    differences.length === 0
      ? 'ok'
      : `FAILED: ${listOf(countOf(differences.map(({ kind }) => kind)))}`
  return `${number}  ${syncs} syncs, ${rows} rows, ${struck.length} faults (${kinds}), ${redone} redone, ${(milliseconds / 1000).toFixed(1)} s: ${verdict}`
}

const play = async () => {
  const seed = values.seed ?? String(Math.floor(Math.random() * 1e9))
  const majors = { source: Number(values.source), target: Number(values.target) }
  const kinds = values.only ?? Object.keys(FAULTS)
  const draw = { seed, scope: { swaps: !values['no-swaps'], rows: Number(values.rows) }, kinds }
  const started = performance.now()
  say(`seed ${seed}, source PostgreSQL ${majors.source}, target PostgreSQL ${majors.target}`)
  const stage = await openStage(majors)
  if (values.bug) await plant(stage, values.bug as Bug)
  const all = { passed: 0, failed: 0, redone: 0, rows: 0, syncs: 0, episodes: 0 }
  const struck: string[] = []
  const found: { episode: number; folder: string; kinds: Record<string, number> }[] = []
  try {
    const first = Number(values.episode ?? 1)
    const isOver = (number: number) =>
      values.episode !== undefined
        ? number > first
        : struck.length >= Number(values.kills) || found.length >= MOST_FAILURES
    for (let number = first; !isOver(number); number++) {
      const episode = await playEpisode(stage, draw, number)
      all.passed += episode.passed
      all.failed += episode.failed
      all.redone += episode.redone
      all.rows += episode.rows
      all.syncs += episode.syncs
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
      for (const { entity, kind, key, detail } of episode.differences.slice(0, 8)) {
        say(`   ${kind} ${entity} ${key} ${detail}`)
      }
      say(`   kept in ${folder}`)
      say(
        `   ./scripts/fault --seed ${seed} --episode ${number} --source ${majors.source} --target ${majors.target}`,
      )
    }
  } finally {
    await stage.stop()
  }
  const seconds = Math.round((performance.now() - started) / 1000)
  if (values.json)
    console.log(JSON.stringify({ seed, majors, ...all, seconds, faults: countOf(struck), found }))
  say(
    `seed ${seed}: ${all.episodes} episodes, ${all.syncs} syncs, ${all.rows} rows judged, ${seconds} s`,
  )
  say(`faults: ${listOf(countOf(struck))}`)
  say(`redone: ${all.redone} steps rolled back by ${struck.length} faults`)
  say(`${all.passed} passed, ${all.failed} failed`)
  if (all.failed > 0 || all.passed === 0) process.exitCode = 1
}

if (values.help) console.log(usage)
else await play()
