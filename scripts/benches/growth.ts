/** What becomes of the time when tables grow. */
import { events, notes } from './data.ts'
import { against, type Scenario } from './scenario.ts'

const sizes = (rows: number) =>
  [
    ['small', Math.ceil(rows / 10)],
    ['middle', rows],
    ['large', 10 * rows],
  ] as const

/** The first load, or the comparison, of tables of a tenth of the rows, of all, and of ten times as many. */
export const growth = (about: string, isLoad: boolean): Scenario => ({
  about,
  lay: async (stage, rows) => {
    for (const [name, size] of sizes(rows)) {
      const { source, target } = events(size, name)
      await stage.far.unsafe(source).simple()
      await stage.near.unsafe(target).simple()
    }
    await stage.lockstep('deploy')
    await stage.lockstep('link create')
    for (const [name, size] of sizes(rows)) {
      await stage.near.unsafe(events(size, name).mapping).simple()
    }
    await stage.lockstep('sync customer')
    if (isLoad) return
    for (const [name] of sizes(rows)) {
      await stage.lockstep(`sync ${name}`)
      await stage.far.unsafe(`vacuum ${name}`)
      await stage.near.unsafe(`vacuum analyze ${name}s`)
      await stage.near.unsafe(`vacuum analyze lockstep_ledger.${name}`)
    }
  },
  contenders: (stage, rows) =>
    sizes(rows).map(([name, size]) => ({
      name,
      rows: size,
      prepare: async () => {
        if (!isLoad) return
        await stage.near`select lockstep.drop_entity(${name})`
        await stage.near.unsafe(`truncate ${name}s, lockstep_state.overwritten`)
        await stage.nearAdmin`checkpoint`
        await stage.near.unsafe(events(size, name).mapping).simple()
      },
      work: () => stage.lockstep(`${isLoad ? 'sync' : 'compare'} ${name} --json`),
    })),
  goals: [
    { kind: 'row ratio', of: 'middle', by: 'small', most: 1.15 },
    { kind: 'row ratio', of: 'large', by: 'middle', most: 1.15 },
  ],
})

/** A hundred rows move in a table of `rows` rows, and in one of ten times as many. */
export const watermark: Scenario = {
  about: 'sync by watermark, 100 rows moved',
  lay: async (stage, rows) => {
    const tables = [notes('small', rows), notes('large', 10 * rows)]
    for (const { source, target } of tables) {
      await stage.far.unsafe(source).simple()
      await stage.near.unsafe(target).simple()
    }
    await stage.lockstep('deploy')
    await stage.lockstep('link create')
    for (const { mapping } of tables) await stage.near.unsafe(mapping).simple()
    for (let pass = 0; pass < 2; pass++) await stage.lockstep('sync')
  },
  contenders: (stage, rows) =>
    [notes('small', rows), notes('large', 10 * rows)].map(({ entity, move }, index) => ({
      name: entity,
      rows: index === 0 ? rows : 10 * rows,
      prepare: async () => {
        await stage.far.unsafe(move)
      },
      work: async () => {
        const ran = await stage.lockstep(`sync ${entity} --watermark --json`)
        const [found] = JSON.parse(ran.stdout).entities
        if (found.written !== '100') throw new Error(`${entity}: ${found.written} rows written`)
        return ran
      },
    })),
  goals: [
    against('large', 'small', 1.2),
    { kind: 'work', of: 'small', most: 0.2 },
    { kind: 'work', of: 'large', most: 0.2 },
  ],
}
