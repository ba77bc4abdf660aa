import { describe, expect, it } from 'vitest'
import { bareSql, lineOf, statementsOf } from './script.ts'

const texts = (text: string) => statementsOf(text).map((statement) => statement.text)

describe('statementsOf', () => {
  it('splits at semicolons', () => {
    expect(texts('select 1; select 2;\n')).toEqual(['select 1;', 'select 2;'])
  })

  it('leaves semicolons in quotes, dollars and comments alone', () => {
    const text = `select ';', ";", $a$;$a$, $$;$$, E'\\';' /* ; */; -- ;\nselect 2`
    expect(texts(text)).toHaveLength(2)
  })

  it('begins a statement behind the comment above it', () => {
    const [first] = statementsOf('-- what it is\n\nselect 1;')
    expect(first).toEqual({ text: 'select 1;', offset: 15 })
  })

  it('is nothing for comments and empty statements', () => {
    expect(texts('-- nothing\n;;\n/* here */')).toEqual([])
  })

  it('leaves a file with a body in plain SQL whole', () => {
    const text = 'create function f() returns int language sql begin atomic select 1; end; select 2'
    expect(texts(text)).toEqual([text])
  })
})

it('bareSql keeps every character in its place', () => {
  const text = "a 'b\nc' -- d\ne"
  expect(
    bareSql(text)
      .split('\n')
      .map((line) => line.trimEnd()),
  ).toEqual(['a', '', 'e'])
  expect(bareSql(text)).toHaveLength(text.length)
})

it('lineOf counts from 1', () => {
  expect(lineOf('a\nb\nc', 0)).toBe(1)
  expect(lineOf('a\nb\nc', 4)).toBe(3)
})
