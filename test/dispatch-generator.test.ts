/** The generator of the dispatch sample: the same rows every time, and the problems that it says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCluster } from '../scripts/lib/cluster.ts'
import { type Dispatch, layDispatchSource } from '../scripts/lib/dispatch.ts'
import { asking } from '../scripts/lib/evidence.ts'
import { prepareSource, type Source } from '../scripts/lib/source.ts'

let source: Source

const generate = async (name: string, dispatch: Dispatch) => {
  await source.createDatabase(name)
  const urls = { sourceAdminUrl: source.ownerUrl(name), targetUrl: '' }
  await layDispatchSource(urls, dispatch)
}

/** One digest for each table. */
const digestsOf = (name: string) =>
  asking(source.url(name), async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select c.oid::regclass::text as name
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('public', 'sample')
      order by 1
    `
    const digests: [string, string][] = []
    for (const table of tables) {
      const [row] = await sql.unsafe(
        `select md5(string_agg(md5(t::text), '' order by t::text)) as digest from ${table.name} as t`,
      )
      digests.push([table.name, String(row?.digest)])
    }
    return new Map(digests)
  })

const plantedIn = (name: string) =>
  asking(source.url(name), async (sql) => {
    const rows = await sql<{ problem: string; entity: string; outcome: string; rows: string }[]>`
      select problem, entity, outcome, rows from sample.planted order by 1, 2
    `
    return rows.map((row) => ({ ...row, rows: Number(row.rows) }))
  })

beforeAll(async () => {
  source = await prepareSource(await startCluster({ major: 15 }))
  await generate('one', { scale: 0.002 })
  await generate('again', { scale: 0.002, seed: 1 })
  await generate('other', { scale: 0.002, seed: 2 })
}, 120_000)

afterAll(() => source?.cluster.stop())

describe('what looks like chance', () => {
  test('is the same with the same seed, to the last column of all tables', async () => {
    const one = await digestsOf('one')
    expect(one.size).toBe(61)
    expect(await digestsOf('again')).toEqual(one)
  })

  test('is another with another seed, and so are the numbers of content types', async () => {
    const [one, other] = [await digestsOf('one'), await digestsOf('other')]
    for (const table of ['auth_user', 'dispatch_task', 'django_content_type'])
      expect(other.get(table), table).not.toBe(one.get(table))
  })

  test('does not decide how many problems there are', async () => {
    const refused = async (name: string) =>
      (await plantedIn(name)).filter(({ outcome }) => outcome !== 'excluded')
    expect(await refused('other')).toEqual(await refused('one'))
  })
})

/** A problem, and a query that finds its rows without knowing which were planted. */
const problems: readonly (readonly [problem: string, rows: string])[] = [
  [
    'email shared by eleven',
    `from auth_user where email = (select email from auth_user where email like '%@%' group by 1 order by count(*) desc limit 1)`,
  ],
  ['email blank', `from auth_user where btrim(email) = ''`],
  [
    'email broken',
    `from auth_user where email !~ '^[^@ ]+@[^@ ]+[.][^@ ]+$' and btrim(email) <> ''`,
  ],
  ['test account', `from auth_user where email like '%@internal.%'`],
  ['tax rate out of range', 'from dispatch_office where tax_rate / 100 >= 10'],
  ['tax rate as fraction', 'from dispatch_office where tax_rate > 0 and tax_rate < 1'],
  ['office without name', `from dispatch_office where name = ''`],
  ['patient without suffix', 'from dispatch_patient where suffix is null'],
  [
    'patient without user',
    'from dispatch_patient as p left join auth_user as u on u.id = p.user_id where u.id is null',
  ],
  [
    'patient of a doctor who is gone',
    'from dispatch_patient as p left join auth_user as u on u.id = p.doctor_id where u.id is null and p.doctor_id is not null',
  ],
  ['patient without doctor', 'from dispatch_patient where doctor_id is null'],
  ['patient without office', 'from dispatch_patient where office_id is null'],
  ['patient of unknown status', 'from dispatch_patient where status not in (1, 2, 4, 10)'],
  [
    'order without doctor',
    'from dispatch_instruction as i join dispatch_patient as p on p.id = i.patient_id where p.doctor_id is null',
  ],
  [
    'order of a patient who is gone',
    'from dispatch_instruction as i left join dispatch_patient as p on p.id = i.patient_id where p.id is null',
  ],
  ['order of unknown status', 'from dispatch_instruction where status not in (0, 1, 2, 4)'],
  [
    'order of a course of unknown type',
    'from dispatch_instruction as i join dispatch_course as c on c.id = i.course_id where c.type > 6',
  ],
  [
    'order whose doctor is a patient',
    `from dispatch_instruction as i join dispatch_patient as p on p.id = i.patient_id
    join dispatch_patient as d on d.user_id = p.doctor_id
    where not exists (select from auth_user_groups as g where g.user_id = p.doctor_id and g.group_id = 2)`,
  ],
  [
    'jaw of no order',
    `from dispatch_jaw as j
    where not exists (select from dispatch_instruction as i where j.id in (i.upper_jaw_id, i.lower_jaw_id))
      and coalesce(j.reason, 1) in (1, 2, 3)`,
  ],
  [
    'state of an order that is gone',
    'from dispatch_state as s left join dispatch_instruction as i on i.id = s.instruction_id where i.id is null',
  ],
  ['state of another number', 'from dispatch_state where status not in (11, 12)'],
  ['project of nobody', 'from dispatch_project where creator_id is null'],
  ['project without name', `from dispatch_project where name = ''`],
  ['plan of a long name', 'from dispatch_plan where length(name) > 100'],
  [
    'plan of a project that is gone',
    'from dispatch_plan as n left join dispatch_project as p on p.id = n.project_id where p.id is null',
  ],
  [
    'task of a basket',
    'from dispatch_task where instruction_id is null and plan_id is null and order_id is not null',
  ],
  [
    'task by its plan',
    `from dispatch_task as t join dispatch_plan as n on n.id = t.plan_id
    where t.instruction_id is null and n.instruction_id is not null`,
  ],
  [
    'task of nothing',
    'from dispatch_task where instruction_id is null and plan_id is null and order_id is null',
  ],
  [
    'task of a deleted order',
    `from dispatch_task as t join dispatch_instruction as i on i.id = t.instruction_id
    where i.id % 10 = 0 and i.deleted`,
  ],
  ['file without name', 'from dispatch_file where name is null'],
  [
    'file of an order that is gone',
    `from dispatch_file as f left join dispatch_instruction as i on i.id = f.instruction_id
    where i.id is null and f.instruction_id is not null`,
  ],
  [
    'file of a record that is gone',
    `from dispatch_file as f left join dispatch_record as r on r.id = f.record_id
    where r.id is null and f.record_id is not null`,
  ],
  [
    'record about a patient who is gone',
    `from dispatch_record as r join django_content_type as c on c.id = r.target_type_id
    left join dispatch_patient as p on p.id = r.target_id
    where c.app_label = 'dispatch' and c.model = 'patient' and p.id is null`,
  ],
  [
    'record about another type',
    `from dispatch_record as r join django_content_type as c on c.id = r.target_type_id
    where (c.app_label, c.model) not in (('dispatch', 'patient'), ('auth', 'user'))`,
  ],
  [
    'internal record by nobody',
    'from dispatch_record where target_type_id is null and author_id is null',
  ],
  ['left out: no text', `from dispatch_comment where text !~ '\\S'`],
  [
    'comment on a plan without order',
    'from dispatch_comment as c join dispatch_plan as n on n.id = c.plan_id where n.instruction_id is null',
  ],
  ['discount without percent', 'from dispatch_discount where percent is null'],
  ['payment of a basket', 'from dispatch_payment where instruction_id is null'],
  ['operation of unknown type', 'from dispatch_operation where type not in (1, 2)'],
  ['category in itself', 'from dispatch_category where parent_id = id'],
  [
    'categories in a circle',
    'from dispatch_category as a join dispatch_category as b on b.id = a.parent_id where b.parent_id = a.id and a.id <> b.id',
  ],
  [
    'template and product twice',
    `from dispatch_template_products as a
    where exists (
      select from dispatch_template_products as b
      where (b.template_id, b.product_id) = (a.template_id, a.product_id) and b.id < a.id
    )`,
  ],
  ['JSON: null character', `from dispatch_file where parameters like '%\\u0000%'`],
  ['JSON: Python repr', `from dispatch_file where parameters like '{''%'`],
]

describe('planted problems', () => {
  test('are there, each as often as sample.planted says', async () => {
    const planted = new Map(
      (await plantedIn('one')).map(({ problem, entity, rows }) => [
        problem.startsWith('JSON') ? `${problem} ${entity}` : problem,
        rows,
      ]),
    )
    const found = await asking(source.url('one'), async (sql) => {
      const counts: [string, number][] = []
      for (const [problem, rows] of problems) {
        const [row] = await sql.unsafe(`select count(*) as rows ${rows}`)
        counts.push([problem, Number(row?.rows)])
      }
      return counts
    })
    const named = (problem: string) => (problem.startsWith('JSON') ? `${problem} files` : problem)
    expect(found).toEqual(problems.map(([problem]) => [problem, planted.get(named(problem))]))
  })

  test('are never none', async () => {
    const none = (await plantedIn('one')).filter(({ rows }) => rows === 0)
    expect(none).toEqual([])
  })
})
