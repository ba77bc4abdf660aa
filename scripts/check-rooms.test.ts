import { expect, test } from 'vitest'
import { checkRooms, withTrueHeaders } from './check-rooms.ts'

const file = (path: string, calls = '', body = '') => ({
  path: `db/functions/${path}.sql`,
  text: `-- room: x    audience: public    calls: ${calls}\n${body}\n`,
})

const house = [
  file('00_kernel/_name_list'),
  file('20_entity/_entity_get'),
  file('30_compare/compare'),
  file('40_apply/_upsert_sql'),
  file('60_report/entities'),
  file('80_control/_log'),
]

const messages = (...files: ReturnType<typeof file>[]) =>
  checkRooms([...house, ...files]).map((p) => p.message)

test('its own room, the kernel, entity and log may be called', () => {
  const body = `select lockstep_private.name_list(), lockstep_private.entity_get(),
    lockstep_private.upsert_sql(), lockstep_private.log()`
  expect(messages(file('40_apply/apply', 'name_list, entity_get, upsert_sql, log', body))).toEqual(
    [],
  )
})

test('another room may not be called, not even from generated SQL', () => {
  const body = '$sql$ select lockstep.compare() $sql$'
  expect(messages(file('40_apply/apply', 'compare', body))).toEqual([
    'apply/apply calls compare/compare',
  ])
})

test('a call may be allowed by name', () => {
  const files = [...house, file('40_apply/apply', 'compare', 'lockstep.compare()')]
  expect(checkRooms(files, { 'apply -> compare': 'because' })).toEqual([])
})

test('the control room composes the others, but does not lean on report', () => {
  const body = 'lockstep.compare() lockstep_private.upsert_sql()'
  expect(messages(file('80_control/step', 'compare, upsert_sql', body))).toEqual([])
  expect(messages(file('80_control/step', 'entities', 'from lockstep.entities'))).toEqual([
    'control/step calls report/entities',
  ])
})

test('a private name in a string is SQL, a public one may be a hint', () => {
  const body = `hint = 'Call lockstep.compare().'; execute 'select lockstep_private.upsert_sql()'`
  expect(messages(file('20_entity/x', 'upsert_sql', body))).toEqual([
    'entity/x calls apply/_upsert_sql',
  ])
})

test('comments and catalog comments are no calls', () => {
  const body = `-- lockstep.compare()\ncomment on function lockstep.apply is 'Like lockstep.compare.';`
  expect(messages(file('40_apply/apply', '', body))).toEqual([])
})

test('a header that does not tell the truth is found', () => {
  expect(messages(file('40_apply/apply', 'upsert_sql', 'lockstep_private.entity_get()'))).toEqual([
    'header says upsert_sql, which is not called',
    'header does not say entity_get',
  ])
})

test('headers can be written, in the order of the calls', () => {
  const body = 'lockstep_private.upsert_sql() lockstep_private.entity_get()'
  const fixed = withTrueHeaders([...house, file('40_apply/apply', 'nonsense', body)])
  expect(fixed.map(({ text }) => text.split('\n')[0])).toEqual([
    '-- room: x    audience: public    calls: upsert_sql entity_get',
  ])
  expect(withTrueHeaders(house)).toEqual([])
})
