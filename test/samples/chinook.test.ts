/** Chinook: quoted capitals, a wide many-to-many, a self reference. */
import { expect, test } from 'vitest'
import { factsFile, factsOf } from './stage.ts'
import { describeSample } from './story.ts'

/** Which table each entity reads. */
const tables: Readonly<Record<string, string>> = {
  albums: '"Album"',
  artists: '"Artist"',
  customers: '"Customer"',
  employees: '"Employee"',
  genres: '"Genre"',
  invoice_lines: '"InvoiceLine"',
  invoices: '"Invoice"',
  media_types: '"MediaType"',
  playlist_tracks: '"PlaylistTrack"',
  playlists: '"Playlist"',
  tracks: '"Track"',
}

describeSample('chinook', {
  majors: { source: 18, target: 15 },
  rows: [15_607, 15_609],
  extra: 2,
  keys: `
    select 'track ' || legacy_track_id, id::text from music.tracks
    union all
    select 'artist ' || legacy_artist_id, id::text from music.artists
    union all
    select 'genre ' || id, id::text from music.genres
    union all
    select 'customer ' || legacy_customer_id, id::text from music.customers`,

  afterFirst({ value, result }) {
    test('each table has as many rows as its facts say', async () => {
      const facts = factsOf(factsFile('chinook', 'chinook.tables.tsv'))
      const { entities } = await result('compare')
      const counted = entities.map(({ entity, synced }) => [tables[entity], Number(synced)])
      expect(new Map(counted as [string, number][])).toEqual(new Map(facts))
      expect([...facts.values()].reduce((sum, rows) => sum + rows, 0)).toBe(15_607)
    })

    test('invoices and their lines come to the same sum', async () => {
      expect(await value('select sum(total) from music.invoices')).toBe('2328.60')
      expect(await value('select sum(price * quantity) from music.invoice_lines')).toBe('2328.60')
    })

    test('each playlist plays the same tracks', async () => {
      expect(
        await value(`
        select count(*) from (
          select p.legacy_playlist_id, t.legacy_track_id
          from music.playlist_tracks as x
          join music.playlists as p on p.id = x.playlist_id
          join music.tracks as t on t.id = x.track_id
          intersect
          select "PlaylistId", "TrackId" from legacy."PlaylistTrack"
        ) as both_have
      `),
      ).toBe('8715')
    })

    test('milliseconds are intervals', async () => {
      expect(
        await value('select (extract(epoch from sum(length)) * 1000)::bigint from music.tracks'),
      ).toBe(await value('select sum("Milliseconds") from legacy."Track"'))
    })

    test('employees report to the right ones', async () => {
      expect(
        await value(`
        select string_agg(e.legacy_employee_id || ' > ' || m.legacy_employee_id, ', '
          order by e.legacy_employee_id)
        from music.employees as e join music.employees as m on m.id = e.reports_to_id
      `),
      ).toBe('2 > 1, 3 > 2, 4 > 2, 5 > 2, 6 > 1, 7 > 6, 8 > 6')
    })
  },

  afterChanges({ value }) {
    test('names with quotes and other letters arrive', async () => {
      expect(await value('select name from music.genres where id = 1')).toBe(`Rock 'n' "Roll"`)
      expect(await value('select name from music.artists where legacy_artist_id = 276')).toBe(
        'Сергей Рахманинов',
      )
      expect(await value('select title from music.tracks where legacy_track_id = 1')).toBe('')
    })

    test('our own rows are untouched', async () => {
      expect(
        await value(`
        select string_agg(name, ', ' order by name) from music.playlists
        where legacy_playlist_id is null
      `),
      ).toBe('Made for you all, Môj výber')
    })
  },
})
