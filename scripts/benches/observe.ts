/** What is seen of a turn from outside: memory of backends, and what the database noted of the run. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cluster } from '../lib/cluster.ts'
import type { Observer, Piece } from './measure.ts'
import type { Stage } from './stage.ts'

const EVERY = 50

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // the process is gone, or this is not Linux
  }
}

/** The server's first process. */
export const postmasterOf = ({ home }: Cluster): number =>
  Number(textOf(join(home, 'data', 'postmaster.pid')).split('\n')[0])

/** All processes that a process has started, and that still run. */
export const childrenOf = (pid: number): readonly number[] =>
  textOf(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)

/** A line of /proc/PID/status in MB: 0 when the process is gone. */
const megabytesOf = (pid: number | undefined, line: RegExp): number =>
  Number(line.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0) / 1024

/** Memory that Linux has seen a process use at most. */
export const peakOf = (pid: number | undefined): number => megabytesOf(pid, /^VmHWM:\s+(\d+)/m)

/** Anonymous memory that is resident: without shared buffers, without programs. Costs nothing to ask. */
const privateOf = (pid: number): number => megabytesOf(pid, /^RssAnon:\s+(\d+)/m)

/** Watches backends that start from now on; `end` says the most that one of them had. */
const watchBackends = (cluster: Cluster) => {
  const postmaster = postmasterOf(cluster)
  const old = new Set(childrenOf(postmaster))
  const most = { megabytes: 0 }
  const look = () => {
    for (const pid of childrenOf(postmaster)) {
      if (!old.has(pid)) most.megabytes = Math.max(most.megabytes, privateOf(pid))
    }
  }
  const timer = setInterval(look, EVERY).unref()
  return {
    end: () => {
      clearInterval(timer)
      return Math.round(most.megabytes)
    },
  }
}

/** The number of lockstep's run, if it was one. */
const runOf = (stdout: string): string | undefined => {
  if (!stdout.startsWith('{')) return undefined
  const { run } = JSON.parse(stdout)
  return typeof run === 'string' ? run : undefined
}

const noted = async ({ nearAdmin }: Stage, run: string) => {
  const [row] = await nearAdmin`
    select extract(epoch from finished_at - created_at)::float8 as work
    from lockstep_state.run where id = ${run}
  `
  const pieces = await nearAdmin<Piece[]>`
    select
      extract(epoch from s.finished_at - r.created_at)::float8 - s.seconds as from,
      extract(epoch from s.finished_at - r.created_at)::float8 as to, s.written::int as rows
    from lockstep_state.segment as s join lockstep_state.run as r on r.id = s.run
    where r.id = ${run} and s.is_done and s.written > 0
    order by s.finished_at
  `
  return { work: Number(row?.work), pieces: pieces.map((piece) => ({ ...piece })) }
}

const given = (name: string, megabytes: number) => (megabytes > 0 ? { [name]: megabytes } : {})

const isRan = (ran: unknown): ran is { stdout: string; megabytes: number } =>
  typeof ran === 'object' && ran !== null && 'stdout' in ran && 'megabytes' in ran

/** Looks at both servers while somebody works. */
export const observing = (stage: Stage): Observer => ({
  begin() {
    const source = watchBackends(stage.source.cluster)
    const target = watchBackends(stage.target.cluster)
    return {
      async end(ran) {
        const known = isRan(ran) ? ran : { stdout: '', megabytes: 0 }
        const megabytes = {
          ...given('runner', Math.round(known.megabytes)),
          ...given('source', source.end()),
          ...given('target', target.end()),
        }
        const run = runOf(known.stdout)
        return { megabytes, ...(run === undefined ? {} : await noted(stage, run)) }
      },
    }
  },
})

/** The processes of a server: the first one, and all that it has started. */
export const processesOf = (cluster: Cluster): readonly number[] => {
  const first = postmasterOf(cluster)
  return [first, ...childrenOf(first)]
}
