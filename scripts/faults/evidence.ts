/** What is needed to look into a failure: kept in a folder. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import type { Episode } from './episode.ts'
import type { Stage } from './stage.ts'
import { farPlot, farTable, mappingSql, nearPlot, nearTable } from './tables.ts'

const dump = async (sql: Sql, query: string) => {
  const rows = await sql.unsafe(`select to_jsonb(x)::text as line from (${query}) as x limit 20000`)
  return `${rows.map(({ line }) => line).join('\n')}\n`
}

const STATE = ['run', 'run_entity', 'segment', 'reject', 'log', 'overwritten'] as const

/** Writes schema, mapping, both sides and lockstep's state to a new folder; returns its path. */
export const keepEvidence = async (stage: Stage, episode: Episode): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-fault-'))
  const keep = (name: string, text: string) => writeFileSync(join(folder, name), text)
  const { plan, differences, struck, last } = episode
  keep('differences.json', JSON.stringify({ differences, struck }, null, 1))
  keep('plan.json', JSON.stringify(plan, null, 1))
  keep('source.sql', farPlot(plan))
  keep('target.sql', nearPlot(plan))
  keep('mapping.sql', mappingSql(plan))
  for (const side of ['source', 'target'] as const) {
    const log = readFileSync(join(stage[side].cluster.home, 'server.log'), 'utf8')
    keep(`${side}.log`, log.slice(-200_000))
  }
  keep('last.txt', `${last?.code}\n${last?.stderr}\n${last?.stdout}`)
  for (const entity of plan.entities) {
    keep(
      `source-${entity.name}.jsonl`,
      await dump(stage.far, `select * from ${farTable(entity)} order by n`),
    )
    keep(
      `target-${entity.name}.jsonl`,
      await dump(stage.near, `select * from ${nearTable(entity)}`),
    )
    keep(
      `ledger-${entity.name}.jsonl`,
      await dump(stage.near, `select * from lockstep_ledger.${entity.name}`),
    )
  }
  for (const table of STATE) {
    keep(`${table}.jsonl`, await dump(stage.near, `select * from lockstep_state.${table}`))
  }
  return folder
}
