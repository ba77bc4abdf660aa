/** Clears both sides and lays the tables and the mapping of an episode. */

import { READER } from '../lib/source.ts'
import { repairSql } from './changes.ts'
import type { Entity, Plan } from './plan.ts'
import type { Stage } from './stage.ts'
import { farPlot, mappingSql, nearPlot, nearTable } from './tables.ts'
import { id } from './text.ts'

/** As if nothing had ever been synced. Entities of a circle go at once, which drop_entity refuses. */
const FORGET = `
  do $do$
  declare
    v_name text;
  begin
    for v_name in select e.name || v.part from lockstep_state.entity as e,
      (values ('_projection'), ('_source')) as v (part) loop
      execute format('drop view if exists lockstep_mapping.%I cascade', v_name);
    end loop;
    for v_name in select e.name from lockstep_state.entity as e loop
      execute format('drop table if exists lockstep_ledger.%I cascade', v_name);
    end loop;
  end;
  $do$;
  delete from lockstep_state.entity;
  drop schema if exists app cascade;
  create schema app;
  truncate lockstep_state.run, lockstep_state.run_entity, lockstep_state.segment,
    lockstep_state.difference, lockstep_state.reject, lockstep_state.overwritten,
    lockstep_state.log, fault.write, fault.attempt, fault.checkpoint, fault.known, fault.synced restart identity cascade;
`

/** Lays an episode. */
export const lay = async ({ far, near, admin, disk }: Stage, plan: Plan): Promise<void> => {
  await admin`checkpoint`
  await far
    .unsafe(`drop schema public cascade; create schema public; grant usage on schema public to ${READER};
      ${farPlot(plan)}
      ${plan.entities.map((entity) => repairSql(plan, entity)).join('\n')}
      grant select on all tables in schema public to ${READER}; analyze; checkpoint;`)
    .simple()
  await near.unsafe(FORGET).simple()
  await near`select lockstep.import_link('legacy')`
  await near.begin(async (sql) => {
    await sql.unsafe(`${disk.settings} ${nearPlot(plan)} ${mappingSql(plan)}`).simple()
  })
}

/** The rows of the target as they stand before a sync. */
export const beforeTable = (entity: Entity): string => `fault.${id(`before ${entity.name}`)}`

/** Their ledger then, but for a note that says of the source, and not of the target. */
export const beforeLedger = (entity: Entity): string => `fault.${id(`ledger ${entity.name}`)}`

/** Remembers the target as it is, for the oracle. */
export const remember = async ({ near }: Stage, plan: Plan): Promise<void> => {
  const parts = plan.entities.map(
    (entity) => `drop table if exists ${beforeTable(entity)};
      create table ${beforeTable(entity)} as
      select jsonb_build_array(${entity.origin.map((name) => `t.${id(name)}::text`).join(', ')}) as k,
        concat_ws(chr(10), ${entity.targetKey.map((name) => `t.${id(name)}::text`).join(', ')}) as tk,
        t.own = 'extra' as is_extra, to_jsonb(t) as row
      from ${nearTable(entity)} as t;
      analyze ${beforeTable(entity)};
      drop table if exists ${beforeLedger(entity)};
      create table ${beforeLedger(entity)} as
      select to_jsonb(l) - '{gone_at,target_version}'::text[] as row from lockstep_ledger.${entity.name} as l;`,
  )
  await near
    .unsafe(`${parts.join('\n')} truncate fault.write, fault.attempt, fault.checkpoint, fault.mark;
    insert into fault.mark select
      (select coalesce(max(o.id), 0) from lockstep_state.overwritten as o),
      (select coalesce(max(r.id), 0) from lockstep_state.run as r);`)
    .simple()
}
