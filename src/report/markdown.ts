/** A run's report as Markdown. */
import type { Report } from '../db/shapes.ts'
import { errorText, sectionsOf, stateLine, verdict } from './sections.ts'
import { markdownSection } from './sheet.ts'

/** The whole report. */
export const markdownReport = (report: Report): string => {
  const error = errorText(report)
  return [
    `# lockstep ${report.kind}, run ${report.run}`,
    `${verdict(report)} ${stateLine(report)}`,
    ...(error ? [`Error: ${error}`] : []),
    ...sectionsOf(report).map(markdownSection),
  ].join('\n\n')
}
