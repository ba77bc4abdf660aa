/**
 * The log files in LOCKSTEP_LOG_DIR: JSON lines, a file for each day and kind of work, and one for all
 * that went wrong. They hold what runs leave in the database's log and what the terminal says, and no
 * content of rows.
 */
import { join } from 'node:path'
import type { LogEntry, LogLevel, RunKind } from './db/shapes.ts'
import { LockstepError } from './errors.ts'

/** What a file is about. */
type Kind = 'migration' | 'sync' | 'validation' | 'errors'

/** Facts beside a message. */
export type Facts = Readonly<Record<string, unknown>>

/** The files. */
export interface Log {
  /** What the terminal says. */
  write(level: LogLevel, text: string, facts?: Facts): void
  /** What a run left in the database's log. */
  entry(entry: LogEntry): Promise<void>
  close(): Promise<void>
}

const KIND_OF_RUN: Readonly<Record<RunKind, Kind>> = {
  sync: 'sync',
  undo: 'migration',
  adopt: 'migration',
  compare: 'validation',
  detect: 'validation',
  validate: 'validation',
  analyze: 'validation',
}

/** Of commands that only look, nothing but errors is worth a line. */
const KIND_OF_COMMAND: Readonly<Record<string, Kind>> = {
  deploy: 'migration',
  link: 'migration',
  entity: 'migration',
  group: 'migration',
  adopt: 'migration',
  undo: 'migration',
  prune: 'migration',
  checkpoint: 'migration',
  sync: 'sync',
  job: 'sync',
  pause: 'sync',
  resume: 'sync',
  cancel: 'sync',
  compare: 'validation',
  detect: 'validation',
  validate: 'validation',
  analyze: 'validation',
}

/** Megabytes after which a file of the same day is continued in another one. */
const SIZE = 50

/** Files of a kind that a process keeps when it begins a new one. */
const KEPT = 90

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes have no place in a file
const ANSI = /\u001b\[\d+m/g

const plain = (text: string) => text.replace(ANSI, '').trim()

const LEVELS: Readonly<Record<LogLevel, number>> = { debug: 20, info: 30, warning: 40, error: 50 }

const open = async (folder: string, kind: Kind, command: string) => {
  // Only who has a log waits for it to be loaded.
  const [{ pino }, { default: roll }] = await Promise.all([import('pino'), import('pino-roll')])
  try {
    const file = await roll({
      file: join(folder, kind),
      extension: '.log',
      frequency: 'daily',
      dateFormat: 'yyyy-MM-dd',
      size: `${SIZE}m`,
      limit: { count: KEPT, removeOtherLogFiles: true },
      mkdir: true,
      sync: true,
    })
    const logger = pino(
      {
        level: 'debug',
        customLevels: LEVELS,
        useOnlyCustomLevels: true,
        base: { pid: process.pid, command },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (level) => ({ level }) },
      },
      file,
    )
    const close = () =>
      new Promise<void>((resolve) => {
        file.once('close', resolve)
        file.end()
      })
    return { logger, close }
  } catch (cause) {
    throw new LockstepError('LSK16', `log folder '${folder}' cannot be written`, {
      hint: 'Set LOCKSTEP_LOG_DIR to a folder that you may write, or unset it.',
      cause,
    })
  }
}

/** No files. */
export const noLog: Log = { write() {}, async entry() {}, async close() {} }

/** Opens the files of a folder, which is made if need be. `command` is what was typed: `entity load`. */
export const openLog = async (folder: string, command: string): Promise<Log> => {
  const files = new Map<Kind, ReturnType<typeof open>>()
  const fileOf = (kind: Kind) => {
    const file = files.get(kind) ?? open(folder, kind, command)
    files.set(kind, file)
    return file
  }
  const errors = await fileOf('errors')
  const kind = KIND_OF_COMMAND[command.split(' ')[0] ?? '']
  const own = kind && (await fileOf(kind))

  return {
    write(level, text, facts = {}) {
      own?.logger[level](facts, plain(text))
      if (LEVELS[level] >= LEVELS.warning) errors.logger[level](facts, plain(text))
    },
    async entry({ id, at, run, kind: runKind, entity, level, message, detail }) {
      const facts = {
        id: `${id}`,
        at,
        ...(run === null ? {} : { run: `${run}`, kind: runKind }),
        ...(entity === null ? {} : { entity }),
        detail,
      }
      const { logger } = await fileOf(runKind === null ? 'sync' : KIND_OF_RUN[runKind])
      logger[level](facts, message)
      if (LEVELS[level] >= LEVELS.warning) errors.logger[level](facts, message)
    },
    async close() {
      const opened = await Promise.allSettled(files.values())
      await Promise.all(
        opened.flatMap((file) => (file.status === 'fulfilled' ? [file.value.close()] : [])),
      )
    },
  }
}
