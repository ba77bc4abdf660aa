/** The facts of an analysis, whatever they are. */
import type { Analysis } from '../db/shapes.ts'
import { type Column, grouped } from '../table.ts'
import { type Section, section } from './sheet.ts'

/** One of them. */
export interface Fact {
  readonly entity: string
  readonly fact: string
  readonly value: string
}

type Facts = Readonly<Record<string, unknown>>

const isNested = (value: unknown): value is Facts => typeof value === 'object' && value !== null

const factsIn = (entity: string, fact: string, value: unknown): readonly Fact[] => {
  if (!isNested(value)) return [{ entity, fact, value: String(value ?? '') }]
  return Object.entries(value).flatMap(([name, part]) => {
    const place = Array.isArray(value) ? `${Number(name) + 1}` : name
    return factsIn(entity, fact ? `${fact}.${place}` : place, part)
  })
}

/** One by one; facts within facts are called by the names of both. */
export const factsOf = ({ entity, facts }: Analysis): readonly Fact[] => factsIn(entity, '', facts)

interface Line {
  readonly entity: string
  readonly facts: Facts
}

const words = (name: string) => name.replaceAll('_', ' ')

const text = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (isNested(value)) return JSON.stringify(value)
  return /^\d+$/.test(String(value)) ? grouped(String(value)) : String(value)
}

const isNumeric = (value: unknown) => /^[\d ]*$/.test(text(value))

/** A column for each name that any line has. */
const linesSection = (title: string, lines: readonly Line[]): Section => {
  const names = [...new Set(lines.flatMap(({ facts }) => Object.keys(facts)))]
  const columns: readonly Column<Line>[] = [
    { title: 'entity', value: ({ entity }) => entity },
    ...names.map((name) => ({
      title: words(name),
      value: ({ facts }: Line) => text(facts[name]),
      isNumber: lines.every(({ facts }) => isNumeric(facts[name])),
    })),
  ]
  return section(title, columns, lines)
}

/** What an entity has under a name: itself if it is no group, each part of a list. */
const linesOf = ({ entity, facts }: Analysis, name: string): readonly Line[] => {
  const value = facts[name]
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value]
  return parts.filter(isNested).map((part) => ({ entity, facts: part }))
}

/** A table of single facts, and one for each group or list of facts. */
export const factSections = (analysis: readonly Analysis[]): readonly Section[] => {
  const names = [...new Set(analysis.flatMap(({ facts }) => Object.keys(facts)))]
  const groups = names.filter((name) => analysis.some(({ facts }) => isNested(facts[name])))
  const single = analysis.map(({ entity, facts }) => ({
    entity,
    facts: Object.fromEntries(Object.entries(facts).filter(([name]) => !groups.includes(name))),
  }))
  return [
    ...(names.length > groups.length ? [linesSection('Analysis', single)] : []),
    ...groups.map((name) =>
      linesSection(
        `Analysis: ${words(name)}`,
        analysis.flatMap((entity) => linesOf(entity, name)),
      ),
    ),
  ]
}
