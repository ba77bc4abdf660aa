-- Rules that must always hold. Money, to the cent: what the source adds up to is what the target adds
-- up to, and what stands in open rejects; rows of the target's own do not count.

select lockstep.define_assertion('offers', 'sum', $$
    with rejected as (
        select (r.source_key ->> 0)::integer as id
        from lockstep.rejects as r
        where r.entity = 'offers' and r.operation = 'write' and r.closed_at is null
    ), sums as (
        select
            (select coalesce(sum(greatest(s.price_both, s.price_upper, s.price_lower)), 0) from legacy.dispatch_offer as s) as source,
            (
                select coalesce(sum(greatest(s.price_both, s.price_upper, s.price_lower)), 0)
                from legacy.dispatch_offer as s
                join rejected as r using (id)
            ) as rejected,
            (
                select coalesce(sum(t.offer_amount), 0)
                from public.offers as t
                left join rejected as r on r.id = t.legacy_offer_id
                where t.legacy_offer_id is not null and r.id is null
            ) as target
    )
    select from sums where sums.source <> sums.target + sums.rejected
$$, 'amounts add up to the same on both sides');

select lockstep.define_assertion('discounts', 'sum', $$
    with rejected as (
        select (r.source_key ->> 0)::integer as id
        from lockstep.rejects as r
        where r.entity = 'discounts' and r.operation = 'write' and r.closed_at is null
    ), sums as (
        select
            (select coalesce(sum(s.percent), 0) from legacy.dispatch_discount as s) as source,
            (
                select coalesce(sum(s.percent), 0)
                from legacy.dispatch_discount as s
                join rejected as r using (id)
            ) as rejected,
            (
                select coalesce(sum(t.percentage), 0)
                from public.discounts as t
                left join rejected as r on r.id = t.legacy_discount_id
                where t.legacy_discount_id is not null and r.id is null
            ) as target
    )
    select from sums where sums.source <> sums.target + sums.rejected
$$, 'percentages add up to the same on both sides');

select lockstep.define_assertion('payments', 'sum', $$
    with rejected as (
        select (r.source_key ->> 0)::integer as id
        from lockstep.rejects as r
        where r.entity = 'payments' and r.operation = 'write' and r.closed_at is null
    ), sums as (
        select
            (select coalesce(sum(s.total_price), 0) from legacy.dispatch_payment as s) as source,
            (
                select coalesce(sum(s.total_price), 0)
                from legacy.dispatch_payment as s
                join rejected as r using (id)
            ) as rejected,
            (
                select coalesce(sum(t.amount), 0)
                from public.payments as t
                left join rejected as r on r.id = t.legacy_payment_id
                where t.legacy_payment_id is not null and r.id is null
            ) as target
    )
    select from sums where sums.source <> sums.target + sums.rejected
$$, 'amounts add up to the same on both sides');

select lockstep.define_assertion('purchases', 'sum', $$
    with rejected as (
        select (r.source_key ->> 0)::integer as id
        from lockstep.rejects as r
        where r.entity = 'purchases' and r.operation = 'write' and r.closed_at is null
    ), sums as (
        select
            (select coalesce(sum(s.quantity * s.price), 0) from legacy.dispatch_purchase as s) as source,
            (
                select coalesce(sum(s.quantity * s.price), 0)
                from legacy.dispatch_purchase as s
                join rejected as r using (id)
            ) as rejected,
            (
                select coalesce(sum(t.total_amount), 0)
                from public.purchases as t
                left join rejected as r on r.id = t.legacy_purchase_id
                where t.legacy_purchase_id is not null and r.id is null
            ) as target
    )
    select from sums where sums.source <> sums.target + sums.rejected
$$, 'amounts add up to the same on both sides');

select lockstep.define_assertion('operations', 'sum', $$
    with rejected as (
        select (r.source_key ->> 0)::integer as id
        from lockstep.rejects as r
        where r.entity = 'operations' and r.operation = 'write' and r.closed_at is null
    ), sums as (
        select
            (select coalesce(sum(s.price), 0) from legacy.dispatch_operation as s) as source,
            (
                select coalesce(sum(s.price), 0)
                from legacy.dispatch_operation as s
                join rejected as r using (id)
            ) as rejected,
            (
                select coalesce(sum(t.amount), 0)
                from public.operations as t
                left join rejected as r on r.id = t.legacy_operation_id
                where t.legacy_operation_id is not null and r.id is null
            ) as target
    )
    select from sums where sums.source <> sums.target + sums.rejected
$$, 'amounts add up to the same on both sides');

-- Links that earlier scripts got wrong.

select lockstep.define_assertion('payments', 'order', $$
    select
    from public.payments as p
    join public.orders as o on o.id = p.order_id
    where o.legacy_instruction_id is distinct from p.legacy_instruction_id
$$, 'a payment belongs to the order that it names, not to a basket with the same number');

select lockstep.define_assertion('operations', 'case', $$
    select
    from public.operations as o
    join public.payments as p on p.id = o.payment_id
    join public.cases as c on c.id = o.case_id
    where o.legacy_operation_id is not null and c.patient_id is distinct from p.patient_id
$$, 'an operation belongs to the case of the patient who paid');

select lockstep.define_assertion('orders', 'doctor', $$
    select
    from public.orders as o
    join public.patients as p on p.id = o.patient_id
    where o.legacy_instruction_id is not null and o.doctor_id is distinct from p.primary_doctor_id
$$, 'the doctor of an order is the doctor of its patient');

select lockstep.define_assertion('messages', 'recipient', $$
    select
    from public.messages as m
    where m.legacy_record_id is not null
        and m.recipient_id is null
        and not m.metadata ? 'legacy_target_type'
$$, 'a message to nobody says to whom it was');

select lockstep.define_assertion('team_communications', 'records', $$
    select
    from (select count(*) as rows from legacy.dispatch_record) as s
    where s.rows <> (
        (select count(*) from public.messages as m where m.legacy_record_id is not null)
        + (
            select count(*)
            from public.team_communications as t
            where t.legacy_record_id is not null
        )
        + (
            select count(*)
            from lockstep.rejects as r
            left join public.messages as m
                on r.entity = 'messages' and m.legacy_record_id = (r.source_key ->> 0)::integer
            left join public.team_communications as t
                on r.entity = 'team_communications'
                and t.legacy_record_id = (r.source_key ->> 0)::integer
            where r.entity in ('messages', 'team_communications')
                and r.operation = 'write'
                and r.closed_at is null
                and num_nonnulls(m.id, t.id) = 0
        )
    )
$$, 'a record is a message or a team communication, once');

-- What must not arrive.

select lockstep.define_assertion('profiles', 'passwords', $$
    select
    from public.profiles as p
    where p.legacy_user_id is not null and p.password_hash is not null
$$, 'no password of the source is on the target');

select lockstep.define_assertion('operations', 'cards', $$
    select
    from public.operations as o
    where o.operation_data ?| array['card_bin', 'card_last']
        or o.metadata ?| array['card_bin', 'card_last']
$$, 'no digits of cards are on the target');

select lockstep.define_assertion('global_settings', 'token', $$
    select from public.global_settings as g where g.setting_value ? 'access_token'
$$, 'no access token is on the target');
