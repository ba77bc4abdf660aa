-- room: validate    audience: private    calls: owned_sequences finding_of
create function lockstep_private.sequence_findings(shape lockstep_private.shape)
    returns setof lockstep_private.finding
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_sequence  record;
    v_is_behind boolean;
    v_edge      text;
begin
    for r_sequence in
        select s.* from lockstep_private.owned_sequences(shape.target) as s
    loop
        v_edge := case when r_sequence.increment > 0 then 'max' else 'min' end;
        execute format(
            $sql$
            select case
                when %4$s > 0 then t.edge >= q.next
                else t.edge <= q.next
            end
            from (select %1$s(t.%2$I) as edge from %3$s as t) as t
            cross join (
                select
                    case when s.is_called then s.last_value::numeric + %4$s else s.last_value end
                        as next
                from %5$s as s
            ) as q
            $sql$,
            v_edge, r_sequence.column_name, shape.target, r_sequence.increment::bigint,
            r_sequence.sequence::regclass
        )
        into v_is_behind;
        continue when v_is_behind is not true;

        return next lockstep_private.finding_of(
            'sequence', case when r_sequence.is_unique then 'error' else 'warning' end,
            shape.entity, r_sequence.column_name,
            format(
                'sequence %s is behind column %s: what it gives next is there already or comes '
                    'again', r_sequence.sequence, r_sequence.column_name
            ),
            format(
                'select setval(%L, (select %s(%I) from %s));',
                r_sequence.sequence, v_edge, r_sequence.column_name, shape.target
            )
        );
    end loop;
end;
$body$;

comment on function lockstep_private.sequence_findings is
    'Sequences and identities of the target that are behind their column.';
