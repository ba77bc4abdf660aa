import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseUrl, sourceConnection, targetConnection, tlsOf } from './config.ts'

const url = 'postgres://ada:s%40cret@db.example:5433/app?sslmode=require'

afterEach(() => vi.unstubAllEnvs())

describe('parseUrl', () => {
  it('takes a URL apart and decodes it', () => {
    expect(parseUrl(url, 'URL')).toEqual({
      host: 'db.example',
      port: 5433,
      database: 'app',
      user: 'ada',
      password: 's@cret',
      sslmode: 'require',
      sslrootcert: undefined,
      timeout: 15_000,
      patience: 60_000,
    })
  })

  it('takes limits of the network from it, under the names of libpq', () => {
    const parsed = parseUrl(`${url}&connect_timeout=3&tcp_user_timeout=9000`, 'URL')
    expect(parsed).toMatchObject({ timeout: 3_000, patience: 9_000 })
    expect(parseUrl(`${url}&connect_timeout=0`, 'URL').timeout).toBe(15_000)
  })

  it('has the defaults of libpq', () => {
    const parsed = parseUrl('postgresql://ada:x@[::1]', 'URL')
    expect(parsed).toMatchObject({ host: '::1', port: 5432, database: 'ada', sslmode: 'prefer' })
  })

  it.each([
    ['mysql://ada:secret@h/db', 'URL is not a PostgreSQL URL'],
    ['postgres://ada:secret@h:port/db', 'URL is not a valid URL'],
    ['postgres://ada:secret%@h/db', 'URL has a % that is not followed by two hexadecimal digits'],
    ['postgres://:secret@h/db', 'URL has no user'],
    ['postgres:///db', 'URL has no host'],
    [
      'postgres://ada:secret@h/db?connect_timeout=soon',
      'URL has a connect_timeout that is no whole number',
    ],
    ['postgres://ada:secret@h/db?sslmode=maybe', "URL has an unknown sslmode 'maybe'"],
  ])('refuses %s without repeating the password', (bad, message) => {
    let thrown: unknown
    try {
      parseUrl(bad, 'URL')
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ code: 'LSK09', message, exitCode: 2 })
    expect(JSON.stringify(thrown) + String(thrown)).not.toContain('secret')
  })
})

describe('targetConnection', () => {
  it('prefers the flag to the environment', () => {
    vi.stubEnv('LOCKSTEP_TARGET_URL', 'postgres://a:b@environment/x')
    expect(targetConnection('postgres://a:b@flag/x').host).toBe('flag')
    expect(targetConnection(undefined).host).toBe('environment')
  })

  it('asks for a target when there is none', () => {
    vi.stubEnv('LOCKSTEP_TARGET_URL', '')
    expect(() => targetConnection(undefined)).toThrow(expect.objectContaining({ code: 'LSK10' }))
  })

  it('refuses a pooler in transaction mode', () => {
    const pooler = 'postgres://a:b@aws-0-eu.pooler.supabase.com:6543/postgres'
    expect(() => targetConnection(pooler)).toThrow(expect.objectContaining({ code: 'LSK08' }))
  })
})

describe('sourceConnection', () => {
  it('asks for a source when there is none', () => {
    vi.stubEnv('LOCKSTEP_SOURCE_URL', '')
    expect(() => sourceConnection(undefined)).toThrow(expect.objectContaining({ code: 'LSK11' }))
  })
})

describe('tlsOf', () => {
  const tls = (query: string) => tlsOf(parseUrl(`postgres://a:b@h/d${query}`, 'URL'))

  it('speaks TLS when it can, by default', () => {
    expect(tls('')).toBe('prefer')
    expect(tls('?sslmode=disable')).toBe(false)
    expect(tls('?sslmode=require')).toBe('require')
  })

  it('looks at the certificate when told to', () => {
    expect(tls('?sslmode=verify-full')).toEqual({ rejectUnauthorized: true })
    expect(tls('?sslmode=verify-ca')).toHaveProperty('checkServerIdentity')
  })
})
