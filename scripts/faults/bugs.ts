/**
 * Three bugs that the harness must be able to find. Each is planted into the deployed functions of a
 * throw-away target by replacing a piece of their text.
 */
import type { Sql } from 'postgres'
import { ownAddress, type Stage } from './stage.ts'
import { literal } from './text.ts'

interface Change {
  /** Schema and name. */
  readonly of: string
  readonly from: RegExp
  readonly to: string
}

const change = async (near: Sql, { of, from, to }: Change): Promise<void> => {
  const [found] = await near`
    select pg_get_functiondef(p.oid) as text from pg_proc as p
    where p.oid = (select min(o.oid::bigint)::oid from pg_proc as o
      where format('%s.%s', o.pronamespace::regnamespace, o.proname) = ${of})
  `
  const before = String(found?.text)
  const after = before.replace(from, to)
  if (after === before) throw new Error(`${of} has no such text: ${from}`)
  await near.unsafe(after)
}

/** The checkpoint commits on its own, before the work that it speaks of. */
const checkpoint = ({ target }: Stage): readonly Change[] => {
  const mark = `perform extensions.dblink_exec(${literal(ownAddress(target))},
    'update lockstep_state.segment set is_done = true where id = ' || r_segment.id);`
  return [
    {
      of: 'lockstep_private.claim_segment',
      from: /for update skip locked/,
      to: '',
    },
    {
      of: 'lockstep.step',
      from: /(r_segment := lockstep_private\.work_segment)/,
      to: `if r_segment.kind = 'range' then ${mark} end if; $1`,
    },
  ]
}

/** The ledger remembers the hash of the row before it. */
const ledger = (): readonly Change[] => [
  {
    of: 'lockstep_private.insert_sql',
    from: /p\.lockstep_hash, w\.target_hash/,
    to: 'lag(p.lockstep_hash, 1, p.lockstep_hash) over (order by p.lockstep_n), w.target_hash',
  },
]

/** A row is overwritten without asking whether somebody changed it, and without keeping what it was. */
const conflict = (): readonly Change[] => [
  {
    of: 'lockstep_private.kept_sql',
    from: /where p\.lockstep_state <> 'relink'[^\n]*/,
    to: 'where false',
  },
]

const BUGS = { checkpoint, ledger, conflict } as const

/** Name of a bug. */
export type Bug = keyof typeof BUGS

/** The names. */
export const bugs: readonly string[] = Object.keys(BUGS)

/** Is it one of them? */
export const isBug = (name: string): name is Bug => bugs.includes(name)

/** Plants a bug. */
export const plant = async (stage: Stage, bug: Bug): Promise<void> => {
  for (const one of BUGS[bug](stage)) await change(stage.near, one)
}
