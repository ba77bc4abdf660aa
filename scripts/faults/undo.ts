/** Takes back all that a sync did, under fire, and looks whether everything is as it was. */
import { beforeLedger, beforeTable } from './lay.ts'
import type { Difference } from './oracle.ts'
import type { Plan } from './plan.ts'
import { type Synced, type SyncOptions, throughFaults } from './sync.ts'
import { nearTable } from './tables.ts'
import { literal } from './text.ts'

const leftSql = (plan: Plan): string =>
  plan.entities
    .map(
      (entity) => `
        select ${literal(entity.name)} as entity, coalesce(b.row, h.row)::text as key,
          case when h.row is null then 'lost' when b.row is null then 'left' else 'differing' end as what
        from ${beforeTable(entity)} as b
        full join (select to_jsonb(t) as row from ${nearTable(entity)} as t) as h
          on h.row = b.row
        where b.row is null or h.row is null
        union all
        select ${literal(entity.name)}, coalesce(b.row, h.row)::text, 'ledger'
        from ${beforeLedger(entity)} as b
        full join (select to_jsonb(l) - '{gone_at,target_version}'::text[] as row from lockstep_ledger.${entity.name} as l) as h on h.row = b.row
        where b.row is null or h.row is null`,
    )
    .join(' union all ')

/** Undoes the runs since the mark, the last one first; each fault strikes the first that it meets. */
export const undoThroughFaults = async (options: SyncOptions): Promise<readonly Synced[]> => {
  const { stage, plan } = options
  const kinds = [...options.kinds]
  const undone: Synced[] = []
  const runs = await stage.near`
    select r.id from lockstep_state.run as r, fault.mark as m
    where r.id > m.run and r.kind = 'sync' order by r.id desc
  `
  for (const { id } of runs) {
    await stage.near`truncate fault.write, fault.attempt, fault.checkpoint`
    const words = ['undo', String(id), '--json', '--workers', String(plan.workers)]
    const one = await throughFaults({ ...options, kinds }, words)
    kinds.splice(0, one.struck.length)
    undone.push(one)
  }
  return undone
}

/** What is not as it was at the mark. */
export const whatIsLeft = async ({ stage, plan }: SyncOptions): Promise<Difference[]> => {
  const rows = await stage.near.unsafe(`${leftSql(plan)} limit 100`)
  return rows.map(({ entity, key, what }) => ({
    entity,
    kind: 'not undone',
    key: '',
    detail: `${what} ${key}`,
  }))
}
