/** Jobs, as the database shows them. */

/** What a job is told. */
export interface JobRequest {
  readonly name: string
  /** 15m, hourly, 2h, daily, 3d, weekly, or five fields of cron. */
  readonly every: string
  /** Default: all. */
  readonly entities?: readonly string[] | undefined
  /** Also the entities that these groups have now. */
  readonly groups?: readonly string[] | undefined
  /** Time of day, like 02:30, for schedules of days and weeks. */
  readonly at?: string | undefined
  /** Time zone whose wall clock schedule and windows follow. Default: UTC. */
  readonly zone?: string | undefined
  /** When it may work, like `mon-fri 22:00-06:00`. Default: at any time. */
  readonly windows?: readonly string[] | undefined
  /** When a pass looks at all rows, the others going by watermarks. Default: each pass does. */
  readonly fullEvery?: string | undefined
  /** What follows a pass of all rows. Default: none. */
  readonly verify?: 'none' | 'compare' | 'validate' | undefined
  /** Share of the rows whose content a validation compares. */
  readonly sample?: number | undefined
  /** Deal with rows that are gone at the source? Default: yes. */
  readonly deletes?: boolean | undefined
  /** Part of an entity's rows that may be deleted. Default 0.1. */
  readonly maxDeleteRatio?: number | undefined
  /** Rows that one run may write; the next goes on. */
  readonly maxRows?: number | undefined
  /** Minutes that one run may work; the next goes on. */
  readonly maxMinutes?: number | undefined
  /** Have pg_cron call jobs each minute, where it is there? Default: yes. */
  readonly cron?: boolean | undefined
}

/** How a run of a job ended. */
export type JobOutcome = 'succeeded' | 'out_of_step' | 'stopped' | 'failed' | 'cancelled'

/** A job. Times are of the server, `…Local` by the wall clock of the job's zone. */
export interface Job {
  readonly name: string
  readonly state: 'scheduled' | 'due' | 'late' | 'asked' | 'running' | 'waiting' | 'paused'
  readonly schedule: string
  readonly cron: string
  readonly zone: string
  readonly windows: readonly string[]
  /** Null for all. */
  readonly entities: readonly string[] | null
  readonly fullEvery: string | null
  readonly verify: string
  readonly sample: number | null
  readonly applyDeletes: boolean
  readonly maxDeleteRatio: number | null
  readonly maxRows: bigint | null
  readonly maxMinutes: number | null
  readonly createdBy: string
  readonly pausedAt: string | null
  readonly nextRunAt: string
  readonly nextRunLocal: string
  readonly nextFullAt: string | null
  /** Runs in a row that failed. */
  readonly failures: number
  readonly lastStartedAt: string | null
  readonly lastOutcome: JobOutcome | null
  readonly lastRun: bigint | null
  readonly lastErrorCode: string | null
  readonly lastError: string | null
  readonly lastSuccessAt: string | null
  /** How many ended, and how many of them well. */
  readonly runs: bigint
  readonly succeeded: bigint
  readonly averageSeconds: number | null
}

/** What became of a job once. */
export interface JobRun {
  readonly id: bigint
  readonly job: string
  readonly plannedAt: string
  readonly startedAt: string
  readonly finishedAt: string | null
  /** Did somebody ask for it? */
  readonly isManual: boolean
  /** Of all rows, or by watermarks? */
  readonly isFull: boolean
  readonly run: bigint | null
  readonly verifyRun: bigint | null
  /** Null while it is not through. */
  readonly outcome: JobOutcome | null
  readonly rows: bigint
  readonly written: bigint
  readonly seconds: number
  readonly errorCode: string | null
  readonly error: string | null
}

/** What a tick did. */
export interface Tick {
  readonly status: 'worked' | 'closed' | 'broken' | 'idle'
  readonly job: string | null
}
