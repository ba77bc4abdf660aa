/** Builds the command line once before all tests: they start it many hundred times. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** For vitest. */
export const setup = () => {
  const cwd = fileURLToPath(new URL('../..', import.meta.url))
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc'], { cwd, stdio: 'inherit' })
}
