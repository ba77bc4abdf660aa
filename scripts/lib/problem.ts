/** What the check scripts find, and how they say it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One broken rule at one place. */
export interface Problem {
  readonly path: string
  readonly line: number
  readonly rule: string
  readonly message: string
}

/** A file to check. */
export interface TextFile {
  readonly path: string
  readonly text: string
}

/** All files below a folder whose names end so, in path order, with paths as given. */
export const readTree = (folder: string, ending: string): TextFile[] => {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

/** Prints the problems and one line of summary; the exit code tells whether there were any. */
export const report = (what: string, files: number, problems: readonly Problem[]) => {
  for (const { path, line, rule, message } of problems) {
    console.log(`${path}:${line}  ${rule}: ${message}`)
  }
  console.log(`${what}: ${files} files, ${problems.length} problems`)
  if (problems.length > 0) process.exitCode = 1
}
