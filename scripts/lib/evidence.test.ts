import { expect, test } from 'vitest'
import { expectedChanges, foundChanges } from './evidence.ts'
import { sampleNamed, sampleNames } from './samples.ts'

test.each(sampleNames)('the changes of %s add up', (name) => {
  const sample = sampleNamed(name)
  if (!sample) throw new Error(`no sample ${name}`)
  const { all, ...entities } = Object.fromEntries(expectedChanges(sample))
  const total = { insert: 0, update: 0, conflict: 0, drift: 0, missing: 0, delete: 0 }
  for (const counts of Object.values(entities)) {
    for (const state of Object.keys(total) as (keyof typeof total)[]) total[state] += counts[state]
  }
  expect(Object.keys(entities).length).toBeGreaterThan(5)
  expect(total).toEqual(all)
})

test('entities in step are left out of what was found', () => {
  const none = { insert: '0', update: '0', conflict: '0', drift: '0', missing: '0', delete: '0' }
  const found = foundChanges([
    { entity: 'still', ...none, unchanged: '7' },
    { entity: 'moved', ...none, update: '2' },
  ])
  expect([...found.keys()]).toEqual(['moved'])
  expect(found.get('moved')).toMatchObject({ update: 2, delete: 0 })
})
