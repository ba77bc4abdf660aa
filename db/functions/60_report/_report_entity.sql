-- room: report    audience: private    calls: nothing
create function lockstep_private.report_entity(entity jsonb)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select jsonb_build_object(
        'entity', entity ->> 'entity',
        'domain', entity ->> 'domain',
        'source_rows', entity ->> 'source_rows',
        'insert', entity ->> 'insert',
        'update', entity ->> 'update',
        'conflict', entity ->> 'conflict',
        'drift', entity ->> 'drift',
        'missing', entity ->> 'missing',
        'delete', entity ->> 'delete',
        'unchanged', entity ->> 'unchanged',
        'extra', entity ->> 'extra',
        'synced', entity ->> 'synced',
        'rejected', entity ->> 'rejected',
        'excluded', entity ->> 'excluded',
        'written', entity ->> 'written',
        'accounted', entity -> 'is_accounted',
        'pushdown', entity -> 'pushdown',
        'pairing', entity -> 'pairing',
        'settled', entity ->> 'settled',
        'seconds', round((entity ->> 'seconds')::numeric, 3),
        'rows_per_second', round(
            (entity ->> 'source_rows')::numeric / nullif((entity ->> 'seconds')::numeric, 0)
        )
    );
$body$;

comment on function lockstep_private.report_entity is
    'One entity of a run''s report.';
