/** One episode: a random pair of schemas, a first sync, days of changes, each sync under fire and judged. */
import { farChanges, nearChanges } from './changes.ts'
import { checkForeignKeys, checkRepeats } from './checks.ts'
import { lay, remember } from './lay.ts'
import { type Books, consult, type Difference } from './oracle.ts'
import { drawPlan, type Plan } from './plan.ts'
import { createRandom, type Random } from './random.ts'
import { type Ended, runCli } from './runner.ts'
import type { Stage } from './stage.ts'
import { type Struck, type Synced, type SyncOptions, syncThroughFaults } from './sync.ts'
import { undoThroughFaults, whatIsLeft } from './undo.ts'

/** What an episode came to. */
export interface Episode {
  readonly plan: Plan
  readonly struck: readonly Struck[]
  /** Steps that faults rolled back, and that deadlocks between workers did. */
  readonly rolledBack: number
  readonly deadlocks: number
  readonly syncs: number
  readonly undos: number
  readonly rows: number
  readonly differences: readonly Difference[]
  /** Faults of syncs that the oracle found no fault with. */
  readonly passed: number
  readonly failed: number
  readonly last: Ended | undefined
  readonly milliseconds: number
}

/** How episodes are drawn. */
export interface Draw {
  readonly seed: string
  /** Rows of the largest tables. */
  readonly rows: number
  readonly kinds: readonly string[]
}

const pace = { first: 1500, later: 1000 }

const learnPace = (which: keyof typeof pace, milliseconds: number) => {
  pace[which] = Math.min(4000, 0.8 * pace[which] + 0.2 * milliseconds)
}

interface Document {
  readonly entities: readonly Readonly<Record<string, string | boolean>>[]
}

const documentOf = (stdout: string): Document => {
  try {
    return JSON.parse(stdout) as Document
  } catch {
    return { entities: [] }
  }
}

/** Its own report against what the oracle counted. */
const checkBooks = ({ code, stdout }: Ended, books: readonly Books[]): Difference[] => {
  if (code !== 0 && code !== 1) return []
  const { entities } = documentOf(stdout)
  const found = books.flatMap((book) => {
    const said = entities.find(({ entity }) => entity === book.entity)
    const told = {
      sourceRows: said?.source_rows,
      synced: said?.synced,
      rejected: said?.rejected,
      excluded: said?.excluded,
      extra: said?.extra,
    }
    const isRight = Object.entries(told).every(
      ([name, value]) => String(book[name as keyof Books]) === String(value),
    )
    if (isRight && said?.accounted === true) return []
    const detail = `reported ${JSON.stringify({ ...told, accounted: said?.accounted })}, counted ${JSON.stringify(book)}`
    return [{ entity: book.entity, kind: 'books', key: '', detail }]
  })
  const isOut = books.some(({ rejected, kept, stuck }) => rejected + kept + stuck > 0)
  if (isOut !== (code === 1)) {
    found.push({ entity: '', kind: 'exit code', key: '', detail: `${code}` })
  }
  return found
}

/** A sync of what is in step already must not write a row. */
const checkQuiet = async ({ stage, plan }: { stage: Stage; plan: Plan }): Promise<Difference[]> => {
  await stage.near`truncate fault.write, fault.checkpoint`
  const { code, stdout, stderr } = await runCli(['sync', '--allow-deletes', '--json'], stage.env)
  const rows = await stage.near`select tab, key, op from fault.write order by 1, 2 limit 50`
  const found = rows.map(({ tab, key, op }) => ({
    entity: String(tab),
    kind: 'written for nothing',
    key: String(key),
    detail: String(op),
  }))
  if (code === 0 || code === 1) return found
  return [
    ...found,
    { entity: plan.entities[0]?.name ?? '', kind: 'stuck', key: '', detail: stderr || stdout },
  ]
}

const drawKinds = (random: Random, kinds: readonly string[], most: number) =>
  Array.from({ length: random.int(1, most) }, () => random.pick(kinds))

/** What a part of an episode adds to it. */
interface Part {
  readonly synced: readonly Synced[]
  readonly differences: readonly Difference[]
  readonly rows: number
}

/** A sync, and what is to be said of it. */
const syncAndJudge = async (options: SyncOptions, learns: boolean): Promise<Part> => {
  const { stage, plan } = options
  await remember(stage, plan)
  const synced = await syncThroughFaults(options)
  if (synced.differences.length > 0) {
    return { synced: [synced], differences: synced.differences, rows: 0 }
  }
  const { differences, books } = await consult(stage, plan, learns)
  return {
    synced: [synced],
    differences: [
      ...differences,
      ...checkBooks(synced.last, books),
      ...(await checkRepeats(stage, plan)),
      ...(await checkForeignKeys(stage, plan)),
    ],
    rows: books.reduce((sum, book) => sum + book.sourceRows, 0),
  }
}

const undoAndJudge = async (options: SyncOptions): Promise<Part> => {
  const synced = await undoThroughFaults(options)
  const broken = synced.flatMap(({ differences }) => differences)
  return {
    synced,
    differences: broken.length > 0 ? broken : await whatIsLeft(options),
    rows: 0,
  }
}

/** A day: a sync under fire. On some, all of it is undone under fire, and synced again. */
const playRound = async (
  { stage, plan, pace }: Omit<SyncOptions, 'random' | 'kinds'>,
  draw: Random,
  kinds: readonly string[],
): Promise<Part> => {
  const isUndone = draw.fork('undo').percent(20)
  const options = { stage, plan, pace, random: draw.fork('faults') }
  const drawn = drawKinds(draw.fork('kinds'), kinds, 6)
  const parts = [await syncAndJudge({ ...options, kinds: drawn }, !isUndone)]
  const isWell = () => parts.every(({ differences }) => differences.length === 0)
  if (isUndone && isWell()) {
    const more = drawKinds(draw.fork('undo kinds'), kinds, 2)
    parts.push(await undoAndJudge({ ...options, kinds: more }))
    if (isWell()) parts.push(await syncAndJudge({ ...options, kinds: [] }, true))
  }
  if (isWell() && draw.fork('quiet').percent(34)) {
    parts.push({ synced: [], differences: await checkQuiet({ stage, plan }), rows: 0 })
  }
  return {
    synced: parts.flatMap(({ synced }) => synced),
    differences: parts.flatMap(({ differences }) => differences),
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
  }
}

/** Plays an episode. Throws only when something other than lockstep breaks. */
export const playEpisode = async (
  stage: Stage,
  { seed, rows: most, kinds }: Draw,
  number: number,
): Promise<Episode> => {
  const started = performance.now()
  const salt = `${seed}/${number}`
  const random = createRandom(salt)
  const plan = drawPlan(random.fork('plan'), salt, most)
  const struck: Struck[] = []
  const differences: Difference[] = []
  let [rolledBack, deadlocks, syncs, undos, rows, passed, failed] = [0, 0, 0, 0, 0, 0, 0]
  let last: Ended | undefined
  await lay(stage, plan)
  for (let round = 0; round <= plan.rounds && differences.length === 0; round++) {
    const draw = random.fork(`round ${round}`)
    if (round > 0) {
      const day = `${salt}/${round}`
      await stage.far.unsafe(farChanges(plan, draw.fork('far'), day, round)).simple()
      await stage.near.unsafe(nearChanges(plan, draw.fork('near'), day, round)).simple()
    }
    const which = round === 0 ? 'first' : 'later'
    const part = await playRound({ stage, plan, pace: pace[which] }, draw, kinds)
    for (const one of part.synced) {
      if (one.struck.length === 0 && one.words[0] === 'sync') learnPace(which, one.milliseconds)
      struck.push(...one.struck)
      rolledBack += one.redone
      deadlocks += one.deadlocks
      if (one.words[0] === 'undo') undos += 1
      else syncs += 1
      last = one.last
    }
    const hits = part.synced.reduce((sum, one) => sum + one.struck.length, 0)
    if (part.differences.length === 0) passed += hits
    else failed += Math.max(1, hits)
    rows += part.rows
    differences.push(
      ...part.differences.map((one) => ({ ...one, detail: `round ${round}: ${one.detail}` })),
    )
  }
  return {
    plan,
    struck,
    rolledBack,
    deadlocks,
    syncs,
    undos,
    rows,
    differences,
    passed,
    failed,
    last,
    milliseconds: performance.now() - started,
  }
}
