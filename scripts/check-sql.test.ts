import { expect, test } from 'vitest'
import { checkSql } from './check-sql.ts'

const good = `-- room: apply    audience: public    calls: upsert_sql
create function lockstep.apply_batch(entity text, keys bigint[])
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_written bigint;
begin
    if cardinality(keys) = 0 then
        raise exception using
            errcode = 'LSA01',
            message = format('empty batch; for entity %s', entity),
            hint    = 'SELECT something FROM somewhere';
    end if;

    execute format(
        $sql$
        insert into %1$s (id) select 1 on conflict (id) do update set id = 2
        $sql$,
        lockstep_private.upsert_sql(entity)
    ) using keys;
    update lockstep_state.entity as e set name = 'x' where e.name = entity;
    -- DELETE FROM in a comment is nothing
    return v_written;
end;
$body$;

comment on function lockstep.apply_batch is
    'Copies one batch.';
`

const path = 'db/functions/40_apply/apply_batch.sql'
const rules = (text: string, at = path) => checkSql({ path: at, text }).map((p) => p.rule)
const line = (text: string) =>
  good.replace('    return v_written;\n', `${text}\n    return v_written;\n`)

test('a good file has no problem', () => {
  expect(checkSql({ path, text: good })).toEqual([])
})

test.each([
  ['header', good.replace('-- room', '-- Room')],
  ['header', good.replace('room: apply', 'room: detect')],
  ['header', good.replace('audience: public', 'audience: private')],
  ['name', good.replaceAll('apply_batch', 'apply_it')],
  ['name', good.replaceAll('lockstep.apply', 'lockstep_private.apply')],
  ['name', `${good}create view lockstep.v as select 1;\n`],
  ['comment', good.replace('comment on function lockstep.apply_batch', 'comment on function x.y')],
  ['attributes', good.replace('    volatile\n', '')],
  [
    'attributes',
    good.replace('    language plpgsql\n    volatile\n', '    volatile\n    language plpgsql\n'),
  ],
  ['search_path', good.replace('pg_catalog, pg_temp', 'public')],
  ['size', line('    x := 1;\n'.repeat(75).trimEnd())],
  ['size', `${good}${'-- x\n'.repeat(90)}`],
  ['lines', line('\tx := 1;')],
  ['lines', line('    x := 1; ')],
  ['lines', line(`    -- ${'x'.repeat(100)}`)],
  ['lines', good.trimEnd()],
  ['case', good.replace('insert into', 'INSERT into')],
  ['case', good.replace('update lockstep_state', 'UPDATE lockstep_state')],
  ['definer', good.replace('    volatile\n', '    volatile\n    security definer\n')],
  ['raise', line("    raise exception 'no';")],
  ['raise', line("    raise exception using errcode = 'LSA02', message = 'x';")],
  [
    'others',
    line('    begin\n        x := 1;\n    exception when others then\n        null;\n    end;'),
  ],
  ['where', line('    delete from lockstep_state.entity as e;')],
  [
    'where',
    line('    update lockstep_state.entity as e set name = (select 1 where true);').replace(
      ' where true',
      '',
    ),
  ],
  ['replica', line("    perform set_config('session_replication_role', 'replica', true);")],
  ['replica', line('    set local session_replication_role = replica;')],
  ['format', good.replace('lockstep_private.upsert_sql(entity)', 'entity')],
  ['format', line("    execute format('drop table %I.%s', a, b);")],
])('rule %s can fail', (rule, text) => {
  expect(rules(text)).toContain(rule)
})

test('when others may raise again, or say why it is a boundary', () => {
  const block = (inside: string) =>
    line(`    begin\n        x := 1;\n    exception\n${inside}\n    end;`)
  expect(rules(block('        when others then\n            y := 1;\n            raise;'))).toEqual(
    [],
  )
  expect(
    rules(
      block(
        '        -- boundary: a step must not fail\n        when others then\n            y := 1;',
      ),
    ),
  ).toEqual([])
})

test('%s may take what is SQL by name, type or origin', () => {
  const takes = (value: string, before = '') =>
    rules(line(`    ${before}execute format('drop table %s', ${value});`))
  expect(takes('shape.ledger')).toEqual([])
  expect(takes(`case when a then 'left' else 'full' end`)).toEqual([])
  expect(takes(`(select string_agg(format('%I', c), ', ') from x)`)).toEqual([])
  expect(takes('v_name', `v_name := quote_ident(entity);\n    `)).toEqual([])
  expect(takes('v_name', `v_name := entity;\n    `)).toEqual(['format'])
  expect(takes('case when a then b else c end')).toEqual(['format'])
})

test('a private function lives in lockstep_private and has a leading underscore', () => {
  const text = good
    .replaceAll('lockstep.apply_batch', 'lockstep_private.apply_batch')
    .replace('audience: public', 'audience: private')
  expect(rules(text, 'db/functions/40_apply/_apply_batch.sql')).toEqual([])
})

test('run_job commits and so has no set clause', () => {
  const job = `-- room: control    audience: public    calls: step
create procedure lockstep.run_job(job text)
    language plpgsql
as $body$
begin
    commit;
end;
$body$;

comment on procedure lockstep.run_job is 'Steps and commits.';
`
  const at = 'db/functions/80_control/run_job.sql'
  expect(rules(job, at)).toEqual([])
  const pinned = job.replace('plpgsql\n', 'plpgsql\n    set search_path = pg_catalog, pg_temp\n')
  expect(rules(pinned, at)).toEqual(['search_path'])
})

test('views need a header, a name and a comment; rights create nothing', () => {
  const view = `-- room: report    audience: public    calls:
create view lockstep.jobs as
select j.name from lockstep_state.job as j;

comment on view lockstep.jobs is 'Jobs.';
`
  expect(rules(view, 'db/functions/60_report/jobs.sql')).toEqual([])
  expect(rules(view, 'db/functions/60_report/job.sql')).toEqual(['name'])
  expect(
    rules('grant usage on schema lockstep to x;\n', 'db/functions/99_rights/grants.sql'),
  ).toEqual([])
  expect(rules('create table x ();\n', 'db/functions/99_rights/grants.sql')).toEqual(['name'])
})
