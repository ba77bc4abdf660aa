/** Pagila 0.10.1: inheritance, enum, array, domain, composite keys, the cycle staff and store. */
import { expect, test } from 'vitest'
import { factsFile, factsOf } from './stage.ts'
import { describeSample } from './story.ts'

/** Which table each entity reads. */
const tables: Readonly<Record<string, string>> = {
  actors: 'actor',
  addresses: 'address',
  categories: 'category',
  cities: 'city',
  countries: 'country',
  customers: 'customer',
  film_actors: 'film_actor',
  film_categories: 'film_category',
  films: 'film',
  inventory_items: 'inventory',
  languages: 'language',
  payments: 'payment',
  rentals: 'rental',
  staff: 'staff',
  stores: 'store',
}

describeSample('pagila', {
  majors: { source: 13, target: 18 },
  rows: [46_273, 46_275],
  // One category, and one member of staff, who is a stranger to all three entities of people.
  extra: 4,
  keys: `
    select 'film ' || legacy_film_id, id from rental.films where legacy_film_id is not null
    union all
    select 'actor ' || legacy_actor_id, id from rental.people where legacy_actor_id is not null
    union all
    select 'customer ' || legacy_customer_id, id from rental.people
    where legacy_customer_id is not null
    union all
    select 'payment ' || legacy_payment_id, id from rental.payments`,

  afterFirst({ value, target, result }) {
    test('each table has as many rows as its facts say', async () => {
      const facts = factsOf(factsFile('pagila', 'pagila_0_10_1.tables.tsv'))
      const { entities } = await result('compare')
      const counted = entities.map(({ entity, synced }) => [tables[entity], Number(synced)])
      expect(new Map(counted as [string, number][])).toEqual(new Map(facts))
      expect([...facts.values()].reduce((sum, rows) => sum + rows, 0)).toBe(46_273)
    })

    test('payments come from the children of the parent, once', async () => {
      expect(await value('select sum(amount) from rental.payments')).toBe('67416.51')
      expect(await value('select count(*) from rental.payments')).toBe('16049')
      expect(await value('select sum(amount) from legacy.payment')).toBe('67416.51')
    })

    test('ratings have our words', async () => {
      const ratings = await target(
        (sql) => sql`select rating::text, count(*)::int as films from rental.films group by 1`,
      )
      expect(Object.fromEntries(ratings.map(({ rating, films }) => [rating, films]))).toEqual({
        general: 178,
        parental_guidance: 194,
        parents_cautioned: 223,
        restricted: 195,
        adults_only: 210,
      })
    })

    test('special features stay arrays', async () => {
      expect(
        await value(`
        select count(*) from rental.films where special_features @> '{Trailers,Commentaries}'
      `),
      ).toBe(
        await value(`
        select count(*) from legacy.film where special_features @> '{Trailers,Commentaries}'`),
      )
    })

    test('the cycle of staff and stores is closed', async () => {
      expect(
        await value(`
        select string_agg(s.legacy_store_id || ' ' || p.full_name, ', ' order by s.legacy_store_id)
        from rental.stores as s
        join rental.people as p on p.id = s.manager_id and p.store_id = s.id
      `),
      ).toBe('1 Mike Hillyer, 2 Jon Stephens')
    })

    test('one table of people, three kinds, one row of our own', async () => {
      expect(
        await value(`
        select string_agg(k, ', ' order by k)
        from (select kind || ' ' || count(*) as k from rental.people group by kind) as x
      `),
      ).toBe('actor 200, customer 599, staff 3')
    })

    test('derived keys keep the order of the old ones', async () => {
      expect(
        await value(`
        select count(*) from (
          select legacy_rental_id - lag(legacy_rental_id) over (order by id) as step
          from rental.rentals where legacy_rental_id is not null
        ) as x
        where step < 0
      `),
      ).toBe('0')
    })

    test('times at the source are UTC', async () => {
      expect(
        await value(`
        select to_char(rented_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')
        from rental.rentals where legacy_rental_id = 1
      `),
      ).toBe(
        await value(`
        select to_char(rental_date, 'YYYY-MM-DD HH24:MI:SS') from legacy.rental where rental_id = 1
      `),
      )
    })
  },

  afterChanges({ value }) {
    test('both ends of the cycle follow', async () => {
      expect(
        await value(`
        select string_agg(
          s.legacy_store_id || ' ' || p.first_name || ' of ' || w.legacy_store_id, ', '
          order by s.legacy_store_id
        )
        from rental.stores as s
        join rental.people as p on p.id = s.manager_id
        join rental.stores as w on w.id = p.store_id
      `),
      ).toBe('1 Wanda of 3, 2 Mike of 1, 3 Jon of 2')
    })

    test('a payment in a child that was empty arrives', async () => {
      expect(
        await value('select amount from rental.payments where legacy_payment_id = 40001'),
      ).toBe('7.77')
    })

    test('our own row is untouched', async () => {
      expect(
        await value(`
        select full_name || ' ' || encode(photo, 'hex') from rental.people where username = 'ada'
      `),
      ).toBe('Ada Okonkwo 00ff')
    })
  },
})
