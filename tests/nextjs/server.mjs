// Builds and starts the Next.js application of the example, with the Rust server behind it, on free ports.

import { spawn } from "node:child_process"
import { once } from "node:events"
import { resolve } from "node:path"

import { answers, freePort } from "../browser/server.mjs"

const root = resolve(import.meta.dirname, "../..")
const web = resolve(root, "examples/nextjs/web")
const next = resolve(web, "node_modules/next/dist/bin/next")
const target = process.env.CARGO_TARGET_DIR ?? resolve(root, "target")

export async function startNext() {
  const [port, rustPort] = [await freePort(), await freePort()]
  const url = `http://localhost:${port}`
  const RUST_SERVER = `http://127.0.0.1:${rustPort}`
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, RUST_SERVER, NEXT_TELEMETRY_DISABLED: "1" }

  // The build keeps the destination of the rewrites.
  const build = spawn(process.execPath, [next, "build"], { cwd: web, env, stdio: ["ignore", "inherit", "inherit"] })
  const [code] = await once(build, "exit")
  if (code !== 0) throw new Error(`next build ended with ${code}`)

  const rust = spawn(resolve(target, "debug/nextjs-server"), {
    env: {
      PATH,
      PORT: String(rustPort),
      AUTH_SECRET: "a secret for tests, and for nothing else",
      AUTH_URL: `${url}/api/auth`,
    },
    stdio: ["ignore", "inherit", "inherit"],
  })
  const site = spawn(process.execPath, [next, "start", "--port", String(port)], {
    cwd: web,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  })
  const servers = [rust, site]
  const ended = servers.map((server) => once(server, "exit"))
  for (const [server, at] of [[rust, RUST_SERVER], [site, url]]) {
    await answers(at, () => server.exitCode !== null)
  }
  return {
    url,
    async stop() {
      for (const server of servers) server.kill()
      await Promise.all(ended)
    },
  }
}
