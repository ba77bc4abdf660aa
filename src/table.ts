/** Numbers and tables for people. */

/** `1204318` as `1 204 318`. */
export const grouped = (value: bigint | number | string): string =>
  `${value}`.replace(/\B(?=(\d{3})+(?!\d))/g, ' ')

/** `1 row`, `1 204 rows`. */
export const counted = (count: bigint | number, one: string, many: string = `${one}s`): string =>
  `${grouped(count)} ${BigInt(count) === 1n ? one : many}`

/** Seconds as people say them: `0.21 s`, `2.4 s`, `3 min 20 s`, `1 h 05 min`. */
export const duration = (seconds: number): string => {
  if (seconds < 1) return `${seconds.toFixed(2)} s`
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)]
  if (hours > 0) return `${hours} h ${String(minutes).padStart(2, '0')} min`
  return `${minutes} min ${whole % 60} s`
}

/** One column of a table. */
export interface Column<Row> {
  readonly title: string
  readonly value: (row: Row) => string
  readonly isNumber?: boolean
  /** To be read letter by letter, as keys and commands are. */
  readonly isCode?: boolean
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes take no room
const ANSI = /\u001b\[\d+m/g

/** Characters that a text takes on a terminal. */
export const width = (text: string): number => [...text.replace(ANSI, '')].length

const padded = (text: string, to: number, isNumber: boolean) => {
  const space = ' '.repeat(Math.max(0, to - width(text)))
  return isNumber ? space + text : text + space
}

/** A table with titles; numbers to the right; two spaces between columns; nothing at the line's end. */
export const table = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string => {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ value }) => value(row).replaceAll('\n', ' '))),
  ]
  const widths = columns.map((_, index) =>
    Math.max(...cells.map((line) => width(line[index] ?? ''))),
  )
  return cells
    .map((line) =>
      line
        .map((cell, index) => padded(cell, widths[index] ?? 0, columns[index]?.isNumber ?? false))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A cell of a Markdown table. What looks like a tag is none, and a bar does not end the cell. */
const markdownCell = (text: string, isCode: boolean | undefined): string => {
  const line = text.replaceAll('\n', ' ').replaceAll('|', '\\|')
  if (!isCode) return line.replaceAll('<', '&lt;')
  if (line.includes('`')) return `\`\` ${line} \`\``
  return line && `\`${line}\``
}

/** The same as Markdown. */
export const markdownTable = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(columns.map(({ title }) => title)),
    `|${columns.map(({ isNumber }) => (isNumber ? '--:' : '---')).join('|')}|`,
    ...rows.map((row) =>
      line(columns.map(({ value, isCode }) => markdownCell(value(row), isCode))),
    ),
  ].join('\n')
}
