-- Offers, discounts, payments, purchases, operations.

insert into dispatch_offer (id, price_both, price_upper, price_lower, doctor_id, product_id)
select
    r.id,
    case when r.id % 9 > 0 then (100 + pg_temp.dice(r.id, 501, 250000)) / 100.0 end,
    case when r.id % 4 > 0 then (100 + pg_temp.dice(r.id, 502, 150000)) / 100.0 end,
    case when r.id % 5 > 0 then (100 + pg_temp.dice(r.id, 503, 150000)) / 100.0 end,
    d.user_id,
    case
        when r.problem is distinct from 'offer without product' then
            pg_temp.nth(1 + pg_temp.dice(r.id, 504, 24))
    end
from pg_temp.rows_of('dispatch_offer') as r
join pg_temp.person as d
    on d.kind = 'doctor' and d.k = pg_temp.skewed(r.id, 505, pg_temp.good('doctors'));

insert into dispatch_discount (id, percent, reason, count, start, finish, total, used, offer_id)
select
    r.id,
    case
        when r.problem is distinct from 'discount without percent' then
            (array[5, 10, 12.5, 33.33, 100])[1 + r.id % 5]
    end,
    case r.id % 6 when 0 then '' when 1 then null else 'New customer, "spring"' end,
    case when r.id % 3 > 0 then 1 + r.id % 20 end,
    case when r.id % 4 > 0 then date '2023-01-01' + r.id % 900 end,
    case when r.id % 5 > 0 then date '2025-01-01' + r.id % 900 end,
    r.id % 7 = 0,
    r.id % 3,
    pg_temp.any_of('dispatch_offer', r.id, 506)
from pg_temp.rows_of('dispatch_discount') as r;

insert into dispatch_purchase (id, quantity, price, order_id, product_id)
select
    r.id,
    1 + pg_temp.skewed(r.id, 511, 12) % 12,
    (7 + pg_temp.dice(r.id, 512, 160000)) / 100.0,
    pg_temp.parent_of('dispatch_order', r.i, 'dispatch_purchase', 513),
    case when r.id % 25 > 0 then pg_temp.nth(1 + pg_temp.dice(r.id, 514, 24)) end
from pg_temp.rows_of('dispatch_purchase') as r;

insert into dispatch_payment (
    id, made_at, free, tax_rate, tax_value, paid_price, instruction_id, used_credit, canceled, paid,
    custom_price, subtotal_price, doctor_id, office_id, order_id, installments, additional_price,
    netsuite, total_price
)
select
    r.id,
    case when r.id % 30 > 0 then r.at + interval '1 day 0.000003 second' end,
    m.price = 0,
    m.tax,
    round(m.price * coalesce(m.tax, 0) / 100, 2),
    case when r.id % 70 > 0 then m.price + round(m.price * coalesce(m.tax, 0) / 100, 2) end,
    case
        when r.problem = 'payment of an order that is gone' then 900000000 + r.n
        when r.problem is distinct from 'payment of a basket' then
            pg_temp.parent_of('dispatch_instruction', r.i, 'dispatch_payment', 521)
    end,
    case when r.id % 40 = 0 then 0.1 * (r.id % 90) end,
    pg_temp.dice(r.id, 522, 126) = 0,
    pg_temp.dice(r.id, 523, 500) > 0,
    case when r.id % 33 = 0 then m.price + 0.01 end,
    m.price,
    case
        when r.id % 60 > 0 then pg_temp.nth(
            pg_temp.good('staff') + pg_temp.good('technicians')
            + pg_temp.skewed(r.id, 524, pg_temp.good('doctors'))
        )
    end,
    case when r.id % 12 > 0 then pg_temp.some_of('dispatch_office', r.id, 525) end,
    case
        when r.problem = 'payment of a basket' or r.problem is null and r.id % 50 = 0 then
            pg_temp.any_of('dispatch_order', r.id, 526)
    end,
    case r.id % 20 when 0 then '3 x 99.95' when 1 then '' end,
    case when r.id % 15 = 0 then 19.99 end,
    case when r.id % 3 = 0 then 'NS-' || r.id end,
    m.price + round(m.price * coalesce(m.tax, 0) / 100, 2)
from pg_temp.rows_of('dispatch_payment') as r
cross join lateral (
    select
        case
            when r.problem = 'amount odd' then
                (array[0, -49.99, 0.07, 0.1, 1234567.89, -0.01]::numeric[])[1 + r.n % 6]
            else (99 + pg_temp.dice(r.id, 527, 49000)) / 100.0
        end,
        case when r.id % 4 > 0 then (array[0, 10.25, 8.875, 6.5])[1 + r.id % 4] end
) as m (price, tax);

-- Ordinary ones belong to payments of an order.
insert into dispatch_operation (
    id, type, made_at, price, sq_order_id, sq_payment_id, sq_refund_id, card_brand, card_bin,
    card_last, office_card, payment_id, attempts
)
select
    r.id,
    case
        when r.problem = 'operation of unknown type' then (array[0, 3, 9])[1 + r.n % 3]
        else 1 + (pg_temp.dice(r.id, 531, 30) = 0)::integer
    end,
    r.at,
    (99 + pg_temp.dice(r.id, 532, 49000)) / 100.0 * case when r.id % 90 = 0 then -1 else 1 end,
    'O' || md5('o' || r.id),
    'P' || md5('p' || r.id),
    case when r.id % 30 = 0 then 'R' || md5('r' || r.id) end,
    pg_temp.one_of('{VISA,MASTERCARD,AMEX,""}', r.id, 533),
    lpad(pg_temp.dice(r.id, 534, 999999)::text, 6, '0'),
    lpad(pg_temp.dice(r.id, 535, 9999)::text, 4, '0'),
    r.id % 4 = 0,
    case
        when r.problem = 'operation of a payment that is gone' then 900000000 + r.n
        when r.problem = 'operation without case' then
            pg_temp.planted('dispatch_payment', 'payment of a basket', r.n)
        else pg_temp.parent_of('dispatch_payment', r.i, 'dispatch_operation', 536)
    end,
    1 + (r.id % 17 = 0)::integer
from pg_temp.rows_of('dispatch_operation') as r;
