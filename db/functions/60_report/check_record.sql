-- room: report    audience: public    calls: run_entities entity_shape record_key keys_scope record_sides record_state record_expected record_columns record_refs record_past
create function lockstep.check_record(
    entity      text,
    source_key  text[],
    with_values boolean default false
)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
    set bytea_output = 'hex'
as $body$
declare
    r_shape    lockstep_private.shape;
    r_scope    lockstep_private.scope;
    r_sides    record;
    r_expected record;
    r_past     record;
    v_key      jsonb;
    v_state    text;
begin
    perform lockstep_private.run_entities('compare', array[entity]);
    r_shape := lockstep_private.entity_shape(entity);
    v_key := lockstep_private.record_key(r_shape, source_key);
    r_scope := lockstep_private.keys_scope(r_shape, jsonb_build_array(v_key));
    r_sides := lockstep_private.record_sides(r_shape, r_scope);
    v_state := lockstep_private.record_state(
        r_shape, r_scope, r_sides.source is not null, r_sides.ledger
    );
    r_expected := lockstep_private.record_expected(r_shape, r_scope);
    r_past := lockstep_private.record_past(entity, v_key, with_values);

    return jsonb_build_object(
        'entity', entity,
        'source_key', v_key,
        'target_key', (
            select jsonb_agg(r_sides.ledger ->> k order by o)
            from unnest(r_shape.ledger_target_keys) with ordinality as x (k, o)
            where r_sides.ledger is not null
        ),
        'state', v_state,
        'at_source', r_sides.source is not null,
        'on_target', r_sides.target is not null,
        'ledger', r_sides.ledger,
        'source', (
            select jsonb_object_agg(s.key, s.value)
            from jsonb_each_text(r_sides.source) as s
            where with_values
        ),
        'failure', r_expected.failure - case when with_values then '' else 'message' end,
        'columns', lockstep_private.record_columns(
            entity, r_expected.expected, r_sides.target, with_values
        ),
        'refs', lockstep_private.record_refs(entity, r_expected.expected),
        'rejects', r_past.rejects,
        'history', r_past.history
    );
end;
$body$;

comment on function lockstep.check_record is
    'One record: source_key (one text for each key column), target_key; state as a comparison '
    'finds it now, or unchanged, gone, unknown; at_source, on_target; ledger: its entry, with '
    'hashes, run and time; columns: which differ from what the mapping makes of the row now; '
    'failure: why the mapping cannot; refs: where its references lead; rejects, ever; history: '
    'when it was written over. Values only with_values: expected and actual in columns, source, '
    'messages that may quote the row. Writes nothing but temporary tables. Raises LSE01, LSE20, '
    'LSJ02, LSJ03.';
