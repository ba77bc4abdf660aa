import { describe, expect, it } from 'vitest'
import { texts } from './line.ts'

describe('arrays of text', () => {
  it.each([
    [[]],
    [['a', 'b c']],
    [['', 'NULL', 'null']],
    [['with, comma', '{braces}', 'a "quoted" one', 'back\\slash', "it's", 'ünïcode', 'two\nlines']],
  ])('come back as they went: %j', (words) => {
    expect(texts.parse(texts.serialize(words))).toEqual(words)
  })

  it('are read as the server writes them', () => {
    expect(texts.parse('{a,"b c","d\\"e","f\\\\g",""}')).toEqual(['a', 'b c', 'd"e', 'f\\g', ''])
  })
})
