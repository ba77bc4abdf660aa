/** Certificates of our own, and servers that show them. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { give, serverAccount } from './account.ts'
import type { Cluster } from './cluster.ts'
import { configure } from './server.ts'

const openssl = (home: string, line: string) =>
  execFileSync('openssl', line.split(' '), { cwd: home, stdio: 'pipe' })

const KEY = 'req -x509 -newkey rsa:2048 -nodes -days 2'

/** Makes an authority, and a certificate of it for those names (`DNS:host,IP:1.2.3.4`). */
const certify = (home: string, names: string) => {
  openssl(home, `${KEY} -subj /CN=authority -keyout authority.key -out authority.crt`)
  openssl(home, 'req -new -newkey rsa:2048 -nodes -subj /CN=server -keyout key -out request')
  writeFileSync(join(home, 'names'), `subjectAltName=${names}\n`)
  const signed = 'x509 -req -in request -days 2 -CA authority.crt -CAkey authority.key'
  openssl(home, `${signed} -CAcreateserial -extfile names -out crt`)
}

/** Restarts the server so that it takes nothing but TLS; returns the file of its authority. */
export const demandTls = async (cluster: Cluster, names: string): Promise<string> => {
  const home = join(cluster.home, 'tls')
  mkdirSync(home)
  certify(home, names)
  give(home, serverAccount())
  configure(cluster.home, {
    ssl: 'on',
    ssl_cert_file: join(home, 'crt'),
    ssl_key_file: join(home, 'key'),
  })
  const hba = join(cluster.home, 'data', 'pg_hba.conf')
  const lines = readFileSync(hba, 'utf8').replaceAll(/^host\b/gm, 'hostssl')
  writeFileSync(hba, lines)
  appendFileSync(hba, 'host all all all reject\n')
  await cluster.restart()
  return join(home, 'authority.crt')
}
