/** First load and comparison of tables of other kinds. */
import { against, FLOOR, PASS, passing, type Scenario } from './scenario.ts'
import type { Kind } from './tables.ts'

const LOAD = 'first load, 2 workers'
const COMPARE = 'compare, 2 workers'

/** Loads a table of that kind, and compares it while nothing has changed. */
export const ofKind = (
  about: string,
  tableOf: (rows: number) => Kind,
  size: (rows: number) => number = (rows) => rows,
): Scenario => ({
  about: `first load and compare, ${about}`,
  size,
  lay: async (stage, rows) => {
    const { entity, source, target, mapping } = tableOf(rows)
    for (const statement of source.split(';')) await stage.far.unsafe(statement)
    await stage.near.unsafe(target).simple()
    await stage.lockstep('deploy')
    await stage.lockstep('link create')
    await stage.near.unsafe(mapping).simple()
    await stage.lockstep(`sync ${entity}`)
  },
  contenders: (stage, rows) => {
    const { entity, mapping, floor } = tableOf(rows)
    return [
      {
        name: LOAD,
        prepare: async () => {
          await stage.near`select lockstep.drop_entity(${entity})`
          await stage.near.unsafe(`truncate ${entity}_at_target, lockstep_state.overwritten`)
          await stage.nearAdmin`checkpoint`
          await stage.near.unsafe(mapping).simple()
        },
        work: () => stage.lockstep(`sync ${entity} --workers 2 --json`),
      },
      {
        name: FLOOR,
        prepare: async () => {
          await stage.near.unsafe(`truncate ${entity}_by_hand`)
          await stage.nearAdmin`checkpoint`
        },
        work: async () => {
          await stage.near.unsafe(floor)
        },
      },
      {
        name: COMPARE,
        prepare: async () => {
          await stage.near.unsafe(`vacuum analyze ${entity}_at_target`)
          await stage.near.unsafe(`vacuum analyze lockstep_ledger.${entity}`)
        },
        work: () => stage.lockstep(`compare ${entity} --workers 2 --json`),
      },
      passing(stage, entity),
    ]
  },
  goals: [against(LOAD, FLOOR), against(COMPARE, PASS)],
})
