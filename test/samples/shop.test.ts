/** Our own shop: NULL and '', numbers for words, orphans, a filter, odd keys. */
import { expect, test } from 'vitest'
import { describeSample } from './story.ts'

describeSample('shop', {
  majors: { source: 15, target: 17 },
  rows: [64_869, 64_873],
  excluded: [508, 509],
  extra: 5,
  keys: `
    select 'customer ' || legacy_customer_id, id from customers
    where legacy_customer_id is not null
    union all
    select 'order ' || number, id from orders
    union all
    select 'product ' || legacy_product_id, id from products where legacy_product_id is not null
    union all
    select 'tag ' || name, id::text::uuid from (select name, lpad(id::text, 32, '0') as id from tags) as t`,

  afterFirst({ value }) {
    test('keys of 0 and -1 are keys like others', async () => {
      const guests = `
        select count(*) from orders as o join customers as c on c.id = o.customer_id
        where c.legacy_customer_id in (0, -1)`
      const legacy = `
        select count(*) from legacy.shop_order where customer_id in (0, -1) and not is_test`
      expect(await value(guests)).toBe(await value(legacy))
      expect(Number(await value(guests))).toBeGreaterThan(100)
    })

    test('references to rows that are gone are null, and only those', async () => {
      expect(
        await value(`
        select string_agg(number::text, ' ' order by number) from orders as t
        join legacy.shop_order as s on s.id = t.number
        where t.address_id is null and s.address_id is not null`),
      ).toBe('4711 8150')
      expect(
        await value(`
        select string_agg(p.legacy_product_id::text, ' ' order by p.legacy_product_id)
        from products as p join legacy.shop_product as s on s.id = p.legacy_product_id
        where p.category_id is null and s.category_id is not null`),
      ).toBe('400 800 1200')
    })

    test('test orders stay behind with their lines', async () => {
      expect(await value('select count(*) from orders where number % 100 = 0')).toBe('0')
    })

    test('money is the same to the cent', async () => {
      expect(await value('select sum(amount) from payments')).toBe(
        await value(`
          select sum(p.amount) from legacy.shop_payment as p
          join legacy.shop_order as o on o.id = p.order_id where not o.is_test`),
      )
    })
  },

  afterChanges({ value, result, source }) {
    test('a column that is not mapped and a row of our own are as they were left', async () => {
      expect(
        await value('select favourite_colour from customers where legacy_customer_id = 204'),
      ).toBe('green')
      expect(
        await value(`select count(*) from customers where email = 'only.here@shop.example'`),
      ).toBe('1')
    })

    test('what was overwritten is kept', async () => {
      expect(
        await value(`
        select string_agg(distinct state, ' ' order by state) from lockstep_state.overwritten
      `),
      ).toBe('conflict delete drift missing update')
      expect(
        await value(`
        select before ->> 'phone' from lockstep_state.overwritten
        where entity = 'customers' and state = 'drift' and before ->> 'legacy_customer_id' = '201'
      `),
      ).toBe('+1 555 0100')
    })

    test('a row of a join table that points elsewhere moves', async () => {
      await source((sql) => sql`update shop_product_tags set tag_id = 2 where id = 9001`)
      expect(await result('sync product_tags')).toMatchObject({ in_step: true })
      expect(
        await value(`
        select string_agg(g.name, ' ' order by g.name) from product_tags as t
        join tags as g on g.id = t.tag_id join products as p on p.id = t.product_id
        where p.legacy_product_id = 10 and g.name in
          (select slug from legacy.shop_tag where id in (1, 2))
      `),
      ).toBe(await value('select slug from legacy.shop_tag where id = 2'))
    })

    test("NULL against '' is a change at the source, and the same row here", async () => {
      await source(
        (sql) => sql`
        update shop_customer set phone = case when phone is null then '' end
        where id = 205 and coalesce(phone, '') = ''`,
      )
      const { entities } = await result('compare customers', 1)
      expect(entities[0]).toMatchObject({ update: '1' })
      expect(await result('sync customers')).toMatchObject({ in_step: true })
    })

    test('rows swap a unique value', async () => {
      await source(
        (sql) => sql`
          update shop_customer as c set email = o.email from shop_customer as o
          where c.id in (301, 302) and o.id = 603 - c.id`,
      )
      expect(await result('sync customers')).toMatchObject({ in_step: true, rejects: [] })
      expect(await value('select email from customers where legacy_customer_id = 301')).toBe(
        'customer302@mail.example',
      )
    })
  },
})
