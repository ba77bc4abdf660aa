-- Where the rows of earlier scripts are told by more than the columns that the mapping fills.

select lockstep.define_adoption(
    'offices', mapping => 'public.migration_mappings', mapping_where => $$entity_type = 'office'$$
);
select lockstep.define_adoption(
    'profiles', mapping => 'public.migration_mappings', mapping_where => $$entity_type = 'profile'$$
);
select lockstep.define_adoption(
    'patients', mapping => 'public.migration_mappings', mapping_where => $$entity_type = 'patient'$$
);
select lockstep.define_adoption(
    'orders', mapping => 'public.migration_mappings', mapping_where => $$entity_type = 'order'$$
);

-- The product's number stood in the column of the course's.
select lockstep.define_adoption(
    'products', by => '{}',
    mapping => 'public.migration_mappings', mapping_where => $$entity_type = 'product'$$
);

-- Pairs of doctor and office, by what the two are called.
select lockstep.define_adoption(
    'doctor_offices',
    by    => '{}',
    query => $$
        select min(d.id), t.id
        from legacy.dispatch_office_doctors as d
        join public.migration_mappings as p on p.entity_type = 'profile' and p.legacy_id = d.user_id
        join public.migration_mappings as o
            on o.entity_type = 'office' and o.legacy_id = d.office_id
        join public.doctor_offices as t on t.doctor_id = p.new_id and t.office_id = o.new_id
        where d.id % 10 > 0
        group by t.id
    $$
);

-- Messages of every kind: by column alone, rows of the one kind that the mapping makes would do.
select lockstep.define_adoption(
    'case_messages',
    by    => '{}',
    query => $$
        select m.legacy_message_id, m.id
        from public.case_messages as m
        where m.legacy_message_id is not null
    $$
);
