-- Is the same in both databases? Asked without lockstep: each table is written out line by line, as
-- the source has it and as the target has it, references as the keys of the source, and both texts
-- are summed up. Rows that only the target knows do not count.

with content (what, side, line) as (
    select
        'states',
        'source',
        (s.state_id, s.state_abbr, s.state_name, s.state_region)::text
    from legacy.us_states as s
    union all
    select
        'states',
        'target',
        (t.legacy_state_id, t.code, t.name, t.part)::text
    from trading.states as t
    union all
    select
        'regions',
        'source',
        (s.region_id, s.region_description)::text
    from legacy.region as s
    union all
    select
        'regions',
        'target',
        (t.id, t.name)::text
    from trading.regions as t
    union all
    select
        'territories',
        'source',
        (s.territory_id, s.territory_description, s.region_id)::text
    from legacy.territories as s
    union all
    select
        'territories',
        'target',
        (t.code, t.name, t.region_id)::text
    from trading.territories as t
    union all
    select
        'employees',
        'source',
        (
            s.employee_id,
            s.title_of_courtesy,
            s.first_name,
            s.last_name,
            s.title,
            s.birth_date,
            s.hire_date,
            s.address,
            s.city,
            s.region,
            s.postal_code,
            s.country,
            s.home_phone,
            s.extension,
            s.notes,
            s.reports_to
        )::text
    from legacy.employees as s
    union all
    select
        'employees',
        'target',
        (
            t.legacy_employee_id,
            t.courtesy,
            t.first_name,
            t.last_name,
            t.title,
            t.born_on,
            t.hired_on,
            t.address ->> 'street',
            t.address ->> 'city',
            t.address ->> 'region',
            t.address ->> 'postal_code',
            t.address ->> 'country',
            t.home_phone,
            t.extension,
            t.notes,
            m.legacy_employee_id
        )::text
    from trading.employees as t
    left join trading.employees as m on m.id = t.reports_to_id
    where t.legacy_employee_id is not null
    union all
    select
        'employee_territories',
        'source',
        (s.employee_id, s.territory_id)::text
    from legacy.employee_territories as s
    union all
    select
        'employee_territories',
        'target',
        (e.legacy_employee_id, t.territory_code)::text
    from trading.employee_territories as t
    join trading.employees as e on e.id = t.employee_id
    union all
    select
        'customers',
        'source',
        (
            s.customer_id,
            s.company_name,
            s.contact_name,
            s.contact_title,
            s.address,
            s.city,
            s.region,
            s.postal_code,
            s.country,
            s.phone,
            s.fax
        )::text
    from legacy.customers as s
    union all
    select
        'customers',
        'target',
        (
            t.code,
            t.company,
            t.contact_name,
            t.contact_title,
            t.address ->> 'street',
            t.address ->> 'city',
            t.address ->> 'region',
            t.address ->> 'postal_code',
            t.country,
            t.phone,
            t.fax
        )::text
    from trading.customers as t
    where t.code is not null
    union all
    select
        'segments',
        'source',
        (s.customer_type_id, s.customer_desc)::text
    from legacy.customer_demographics as s
    union all
    select
        'segments',
        'target',
        (t.code, t.description)::text
    from trading.segments as t
    union all
    select
        'segment_members',
        'source',
        (s.customer_id, s.customer_type_id)::text
    from legacy.customer_customer_demo as s
    union all
    select
        'segment_members',
        'target',
        (c.code, t.segment_code)::text
    from trading.segment_members as t
    join trading.customers as c on c.id = t.customer_id
    union all
    select
        'suppliers',
        'source',
        (
            s.supplier_id,
            s.company_name,
            s.contact_name,
            s.contact_title,
            s.address,
            s.city,
            s.region,
            s.postal_code,
            s.country,
            s.phone,
            s.fax,
            s.homepage
        )::text
    from legacy.suppliers as s
    union all
    select
        'suppliers',
        'target',
        (
            t.legacy_supplier_id,
            t.company,
            t.contact_name,
            t.contact_title,
            t.address ->> 'street',
            t.address ->> 'city',
            t.address ->> 'region',
            t.address ->> 'postal_code',
            t.address ->> 'country',
            t.phone,
            t.fax,
            t.homepage
        )::text
    from trading.suppliers as t
    where t.legacy_supplier_id is not null
    union all
    select
        'shippers',
        'source',
        (s.company_name, s.phone)::text
    from legacy.shippers as s
    union all
    select
        'shippers',
        'target',
        (t.company, t.phone)::text
    from trading.shippers as t
    where t.company <> 'Lastenrad Kollektiv'
    union all
    select
        'categories',
        'source',
        (s.category_id, s.category_name, s.description, s.picture)::text
    from legacy.categories as s
    union all
    select
        'categories',
        'target',
        (t.legacy_category_id, t.name, t.description, t.picture)::text
    from trading.categories as t
    where t.legacy_category_id is not null
    union all
    select
        'products',
        'source',
        (
            s.product_id,
            s.product_name,
            s.supplier_id,
            s.category_id,
            s.quantity_per_unit,
            round(s.unit_price::numeric, 2),
            s.units_in_stock,
            s.units_on_order,
            s.reorder_level,
            s.discontinued = 1
        )::text
    from legacy.products as s
    union all
    select
        'products',
        'target',
        (
            t.legacy_product_id,
            t.name,
            u.legacy_supplier_id,
            c.legacy_category_id,
            t.package,
            t.unit_price,
            t.units_in_stock,
            t.units_on_order,
            t.reorder_level,
            t.is_discontinued
        )::text
    from trading.products as t
    left join trading.suppliers as u on u.id = t.supplier_id
    left join trading.categories as c on c.id = t.category_id
    where t.legacy_product_id is not null
    union all
    select
        'orders',
        'source',
        (
            s.order_id,
            s.shipped_date is not null,
            s.customer_id,
            s.employee_id,
            h.company_name,
            s.order_date,
            s.required_date,
            s.shipped_date,
            round(s.freight::numeric, 2),
            s.ship_name,
            s.ship_address,
            s.ship_city,
            s.ship_region,
            s.ship_postal_code,
            s.ship_country
        )::text
    from legacy.orders as s
    left join legacy.shippers as h on h.shipper_id = s.ship_via
    union all
    select
        'orders',
        'target',
        (
            t.number,
            t.status = 'shipped',
            c.code,
            e.legacy_employee_id,
            h.company,
            t.ordered_on,
            t.required_on,
            t.shipped_on,
            t.freight,
            t.ship_to ->> 'name',
            t.ship_to ->> 'street',
            t.ship_to ->> 'city',
            t.ship_to ->> 'region',
            t.ship_to ->> 'postal_code',
            t.ship_to ->> 'country'
        )::text
    from trading.orders as t
    left join trading.customers as c on c.id = t.customer_id
    left join trading.employees as e on e.id = t.employee_id
    left join trading.shippers as h on h.id = t.shipper_id
    union all
    select
        'order_lines',
        'source',
        (
            s.order_id,
            s.product_id,
            round(s.unit_price::numeric, 2),
            s.quantity,
            round(s.discount::numeric, 2)
        )::text
    from legacy.order_details as s
    union all
    select
        'order_lines',
        'target',
        (t.order_number, p.legacy_product_id, t.unit_price, t.quantity, t.discount)::text
    from trading.order_lines as t
    join trading.products as p on p.id = t.product_id
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
