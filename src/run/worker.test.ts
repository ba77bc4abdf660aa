import { describe, expect, it, vi } from 'vitest'
import type { StepStatus } from '../db/shapes.ts'
import { EXIT } from '../errors.ts'
import { MAX_FAILURES, persist, retryPause, waitPause } from './retry.ts'
import { neverStop } from './stop.ts'
import { work } from './worker.ts'

const failure = (code: string) => Object.assign(new Error(code), { code })

/** A session that answers from a list; an Error is thrown. */
const answering = (answers: (StepStatus | Error)[]) => {
  const close = vi.fn(async () => {})
  const step = vi.fn(async () => {
    const answer = answers.shift() ?? 'completed'
    if (answer instanceof Error) throw answer
    return answer
  })
  return { open: vi.fn(async () => ({ step, close })), step, close }
}

const quick = { stop: neverStop, note: () => {}, debug: () => {}, pause: () => 0 }

describe('work', () => {
  it('steps until the run is completed', async () => {
    const session = answering(['worked', 'wait', 'worked', 'completed'])
    expect(await work({ ...quick, open: session.open })).toBe('completed')
    expect(session.step).toHaveBeenCalledTimes(4)
    expect(session.close).toHaveBeenCalledTimes(1)
  })

  it.each(['paused', 'cancelled', 'failed'] as const)('ends when the run is %s', async (status) => {
    expect(await work({ ...quick, open: answering(['worked', status]).open })).toBe(status)
  })

  it('connects again after a lost connection and goes on', async () => {
    const session = answering([
      failure('CONNECTION_CLOSED'),
      'worked',
      failure('57P01'),
      'completed',
    ])
    expect(await work({ ...quick, open: session.open })).toBe('completed')
    expect(session.open).toHaveBeenCalledTimes(3)
  })

  it('says so at the first of some failures', async () => {
    const note = vi.fn()
    const session = answering([failure('08006'), failure('08006'), 'worked', 'completed'])
    expect(await work({ ...quick, note, open: session.open })).toBe('completed')
    expect(note.mock.calls).toEqual([[expect.stringContaining('08006')]])
  })

  it('gives up after many failures in a row, and says how to resume', async () => {
    const session = answering(Array.from({ length: 50 }, () => failure('ECONNRESET')))
    await expect(work({ ...quick, open: session.open })).rejects.toMatchObject({
      code: 'ECONNRESET',
      exitCode: EXIT.stopped,
      hint: expect.stringContaining('same command again'),
    })
    expect(session.step).toHaveBeenCalledTimes(MAX_FAILURES)
  })

  it('counts only failures in a row', async () => {
    const answers = Array.from({ length: 3 * MAX_FAILURES }, (_, index) =>
      index % 2 === 0 ? failure('40001') : ('worked' as const),
    )
    expect(await work({ ...quick, open: answering(answers).open })).toBe('completed')
  })

  it('throws what is not worth repeating', async () => {
    const session = answering([failure('LSA01')])
    await expect(work({ ...quick, open: session.open })).rejects.toMatchObject({ code: 'LSA01' })
    expect(session.close).toHaveBeenCalledTimes(1)
  })

  it('stops after the current step', async () => {
    const soft = new AbortController()
    const session = answering([])
    session.step.mockImplementation(async () => {
      soft.abort()
      return 'worked'
    })
    const stop = { ...neverStop, soft: soft.signal }
    expect(await work({ ...quick, open: session.open, stop })).toBe('stopped')
    expect(session.step).toHaveBeenCalledTimes(1)
  })

  it('is stopped, not failed, when its step is cancelled', async () => {
    const [soft, hard] = [new AbortController(), new AbortController()]
    const session = answering([])
    session.step.mockImplementation(async () => {
      soft.abort()
      hard.abort()
      throw failure('57014')
    })
    const stop = { soft: soft.signal, hard: hard.signal }
    expect(await work({ ...quick, open: session.open, stop })).toBe('stopped')
  })
})

describe('persist', () => {
  const patience = { note: () => {}, debug: () => {}, soft: neverStop.soft, pause: () => 0 }

  it('does it again while that is worth it', async () => {
    const answers = [failure('CONNECTION_CLOSED'), failure('40001')]
    const does = vi.fn(async () => {
      const error = answers.shift()
      if (error) throw error
      return 7
    })
    expect(await persist(does, patience)).toBe(7)
    expect(does).toHaveBeenCalledTimes(3)
  })

  it('gives up at the limit, and at once at what will not change', async () => {
    const refused = vi.fn(() => Promise.reject(failure('ECONNREFUSED')))
    await expect(persist(refused, { ...patience, retries: 3 })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      exitCode: EXIT.stopped,
    })
    expect(refused).toHaveBeenCalledTimes(3)
    const full = vi.fn(() => Promise.reject(failure('53100')))
    await expect(persist(full, patience)).rejects.toMatchObject({ code: '53100' })
    expect(full).toHaveBeenCalledTimes(1)
  })
})

describe('pauses', () => {
  it('grow, and stay below half a minute', () => {
    const pauses = [1, 2, 3, 10].map((failures) => retryPause(failures, () => 0.5))
    expect(pauses).toEqual([250, 500, 1000, 20_000])
    expect(retryPause(10, () => 1)).toBe(25_000)
  })

  it('are short while others work', () => {
    expect([0, 1, 2, 3, 4, 40].map(waitPause)).toEqual([50, 100, 200, 400, 500, 500])
  })
})
