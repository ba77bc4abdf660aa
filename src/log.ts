/** The log file: one for each day in LOCKSTEP_LOG_DIR. Holds what the terminal says, and no row content. */
import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { LockstepError } from './errors.ts'

/** Writes a line; a text of several lines is indented below the first. */
export type Log = (level: 'debug' | 'info' | 'error', text: string) => void

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes have no place in a file
const ANSI = /\u001b\[\d+m/g

const writeTo = (folder: string, name: string, text: string): void => {
  try {
    mkdirSync(folder, { recursive: true })
    appendFileSync(join(folder, name), text)
  } catch (cause) {
    throw new LockstepError('LSK16', `log folder '${folder}' cannot be written`, {
      hint: 'Set LOCKSTEP_LOG_DIR to a folder that you may write, or unset it.',
      cause,
    })
  }
}

/** Opens the log of a folder, made if need be. Without a folder nothing is written. */
export const openLog = (folder: string | undefined, now: () => Date = () => new Date()): Log => {
  if (!folder) return () => {}
  const fileAt = (at: string) => `lockstep-${at.slice(0, 10)}.log`
  writeTo(folder, fileAt(now().toISOString()), '')
  return (level, text) => {
    const at = now().toISOString()
    const lines = text.replace(ANSI, '').trimEnd().split('\n').join('\n    ')
    writeTo(folder, fileAt(at), `${at} ${level} ${lines}\n`)
  }
}
