import { expect, test } from 'vitest'
import { checkErrors, type Sources } from './check-errors.ts'

const raising = (code: string) => `begin raise exception using errcode = '${code}', hint = 'x'; end`

const good: Sources = {
  sql: [
    { path: 'a.sql', text: raising('LSE01') },
    { path: 'b.sql', text: "-- errcode = 'LSE01'\nexception when sqlstate 'LSE01' then raise;" },
    { path: 'c.sql', text: "perform lockstep_private.refuse_key('LSK01', 'x');" },
  ],
  code: [{ path: 'c.ts', text: "throw new LockstepError('LSK05', 'no target', 'set it')" }],
  tests: [{ path: 't.sql', text: "throws_ok('x', 'LSE01') LSK01 LSK05" }],
  docs: { path: 'docs/errors.md', text: '| `LSE01` | x |\n| LSK01 | x |\n| `LSK05` | x |\n' },
}

const messages = (change: Partial<Sources>) =>
  checkErrors({ ...good, ...change }).map((p) => p.message)

test('a kept contract has no problem', () => {
  expect(checkErrors(good)).toEqual([])
})

test('a code raised twice is found, in SQL and TypeScript', () => {
  const sql = [...good.sql, { path: 'd.sql', text: raising('LSK05') }]
  expect(messages({ sql })).toEqual(['LSK05 is also raised in d.sql:1'])
})

test('a code that is only caught is found', () => {
  const code = [...good.code, { path: 'd.ts', text: "if (error.code === 'LSX09') retry()" }]
  expect(messages({ code })).toEqual(['LSX09 is used but never raised'])
})

test('a code without a test is found', () => {
  expect(messages({ tests: [] })).toHaveLength(3)
})

test('a code without a row in the docs is found, and a row without a code', () => {
  const docs = { path: 'docs/errors.md', text: '| LSE01 | x |\n| LSK01 | x |\n| LSZ01 | x |\n' }
  expect(messages({ docs })).toEqual([
    'LSK05 has no row in docs/errors.md',
    'LSZ01 is explained but never raised',
  ])
})
