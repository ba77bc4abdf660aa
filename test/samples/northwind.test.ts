/** Northwind: text keys, composite keys, a self reference, float4 money, empty bytea, accents. */
import { expect, test } from 'vitest'
import { factsFile, factsOf } from './stage.ts'
import { describeSample } from './story.ts'

/** Which table each entity reads. */
const tables: Readonly<Record<string, string>> = {
  categories: 'categories',
  customers: 'customers',
  employee_territories: 'employee_territories',
  employees: 'employees',
  order_lines: 'order_details',
  orders: 'orders',
  products: 'products',
  regions: 'region',
  segment_members: 'customer_customer_demo',
  segments: 'customer_demographics',
  shippers: 'shippers',
  states: 'us_states',
  suppliers: 'suppliers',
  territories: 'territories',
}

describeSample('northwind', {
  majors: { source: 16, target: 15 },
  rows: [3_362, 3_365],
  extra: 2,
  keys: `
    select 'customer ' || code, id::text from trading.customers where code is not null
    union all
    select 'shipper ' || company, id::text from trading.shippers
    union all
    select 'product ' || legacy_product_id, id::text from trading.products
    union all
    select 'employee ' || legacy_employee_id, id::text from trading.employees`,

  afterFirst({ value, result }) {
    test('each table has as many rows as its facts say', async () => {
      const facts = factsOf(factsFile('northwind', 'northwind.tables.tsv'))
      const { entities } = await result('compare')
      const counted = entities.map(({ entity, synced }) => [tables[entity], Number(synced)])
      expect(new Map(counted as [string, number][])).toEqual(new Map(facts))
      expect([...facts.values()].reduce((sum, rows) => sum + rows, 0)).toBe(3_362)
    })

    test('money that was binary is decimal, to the cent', async () => {
      expect(await value('select sum(unit_price * quantity) from trading.order_lines')).toBe(
        '1354458.59',
      )
      expect(await value('select sum(freight) from trading.orders')).toBe('64942.69')
      expect(
        await value(`
        select count(*) from trading.order_lines as t
        join trading.products as p on p.id = t.product_id
        join legacy.order_details as s
          on s.order_id = t.order_number and s.product_id = p.legacy_product_id
        where t.unit_price::real <> s.unit_price or t.discount::real <> s.discount
      `),
      ).toBe('0')
    })

    test('text keys lead to the right customers, accents and all', async () => {
      expect(
        await value(`
        select c.company from trading.orders as o join trading.customers as c on c.id = o.customer_id
        where o.number = 10265
      `),
      ).toBe(
        await value(`
        select c.company_name from legacy.orders as o
        join legacy.customers as c on c.customer_id = o.customer_id where o.order_id = 10265`),
      )
      expect(await value(`select company from trading.customers where code = 'BERGS'`)).toBe(
        'Berglunds snabbköp',
      )
    })

    test('employees report to the right ones', async () => {
      expect(
        await value(`
        select string_agg(e.last_name || ' > ' || m.last_name, ', ' order by e.last_name)
        from trading.employees as e join trading.employees as m on m.id = e.reports_to_id
      `),
      ).toBe(
        'Buchanan > Fuller, Callahan > Fuller, Davolio > Fuller, Dodsworth > Buchanan, ' +
          'King > Buchanan, Leverling > Fuller, Peacock > Fuller, Suyama > Buchanan',
      )
    })

    test('empty pictures are empty where kept, and no photo where not', async () => {
      expect(
        await value('select count(*) from trading.categories where octet_length(picture) = 0'),
      ).toBe('9')
      expect(await value('select count(*) from trading.employees where photo is not null')).toBe(
        '0',
      )
    })

    test('kept keys are those of the source, new numbers are not', async () => {
      expect(await value('select min(number) || $$-$$ || max(number) from trading.orders')).toBe(
        '10248-11077',
      )
      expect(await value(`select name from trading.territories where code = '01581'`)).toBe(
        'Westboro',
      )
      expect(
        await value(`select id from trading.shippers where company = 'Lastenrad Kollektiv'`),
      ).toBe('1')
    })

    test('an order without shipping date is open', async () => {
      expect(await value(`select count(*) from trading.orders where status = 'open'`)).toBe('21')
    })
  },

  afterChanges({ value }) {
    test('new employees who refer to each other are linked', async () => {
      expect(
        await value(`
        select string_agg(e.legacy_employee_id || ' > ' || m.legacy_employee_id, ', '
          order by e.legacy_employee_id)
        from trading.employees as e join trading.employees as m on m.id = e.reports_to_id
        where e.legacy_employee_id in (3, 9, 10, 11)
      `),
      ).toBe('3 > 2, 9 > 2, 10 > 11, 11 > 9')
    })

    test('a key that is made of a value follows the value', async () => {
      expect(await value('select code from trading.states where legacy_state_id = 51')).toBe('ZZ')
    })

    test('our own rows are untouched', async () => {
      expect(
        await value(`select phone from trading.shippers where company = 'Lastenrad Kollektiv'`),
      ).toBe('+49 30 5550 9999')
    })
  },
})
