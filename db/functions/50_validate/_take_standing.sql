-- room: validate    audience: private    calls: find_apart look_at_content count_content is_of_check
create function lockstep_private.take_standing(
    shape lockstep_private.shape,
    how   lockstep_private.standing,
    run   bigint,
    out standing lockstep_private.standing,
    out code     text,
    out message  text
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    standing := lockstep_private.find_apart(shape);
    standing.min_success    := how.min_success;
    standing.sample         := how.sample;
    standing.allows_rejects := how.allows_rejects;
    if run is null then
        standing := lockstep_private.look_at_content(shape, standing);
    else
        standing := lockstep_private.count_content(shape, standing, run);
    end if;
exception
    -- boundary: what cannot be read becomes a finding, and the other checks go on.
    when others then
        if not lockstep_private.is_of_check(sqlstate) then
            raise;
        end if;
        code    := sqlstate;
        message := sqlerrm;
end;
$body$;

comment on function lockstep_private.take_standing is
    'How the rows of an entity stand, and their content: as the run''s comparison has found it, '
    'else compared here; or code and message of why it cannot be told. how: sample, min_success, '
    'allows_rejects.';
