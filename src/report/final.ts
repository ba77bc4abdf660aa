/** Whether everything can be signed off, as tables and as Markdown. */
import type { FinalEntity, FinalReport, MutedFinding, SourceTable, Step } from '../db/readiness.ts'
import { type Column, grouped } from '../table.ts'
import { domainSections, findingSection, rejectSection } from './sections.ts'
import { markdownSection, type Section, section } from './sheet.ts'

/** `2026-01-31 12:00`, in UTC. */
const minute = (time: string) => new Date(time).toISOString().slice(0, 16).replace('T', ' ')

/** Which run, and when. */
const passed = (run: string | null, at: string | null) =>
  run === null || at === null ? 'never' : `run ${run}, ${minute(at)}`

const sumColumns: readonly Column<FinalEntity>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'target', value: ({ target }) => target },
  {
    title: 'source = synced + rejected + excluded',
    value: ({ source_rows, synced, rejected, excluded }) =>
      source_rows === null
        ? 'not known'
        : `${grouped(source_rows)} = ${[synced, rejected, excluded].map((n) => grouped(n ?? '0')).join(' + ')}`,
    isNumber: true,
  },
  {
    title: 'not accounted for',
    value: ({ unaccounted }) => grouped(unaccounted ?? ''),
    isNumber: true,
  },
  { title: 'open rejects', value: ({ open_rejects }) => grouped(open_rejects), isNumber: true },
  { title: 'set aside', value: ({ set_aside }) => grouped(set_aside), isNumber: true },
]

const proofColumns: readonly Column<FinalEntity>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'last sync', value: ({ sync_run, sync_at }) => passed(sync_run, sync_at) },
  {
    title: 'last full comparison',
    value: ({ comparison_run, comparison_at, is_deep }) =>
      `${passed(comparison_run, comparison_at)}${is_deep ? ', deep' : ''}`,
  },
  { title: 'differing', value: ({ differing }) => grouped(differing ?? ''), isNumber: true },
  {
    title: 'last validation',
    value: ({ validation_run, validation_at, is_sampled }) =>
      `${passed(validation_run, validation_at)}${is_sampled ? ', a sample' : ''}`,
  },
  {
    title: 'errors',
    value: ({ validation_run, errors }) => (validation_run === null ? '' : grouped(errors)),
    isNumber: true,
  },
]

/** Where its rows are now, or that nobody asked for them. */
const fateOf = ({ rows_go_to, read_by }: SourceTable) => {
  if (rows_go_to.length > 0) return rows_go_to.join(', ')
  return read_by.length > 0 ? 'looked up only' : 'not read'
}

const tableColumns: readonly Column<SourceTable>[] = [
  { title: 'table', value: ({ source_table }) => source_table },
  { title: 'about', value: ({ estimated_rows }) => grouped(estimated_rows), isNumber: true },
  { title: 'rows go to', value: fateOf },
  { title: 'looked up by', value: ({ read_by }) => read_by.join(', ') },
  { title: 'columns not read', value: ({ unread_columns }) => unread_columns.join(', ') },
]

const stepColumns: readonly Column<Step>[] = [
  { title: 'do', value: ({ command }) => command, isCode: true },
  { title: 'why', value: ({ why }) => why },
  { title: 'needed', value: ({ level }) => (level === 'error' ? 'yes' : 'recommended') },
]

const mutedColumns: readonly Column<MutedFinding>[] = [
  { title: 'finding', value: ({ key }) => key, isCode: true },
  { title: 'reason', value: ({ reason }) => reason },
  { title: 'since', value: ({ muted_at }) => minute(muted_at) },
]

/** All parts. */
export const finalSections = (final: FinalReport): readonly Section[] => [
  section('Next steps', stepColumns, final.steps, 'Nothing is left to do.'),
  section('Every row accounted for', sumColumns, final.entities),
  ...domainSections(final.domains),
  section('Proofs', proofColumns, final.entities),
  section('Tables of the source', tableColumns, final.tables),
  findingSection('Open', final.open),
  rejectSection(final.rejects),
  findingSection('Doctor', final.doctor),
  section('Muted findings', mutedColumns, final.muted),
]

/** `ready` or not, as a sentence. */
export const finalVerdict = ({ ready, verdict, muted }: FinalReport): string => {
  const but = muted.length > 0 ? ` Findings that somebody muted: ${muted.length}.` : ''
  const rest = verdict.replace(/^not ready: /, '')
  return `${ready ? 'Everything is **ready**.' : `It is **not ready**: ${rest}.`}${but}`
}

/** The whole, as Markdown. */
export const markdownFinal = (final: FinalReport): string =>
  [
    '# lockstep: final report',
    `${finalVerdict(final)} As of ${minute(final.at)} UTC, lockstep ${final.version ?? ''}.`,
    ...finalSections(final).map(markdownSection),
  ].join('\n\n')
