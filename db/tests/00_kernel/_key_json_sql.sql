begin;
select plan(2);

-- given
create temp table row_of as
select 9007199254740993 as id, '2024-02-29'::date as "Day", null::text as note;

-- behaviour
create function pg_temp.key(names text[])
    returns jsonb
    language plpgsql
as $body$
declare
    v_key jsonb;
begin
    execute format('select %s from row_of as r', lockstep_private.key_json_sql(names, 'r.')) into v_key;
    return v_key;
end;
$body$;
select is(
    pg_temp.key('{id,Day}'), '["9007199254740993", "2024-02-29"]'::jsonb,
    'a key is an array of text, so that no reader of JSON loses digits'
);
select is(pg_temp.key('{note,id}'), '[null, "9007199254740993"]'::jsonb, 'in the order of the names');

select * from finish();
rollback;
