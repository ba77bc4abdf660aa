import { describe, expect, it } from 'vitest'
import { isOfServers, isRetryable } from './advice.ts'
import { atPlace, exitCodeOf, LockstepError, oneLine, toLockstepError } from './errors.ts'

const failure = (facts: object, message = 'it broke') => Object.assign(new Error(message), facts)

describe('exitCodeOf', () => {
  it.each([
    ['LSK05', 2],
    ['LSL05', 2],
    ['LSE05', 2],
    ['LSC05', 3],
    ['LSD05', 3],
    ['LSA05', 4],
    ['LSJ04', 4],
    ['LSJ05', 2],
    ['LSJ30', 2],
    ['LSV05', 2],
    ['28P01', 2],
    ['3D000', 2],
    ['42501', 2],
    ['ECONNREFUSED', 2],
    ['ENOTFOUND', 2],
    ['ECONNRESET', 3],
    ['57P01', 3],
    ['XX000', 3],
    ['unexpected', 3],
  ])('%s gives %i', (code, exit) => {
    expect(exitCodeOf(code)).toBe(exit)
  })
})

describe('isRetryable', () => {
  it.each(['08006', '57P01', 'ECONNRESET', 'CONNECTION_CLOSED', '40001', '40P01', '55P03'])(
    '%s is worth another try',
    (code) => expect(isRetryable(code)).toBe(true),
  )
  it.each(['42601', '28P01', 'LSA01', '57014', '53100', '53200'])('%s is not', (code) =>
    expect(isRetryable(code)).toBe(false),
  )
})

it('a step that met a deploy is worth another try, other internal errors are not', () => {
  expect(isRetryable('XX000', 'cache lookup failed for type 23372')).toBe(true)
  expect(isRetryable('XX000', 'unexpected')).toBe(false)
})

describe('a server in trouble', () => {
  const said = (facts: object) => toLockstepError(failure({ severity: 'ERROR', ...facts })).message

  it('is named', () => {
    expect(said({ code: '53100' })).toBe('at the target: it broke')
    expect(said({ code: '57014', where: 'remote SQL command: fetch 1 from c1' })).toBe(
      'at the source: it broke',
    )
    expect(said({ code: '08001', routine: 'connect_pg_server' })).toBe('at the source: it broke')
  })

  it('is not to blame for rows and mappings', () => {
    expect(said({ code: '23505' })).toBe('it broke')
    expect(said({ code: '42P01', where: 'remote SQL command: select' })).toBe('it broke')
  })

  it('is told on one line, with the reason of a connection that failed', () => {
    const error = new LockstepError('08001', 'could not connect\nat all', {
      detail: 'Connection refused\n\tIs it running?',
    })
    expect(oneLine(error)).toBe('08001 could not connect: Connection refused')
    expect(oneLine(new LockstepError('53100', 'full', { detail: 'd' }))).toBe('53100 full')
  })

  it.each(['08006', '40P01', '53100', '55P03', '57014', '58030', '25006', 'HV00N', 'ETIMEDOUT'])(
    '%s is about servers',
    (code) => expect(isOfServers(code)).toBe(true),
  )
  it.each(['23505', '42601', '54001', 'LSA02', 'XX000', 'unexpected'])('%s is not', (code) =>
    expect(isOfServers(code)).toBe(false),
  )
})

describe('toLockstepError', () => {
  it('leaves code, message, detail and hint of SQL as they are', () => {
    const error = toLockstepError(failure({ code: 'LSE01', hint: 'h', detail: 'd' }, 'm'))
    expect(error).toMatchObject({
      code: 'LSE01',
      message: 'm',
      hint: 'h',
      detail: 'd',
      exitCode: 2,
    })
  })

  it('says what to do about a connection that cannot be made', () => {
    expect(toLockstepError(failure({ code: 'ECONNREFUSED' })).hint).toMatch(/host and port/)
    expect(toLockstepError(failure({ code: '28P01' })).hint).toMatch(/user and password/)
    expect(toLockstepError(failure({ code: '3D000' })).hint).toMatch(/database name/)
    expect(toLockstepError(failure({ code: 'CONNECTION_CLOSED' })).hint).toMatch(/same command/)
  })

  it('recognises a database without lockstep', () => {
    const missing = failure({ code: '3F000' }, 'schema "lockstep" does not exist')
    expect(toLockstepError(missing)).toMatchObject({ code: 'LSK01', hint: 'Run: lockstep deploy' })
    const other = failure({ code: '42P01' }, 'relation "public.t" does not exist')
    expect(toLockstepError(other).code).toBe('42P01')
  })

  it('looks into an error of several addresses', () => {
    const both = Object.assign(new AggregateError([failure({}, 'first')], ''), {
      code: 'ECONNREFUSED',
    })
    expect(toLockstepError(both)).toMatchObject({ code: 'ECONNREFUSED', message: 'first' })
  })

  it('takes anything that can be thrown', () => {
    expect(toLockstepError('text')).toMatchObject({ code: 'unexpected', message: 'text' })
    expect(toLockstepError(undefined).exitCode).toBe(3)
  })
})

describe('atPlace', () => {
  it('adds the place and keeps the rest', () => {
    const error = atPlace(new LockstepError('LSE02', 'm', { hint: 'h' }), 'a.sql, line 3')
    expect(error).toMatchObject({ code: 'LSE02', message: 'm', hint: 'h', where: 'a.sql, line 3' })
  })
})
