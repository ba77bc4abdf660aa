import { expect, it } from 'vitest'
import { createRedraw } from './redraw.ts'

it('draws over what it drew, within the width, colours aside, and cleans up', () => {
  const written: string[] = []
  const redraw = createRedraw({ columns: 6, write: (text) => void written.push(text) })
  redraw.draw(['1234567', '\u001b[31m12\u001b[0m3456789'])
  redraw.draw(['█'])
  redraw.clear()
  redraw.clear()
  expect(written).toEqual([
    '12345\n\u001b[31m12\u001b[0m345\n',
    '\u001b[2A\u001b[0J',
    '█\n',
    '\u001b[1A\u001b[0J',
  ])
})
