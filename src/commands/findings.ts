/** How findings are shown: doctor, link check, entity check. */
import type { Context } from '../context.ts'
import type { Finding } from '../db/shapes.ts'
import { EXIT } from '../errors.ts'
import { findingTable } from '../report/text.ts'
import { counted } from '../table.ts'

/** Prints findings; exit code 1 if any of them is more than information. */
export const showFindings = (
  { out, finish }: Context,
  findings: readonly Finding[],
  healthy: string,
): void => {
  const serious = findings.filter(({ level }) => level !== 'info').length
  const verdict = serious === 0 ? out.good(healthy) : out.bad(counted(serious, 'finding'))
  const list = findings.length > 0 ? `${findingTable(findings, out)}\n` : ''
  out.result({ healthy: serious === 0, findings }, `${list}${verdict}`)
  finish(serious === 0 ? EXIT.inStep : EXIT.outOfStep)
}
