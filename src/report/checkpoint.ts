/** Where entities stand, for people. */
import type { Checkpoint, LedgerCounts } from '../db/shapes.ts'
import type { Output } from '../output.ts'
import { type Column, counted, grouped } from '../table.ts'

/** Seconds without a sync after which an entity is stale. */
export const WEEK = 7 * 86_400

const timeText = (at: Date | null): string =>
  at === null ? '' : at.toISOString().slice(0, 19).replace('T', ' ')

const ageText = (at: Date): string => {
  const hours = Math.floor((Date.now() - at.getTime()) / 3_600_000)
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`
}

/** What the database knows, and that it was long ago. */
export const reasons = (
  { stale, lastSyncedAt }: Checkpoint,
  olderThan: number,
): readonly string[] => {
  const isOld = lastSyncedAt !== null && Date.now() - lastSyncedAt.getTime() > olderThan * 1000
  return isOld ? [...stale, `no sync for ${ageText(lastSyncedAt)}`] : stale
}

const openText = ({ openRun, openStatus, openSegments, openSegmentsDone }: Checkpoint): string =>
  openRun === null ? '' : `run ${openRun} ${openStatus} ${openSegmentsDone}/${openSegments}`

interface Standing extends Checkpoint {
  readonly why: string
}

/** A row for each entity. */
export const columns: readonly Column<Standing>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'last sync', value: ({ lastSyncedAt }) => timeText(lastSyncedAt) },
  { title: 'last whole sync', value: ({ lastWholeAt }) => timeText(lastWholeAt) },
  { title: 'watermark', value: ({ watermarkSince }) => timeText(watermarkSince) },
  {
    title: 'about rows',
    value: ({ ledgerRows }) => (ledgerRows === null ? '' : grouped(ledgerRows)),
    isNumber: true,
  },
  { title: 'open segments', value: openText },
  { title: 'stale', value: ({ why }) => why },
]

/** All about one. */
export const checkpointText = (
  checkpoint: Checkpoint & { readonly ledger: LedgerCounts },
  out: Output,
): string => {
  const { ledger, lastRun, lastSyncedAt, lastWholeRun, lastWholeAt, watermarkSince } = checkpoint
  const pass = (run: bigint | null, at: Date | null) =>
    run === null ? 'none' : `run ${run}, ${timeText(at)} UTC`
  const { rows, gone, settled, unresolved, adopted } = ledger
  const why = reasons(checkpoint, WEEK)
  return [
    out.yellow(checkpoint.entity),
    `  last sync         ${pass(lastRun, lastSyncedAt)}`,
    `  last whole sync   ${pass(lastWholeRun, lastWholeAt)}`,
    `  watermark         ${watermarkSince === null ? 'none' : `${timeText(watermarkSince)} UTC`}`,
    `  ledger            ${counted(rows, 'row')}, ${grouped(gone)} to be dealt with as gone, ${grouped(unresolved)} incomplete, ${grouped(adopted)} adopted; ${grouped(settled)} keys of rows that are gone`,
    `  open segments     ${openText(checkpoint) || 'none'}`,
    ...(why.length > 0 ? [`  ${out.yellow(`stale: ${why.join(', ')}`)}`] : []),
  ].join('\n')
}
