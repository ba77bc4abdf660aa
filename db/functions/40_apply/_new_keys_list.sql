-- room: apply    audience: private    calls: derived_key_sql quoted_names entity_row
create function lockstep_private.new_keys_list(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select string_agg(
        format(
            '%s as lockstep_new_%s',
            case e.key_strategy
                when 'keep' then format('p.%I', k.target_key)
                when 'derive' then format(
                    'coalesce(p.lockstep_target_key, %s)',
                    lockstep_private.derived_key_sql(
                        shape.entity,
                        lockstep_private.quoted_names(
                            array(
                                select 'lockstep_' || s from unnest(shape.ledger_source_keys) as s
                            ),
                            'p.'
                        ),
                        shape.key_types
                    )
                )
                else format(
                    'coalesce(p.lockstep_target_key, %s)',
                    case
                        when pg_get_serial_sequence(shape.target, k.target_key) is null
                            then 'gen_random_uuid()'
                        else format(
                            'nextval(%L)', pg_get_serial_sequence(shape.target, k.target_key)
                        )
                    end
                )
            end,
            k.ledger_key
        ),
        ', ' order by k.ordinal
    )
    from lockstep_private.entity_row(shape.entity) as e
    cross join unnest(shape.target_keys, shape.ledger_target_keys)
        with ordinality as k (target_key, ledger_key, ordinal);
$body$;

comment on function lockstep_private.new_keys_list is
    'SQL for the target key of rows to be inserted (alias p): the one in the ledger, else a new '
    'one as the key strategy says.';
