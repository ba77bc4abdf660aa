-- Is the same in both databases? Asked without lockstep: each table is written out line by line, as
-- the source has it and as the target has it, references as the keys of the source, and both texts
-- are summed up. Rows that only the target knows do not count.

with content (what, side, line) as (
    select
        'artists',
        'source',
        (s."ArtistId", s."Name")::text
    from legacy."Artist" as s
    union all
    select
        'artists',
        'target',
        (t.legacy_artist_id, t.name)::text
    from music.artists as t
    where t.legacy_artist_id is not null
    union all
    select
        'albums',
        'source',
        (s."AlbumId", s."Title", s."ArtistId")::text
    from legacy."Album" as s
    union all
    select
        'albums',
        'target',
        (t.legacy_album_id, t.title, a.legacy_artist_id)::text
    from music.albums as t
    join music.artists as a on a.id = t.artist_id
    where t.legacy_album_id is not null
    union all
    select
        'genres',
        'source',
        (s."GenreId", s."Name")::text
    from legacy."Genre" as s
    union all
    select
        'genres',
        'target',
        (t.id, t.name)::text
    from music.genres as t
    union all
    select
        'media_types',
        'source',
        (s."MediaTypeId", s."Name", s."MediaTypeId" = 3)::text
    from legacy."MediaType" as s
    union all
    select
        'media_types',
        'target',
        (t.legacy_media_type_id, t.name, t.is_video)::text
    from music.media_types as t
    where t.legacy_media_type_id is not null
    union all
    select
        'tracks',
        'source',
        (
            s."TrackId",
            s."Name",
            s."AlbumId",
            s."MediaTypeId",
            s."GenreId",
            s."Composer",
            s."Milliseconds",
            s."Bytes",
            s."UnitPrice"
        )::text
    from legacy."Track" as s
    union all
    select
        'tracks',
        'target',
        (
            t.legacy_track_id,
            t.title,
            a.legacy_album_id,
            m.legacy_media_type_id,
            t.genre_id,
            t.composer,
            (extract(epoch from t.length) * 1000)::integer,
            t.size_bytes,
            t.price
        )::text
    from music.tracks as t
    left join music.albums as a on a.id = t.album_id
    left join music.media_types as m on m.id = t.media_type_id
    where t.legacy_track_id is not null
    union all
    select
        'playlists',
        'source',
        (s."PlaylistId", s."Name")::text
    from legacy."Playlist" as s
    union all
    select
        'playlists',
        'target',
        (t.legacy_playlist_id, t.name)::text
    from music.playlists as t
    where t.legacy_playlist_id is not null
    union all
    select
        'playlist_tracks',
        'source',
        (s."PlaylistId", s."TrackId")::text
    from legacy."PlaylistTrack" as s
    union all
    select
        'playlist_tracks',
        'target',
        (p.legacy_playlist_id, k.legacy_track_id)::text
    from music.playlist_tracks as t
    join music.playlists as p on p.id = t.playlist_id
    join music.tracks as k on k.id = t.track_id
    union all
    select
        'employees',
        'source',
        (
            s."EmployeeId",
            s."FirstName" || ' ' || s."LastName",
            s."Title",
            s."ReportsTo",
            s."BirthDate"::date,
            s."HireDate"::date,
            lower(s."Email"),
            s."Phone",
            s."Address",
            s."City",
            s."State",
            s."Country",
            s."PostalCode"
        )::text
    from legacy."Employee" as s
    union all
    select
        'employees',
        'target',
        (
            t.legacy_employee_id,
            t.full_name,
            t.title,
            m.legacy_employee_id,
            t.born_on,
            t.hired_on,
            t.email,
            t.phone,
            t.address ->> 'street',
            t.address ->> 'city',
            t.address ->> 'state',
            t.address ->> 'country',
            t.address ->> 'postal_code'
        )::text
    from music.employees as t
    left join music.employees as m on m.id = t.reports_to_id
    where t.legacy_employee_id is not null
    union all
    select
        'customers',
        'source',
        (
            s."CustomerId",
            s."FirstName",
            s."LastName",
            s."Company",
            lower(s."Email"),
            s."Phone",
            s."Fax",
            s."Address",
            s."City",
            s."State",
            s."Country",
            s."PostalCode",
            s."SupportRepId"
        )::text
    from legacy."Customer" as s
    union all
    select
        'customers',
        'target',
        (
            t.legacy_customer_id,
            t.first_name,
            t.last_name,
            t.company,
            t.email,
            t.phone,
            t.fax,
            t.address ->> 'street',
            t.address ->> 'city',
            t.address ->> 'state',
            t.address ->> 'country',
            t.address ->> 'postal_code',
            e.legacy_employee_id
        )::text
    from music.customers as t
    left join music.employees as e on e.id = t.support_id
    where t.legacy_customer_id is not null
    union all
    select
        'invoices',
        'source',
        (
            s."InvoiceId",
            s."CustomerId",
            s."InvoiceDate" at time zone 'UTC',
            s."BillingAddress",
            s."BillingCity",
            s."BillingState",
            s."BillingCountry",
            s."BillingPostalCode",
            s."Total"
        )::text
    from legacy."Invoice" as s
    union all
    select
        'invoices',
        'target',
        (
            t.legacy_invoice_id,
            c.legacy_customer_id,
            t.issued_at,
            t.bill_to ->> 'street',
            t.bill_to ->> 'city',
            t.bill_to ->> 'state',
            t.bill_to ->> 'country',
            t.bill_to ->> 'postal_code',
            t.total
        )::text
    from music.invoices as t
    join music.customers as c on c.id = t.customer_id
    where t.legacy_invoice_id is not null
    union all
    select
        'invoice_lines',
        'source',
        (s."InvoiceLineId", s."InvoiceId", s."TrackId", s."UnitPrice", s."Quantity")::text
    from legacy."InvoiceLine" as s
    union all
    select
        'invoice_lines',
        'target',
        (
            t.legacy_invoice_line_id,
            i.legacy_invoice_id,
            k.legacy_track_id,
            t.price,
            t.quantity
        )::text
    from music.invoice_lines as t
    join music.invoices as i on i.id = t.invoice_id
    join music.tracks as k on k.id = t.track_id
    where t.legacy_invoice_line_id is not null
)
select
    what,
    count(*) filter (where side = 'source') as source_rows,
    count(*) filter (where side = 'target') as target_rows,
    md5(string_agg(line, e'\n' order by line collate "C") filter (where side = 'source'))
        as source_digest,
    md5(string_agg(line, e'\n' order by line collate "C") filter (where side = 'target'))
        as target_digest
from content
group by what
order by what;
