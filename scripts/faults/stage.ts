/** Two servers that are made to fall over, with lockstep between them. */
import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import { startCluster } from '../lib/cluster.ts'
import { readTree } from '../lib/problem.ts'
import { home } from '../lib/samples.ts'
import { prepareSource, type Source } from '../lib/source.ts'
import { prepareTarget, type Target } from '../lib/supabase.ts'
import { type Disk, openDisk } from './disk.ts'
import { runCli } from './runner.ts'
import { literal } from './text.ts'

/** What an episode works with. */
export interface Stage {
  readonly source: Source
  readonly target: Target
  /** The source as its owner. */
  readonly far: Sql
  /** The target as lockstep's role, and as superuser. */
  readonly near: Sql
  readonly admin: Sql
  /** Where the target's tables live. */
  readonly disk: Disk
  readonly env: Readonly<Record<string, string>>
  stop(): Promise<void>
}

const connect = (url: string, role: string, max = 2) =>
  postgres(url, {
    max,
    onnotice: () => {},
    // an error of the harness's own says which statement and who sent it
    debug: true,
    connection: { application_name: role, statement_timeout: 120_000 },
  })

/** Asks until the server answers again. */
export const untilUp = async (sql: Sql): Promise<void> => {
  for (const end = Date.now() + 60_000; ; await sleep(20)) {
    try {
      await sql`select 1`
      return
    } catch (error) {
      if (Date.now() > end) throw error
    }
  }
}

/** The command line as JavaScript: it starts ten times as fast as through a loader. */
const build = () => {
  const newest = Math.max(
    ...readTree(join(home, 'src'), '.ts').map(({ path }) => statSync(path).mtimeMs),
  )
  const built = statSync(join(home, 'dist/cli.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (built < newest) execFileSync('node_modules/.bin/tsc', { cwd: home, stdio: 'inherit' })
}

/**
 * What the harness notes itself: rows written and segments checked, with their transactions; and,
 * through a session of its own, each transaction that began to write, whatever became of it.
 */
const notes = (self: string) => `
  create schema fault;
  create table fault.write (
    tab text, key text, op text, xid xid8 not null default pg_current_xact_id()
  );
  create table fault.attempt (xid xid8 primary key);
  create table fault.full ();
  create table fault.checkpoint (
    run bigint, segment bigint, was_done boolean, is_done boolean, has_written boolean,
    xid xid8 not null default pg_current_xact_id()
  );
  create table fault.known (
    entity text, k jsonb, tk text not null, is_live boolean not null, is_gone boolean not null,
    is_clean boolean not null default false, row jsonb, primary key (entity, k)
  );
  create table fault.mark (images bigint not null, run bigint not null);
  create table fault.synced (entity text, k jsonb, src text not null, primary key (entity, k));
  create function fault.note_attempt() returns trigger language plpgsql set search_path = pg_catalog
  as $$
  declare
    v_xid text := pg_current_xact_id()::text;
  begin
    if current_setting('fault.attempt', true) = v_xid then
      return null;
    end if;
    if exists (select from fault.full) then
      raise exception using errcode = '53100', message = 'No space left on device';
    end if;
    if not coalesce('fault' = any (extensions.dblink_get_connections()), false) then
      perform extensions.dblink_connect('fault', ${literal(self)});
    end if;
    perform extensions.dblink_exec(
      'fault', format('insert into fault.attempt values (%L) on conflict do nothing', v_xid));
    perform set_config('fault.attempt', v_xid, true);
    return null;
  end;
  $$;
  create function fault.note_write() returns trigger language plpgsql set search_path = pg_catalog
  as $$
  declare
    v_row jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
    v_key text := '';
    v_name text;
  begin
    foreach v_name in array tg_argv loop v_key := v_key || (v_row ->> v_name) || chr(10); end loop;
    insert into fault.write (tab, key, op) values (tg_table_name, v_key, tg_op);
    return null;
  end;
  $$;
  create function fault.note_checkpoint() returns trigger language plpgsql
  set search_path = pg_catalog as $$
  begin
    insert into fault.checkpoint (run, segment, was_done, is_done, has_written)
    values (new.run, new.id, old.is_done, new.is_done, new.written > old.written);
    return null;
  end;
  $$;
  create trigger noted after update on lockstep_state.segment
    for each row execute function fault.note_checkpoint();
`

/** Where the target finds itself. */
export const ownAddress = ({ cluster: { host, port }, password }: Target): string =>
  `host=${host} port=${port} dbname=postgres user=postgres password=${password} application_name=fault`

/** Starts both servers, deploys, and links a source that has nothing yet. */
export const openStage = async (majors: { source: number; target: number }): Promise<Stage> => {
  build()
  const settings = {
    checkpoint_timeout: '30s',
    log_min_messages: 'error',
    log_line_prefix: '%m %p %a %x ',
  }
  const [sourceCluster, targetCluster] = await Promise.all([
    startCluster({ major: majors.source, settings }),
    startCluster({ major: majors.target, settings }),
  ])
  const source = await prepareSource(sourceCluster)
  const target = await prepareTarget(targetCluster)
  const env = { LOCKSTEP_TARGET_URL: target.url, LOCKSTEP_SOURCE_URL: source.url() }
  const far = connect(source.ownerUrl(), 'fault', 3)
  const near = connect(target.url, 'fault', 2)
  const admin = connect(target.adminUrl, 'fault admin', 4)
  for (const line of ['deploy', 'link create']) {
    const { code, stderr } = await runCli(line.split(' '), env)
    if (code !== 0) throw new Error(`lockstep ${line}: ${stderr}`)
  }
  await near.unsafe(notes(ownAddress(target))).simple()
  const disk = await openDisk(targetCluster, admin, near)
  return {
    source,
    target,
    far,
    near,
    admin,
    disk,
    env,
    async stop() {
      await Promise.all([far, near, admin].map((sql) => sql.end({ timeout: 1 })))
      disk.close()
      await Promise.all([sourceCluster.stop(), targetCluster.stop()])
    },
  }
}
