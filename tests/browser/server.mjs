// Starts the quickstart example on a free port, with a database of its own.

import { spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

const target = process.env.CARGO_TARGET_DIR ?? resolve(import.meta.dirname, "../../target")

/** The users who are there from the start. */
export const PASSWORD = "correct horse"

export async function startQuickstart() {
  const directory = await mkdtemp(join(tmpdir(), "quickstart-"))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server = spawn(join(target, "debug/examples/quickstart"), {
    env: { PATH: process.env.PATH, PORT: String(port), DATABASE_URL: `sqlite:${join(directory, "db.sqlite")}` },
    stdio: ["ignore", "pipe", "inherit"],
  })
  let output = ""
  server.stdout.on("data", (text) => (output += text))
  const ended = new Promise((resolve) => server.once("exit", resolve))
  await answers(url, () => server.exitCode !== null)
  return {
    url,
    output: () => output,
    async stop() {
      server.kill()
      await ended
      await rm(directory, { recursive: true })
    },
  }
}

async function freePort() {
  const probe = createServer()
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve))
  const { port } = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return port
}

async function answers(url, hasEnded) {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (hasEnded()) throw new Error("the server ended before it answered")
    try {
      return await fetch(url)
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  throw new Error("the server does not answer")
}
