-- room: validate    audience: private    calls: entity_shape analysis_wanted analysis_whereabouts
create function lockstep_private.analysis_reference(
    shape lockstep_private.shape,
    ref   lockstep_state.entity_ref
)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
as $body$
declare
    r_parent lockstep_private.shape := lockstep_private.entity_shape(ref.refers_to);
    v_failure text;
    v_counts jsonb;
begin
    v_failure := lockstep_private.analysis_wanted(shape, r_parent, ref.key);
    if v_failure is not null then
        return jsonb_build_object('failure', v_failure);
    end if;
    perform lockstep_private.analysis_whereabouts(r_parent);

    select jsonb_build_object(
        'rows', coalesce(sum(w.rows), 0),
        'resolved', coalesce(sum(w.rows) filter (where w.cause = 'resolved'), 0),
        'waiting', coalesce(sum(w.rows) filter (where w.cause = 'waiting'), 0),
        'rejected', coalesce(sum(w.rows) filter (where w.cause = 'rejected'), 0),
        'excluded', coalesce(sum(w.rows) filter (where w.cause = 'excluded'), 0),
        'nowhere', coalesce(sum(w.rows) filter (where w.cause = 'nowhere'), 0)
    )
    into v_counts
    from pg_temp.lockstep_wanted as w;
    return v_counts;
end;
$body$;

comment on function lockstep_private.analysis_reference is
    'Rows at the source with a reference, by what became of the row that it leads to: resolved (on '
    'the target), rejected, waiting (at the source, not on the target yet), excluded (at the '
    'source, but left out by the filter), nowhere. failure: the SQLSTATE with which the reference '
    'cannot be computed.';
