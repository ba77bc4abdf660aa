/**
 * Exit code 0: node_modules holds what package-lock.json asks for. Plain JavaScript, as it runs before
 * anything is installed.
 */
import { readFileSync } from 'node:fs'

const packages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages

try {
  const wanted = Object.entries(packages('package-lock.json')).filter(([path]) => path !== '')
  const found = packages('node_modules/.package-lock.json')
  const wrong = ([path, { version, optional, peer }]) =>
    found[path] ? found[path].version !== version : !(optional || peer)
  process.exitCode = wanted.some(wrong) ? 1 : 0
} catch {
  process.exitCode = 1
}
