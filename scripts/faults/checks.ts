/** What is asked besides the oracle: are checkpoints true, and was anything done twice? */
import type { Difference } from './oracle.ts'
import type { Entity, Plan } from './plan.ts'
import type { Stage } from './stage.ts'
import { linkedTable, nearTable } from './tables.ts'
import { id, keyJson, literal } from './text.ts'

const finding = (entity: string, kind: string, key: string, detail: string): Difference => ({
  entity,
  kind,
  key,
  detail,
})

const keysJson = (alias: string, names: readonly string[]) =>
  `jsonb_build_array(${names.map((name) => `${alias}.${id(name)}::text`).join(', ')})`

/** Rows of ranges that are said to be done, which are neither at the target nor rejected. */
const claimSql = (entity: Entity): string => {
  const [lead] = entity.key
  const key = keyJson(
    's',
    entity.key.map(({ name }) => name),
  )
  return `
    select 'claim' as kind, ${key}::text as k
    from ${linkedTable(entity)} as s
    where ${entity.hasFilter ? 's.kept' : 'true'}
      and exists (
        select from lockstep_state.segment as g
        where g.run = (
            select max(r.id) from lockstep_state.run as r, fault.mark as m
            where r.id > m.run and r.status <> 'completed'
          )
          and g.entity = ${literal(entity.name)} and g.kind = 'range' and g.is_done
          and (g.lower is null or s.${id(lead?.name ?? '')} >= g.lower)
          and (g.upper is null or s.${id(lead?.name ?? '')} < g.upper)
      )
      and ${key} not in (select ${keysJson('t', entity.origin)} from ${nearTable(entity)} as t where t.own <> 'extra')
      and ${key} not in (
        select r.source_key from lockstep_state.reject as r
        where r.entity = ${literal(entity.name)} and r.closed_at is null
      )
  `
}

const twiceSql = (entity: Entity): string => `
  select 'twice' as kind, ${keysJson('t', entity.origin)}::text as k
  from ${nearTable(entity)} as t where t.own <> 'extra' group by 2 having count(*) > 1
`

const isCounted = (entity: Entity) => /^(int|bigint)$/.test(entity.key[0]?.type ?? '')

/** In the middle of a sync, in one snapshot: do the checkpoints claim what is there? */
export const checkClaims = ({ near }: Stage, plan: Plan): Promise<Difference[]> =>
  near.begin('isolation level repeatable read', async (sql) => {
    const found: Difference[] = []
    for (const entity of plan.entities) {
      const parts = [twiceSql(entity), ...(isCounted(entity) ? [claimSql(entity)] : [])]
      const rows = await sql.unsafe(`${parts.join(' union all ')} limit 50`)
      found.push(
        ...rows.map(({ kind, k }) => finding(entity.name, kind, k, 'in the middle of the sync')),
      )
    }
    return found
  })

/** After a sync: every foreign key is there, and nothing is set aside. */
export const checkForeignKeys = async ({ near }: Stage, plan: Plan): Promise<Difference[]> => {
  const aside = await near`select entity, name from lockstep.set_aside`
  const [keys] = await near`
    select count(*)::int as n from pg_constraint
    where contype = 'f' and convalidated and connamespace = 'app'::regnamespace
  `
  const laid = plan.entities.flatMap(({ refs }) =>
    refs.filter(({ foreignKey }) => foreignKey !== ''),
  )
  return [
    ...aside.map(({ entity, name }) => finding(entity, 'set aside', name, 'after the sync')),
    ...(keys?.n === laid.length
      ? []
      : [finding('', 'foreign keys', '', `${keys?.n} of ${laid.length} are there`)]),
  ]
}

/** How many transactions may write a row in one sync: once, and once for each reference completed. */
const mostWrites = ({ refs }: Entity) =>
  1 + refs.filter(({ isLate, ifMissing }) => isLate || ifMissing === 'null').length

/** After a sync: each segment done once, each write in the commit of one checkpoint, no row rewritten. */
export const checkRepeats = async ({ near }: Stage, plan: Plan): Promise<Difference[]> => {
  const redone = await near`
    select run || '/' || segment as key
    from fault.checkpoint
    group by run, segment
    having bool_or(was_done)
  `
  const torn = await near`
    select w.tab as entity, min(w.key) as key, w.xid::text as xid
    from fault.write as w
    where not exists (select from fault.checkpoint as c where c.xid = w.xid)
      or (select count(*) from fault.checkpoint as c where c.xid = w.xid and c.has_written) > 1
    group by w.tab, w.xid limit 50
  `
  const limits = plan.entities.map((entity) => `(${literal(entity.name)}, ${mostWrites(entity)})`)
  const rewritten = await near.unsafe(`
    select w.tab as entity, w.key, count(distinct w.xid) as times
    from fault.write as w join (values ${limits.join(', ')}) as m (entity, most) on m.entity = w.tab
    group by w.tab, w.key, m.most having count(distinct w.xid) > m.most limit 50
  `)
  return [
    ...redone.map(({ key }) => finding('', 'redone', key, 'a segment that was done already')),
    ...torn.map(({ entity, key, xid }) =>
      finding(entity, 'torn', key, `transaction ${xid} wrote without its checkpoint, or for two`),
    ),
    ...rewritten.map(({ entity, key, times }) =>
      finding(entity, 'rewritten', key, `${times} transactions wrote it`),
    ),
  ]
}

/** How many transactions that had begun to write since the mark were rolled back. */
export const rolledBack = async ({ near }: Stage): Promise<number> => {
  const [row] = await near`
    select count(*)::int as n from fault.attempt where pg_xact_status(xid) = 'aborted'
  `
  return row?.n ?? 0
}

/** After a sync: rows written although they were as they should be before, with the same source. */
export const needlessSql = (entity: Entity, judged: string, actual: string): string => `
  select 'written for nothing', j.k, 'unchanged on both sides'
  from ${judged} as j
  join ${actual} as h on h.k = j.k and not h.is_extra
  where j.is_same_source and j.is_untouched and j.reject is null and j.cause is null
    and exists (
      select from fault.write as w
      where w.tab = ${literal(entity.name)} and w.key = h.tk || chr(10)
    )
`
