-- Rows that nobody touched are told by their physical version: that of rows that are there already
-- gets known when they are compared next. A run looks at the source once for all its entities. Of
-- tables with large rows fewer are fetched at once.

do $body$
declare
    v_ledger regclass;
begin
    for v_ledger in
        select to_regclass(format('lockstep_ledger.%I', e.name))
        from lockstep_state.entity as e
        order by e.name
    loop
        if v_ledger is not null then
            execute format('alter table %s add column if not exists target_version bigint', v_ledger);
        end if;
    end loop;
end;
$body$;

alter table lockstep_state.segment
    drop constraint segment_kind_check,
    add constraint segment_kind_check check (kind in (
        'look', 'idle', 'plan', 'range', 'all', 'keys', 'since', 'relink', 'guard', 'unlink',
        'remove', 'retry', 'restore', 'reattach', 'detach', 'withdraw', 'revert', 'again', 'finish'
    ));

alter table lockstep_state.linked_table add column row_bytes integer;
comment on column lockstep_state.linked_table.row_bytes is
    'About how many bytes a row has, values that are stored aside included; null if the source does not know.';
