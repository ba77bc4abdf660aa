-- What would not come back as it is stays.
begin;
select plan(14);

-- given: a table with all that is in the way
create table near.kinds (a int, b int, primary key (a, b));
create table near.words_of (word text collate "C" primary key);
create table near.partitioned (id int, a int) partition by list (a);
create table near.part partition of near.partitioned for values in (1);
create index on near.partitioned (a);
create table near.crowd (
    id uuid primary key, a int, b int, word text, note text,
    constraint "full" foreign key (a, b) references near.kinds match full,
    constraint collated foreign key (word) references near.words_of,
    constraint simple foreign key (a, b) references near.kinds on delete set null (a)
);
alter table near.crowd add constraint unproved foreign key (a, b) references near.kinds not valid;
create index clustered on near.crowd (note);
alter table near.crowd cluster on clustered;
create index counted on near.crowd ((a + b));
alter index near.counted alter column 1 set statistics 500;
create index marked on near.crowd (word);
alter index near.marked depends on extension plpgsql;
create unique index one on near.crowd (a, note);
create index plain on near.crowd (b);
create statistics near.crowd_ab on a, b from near.crowd;
create function pg_temp.set_aside(target text)
    returns setof text
    language sql
as $body$
    select (lockstep_private.set_aside_object(
        row(null, 0, 'crowd', o.target, o.kind, o.name, o.definition, o.comment, o.columns, o.refers_to, o.ref_columns, o.operators, null)
    )).name
    from lockstep_private.secondary_objects(target) as o;
$body$;
create function pg_temp.objects()
    returns text[]
    language sql
as $body$
    select array_agg(x.name order by x.name)
    from (
        select c.conname from pg_constraint as c where c.conrelid = 'near.crowd'::regclass and c.contype = 'f'
        union all
        select c.relname from pg_index as i join pg_class as c on c.oid = i.indexrelid where i.indrelid = 'near.crowd'::regclass
    ) as x (name);
$body$;

-- behaviour
select results_eq(
    $$select o.name from lockstep_private.secondary_objects('near.crowd') as o order by 1$$,
    $$values ('counted'), ('marked'), ('plain'), ('simple')$$,
    'neither what cannot be checked meanwhile, nor what decides which rows are refused, nor the clustered index'
);
select is_empty($$select from lockstep_private.secondary_objects('near.part')$$, 'nor an index that belongs to one of the parent');
select is_empty($$select from lockstep_private.secondary_objects('near.partitioned')$$, 'nor anything of a partitioned table');
select results_eq(
    $$select s from pg_temp.set_aside('near.crowd') as s where s is not null order by 1$$, $$values ('plain'), ('simple')$$,
    'what comes back as it was is set aside'
);
select is(
    pg_temp.objects(),
    '{clustered,collated,counted,crowd_pkey,full,marked,one,unproved}'::text[], 'everything else stays'
);
select results_eq(
    'select l.message, l.detail from lockstep.logs as l where l.run = 0 order by 1',
    $$values
        ('index counted of near.crowd is left in place', '{"code": "55000"}'::jsonb),
        ('index marked of near.crowd is left in place', '{"code": "55000"}')$$,
    'which the log says'
);
select is(
    (select a.attstattarget::int from pg_attribute as a where a.attrelid = 'near.counted'::regclass), 500, 'and nothing of it is lost'
);
select results_eq(
    'select s.kind, s.name, s.definition, s.run_status from lockstep.set_aside as s order by 1',
    $$values
        ('foreign key', 'simple', 'FOREIGN KEY (a, b) REFERENCES near.kinds(a, b) ON DELETE SET NULL (a)', null),
        ('index', 'plain', 'CREATE INDEX plain ON near.crowd USING btree (b)', null)$$,
    'its definition is kept'
);
select is(lockstep.restore_set_aside('nobody'), 0, 'other entities are none of its business');
select is(lockstep.restore_set_aside('crowd'), 2, 'both are built again');
select is(
    pg_temp.objects(), '{clustered,collated,counted,crowd_pkey,full,marked,one,plain,simple,unproved}'::text[], 'as they were'
);

-- behaviour: what is gone, or came back by itself
select pg_temp.set_aside('near.crowd');
create index plain on near.crowd (b);
select is(lockstep.restore_set_aside(), 2, 'what somebody has built is left to him');
select pg_temp.set_aside('near.crowd');
drop table near.crowd;
select is(lockstep.restore_set_aside(), 0, 'a table that is gone needs nothing');
select is_empty('select from lockstep.set_aside', 'and is forgotten');

select * from finish();
rollback;
