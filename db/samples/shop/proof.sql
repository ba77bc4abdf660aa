-- Is the same in both databases? Asked without lockstep: each table is written out line by line, as
-- the source has it and as the target has it, references as the keys of the source, and both texts
-- are summed up. Rows that only the target knows do not count.

with content (what, side, line) as (
    select
        'customers',
        'source',
        (
            s.id,
            btrim(s.first_name || ' ' || s.last_name),
            lower(s.email),
            nullif(s.phone, ''),
            s.birthday,
            case s.status when 1 then 'active' when 2 then 'paused' else 'deleted' end,
            s.newsletter = 1,
            nullif(s.notes, ''),
            s.date_joined at time zone 'UTC'
        )::text
    from legacy.shop_customer as s
    union all
    select
        'customers',
        'target',
        (
            t.legacy_customer_id,
            t.full_name,
            t.email,
            t.phone,
            t.born_on,
            t.status,
            t.wants_newsletter,
            t.notes,
            t.joined_at
        )::text
    from customers as t
    where t.legacy_customer_id is not null
    union all
    select
        'addresses',
        'source',
        (
            s.id,
            s.customer_id,
            nullif(s.label, ''),
            s.street,
            s.city,
            nullif(s.postal_code, ''),
            s.country
        )::text
    from legacy.shop_address as s
    union all
    select
        'addresses',
        'target',
        (
            t.legacy_address_id,
            c.legacy_customer_id,
            t.label,
            t.street,
            t.city,
            t.postal_code,
            t.country
        )::text
    from addresses as t
    join customers as c on c.id = t.customer_id
    where t.legacy_address_id is not null
    union all
    select
        'categories',
        'source',
        (s.id, s.parent_id, s.name, s.position)::text
    from legacy.shop_category as s
    union all
    select
        'categories',
        'target',
        (t.legacy_category_id, p.legacy_category_id, t.name, t.position)::text
    from categories as t
    left join categories as p on p.id = t.parent_id
    where t.legacy_category_id is not null
    union all
    select
        'products',
        'source',
        (
            s.id,
            s.sku,
            s.name,
            c.id,
            round(s.price::numeric, 2),
            s.weight,
            coalesce(nullif(s.attributes, ''), '{}')::jsonb,
            s.sale_from,
            s.sale_until,
            s.active
        )::text
    from legacy.shop_product as s
    left join legacy.shop_category as c on c.id = s.category_id
    union all
    select
        'products',
        'target',
        (
            t.legacy_product_id,
            t.sku,
            t.name,
            c.legacy_category_id,
            t.price,
            t.weight_kg,
            t.attributes,
            lower(t.on_sale),
            upper(t.on_sale),
            t.is_active
        )::text
    from products as t
    left join categories as c on c.id = t.category_id
    where t.legacy_product_id is not null
    union all
    select
        'tags',
        'source',
        (s.slug)::text
    from legacy.shop_tag as s
    union all
    select
        'tags',
        'target',
        (t.name)::text
    from tags as t
    union all
    select
        'product_tags',
        'source',
        (s.product_id, g.slug)::text
    from legacy.shop_product_tags as s
    join legacy.shop_tag as g on g.id = s.tag_id
    union all
    select
        'product_tags',
        'target',
        (p.legacy_product_id, g.name)::text
    from product_tags as t
    join products as p on p.id = t.product_id
    join tags as g on g.id = t.tag_id
    union all
    select
        'orders',
        'source',
        (
            s.id,
            s.customer_id,
            a.id,
            case s.status
                when 1 then 'new'
                when 2 then 'paid'
                when 5 then 'shipped'
                else 'cancelled'
            end,
            nullif(s.comment, ''),
            s.placed_at at time zone 'UTC'
        )::text
    from legacy.shop_order as s
    left join legacy.shop_address as a on a.id = s.address_id
    where not s.is_test
    union all
    select
        'orders',
        'target',
        (
            t.number,
            c.legacy_customer_id,
            a.legacy_address_id,
            t.status,
            t.comment,
            t.placed_at
        )::text
    from orders as t
    join customers as c on c.id = t.customer_id
    left join addresses as a on a.id = t.address_id
    union all
    select
        'order_lines',
        'source',
        (
            s.order_id,
            s.line,
            s.product_id,
            s.quantity,
            s.price,
            s.quantity * s.price,
            nullif(s.gift_note, '')
        )::text
    from legacy.shop_orderline as s
    join legacy.shop_order as o on o.id = s.order_id
    where not o.is_test
    union all
    select
        'order_lines',
        'target',
        (o.number, t.line, p.legacy_product_id, t.quantity, t.price, t.total, t.gift_note)::text
    from order_lines as t
    join orders as o on o.id = t.order_id
    join products as p on p.id = t.product_id
    union all
    select
        'payments',
        'source',
        (
            s.id,
            s.order_id,
            case s.method
                when 1 then 'card'
                when 2 then 'transfer'
                when 3 then 'cash'
                else 'voucher'
            end,
            s.amount,
            nullif(s.reference, ''),
            s.paid_at at time zone 'UTC'
        )::text
    from legacy.shop_payment as s
    join legacy.shop_order as o on o.id = s.order_id
    where not o.is_test
    union all
    select
        'payments',
        'target',
        (t.legacy_payment_id, o.number, t.method, t.amount, t.reference, t.paid_at)::text
    from payments as t
    join orders as o on o.id = t.order_id
    where t.legacy_payment_id is not null
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
