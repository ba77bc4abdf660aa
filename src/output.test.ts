import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { LockstepError } from './errors.ts'
import { createOutput, toJson, wantsColor } from './output.ts'

const sink = () => {
  const written: string[] = []
  const stream = new Writable({
    write(chunk, _, done) {
      written.push(String(chunk))
      done()
    },
  })
  return { stream, text: () => written.join('') }
}

const outputTo = (options: { json?: boolean; color?: boolean; verbose?: boolean }) => {
  const [stdout, stderr] = [sink(), sink()]
  const out = createOutput({
    json: false,
    color: false,
    verbose: false,
    ...options,
    stdout: stdout.stream,
    stderr: stderr.stream,
  })
  return { out, stdout, stderr }
}

describe('toJson', () => {
  it('writes bigints as strings', () => {
    expect(JSON.parse(toJson({ rows: 9007199254740993n }))).toEqual({ rows: '9007199254740993' })
  })
})

describe('wantsColor', () => {
  it('wants a terminal and no NO_COLOR', () => {
    expect(wantsColor(true, {})).toBe(true)
    expect(wantsColor(false, {})).toBe(false)
    expect(wantsColor(true, { NO_COLOR: '1' })).toBe(false)
    expect(wantsColor(true, { TERM: 'dumb' })).toBe(false)
  })
})

describe('createOutput', () => {
  it('puts the result on stdout, notes and the next command on stderr', () => {
    const { out, stdout, stderr } = outputTo({})
    out.note('wait')
    out.debug('hidden')
    out.result({}, 'done')
    out.next('lockstep sync', 'go on')
    expect(stdout.text()).toBe('done\n')
    expect(stderr.text()).toBe('wait\n→ lockstep sync      go on\n')
  })

  it('puts one document on stdout with --json', () => {
    const { out, stdout } = outputTo({ json: true })
    out.result({ rows: 1n }, 'done')
    out.next('lockstep sync')
    expect(JSON.parse(stdout.text())).toEqual({ rows: '1' })
  })

  it('says code, message, place, detail and hint of an error', () => {
    const { out, stderr } = outputTo({})
    const facts = { hint: 'mend it', detail: 'a\nb', where: 'x.sql, line 2' }
    out.error(new LockstepError('LSE02', 'no such column', facts))
    expect(stderr.text()).toBe(
      '✗ LSE02 no such column\n    in x.sql, line 2\n    a\n    b\n  → mend it\n',
    )
  })

  it('says an error as a document with --json', () => {
    const { out, stdout, stderr } = outputTo({ json: true })
    out.error(new LockstepError('LSE02', 'no such column', { hint: 'mend it' }))
    expect(JSON.parse(stdout.text())).toEqual({
      error: { code: 'LSE02', message: 'no such column', hint: 'mend it' },
    })
    expect(stderr.text()).toBe('')
  })

  it('paints only when told to', () => {
    expect(outputTo({}).out.good('x')).toBe('✓ x')
    expect(outputTo({ color: true }).out.good('x')).toBe('\u001b[32m✓\u001b[0m x')
  })
})
