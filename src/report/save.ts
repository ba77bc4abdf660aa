/** Writes results to files. */
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { LockstepError } from '../errors.ts'

const saving = (file: string, command: string, does: () => void): void => {
  try {
    does()
  } catch (cause) {
    throw new LockstepError('LSK14', `file '${file}' cannot be written`, {
      hint: `Give another file: ${command} --out FILE`,
      cause,
    })
  }
}

/** Writes a text and a line end. */
export const save = (file: string, text: string, command: string): void =>
  saving(file, command, () => writeFileSync(file, `${text}\n`))

/** The same, so that who reads the file meanwhile finds the old text or the new one, whole. */
export const replace = (file: string, text: string, command: string): void =>
  saving(file, command, () => {
    const draft = `${file}.${process.pid}`
    try {
      writeFileSync(draft, `${text}\n`)
      renameSync(draft, file)
    } catch (error) {
      rmSync(draft, { force: true })
      throw error
    }
  })
