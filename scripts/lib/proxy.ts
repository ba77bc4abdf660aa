/** A network between two programs that can be broken in every way that a user process can break one. */
import { connect, createServer, type Socket } from 'node:net'

/** A port of 127.0.0.1 that leads somewhere. */
export interface Proxy {
  readonly port: number
  /** Connections that are open now. */
  count(): number
  /** Resets all connections, as a firewall does. New ones are taken. */
  reset(): void
  /** Ends all connections cleanly. New ones are taken. */
  hangUp(): void
  /** Swallows everything from now on, and takes new connections without a word; `flow` ends it. */
  stall(): void
  /** Swallows everything on the connections that are open now; new ones work. */
  forget(): void
  /** Refuses new connections and resets those that are open; `flow` ends it. */
  refuse(): void
  /** Lets everything through again. What was swallowed is lost: its connections are reset. */
  flow(): void
  /** Holds back each answer so long, in milliseconds. */
  delay(milliseconds: number): void
  /** Bytes of answers that came so far. */
  answered(): number
  /** Calls back when so many more bytes of answers have gone through. */
  after(bytes: number, what: () => void): void
  stop(): Promise<void>
}

type Mode = 'flow' | 'stall' | 'refuse'

/** Leads from a free port to that one. */
export const startProxy = async (host: string, port: number): Promise<Proxy> => {
  const sockets = new Set<Socket>()
  const stalled = new Set<Socket>()
  const state: {
    mode: Mode
    delay: number
    answered: number
    left: number
    what: () => void
  } = {
    mode: 'flow',
    delay: 0,
    answered: 0,
    left: Number.POSITIVE_INFINITY,
    what: () => {},
  }
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      stalled.delete(socket)
    })
  }
  const count = (chunk: Buffer) => {
    state.answered += chunk.length
    state.left -= chunk.length
    if (state.left > 0) return
    state.left = Number.POSITIVE_INFINITY
    state.what()
  }
  const pass = (from: Socket, to: Socket, isAnswer: boolean) => {
    from.on('data', (chunk: Buffer) => {
      if (isAnswer) count(chunk)
      if (stalled.has(from) || stalled.has(to)) return
      const send = () => to.writable && to.write(chunk)
      if (isAnswer && state.delay > 0) setTimeout(send, state.delay)
      else send()
    })
    from.on('close', () => {
      if (!stalled.has(to)) to.destroySoon()
    })
  }
  const server = createServer((client) => {
    keep(client)
    if (state.mode === 'stall') {
      stalled.add(client)
      return
    }
    const upstream = connect({ host, port })
    keep(upstream)
    pass(client, upstream, false)
    pass(upstream, client, true)
  })
  const listen = (at: number) =>
    new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve))
  await listen(0)
  const address = server.address()
  const own = typeof address === 'object' && address ? address.port : 0

  const reset = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    port: own,
    count: () => sockets.size / 2,
    reset,
    hangUp() {
      for (const socket of sockets) socket.end()
    },
    stall() {
      state.mode = 'stall'
      for (const socket of sockets) stalled.add(socket)
    },
    forget() {
      for (const socket of sockets) stalled.add(socket)
    },
    refuse() {
      if (state.mode === 'refuse') return
      state.mode = 'refuse'
      server.close()
      reset()
    },
    flow() {
      if (state.mode === 'refuse') void listen(own)
      state.mode = 'flow'
      for (const socket of stalled) socket.resetAndDestroy()
    },
    delay(milliseconds) {
      state.delay = milliseconds
    },
    answered: () => state.answered,
    after(bytes, what) {
      state.left = bytes
      state.what = what
    },
    stop: () =>
      new Promise((resolve) => {
        if (server.listening) server.close(() => resolve())
        else resolve()
        reset()
      }),
  }
}
