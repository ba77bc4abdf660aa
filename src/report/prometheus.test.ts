import { expect, it } from 'vitest'
import { prometheusText } from './prometheus.ts'

const metric = (name: string, labels: Record<string, string>, value: number) =>
  ({ name, labels, value, type: 'gauge', help: 'Back\\slash,\nnew line.' }) as const

it('keeps measures of one name together, behind what they mean, and escapes', () => {
  const text = prometheusText([
    metric('b', { z: 'a "b" \\ c\nd', a: '1' }, 0.5),
    metric('a', {}, 1_763_797_200.123),
    metric('b', {}, 0),
  ])
  expect(text.split('\n')).toEqual([
    '# HELP b Back\\\\slash,\\nnew line.',
    '# TYPE b gauge',
    'b{a="1",z="a \\"b\\" \\\\ c\\nd"} 0.5',
    'b 0',
    '# HELP a Back\\\\slash,\\nnew line.',
    '# TYPE a gauge',
    'a 1763797200.123',
  ])
})
