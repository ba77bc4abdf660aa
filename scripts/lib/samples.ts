/** The databases to try lockstep on: what to load, and where the mapping stands. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../../', import.meta.url))

/** Public sample databases, beside the repository: they are not part of it. */
export const dataFolder = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** A sample. */
export interface Sample {
  readonly name: SampleName
  /** What it is, for people. */
  readonly about: string
  /** Files that make the source, in order. */
  readonly source: readonly string[]
  readonly target: string
  readonly mapping: string
  /** Schema of the target that holds its tables. */
  readonly schema: string
  /** SQL that proves both sides alike, run in the target. */
  readonly proof: string
  /** SQL that changes rows on each side. */
  readonly changes: { readonly source: string; readonly target: string }
}

export type SampleName = 'shop' | 'pagila' | 'northwind' | 'chinook'

const ours = (path: string) => `${repository}db/samples/${path}`

const sample = (
  name: SampleName,
  schema: string,
  about: string,
  source: readonly string[],
): Sample => ({
  name,
  about,
  source,
  schema,
  target: ours(`${name}/target.sql`),
  mapping: `db/samples/${name}/mapping`,
  proof: ours(`${name}/proof.sql`),
  changes: {
    source: ours(`${name}/changes-source.sql`),
    target: ours(`${name}/changes-target.sql`),
  },
})

const samples: readonly Sample[] = [
  sample('shop', 'public', 'a shop of our own, 64,869 rows in 9 tables', [
    ours('shop/source/schema.sql'),
    ours('shop/source/data.sql'),
  ]),
  sample('pagila', 'rental', 'Pagila 0.10.1, a video rental shop, 46,273 rows in 15 tables', [
    `${dataFolder}pagila/pagila-0.10.1-schema.sql.xz`,
    `${dataFolder}pagila/pagila-0.10.1-data.sql.xz`,
  ]),
  sample('northwind', 'trading', 'Northwind, a trading company, 3,362 rows in 14 tables', [
    `${dataFolder}northwind/northwind.sql`,
  ]),
  sample('chinook', 'music', 'Chinook, a music shop, 15,607 rows in 11 tables', [
    `${dataFolder}chinook/chinook.sql`,
  ]),
]

/** All their names. */
export const sampleNames = samples.map(({ name }) => name)

/** The sample of that name, if there is one. */
export const sampleNamed = (name: string): Sample | undefined =>
  samples.find((known) => known.name === name)

/** Are its files here? The public ones may not be. */
export const isHere = ({ source }: Sample): boolean => source.every((path) => existsSync(path))

/** The repository's folder, where commands run. */
export const home = repository
