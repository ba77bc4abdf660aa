import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tallyOfProve, tallyOfVitest } from './lib/tally.ts'

test('pg_prove: passed, failed, and a file that breaks off', () => {
  const good = 'All tests successful.\nFiles=2, Tests=9,  0 wallclock secs\nResult: PASS\n'
  expect(tallyOfProve({ code: 0, output: good })).toEqual({ passed: 9, failed: 0, failures: [] })

  const bad = `Test Summary Report
a.sql (Wstat: 0 Tests: 9 Failed: 4)
  Failed tests:  2-4, 7
b.sql (Wstat: 768 (exited 3) Tests: 2 Failed: 0)
  Parse errors: Bad plan.
Files=2, Tests=11,  0 wallclock secs
Result: FAIL
`
  expect(tallyOfProve({ code: 1, output: bad })).toEqual({
    passed: 7,
    failed: 5,
    failures: ['a.sql Failed tests:  2-4, 7', 'b.sql Parse errors: Bad plan.'],
  })
})

test('pg_prove that cannot start is one failure', () => {
  expect(tallyOfProve({ code: 2, output: '' })).toEqual({
    passed: 0,
    failed: 1,
    failures: ['pg_prove'],
  })
})

test('vitest: passed, failed, and a file that cannot be loaded', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-tally-'))
  const path = join(folder, 'report.json')
  const file = (name: string, status: string, ...tests: string[]) => ({
    name,
    status,
    assertionResults: tests.map((result, n) => ({ status: result, fullName: `test ${n}` })),
  })
  const testResults = [
    file('a', 'failed', 'passed', 'failed'),
    file('b', 'passed', 'passed'),
    file('c', 'failed'),
  ]
  writeFileSync(path, JSON.stringify({ testResults }))
  expect(tallyOfVitest(path, 1)).toEqual({
    passed: 2,
    failed: 2,
    failures: ['a test 1', 'c'],
  })
  rmSync(folder, { recursive: true })
})
