/** A table as text, whatever it is of: what Markdown, HTML and CSV have in common. */
import { type Column, markdownTable } from '../table.ts'

type Line = readonly string[]

/** Titles and cells. */
export interface Sheet {
  readonly columns: readonly Column<Line>[]
  readonly rows: readonly Line[]
}

/** A part of a report. */
export interface Section {
  readonly title: string
  readonly sheet: Sheet
  /** What it says when there is no row. */
  readonly none: string
}

/** The cells of some rows. */
export const sheetOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Sheet => ({
  columns: columns.map((column, index) => ({ ...column, value: (line) => line[index] ?? '' })),
  rows: rows.map((row) => columns.map(({ value }) => value(row))),
})

/** A part with a table. */
export const section = <Row>(
  title: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  none = 'None.',
): Section => ({ title, sheet: sheetOf(columns, rows), none })

/** The same as Markdown. */
export const markdownSection = ({ title, sheet, none }: Section): string =>
  `## ${title}\n\n${sheet.rows.length > 0 ? markdownTable(sheet.columns, sheet.rows) : none}`
