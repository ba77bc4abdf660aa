-- room: kernel    audience: public    calls: nothing
--
-- For expressions of mappings, so once per row: a pinned search_path would cost more than the cast.
-- Views call it, so a deploy keeps it and replaces its body. It parses once: pg_input_is_valid of
-- newer servers and a cast after it take longer for text that is JSON, and raise where it nests too
-- deep. Not parallel safe: before PostgreSQL 17 parallel plans have no subtransactions.
create or replace function lockstep.try_jsonb(value text)
    returns jsonb
    language plpgsql
    immutable
    strict
as $body$
begin
    return value::pg_catalog.jsonb;
exception
    when data_exception or program_limit_exceeded then
        return null;
end;
$body$;

comment on function lockstep.try_jsonb is
    'The text as jsonb; null if it is no JSON, or none that jsonb can hold (\u0000, half of a '
    'surrogate pair, numbers or nesting beyond its limits). Never raises.';
