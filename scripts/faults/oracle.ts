/**
 * What should be, worked out without lockstep: plain joins over the linked tables, the generator's own
 * expressions, and keys led back through columns of the target. Of lockstep's state only the rejects
 * are read, because they are judged too.
 */
import type { TransactionSql } from 'postgres'
import { needlessSql } from './checks.ts'
import { beforeTable } from './lay.ts'
import type { Entity, Plan, Ref } from './plan.ts'
import type { Stage } from './stage.ts'
import { archiveOf, linkedTable, nearTable, refersTo, usedColumns } from './tables.ts'
import { id, keyJson, literal } from './text.ts'

/** One thing that is not as it should be. */
export interface Difference {
  readonly entity: string
  /** lost, twice, differing, key, reject, left, extra, books, claim, torn, redone, rewritten … */
  readonly kind: string
  readonly key: string
  readonly detail: string
}

/** Rows of an entity, counted here. */
export interface Books {
  readonly entity: string
  readonly sourceRows: number
  readonly synced: number
  readonly rejected: number
  readonly excluded: number
  readonly extra: number
  /** Rows that are not as the source has them, because the entity keeps what others changed. */
  readonly kept: number
  /** Rows gone at the source that the target does not let go. */
  readonly stuck: number
}

const TABLES = { expected: 'want', actual: 'have', reachable: 'reach', judged: 'judged' } as const

const temp = (kind: keyof typeof TABLES, entity: Entity) =>
  `pg_temp.${id(`${TABLES[kind]} ${entity.name}`)}`

const expectedSql = (entity: Entity): string => {
  const refusals = entity.columns.flatMap(({ refusal }) => (refusal ? [refusal] : []))
  const nulls = entity.refs
    .filter(({ isNotNull }) => isNotNull)
    .map((ref) => ({ when: `s.${id(ref.columns[0] ?? '')} is null`, sqlstate: '23502' }))
  const codes = [...refusals, ...nulls].map(
    ({ when, sqlstate }) => `case when ${when} then ${literal(sqlstate)} end`,
  )
  const columns = entity.columns.map(
    ({ name, expression, targetType }) =>
      `case when s.codes = '{}' then (${expression})::${targetType} end as ${id(name)}`,
  )
  const refs = entity.refs.map(
    (ref) =>
      `case when s.${id(ref.columns[0] ?? '')} is not null
        then ${keyJson('s', ref.columns)} end as ${id(`to ${ref.name}`)}`,
  )
  const used = usedColumns(entity).map((name) => `s.${id(name)}`)
  return `
    create table ${temp('expected', entity)} as
    select ${keyJson(
      's',
      entity.key.map(({ name }) => name),
    )} as k,
      md5(row(${used.join(', ')})::text) as src,
      ${[...columns, ...refs, ...(entity.unique ? ['s.u'] : []), 's.codes'].join(', ')}
    from (
      select s.*, array_remove(array[${codes.join(', ')}]::text[], null) as codes
      from ${linkedTable(entity)} as s
      ${entity.hasFilter ? 'where s.kept' : ''}
      offset 0
    ) as s;
    analyze ${temp('expected', entity)};
    create table ${temp('actual', entity)} as
    select jsonb_build_array(${entity.origin.map((name) => `t.${id(name)}::text`).join(', ')}) as k,
      concat_ws(chr(10), ${entity.targetKey.map((name) => `t.${id(name)}::text`).join(', ')}) as tk,
      t.own = 'extra' as is_extra, to_jsonb(t) as row, t.*
    from ${nearTable(entity)} as t;
    analyze ${temp('actual', entity)};
  `
}

/** Keys that a reference can be resolved to: rows that stand, or stood and are only rejected now. */
const reachableSql = (entity: Entity): string => `
  create table ${temp('reachable', entity)} as
  select h.k, h.tk
  from ${temp('actual', entity)} as h
  where not h.is_extra and (
    exists (select from ${temp('expected', entity)} as w where w.k = h.k)
    or not exists (
      select from lockstep_state.reject as r
      where r.entity = ${literal(entity.name)} and r.source_key = h.k
        and r.operation = 'delete' and r.closed_at is null
    )
  )
  union
  select n.k, n.tk
  from fault.known as n
  join lockstep_state.reject as r on r.entity = n.entity and r.source_key = n.k
    and r.operation = 'write' and r.closed_at is null
  where n.entity = ${literal(entity.name)} and n.is_live;
  analyze ${temp('reachable', entity)};
`

const joinName = (ref: Ref) => id(`at ${ref.name}`)

/** Every source row with what should have become of it. */
const judgedSql = (plan: Plan, entity: Entity): string => {
  const joins = entity.refs.map(
    (ref) =>
      `left join ${temp('reachable', refersTo(plan, ref))} as ${joinName(ref)}
        on ${joinName(ref)}.k = w.${id(`to ${ref.name}`)}`,
  )
  const dangles = (isHard: (ref: Ref) => boolean) =>
    entity.refs
      .filter((ref) => ref.ifMissing === 'reject' && isHard(ref))
      .map((ref) => `(w.${id(`to ${ref.name}`)} is not null and ${joinName(ref)}.k is null)`)
      .join(' or ') || 'false'
  const same = [
    ...entity.columns.map(({ name }) => `h.${id(name)} is not distinct from w.${id(name)}`),
    ...entity.refs.map((ref) => `h.${id(ref.name)}::text is not distinct from ${joinName(ref)}.tk`),
    ...(entity.unique ? ['h.u is not distinct from w.u'] : []),
    `h.own is not distinct from coalesce(b.row ->> 'own', 'fresh')`,
    `h.is_archived = coalesce((b.row ->> 'is_archived')::boolean, false)`,
  ]
  const wrong = (column: string, test: string) =>
    `case when not (${test}) then ${literal(column)} end`
  const names = [
    ...entity.columns.map(({ name }) => name),
    ...entity.refs.map(({ name }) => name),
    ...(entity.unique ? ['u'] : []),
    'own',
    'is_archived',
  ]
  return `
    create table ${temp('judged', entity)} as
    select w.k, w.src, h.tk, ${entity.unique ? 'w.u' : 'null'} as u,
      r.sqlstate as reject, r.reason,
      case
        when w.codes <> '{}' then 'bad'
        when ${dangles(({ isLate }) => !isLate)} then 'dangling'
        when ${dangles(({ isLate }) => isLate)} then 'late'
      end as cause,
      w.codes, b.k is not null as was_there,
      array_remove(array[${same.map((test, n) => wrong(names[n] ?? '', test)).join(', ')}], null) as wrong,
      h.row is not distinct from b.row as is_untouched,
      coalesce(${dangles(() => true)}, false) as is_dangling,
      coalesce(y.src = w.src and b.k is not null, false) as is_same_source
    from ${temp('expected', entity)} as w
    ${joins.join('\n')}
    left join ${temp('actual', entity)} as h on h.k = w.k and not h.is_extra
    left join ${beforeTable(entity)} as b on b.k = w.k and not b.is_extra
    left join fault.synced as y on y.entity = ${literal(entity.name)} and y.k = w.k
    left join lockstep_state.reject as r on r.entity = ${literal(entity.name)}
      and r.source_key = w.k and r.operation = 'write' and r.closed_at is null;
    analyze ${temp('judged', entity)};
  `
}

/** Rows refused for a unique value are right only if its holder is rightly there. */
const blockedSql = (entity: Entity): string =>
  entity.unique
    ? `
      with recursive holder as (
        select j.k, h.k as by, not h.is_extra and x.k is not null as is_synced_source,
          x.reject as by_reject, h.is_extra
        from ${temp('judged', entity)} as j
        join ${temp('actual', entity)} as h on h.u = j.u and h.k is distinct from j.k
        left join ${temp('judged', entity)} as x on x.k = h.k and not h.is_extra
        where j.reject = '23505' and coalesce(j.cause, 'late') = 'late'
      ),
      blocked as (
        select k from holder
        where not is_synced_source or (by_reject is not null and by_reject <> '23505')
        union
        select h.k from holder as h join blocked as b on b.k = h.by where h.by_reject = '23505'
      )
      select k from blocked`
    : 'select null::jsonb as k where false'

const isReferredTo = (plan: Plan, entity: Entity) =>
  plan.entities
    .flatMap((child) =>
      child.refs
        .filter(({ to, foreignKey }) => to === entity.index && foreignKey !== '')
        .map(
          (ref) =>
            `exists (select from ${nearTable(child)} as c where c.${id(ref.name)}::text = h.tk)`,
        ),
    )
    .join(' or ') || 'false'

const findings = (plan: Plan, entity: Entity): string => {
  const archived = Object.entries(archiveOf(entity)).map(
    ([name, sql]) => `${literal(name)}, ${sql.replaceAll('t.own', "(b.row ->> 'own')")}`,
  )
  const parted =
    entity.onDelete === 'archive'
      ? `case when n.is_gone then b.row else b.row || jsonb_build_object(${archived.join(', ')}) end`
      : 'b.row'
  const judged = temp('judged', entity)
  const actual = temp('actual', entity)
  const expected = temp('expected', entity)
  // others' changes stand while the source says nothing new
  const mayStay = `${literal(entity.onDrift)} = 'keep' and j.is_same_source and j.is_untouched`
  return `
    with blocked as (${blockedSql(entity)})
    select case
        when j.cause is null and j.reject is null and j.tk is null then 'lost'
        when j.cause is null and j.reject is null then 'differing'
        when j.cause is null then 'reject without cause'
        when j.reject is null then 'reject missing'
        when j.cause = 'late' and j.tk is null then 'lost'
        when j.cause = 'late' then 'differing'
        when not j.is_untouched then 'rejected but touched'
        else 'reject with another cause'
      end as kind, j.k,
      concat_ws(' ', 'columns', j.wrong::text, 'cause', j.cause, j.codes::text, 'reject', j.reject, j.reason) as detail
    from ${judged} as j
    where not coalesce(case
      when j.cause is null and j.reject is null
        then j.tk is not null and (j.wrong = '{}' or (${mayStay}))
      when j.cause is null or j.cause = 'late' and j.reject = '23505'
        then j.reject = '23505' and j.is_untouched and j.k in (select b.k from blocked as b)
      when j.cause = 'late' then j.reason = 'unresolved_reference' and j.tk is not null
        and (j.wrong = '{}' or (${mayStay}))
      when j.cause = 'dangling' then j.reason = 'unresolved_reference' and j.is_untouched
      else j.is_untouched and (
        j.reject = any (j.codes) or (j.is_dangling and j.reason = 'unresolved_reference')
      )
    end, false)
    union all
    ${needlessSql(entity, judged, actual)}
    union all
    select 'twice', h.k, count(*) || ' times' from ${actual} as h
    where not h.is_extra group by h.k having count(*) > 1
    union all
    select 'key', h.k, 'was ' || n.tk || ', is ' || h.tk
    from ${actual} as h join fault.known as n on n.entity = ${literal(entity.name)} and n.k = h.k
    where not h.is_extra and n.tk <> h.tk
    union all
    select 'invented', h.k, 'never at the source'
    from ${actual} as h
    where not h.is_extra
      and not exists (select from ${expected} as w where w.k = h.k)
      and not exists (select from ${beforeTable(entity)} as b where b.k = h.k and not b.is_extra)
    union all
    select ${entity.onDelete === 'delete' ? "'left'" : "'not archived or kept'"}, h.k, 'gone at the source'
    from ${actual} as h
    join ${beforeTable(entity)} as b on b.k = h.k and not b.is_extra
    left join fault.known as n on n.entity = ${literal(entity.name)} and n.k = h.k
    where not h.is_extra and not exists (select from ${expected} as w where w.k = h.k)
      and ${
        entity.onDelete === 'delete'
          ? `not ((${isReferredTo(plan, entity)}) and exists (
              select from lockstep_state.reject as r
              where r.entity = ${literal(entity.name)} and r.source_key = h.k
                and r.operation = 'delete' and r.closed_at is null
            ))`
          : `h.row is distinct from ${parted}`
      }
    union all
    select 'lost', b.k, 'gone at the source, to be ${entity.onDelete === 'keep' ? 'kept' : 'archived'}'
    from ${beforeTable(entity)} as b
    where ${literal(entity.onDelete)} <> 'delete' and not b.is_extra
      and not exists (select from ${expected} as w where w.k = b.k)
      and not exists (select from ${actual} as h where h.k = b.k and not h.is_extra)
    union all
    select 'extra', to_jsonb(coalesce(b.tk, h.tk)), 'an extra row was touched'
    from (select * from ${beforeTable(entity)} where is_extra) as b
    full join (select tk, row from ${actual} where is_extra) as h on h.tk = b.tk
    where h.row is distinct from b.row
    union all
    select 'stale reject', r.source_key, r.operation
    from lockstep_state.reject as r
    where r.entity = ${literal(entity.name)} and r.closed_at is null and case r.operation
      when 'write' then not exists (select from ${expected} as w where w.k = r.source_key)
      else exists (select from ${expected} as w where w.k = r.source_key)
        or not exists (select from ${actual} as h where h.k = r.source_key and not h.is_extra)
    end
  `
}

/** Every row that was overwritten or removed was kept, once, as it was; and conflicts are called so. */
const imageSql = (entity: Entity): string => {
  const mapped = [...entity.columns, ...entity.refs, ...(entity.unique ? [{ name: 'u' }] : [])]
  const names = `array[${mapped.map(({ name }) => literal(name)).join(', ')}]`
  return `
    with touched as (
      select b.k, b.row from ${beforeTable(entity)} as b
      left join ${temp('actual', entity)} as h on h.k = b.k and not h.is_extra
      where not b.is_extra and h.row is distinct from b.row
    ),
    image as (
      select o.source_key as k, o.before, o.state
      from lockstep_state.overwritten as o
      where o.entity = ${literal(entity.name)} and o.id > (select m.images from fault.mark as m)
        and o.before is not null
    )
    select 'before-image' as kind, t.k, count(i.k) || ' of this row as it was' as detail
    from touched as t left join image as i on i.k = t.k and i.before = t.row
    group by t.k having count(i.k) <> 1
    union all
    select 'state', i.k, 'kept as ' || i.state || ', source changed: ' || (y.src <> w.src)
    from image as i
    join ${beforeTable(entity)} as b on b.k = i.k and b.row = i.before
    join fault.known as n on n.entity = ${literal(entity.name)} and n.k = i.k and n.is_clean
    join fault.synced as y on y.entity = n.entity and y.k = n.k
    join ${temp('expected', entity)} as w on w.k = i.k
    where ${literal(entity.onDrift)} = 'overwrite'
      and exists (
        select from unnest(${names}) as c (name) where n.row -> c.name is distinct from i.before -> c.name
      )
      and i.state <> case when y.src <> w.src then 'conflict' else 'drift' end
  `
}

/** What the next oracle has to know. */
const learnSql = (entity: Entity): string => `
  insert into fault.known (entity, k, tk, is_live, is_gone)
  select ${literal(entity.name)}, h.k, h.tk, true, false from ${temp('actual', entity)} as h
  where not h.is_extra
  on conflict (entity, k) do update set is_live = true;
  update fault.known as n set row = null, is_clean = false where n.entity = ${literal(entity.name)};
  update fault.known as n
  set row = h.row, is_clean = j.reject is null
  from ${temp('actual', entity)} as h
  join ${temp('judged', entity)} as j on j.k = h.k
  where n.entity = ${literal(entity.name)} and n.k = h.k and not h.is_extra;
  update fault.known as n
  set is_live = exists (select from ${temp('actual', entity)} as h where h.k = n.k and not h.is_extra)
      or (n.is_live and exists (select from ${temp('judged', entity)} as j where j.k = n.k and j.reject is not null)),
    is_gone = not exists (select from ${temp('expected', entity)} as w where w.k = n.k)
  where n.entity = ${literal(entity.name)};
  delete from fault.synced as y
  where y.entity = ${literal(entity.name)}
    and not exists (select from ${temp('expected', entity)} as w where w.k = y.k);
  insert into fault.synced (entity, k, src)
  select ${literal(entity.name)}, j.k, j.src from ${temp('judged', entity)} as j
  where j.reject is null or j.cause = 'late'
  on conflict (entity, k) do update set src = excluded.src;
`

const booksSql = (entity: Entity): string => `
  select ${literal(entity.name)} as entity,
    (select count(*)::int from ${linkedTable(entity)}) as "sourceRows",
    (select count(*)::int from ${temp('judged', entity)} where reject is null) as synced,
    (select count(*)::int from ${temp('judged', entity)} where reject is not null) as rejected,
    ${entity.hasFilter ? `(select count(*)::int from ${linkedTable(entity)} where not kept)` : '0'} as excluded,
    (select count(*)::int from ${temp('actual', entity)} where is_extra) as extra,
    (select count(*)::int from ${temp('judged', entity)} where reject is null and wrong <> '{}') as kept,
    (
      select count(*)::int from lockstep_state.reject as r
      where r.entity = ${literal(entity.name)} and r.operation = 'delete' and r.closed_at is null
    ) as stuck
`

const judge = async (sql: TransactionSql, plan: Plan, learns: boolean) => {
  const differences: Difference[] = []
  // state tables have no statistics: the planner would join them with whole tables in loops
  await sql`set local enable_nestloop = off`
  await sql.unsafe(plan.entities.map(expectedSql).join('\n')).simple()
  await sql.unsafe(plan.entities.map(reachableSql).join('\n')).simple()
  await sql.unsafe(plan.entities.map((entity) => judgedSql(plan, entity)).join('\n')).simple()
  for (const entity of plan.entities) {
    const found = await sql.unsafe(`${findings(plan, entity)} limit 200`)
    const images = await sql.unsafe(`${imageSql(entity)} limit 200`)
    const rows = [...found, ...images]
    differences.push(
      ...rows.map(({ kind, k, detail }) => ({
        entity: entity.name,
        kind: String(kind),
        key: JSON.stringify(k),
        detail: String(detail),
      })),
    )
  }
  if (learns) await sql.unsafe(plan.entities.map(learnSql).join('\n')).simple()
  const books = await sql.unsafe<Books[]>(plan.entities.map(booksSql).join(' union all '))
  const tables = plan.entities.flatMap((entity) =>
    (['judged', 'reachable', 'actual', 'expected'] as const).map((kind) => temp(kind, entity)),
  )
  await sql.unsafe(`drop table ${tables.join(', ')}`)
  return { differences, books: [...books] }
}

/** Judges the target as it stands after a sync that ended; learns, unless that is to be undone. */
export const consult = ({ near }: Stage, plan: Plan, learns: boolean) =>
  near.begin('isolation level repeatable read', (sql) => judge(sql, plan, learns))
