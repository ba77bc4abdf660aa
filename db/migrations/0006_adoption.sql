-- Adoption: target rows that stood there before lockstep came, and keep their keys.

do $body$
declare
    v_ledger regclass;
begin
    for v_ledger in
        select to_regclass(format('lockstep_ledger.%I', e.name))
        from lockstep_state.entity as e
        order by e.name
    loop
        if v_ledger is not null then
            execute format('alter table %s add column if not exists adopted_at timestamptz', v_ledger);
        end if;
    end loop;
end;
$body$;

alter table lockstep_state.entity add column adopted_at timestamptz;
comment on column lockstep_state.entity.adopted_at is
    'When target rows of it were adopted last; since then keys may be others than derived ones.';

alter table lockstep_state.run
    drop constraint run_kind_check,
    add constraint run_kind_check check (
        kind in ('sync', 'compare', 'detect', 'undo', 'analyze', 'validate', 'adopt')
    );

alter table lockstep_state.segment
    drop constraint segment_kind_check,
    add constraint segment_kind_check check (kind in (
        'look', 'idle', 'set_aside', 'plan', 'range', 'all', 'keys', 'since', 'rebuild', 'relink',
        'guard', 'unlink', 'remove', 'retry', 'restore', 'reattach', 'detach', 'withdraw', 'revert',
        'again', 'settle', 'analyze', 'validate', 'pair', 'surplus', 'release', 'finish'
    ));

create table lockstep_state.adoption (
    entity     text primary key references lockstep_state.entity on delete cascade,
    ways       jsonb not null check (jsonb_typeof(ways) = 'object'),
    defined_at timestamptz not null default now()
);
comment on table  lockstep_state.adoption is 'How target rows of an entity are told that stand there already.';
comment on column lockstep_state.adoption.entity is 'The entity.';
comment on column lockstep_state.adoption.ways is 'by, mapping, mapping_where, mapping_key, mapping_target, query, prefer, search_path.';
comment on column lockstep_state.adoption.defined_at is 'When it was last defined.';

create table lockstep_state.adoption_issue (
    id         bigint generated always as identity primary key,
    run        bigint not null references lockstep_state.run on delete cascade,
    entity     text not null,
    reason     text not null check (reason in (
        'duplicate', 'gone', 'taken', 'null_key', 'malformed', 'nothing', 'stale'
    )),
    way        text not null check (way in ('rows', 'keys', 'mapping', 'query')),
    source_key jsonb not null,
    target_key jsonb not null,
    before     jsonb
);
create index on lockstep_state.adoption_issue (run, entity, reason);
comment on table  lockstep_state.adoption_issue is 'Claims on target rows that an adoption could not follow, and why.';
comment on column lockstep_state.adoption_issue.id is 'Number of the claim.';
comment on column lockstep_state.adoption_issue.run is 'The run of kind adopt.';
comment on column lockstep_state.adoption_issue.entity is 'The entity.';
comment on column lockstep_state.adoption_issue.reason is
    'duplicate, gone, taken, null_key, malformed; nothing (no such target row: its key is kept) and stale (another row was adopted) need nothing done.';
comment on column lockstep_state.adoption_issue.way is 'Who claims: rows of the target, their keys, the mapping table or the query.';
comment on column lockstep_state.adoption_issue.source_key is 'Source key as claimed, an array of text.';
comment on column lockstep_state.adoption_issue.target_key is 'Target key as claimed, an array of text.';
comment on column lockstep_state.adoption_issue.before is 'Of a duplicate that was deleted: the whole target row.';

-- A view that stands on it outlives every deploy: it is in a schema that is not laid anew.
do $body$
declare
    v_rows_sql text;
begin
    select string_agg(
        format(
            'select %L::text, %s, %s, l.adopted_at is not null, l.run, l.synced_at '
                'from lockstep_ledger.%I as l where l.settled_at is null and l.target_hash is not null',
            e.name,
            case cardinality(e.source_key)
                when 1 then 'l.source_key::text'
                else (
                    select format('jsonb_build_array(%s)::text', string_agg(format('l.source_key_%s::text', n), ', ' order by n))
                    from generate_series(1, cardinality(e.source_key)) as n
                )
            end,
            case cardinality(e.target_key)
                when 1 then 'l.target_key::text'
                else (
                    select format('jsonb_build_array(%s)::text', string_agg(format('l.target_key_%s::text', n), ', ' order by n))
                    from generate_series(1, cardinality(e.target_key)) as n
                )
            end,
            e.name
        ),
        ' union all ' order by e.name
    )
    into v_rows_sql
    from lockstep_state.entity as e
    where to_regclass(format('lockstep_ledger.%I', e.name)) is not null;
    execute 'create view lockstep_mapping.mappings (entity, source_key, target_key, is_adopted, run, synced_at) as '
        || coalesce(
            v_rows_sql,
            'select null::text, null::text, null::text, null::boolean, null::bigint, null::timestamptz where false'
        );
end;
$body$;
