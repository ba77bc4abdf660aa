/** Many small tables. */
import { notes } from './data.ts'
import { against, type Scenario } from './scenario.ts'

const TABLES = 60

const tables = (rows: number) =>
  Array.from({ length: TABLES }, (_, index) =>
    notes(`table_${index + 1}`, Math.ceil(rows / TABLES)),
  )

/** A sync by watermark that has looked at all rows of an entity is none. */
const refuseWhole = (stdout: string): void => {
  const findings: readonly { key: string; detail: string }[] = JSON.parse(stdout).findings
  const whole = findings.find(({ key }) => key === 'watermark:whole')
  if (whole) throw new Error(whole.detail)
}

/** Sixty entities of `rows` / 60 rows each; nothing to do against everything. */
const nothingBy = (about: string, flags: string, check: (stdout: string) => void): Scenario => ({
  about,
  lay: async (stage, rows) => {
    for (const { source, target } of tables(rows)) {
      await stage.far.unsafe(source).simple()
      await stage.near.unsafe(target).simple()
    }
    await stage.lockstep('deploy')
    await stage.lockstep('link create')
    for (const { mapping } of tables(rows)) await stage.near.unsafe(mapping).simple()
    await stage.lockstep('sync')
  },
  contenders: (stage, rows) => [
    {
      name: 'nothing to do',
      // after a first load, a sync by watermark may have to look at all rows once more
      prepare: async () => {
        await stage.lockstep(`sync ${flags}--json`)
      },
      work: async () => {
        const ran = await stage.lockstep(`sync ${flags}--json`)
        check(ran.stdout)
        return ran
      },
    },
    {
      name: 'first load',
      prepare: async () => {
        for (const { entity, mapping } of tables(rows)) {
          await stage.near`select lockstep.drop_entity(${entity})`
          await stage.near.unsafe(`truncate ${entity}_at_target`)
          await stage.near.unsafe(mapping).simple()
        }
      },
      work: () => stage.lockstep('sync --json'),
    },
  ],
  goals: [against('nothing to do', 'first load', 0.015)],
})

export const nothing = nothingBy(`sync of ${TABLES} entities, nothing changed`, '', () => {})

export const watermarkNothing = nothingBy(
  `sync of ${TABLES} entities by watermark, nothing moved`,
  '--watermark ',
  refuseWhole,
)
