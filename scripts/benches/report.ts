/** A page with plots and figures that needs nothing else: no network, no script. */
import { median, type Verdict } from './figures.ts'
import { inGroups, type Plot, plotsOf, seconds } from './plots.ts'
import type { Result } from './result.ts'

const STYLE = `
  :root { color-scheme: light dark; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif;
    background: Canvas; color: CanvasText; }
  figure { margin: 2rem 0; }
  figcaption { font-weight: 600; margin-bottom: 0.5rem; }
  svg { max-width: 100%; height: auto; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: 0.2rem 0.7rem; border-bottom: 1px solid GrayText; text-align: left; vertical-align: top; }
  .number { text-align: right; white-space: nowrap; }
`

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

const figure = ({ title, svg, words }: Plot): string => `
  <figure>
    <figcaption>${escaped(title)}</figcaption>
    <div role="img" aria-label="${escaped(`${title}. ${words}`)}">${svg}</div>
  </figure>`

type Cell = string | { readonly number: string }

const table = (heads: readonly Cell[], rows: readonly (readonly Cell[])[]): string => {
  const cell = (tag: 'th' | 'td', one: Cell) =>
    typeof one === 'string'
      ? `<${tag}>${escaped(one)}</${tag}>`
      : `<${tag} class="number">${escaped(one.number)}</${tag}>`
  const line = (tag: 'th' | 'td', cells: readonly Cell[]) =>
    `<tr>${cells.map((one) => cell(tag, one)).join('')}</tr>`
  return `
  <div class="scroll"><table>
    <thead>${line('th', heads)}</thead>
    <tbody>${rows.map((cells) => line('td', cells)).join('\n    ')}</tbody>
  </table></div>`
}

const number = (text: string | number | undefined): Cell => ({ number: String(text ?? '–') })

const measuredTable = (results: readonly Result[]): string =>
  table(
    [
      ...['work', 'who'],
      ...['rows', 'rounds', 'time', 'lowest', 'highest', 'in the database'].map(number),
      ...['runner, MB', 'source, MB', 'target, MB'].map(number),
    ],
    results.flatMap(({ about, rows, measured }) =>
      measured.map((one) => [
        about,
        one.name,
        number(inGroups(one.rows ?? rows)),
        number(one.seconds.length),
        number(seconds(median(one.seconds))),
        number(seconds(Math.min(...one.seconds))),
        number(seconds(Math.max(...one.seconds))),
        number(one.work && seconds(median(one.work))),
        number(one.megabytes.runner),
        number(one.megabytes.source),
        number(one.megabytes.target),
      ]),
    ),
  )

const shown = (value: number, unit: Verdict['unit']): string =>
  unit === 'MB' ? `${value} MB` : `${value.toFixed(3)}${unit && ` ${unit}`}`

const outcome = ({ isReached }: Verdict): string => {
  if (isReached === undefined) return 'no goal'
  return isReached ? '✓ reached' : '✗ not reached'
}

const goalTable = (results: readonly Result[]): string =>
  table(
    ['work', number('rows'), 'what', number('measured'), number('goal: at most'), 'outcome'],
    results.flatMap(({ about, rows, verdicts }) =>
      verdicts.map((verdict) => [
        about,
        number(inGroups(rows)),
        verdict.about,
        number(shown(verdict.measured, verdict.unit)),
        number(verdict.most === undefined ? undefined : shown(verdict.most, verdict.unit)),
        outcome(verdict),
      ]),
    ),
  )

const notes = (results: readonly Result[]): string =>
  [...new Map(results.flatMap(({ about, note }) => (note ? [[about, note] as const] : [])))]
    .map(([about, note]) => `<p>${escaped(`${about}: ${note}`)}</p>`)
    .join('\n  ')

const span = (values: readonly string[]): string => {
  const sorted = [...new Set(values)].toSorted()
  const [first = '', last = ''] = [sorted[0], sorted.at(-1)]
  return first === last ? first : `${first} to ${last}`
}

/** All results on one page. */
export const reportPage = (results: readonly Result[]): string => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>lockstep: how fast it is</title>
  <style>${STYLE}</style>
</head>
<body>
  <h1>How fast lockstep is</h1>
  <p>Measured on ${span(results.map(({ at }) => at.slice(0, 10)))}, on ${span(results.map(({ cores }) => String(cores)))} cores
  that source, target and everybody who works share. Everybody took turns on the same data, each round in the other
  direction. Times are medians of whole processes, ratios medians of the ratios of each round.</p>
  <h2>Plots</h2>${plotsOf(results).map(figure).join('')}
  <h2>Goals</h2>${goalTable(results)}
  <h2>Figures</h2>
  <p>Memory is the most at once: of the whole process for the runner, without shared buffers for one backend of the
  source and of the target.</p>${measuredTable(results)}
  ${notes(results)}
</body>
</html>
`
