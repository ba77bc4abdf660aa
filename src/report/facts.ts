/** The facts of an analysis, whatever they are, one by one. */
import type { Analysis } from '../db/shapes.ts'

/** One of them. */
export interface Fact {
  readonly entity: string
  readonly fact: string
  readonly value: string
}

const isNested = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const factsIn = (entity: string, fact: string, value: unknown): readonly Fact[] => {
  if (!isNested(value)) return [{ entity, fact, value: String(value ?? '') }]
  return Object.entries(value).flatMap(([name, part]) => {
    const place = Array.isArray(value) ? `${Number(name) + 1}` : name
    return factsIn(entity, fact ? `${fact}.${place}` : place, part)
  })
}

/** Facts within facts are called by the names of both. */
export const factsOf = ({ entity, facts }: Analysis): readonly Fact[] => factsIn(entity, '', facts)
