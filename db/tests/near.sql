-- The target that the tests run on: lockstep is deployed, far.sql stands at the source.
-- Run once by psql as role postgres, with variables host, port, dbname, user and password (a login
-- that reads everything there, if the source is new enough).

-- Schema `near` is for what only tests need.
create schema near;

create table near.source (
    host     text not null,
    port     integer not null,
    database text not null,
    username text not null,
    password text not null,
    reader   text not null,
    reader_password text not null
);
comment on table near.source is
    'How to reach the source: username may read and write what is granted to it, reader reads all.';
insert into near.source
values (:'host', :'port', :'dbname', 'far_rw', 'far_rw', :'user', :'password');

-- The link `far`: schema `far` here. Unlike every other link it may write, so that a test can seed
-- rows of the source in its own transaction: the session that wrote them is the one that reads them.
select lockstep.create_link(
    link         => 'far',
    host         => s.host,
    port         => s.port,
    database     => s.database,
    username     => s.username,
    password     => s.password,
    schemas      => '{public,odd}',
    local_schema => 'far'
)
from near.source as s;

alter server lockstep_far options (
    set updatable 'true',
    set options '-c enable_sort=off -c jit=off -c row_security=off'
);
select count(*) as imported from lockstep.import_link('far');

-- targets and helpers for tests of entities, comparing, applying and runs -----------------------

create table near.offices (
    id uuid primary key default gen_random_uuid(),
    name text not null,
    town text
);
create table near.doctors (
    id uuid primary key,
    office_id uuid references near.offices,
    mentor_id uuid references near.doctors,
    name text not null,
    fee numeric(12, 2)
);
create table near.visits (
    id bigint primary key,
    note text,
    changed_at timestamptz
);
create table near.words (
    word text primary key,
    meaning text
);

create function near.define_offices(
    on_delete text default 'delete',
    on_drift  text default 'overwrite',
    archive   jsonb default null
)
    returns text
    language sql
as $body$
    select lockstep.define_entity(
        entity     => 'offices',
        source     => 'far.office',
        source_key => '{id}',
        target     => 'near.offices',
        columns    => '{"name": "s.name", "town": "s.town"}',
        on_delete  => define_offices.on_delete,
        on_drift   => define_offices.on_drift,
        archive    => define_offices.archive
    );
$body$;
comment on function near.define_offices is
    'The entity that most tests need: derived keys, two columns, no reference.';

create function near.define_doctors()
    returns text
    language sql
as $body$
    select lockstep.define_entity(
        entity     => 'doctors',
        source     => 'far.doctor',
        source_key => '{id}',
        target     => 'near.doctors',
        columns    => '{"name": "s.name", "fee": "s.fee"}',
        refs       => '{
            "office_id": {"entity": "offices", "key": "s.office_id"},
            "mentor_id": {"entity": "doctors", "key": "s.mentor_id"}
        }'
    );
$body$;
comment on function near.define_doctors is
    'An entity that refers to offices and to itself.';

create function near.define_visits(batch_rows integer default 50000)
    returns text
    language sql
as $body$
    select lockstep.define_entity(
        entity     => 'visits',
        source     => 'far.visit',
        source_key => '{id}',
        target     => 'near.visits',
        columns    => '{"note": "s.note", "changed_at": "s.changed_at"}',
        watermark  => 'changed_at',
        batch_rows => define_visits.batch_rows
    );
$body$;
comment on function near.define_visits is
    'An entity that keeps the bigint keys of its source.';

create function near.define_words(batch_rows integer default 50000)
    returns text
    language sql
as $body$
    select lockstep.define_entity(
        entity     => 'words',
        source     => 'far.word',
        source_key => '{word}',
        target     => 'near.words',
        columns    => '{"meaning": "s.meaning"}',
        batch_rows => define_words.batch_rows
    );
$body$;
comment on function near.define_words is
    'An entity whose key is text.';

create function near.finish(run bigint)
    returns text
    language plpgsql
as $body$
declare
    v_status text;
begin
    for i in 1 .. 1000 loop
        select s.status into v_status from lockstep.step(run) as s;
        exit when v_status <> 'worked';
    end loop;

    return v_status;
end;
$body$;
comment on function near.finish is
    'Calls step until it says something else than worked, and returns that.';

create function near.go(
    kind     text default 'sync',
    entities text[] default null,
    is_dry   boolean default false,
    options  jsonb default '{}'
)
    returns bigint
    language plpgsql
as $body$
declare
    v_run bigint := lockstep.start_run(kind, entities, is_dry, options);
begin
    if near.finish(v_run) <> 'completed' then
        raise exception 'run % is not completed', v_run;
    end if;

    return v_run;
end;
$body$;
comment on function near.go is
    'A whole run; returns its number.';

create function near.last_run()
    returns bigint
    language sql
as 'select max(r.id) from lockstep_state.run as r';
comment on function near.last_run is
    'The run started last.';

create function near.found(run bigint default near.last_run(), entity text default null)
    returns text
    language sql
as $body$
    select string_agg(
        case when found.entity is null then e.entity || ': ' else '' end || s.states,
        '; ' order by e.level, e.entity
    )
    from lockstep.run_entities as e
    cross join lateral (
        select coalesce(string_agg(c.state || ' ' || c.rows, ', ' order by c.ordinal), 'nothing')
        from (values
            (1, 'insert', e.insert), (2, 'update', e.update), (3, 'conflict', e.conflict),
            (4, 'drift', e.drift), (5, 'missing', e.missing), (6, 'delete', e.delete),
            (7, 'unchanged', e.unchanged), (8, 'written', e.written)
        ) as c (ordinal, state, rows)
        where c.rows > 0
    ) as s (states)
    where e.run = found.run and (found.entity is null or e.entity = found.entity);
$body$;
comment on function near.found is
    'What a run found and wrote, as one line for each entity; without those of zero rows.';

create function near.account(run bigint default near.last_run(), entity text default null)
    returns text
    language sql
as $body$
    select string_agg(
        format(
            '%s: %s = %s synced + %s rejected + %s excluded%s%s',
            e.entity, e.source_rows, e.synced, e.rejected, e.excluded,
            case when e.extra > 0 then format(', %s extra', e.extra) end,
            case when not e.is_accounted then ', not accounted' end
        ),
        '; ' order by e.level, e.entity
    )
    from lockstep.run_entities as e
    where e.run = account.run and (account.entity is null or e.entity = account.entity);
$body$;
comment on function near.account is
    'The sum of each entity of a run.';

create function near.writes(target regclass)
    returns bigint
    language sql
as $body$
    select n_tup_ins + n_tup_upd + n_tup_del
    from pg_stat_xact_user_tables as t
    where t.relid = target;
$body$;
comment on function near.writes is
    'Rows that this transaction has inserted, updated or deleted there, as PostgreSQL itself counts.';

create function near.plan_of(statement text, settings_of regproc)
    returns text
    language plpgsql
as $body$
declare
    v_setting text;
    v_line    text;
    v_plan    text;
begin
    for v_setting in
        select unnest(p.proconfig) from pg_proc as p where p.oid = settings_of
    loop
        perform set_config(split_part(v_setting, '=', 1), split_part(v_setting, '=', 2), true);
    end loop;
    for v_line in execute 'explain (verbose, costs off) ' || statement loop
        v_plan := concat_ws(E'\n', v_plan, v_line);
    end loop;

    raise sqlstate 'NP001' using message = v_plan;
exception
    -- the settings go with the subtransaction
    when sqlstate 'NP001' then
        return v_plan;
end;
$body$;
comment on function near.plan_of is
    'The plan that a statement has under the settings of the function that runs it.';

create function near.sums(entity text, source text default null)
    returns table (block bigint, rows bigint, hash numeric)
    language plpgsql
as $body$
declare
    r_shape lockstep_private.shape := lockstep_private.entity_shape(entity);
begin
    r_shape.source := coalesce(source, r_shape.source);
    return query execute format(
        'select b.block, b.rows, b.hash from (%s) as b',
        lockstep_private.block_sums_sql(r_shape, row('all', 'true', 'true', false, null))
    );
end;
$body$;
comment on function near.sums is
    'Block sums of an entity, over its source view or over another relation of the same columns.';

create function near.findings(
    entity      text,
    "check"     text,
    min_success numeric default 100
)
    returns table (level text, key text, rows bigint, example_keys jsonb)
    language sql
as $body$
    select f.level, f.key, f.rows, f.example_keys
    from lockstep_private.validation_findings(
        lockstep_private.entity_shape(findings.entity),
        jsonb_populate_record(
            null::lockstep_private.standing,
            jsonb_build_object('min_success', min_success, 'sample', 1)
        ),
        null
    ) as v
    cross join unnest(v.findings) as f
    where f."check" = findings."check"
    order by f.key;
$body$;
comment on function near.findings is
    'What one check of a validation has to say of an entity.';
