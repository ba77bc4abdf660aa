/** What happens on both sides between two syncs. */
import type { Entity, Plan } from './plan.ts'
import type { Random } from './random.ts'
import {
  columnValue,
  farTable,
  insertSql,
  NOWHERE,
  nearTable,
  refersTo,
  refNumber,
  refValues,
} from './tables.ts'
import { hash, id, literal } from './text.ts'

const chosen = (salt: string, of: string, permille: number) =>
  `${hash(salt, of)} % 1000 < ${permille}`

const updateSql = (plan: Plan, entity: Entity, random: Random, salt: string): string => {
  const columns = random.some(entity.columns, random.int(1, entity.columns.length))
  const ref = entity.refs.length > 0 && random.percent(50) ? random.pick(entity.refs) : undefined
  const set = columns.map(
    (column) => `${id(column.name)} = ${columnValue(entity, column, '(v + 1)')}`,
  )
  const where = chosen(salt, 'n', random.pick([3, 20, 150, 700]))
  const update = `update ${farTable(entity)} set v = v + 1, ${set.join(', ')} where ${where};`
  if (!ref) return update
  const number = `(${refNumber(plan, entity, ref, 'v')})`
  const refs = refValues(plan, ref, number).map(([name, value]) => `${id(name)} = ${value}`)
  return `${update}\nupdate ${farTable(entity)} set ${refs.join(', ')} where ${where};`
}

// no row and version comes twice: unique values are made of both, and change hands
const insertsSql = (plan: Plan, entity: Entity, random: Random, round: number): string => {
  const table = farTable(entity)
  const fresh = `select m + g as n, ${1000 * round + 500} as v from (select coalesce(max(n), 0) as m from ${table}) as x,
    generate_series(1, ${random.pick([1, 5, 60])}) as g`
  const again = `select g as n, ${1000 * round} as v from generate_series(1::bigint, ${entity.rows}) as g
    where not exists (select from ${table} as t where t.n = g) and ${chosen(`${entity.salt}/again${round}`, 'g', 500)}`
  return [fresh, ...(random.percent(60) ? [again] : [])]
    .map((numbers) => insertSql(plan, entity, numbers))
    .join('\n')
}

const deleteSql = (entity: Entity, random: Random, salt: string): string =>
  `delete from ${farTable(entity)} where ${chosen(`${salt}/gone`, 'n', random.pick([2, 15, 60]))};`

const filterSql = (entity: Entity, salt: string): string =>
  `update ${farTable(entity)} set kept = not kept where ${chosen(`${salt}/kept`, 'n', 30)};`

/** Neighbours by a random order pass their unique value on in a ring. */
const swapSql = (entity: Entity, random: Random, salt: string): string => {
  const length = random.pick([2, 2, 3, 5])
  return `with drawn as (
      select n, u, row_number() over (order by ${hash(`${salt}/swap`, 'n')}) - 1 as place
      from ${farTable(entity)} where ${chosen(`${salt}/swaps`, 'n', random.pick([20, 200]))}
    ),
    ring as (select n, u, place, place / ${length} as ring from drawn),
    passed as (
      select n, coalesce(
          lead(u) over (partition by ring order by place),
          first_value(u) over (partition by ring order by place)
        ) as u
      from ring
    )
    update ${farTable(entity)} as t set u = p.u from passed as p where p.n = t.n;`
}

/** Those who refer to a row that is gone (or out of the filter) refer to another, or to none. */
export const repairSql = (plan: Plan, entity: Entity): string =>
  entity.refs
    .map((ref) => {
      const parent = refersTo(plan, ref)
      const set = refValues(plan, ref, 'x.number').map(([name, value]) => `${id(name)} = ${value}`)
      const isThere = `exists (select from ${farTable(parent)} as p where p.kept and p.n = t.${id(ref.number)})`
      return `update ${farTable(entity)} as t set ${set.join(', ')}
        from (
          select t.n, (
            select min(p.n) from ${farTable(parent)} as p where p.kept and p.n >= t.${id(ref.number)}
          ) as number
          from ${farTable(entity)} as t
          where t.${id(ref.number)} < ${NOWHERE} and not ${isThere}
        ) as x
        where x.n = t.n;`
    })
    .join('\n')

/** A day at the source. */
export const farChanges = (plan: Plan, random: Random, salt: string, round: number): string => {
  const parts = plan.entities.map((entity) => {
    const own = `${salt}/${entity.index}`
    return [
      random.percent(70) ? updateSql(plan, entity, random, own) : '',
      random.percent(50) ? deleteSql(entity, random, own) : '',
      random.percent(50) ? insertsSql(plan, entity, random, round) : '',
      entity.hasFilter && random.percent(50) ? filterSql(entity, own) : '',
      entity.unique && random.percent(60) ? swapSql(entity, random, own) : '',
    ].join('\n')
  })
  const repairs = plan.entities.map((entity) => repairSql(plan, entity))
  return [...parts, ...repairs].join('\n')
}

const keyText = (entity: Entity) =>
  `concat_ws(',', ${entity.origin.map((name) => `${id(name)}::text`).join(', ')})`

const driftSql = (entity: Entity, random: Random, salt: string): string => {
  const columns = random.some(entity.columns, random.int(1, 3))
  const loose = entity.refs.find(({ isNotNull }) => !isNotNull)
  const set = [
    ...columns.map((column) => `${id(column.name)} = ${column.drift}`),
    ...(random.percent(30) ? [`own = own || ', mine'`] : []),
    ...(entity.unique && random.percent(30) ? [`u = 'drift ' || ${keyText(entity)}`] : []),
    ...(loose && entity.onDrift === 'overwrite' && random.percent(30)
      ? [`${id(loose.name)} = null`]
      : []),
  ]
  return `update ${nearTable(entity)} set ${set.join(', ')}
    where own <> 'extra' and ${chosen(`${salt}/drift`, keyText(entity), random.pick([5, 60]))};`
}

const lossSql = (plan: Plan, entity: Entity, random: Random, salt: string): string => {
  const isReferredTo = plan.entities.some(({ refs }) =>
    refs.some(({ to, foreignKey }) => to === entity.index && foreignKey !== ''),
  )
  if (isReferredTo) return ''
  return `delete from ${nearTable(entity)}
    where own <> 'extra' and ${chosen(`${salt}/loss`, keyText(entity), random.pick([5, 40]))};`
}

const extraSql = (entity: Entity, random: Random, round: number): string => {
  const values: [string, string][] = [
    ['own', literal('extra')],
    ...(entity.strategy === 'derive' ? [['tid', 'gen_random_uuid()'] as [string, string]] : []),
    ...(entity.strategy === 'keep'
      ? entity.key.map(({ name, value }): [string, string] => [name, value('g')])
      : []),
    ...(entity.unique ? [['u', `'extra ' || g`] as [string, string]] : []),
    ...entity.columns
      .filter(({ constraint }) => constraint === 'not null')
      .map(({ name, targetType, drift }): [string, string] => [
        name,
        `(${drift.replaceAll(id(name), `null::${targetType}`)})::${targetType}`,
      ]),
  ]
  if (entity.refs.some(({ isNotNull }) => isNotNull)) return ''
  const first = 9_000_000 + round * 1000
  return `insert into ${nearTable(entity)} (${values.map(([name]) => id(name)).join(', ')})
    select ${values.map(([, value]) => value).join(', ')}
    from generate_series(${first}::bigint, ${first + random.int(0, 20)}) as g;`
}

/** A day at the target: somebody changes, loses and adds rows. */
export const nearChanges = (plan: Plan, random: Random, salt: string, round: number): string =>
  plan.entities
    .map((entity) => {
      const own = `${salt}/${entity.index}`
      return [
        random.percent(50) ? driftSql(entity, random, own) : '',
        random.percent(30) ? lossSql(plan, entity, random, own) : '',
        random.percent(30) ? extraSql(entity, random, round) : '',
      ].join('\n')
    })
    .join('\n')
