-- Is the same in both databases? Asked without lockstep: each table is written out line by line, as
-- the source has it and as the target has it, references as the keys of the source, and both texts
-- are summed up. Rows that only the target knows do not count.

with content (what, side, line) as (
    select
        'languages',
        'source',
        (s.language_id, rtrim(s.name))::text
    from legacy.language as s
    union all
    select
        'languages',
        'target',
        (t.legacy_language_id, t.name)::text
    from rental.languages as t
    where t.legacy_language_id is not null
    union all
    select
        'categories',
        'source',
        (s.category_id, s.name)::text
    from legacy.category as s
    union all
    select
        'categories',
        'target',
        (t.legacy_category_id, t.name)::text
    from rental.categories as t
    where t.legacy_category_id is not null
    union all
    select
        'countries',
        'source',
        (s.country_id, s.country)::text
    from legacy.country as s
    union all
    select
        'countries',
        'target',
        (t.legacy_country_id, t.name)::text
    from rental.countries as t
    where t.legacy_country_id is not null
    union all
    select
        'cities',
        'source',
        (s.city_id, s.city, s.country_id)::text
    from legacy.city as s
    union all
    select
        'cities',
        'target',
        (t.legacy_city_id, t.name, c.legacy_country_id)::text
    from rental.cities as t
    join rental.countries as c on c.id = t.country_id
    where t.legacy_city_id is not null
    union all
    select
        'addresses',
        'source',
        (
            s.address_id,
            s.address,
            nullif(s.address2, ''),
            nullif(s.district, ''),
            nullif(s.postal_code, ''),
            nullif(s.phone, ''),
            s.city_id
        )::text
    from legacy.address as s
    union all
    select
        'addresses',
        'target',
        (
            t.legacy_address_id,
            t.line_1,
            t.line_2,
            t.district,
            t.postal_code,
            t.phone,
            c.legacy_city_id
        )::text
    from rental.addresses as t
    join rental.cities as c on c.id = t.city_id
    where t.legacy_address_id is not null
    union all
    select
        'stores',
        'source',
        (s.store_id, s.address_id, s.manager_staff_id)::text
    from legacy.store as s
    union all
    select
        'stores',
        'target',
        (t.legacy_store_id, a.legacy_address_id, m.legacy_staff_id)::text
    from rental.stores as t
    left join rental.addresses as a on a.id = t.address_id
    left join rental.people as m on m.id = t.manager_id
    where t.legacy_store_id is not null
    union all
    select
        'actors',
        'source',
        (s.actor_id, 'actor', initcap(s.first_name), initcap(s.last_name))::text
    from legacy.actor as s
    union all
    select
        'actors',
        'target',
        (t.legacy_actor_id, t.kind, t.first_name, t.last_name)::text
    from rental.people as t
    where t.legacy_actor_id is not null
    union all
    select
        'staff',
        'source',
        (
            s.staff_id,
            'staff',
            s.first_name || ' ' || s.last_name,
            lower(s.email),
            lower(s.username),
            s.active,
            s.picture,
            s.address_id,
            s.store_id
        )::text
    from legacy.staff as s
    union all
    select
        'staff',
        'target',
        (
            t.legacy_staff_id,
            t.kind,
            t.full_name,
            t.email,
            t.username,
            t.is_active,
            t.photo,
            a.legacy_address_id,
            w.legacy_store_id
        )::text
    from rental.people as t
    left join rental.addresses as a on a.id = t.address_id
    left join rental.stores as w on w.id = t.store_id
    where t.legacy_staff_id is not null
    union all
    select
        'customers',
        'source',
        (
            s.customer_id,
            'customer',
            initcap(s.first_name),
            initcap(s.last_name),
            lower(s.email),
            coalesce(s.active = 1, s.activebool),
            s.create_date,
            s.address_id,
            s.store_id
        )::text
    from legacy.customer as s
    union all
    select
        'customers',
        'target',
        (
            t.legacy_customer_id,
            t.kind,
            t.first_name,
            t.last_name,
            t.email,
            t.is_active,
            t.joined_on,
            a.legacy_address_id,
            w.legacy_store_id
        )::text
    from rental.people as t
    left join rental.addresses as a on a.id = t.address_id
    left join rental.stores as w on w.id = t.store_id
    where t.legacy_customer_id is not null
    union all
    select
        'films',
        'source',
        (
            s.film_id,
            initcap(s.title),
            s.description,
            s.release_year::text,
            btrim(l.name),
            btrim(o.name),
            s.rental_duration,
            s.rental_rate,
            s.replacement_cost,
            s.length,
            s.rating::text,
            coalesce(s.special_features, '{}')
        )::text
    from legacy.film as s
    join legacy.language as l on l.language_id = s.language_id
    left join legacy.language as o on o.language_id = s.original_language_id
    union all
    select
        'films',
        'target',
        (
            t.legacy_film_id,
            t.title,
            t.description,
            t.release_year,
            l.name,
            o.name,
            t.rental_days,
            t.rental_rate,
            t.replacement_cost,
            t.length_minutes,
            case t.rating
                when 'general' then 'G'
                when 'parental_guidance' then 'PG'
                when 'parents_cautioned' then 'PG-13'
                when 'restricted' then 'R'
                when 'adults_only' then 'NC-17'
            end,
            t.special_features
        )::text
    from rental.films as t
    join rental.languages as l on l.id = t.language_id
    left join rental.languages as o on o.id = t.original_language_id
    where t.legacy_film_id is not null
    union all
    select
        'film_actors',
        'source',
        (s.film_id, s.actor_id, s.last_update at time zone 'UTC')::text
    from legacy.film_actor as s
    union all
    select
        'film_actors',
        'target',
        (f.legacy_film_id, a.legacy_actor_id, t.created_at)::text
    from rental.film_actors as t
    join rental.films as f on f.id = t.film_id
    join rental.people as a on a.id = t.actor_id
    union all
    select
        'film_categories',
        'source',
        (s.film_id, s.category_id)::text
    from legacy.film_category as s
    union all
    select
        'film_categories',
        'target',
        (f.legacy_film_id, c.legacy_category_id)::text
    from rental.film_categories as t
    join rental.films as f on f.id = t.film_id
    join rental.categories as c on c.id = t.category_id
    union all
    select
        'inventory_items',
        'source',
        (s.inventory_id, s.film_id, s.store_id)::text
    from legacy.inventory as s
    union all
    select
        'inventory_items',
        'target',
        (t.legacy_inventory_id, f.legacy_film_id, w.legacy_store_id)::text
    from rental.inventory_items as t
    join rental.films as f on f.id = t.film_id
    join rental.stores as w on w.id = t.store_id
    union all
    select
        'rentals',
        'source',
        (
            s.rental_id,
            s.inventory_id,
            s.customer_id,
            s.staff_id,
            s.rental_date at time zone 'UTC',
            s.return_date at time zone 'UTC'
        )::text
    from legacy.rental as s
    union all
    select
        'rentals',
        'target',
        (
            t.legacy_rental_id,
            i.legacy_inventory_id,
            c.legacy_customer_id,
            e.legacy_staff_id,
            lower(t.lent_during),
            upper(t.lent_during)
        )::text
    from rental.rentals as t
    join rental.inventory_items as i on i.id = t.inventory_item_id
    join rental.people as c on c.id = t.customer_id
    join rental.people as e on e.id = t.staff_id
    union all
    select
        'payments',
        'source',
        (
            s.payment_id,
            s.customer_id,
            s.staff_id,
            s.rental_id,
            s.amount,
            s.payment_date at time zone 'UTC'
        )::text
    from legacy.payment as s
    union all
    select
        'payments',
        'target',
        (
            t.legacy_payment_id,
            c.legacy_customer_id,
            e.legacy_staff_id,
            r.legacy_rental_id,
            t.amount,
            t.paid_at
        )::text
    from rental.payments as t
    join rental.people as c on c.id = t.customer_id
    join rental.people as e on e.id = t.staff_id
    join rental.rentals as r on r.id = t.rental_id
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
