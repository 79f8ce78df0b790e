// Starts examples on free ports: the quickstart with a database of its own, `passkey`, and `oidc` with a provider.

import { spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

const target = process.env.CARGO_TARGET_DIR ?? resolve(import.meta.dirname, "../../target")

/** The users who are there from the start. */
export const PASSWORD = "correct horse battery staple"

export function startQuickstart() {
  return startExample("quickstart", {}, "debug/quickstart")
}

export function startPasskey() {
  return startExample("passkey", { AUTH_SECRET: "a secret for tests, and for nothing else" })
}

export function startSecondFactor() {
  return startExample("second_factor", { AUTH_SECRET: "a secret for tests, and for nothing else" })
}

export function startSms() {
  return startExample("sms", { AUTH_SECRET: "a secret for tests, and for nothing else" })
}

export function startPassword() {
  return startExample("password", { AUTH_SECRET: "a secret for tests, and for nothing else" })
}

export function startApiKeys() {
  return startExample("api_keys", { AUTH_SECRET: "a secret for tests, and for nothing else" })
}

async function startExample(name, more = {}, program = `debug/examples/${name}`) {
  const directory = await mkdtemp(join(tmpdir(), `${name}-`))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const DATABASE_URL = `sqlite:${join(directory, "db.sqlite")}`
  const server = spawn(join(target, program), {
    env: { PATH: process.env.PATH, PORT: String(port), DATABASE_URL, ...more },
    stdio: ["ignore", "pipe", "inherit"],
  })
  let output = ""
  server.stdout.on("data", (text) => (output += text))
  const ended = new Promise((resolve) => server.once("exit", resolve))
  await answers(url, () => server.exitCode !== null)
  return {
    url,
    output: () => output,
    /** Waits for what the server prints after a point in its output, and returns the match. */
    async printed(from, pattern) {
      for (let attempt = 0; attempt < 150; attempt++) {
        const found = output.slice(from).match(pattern)
        if (found) return found
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      throw new Error(`the server has not printed ${pattern}`)
    },
    async stop() {
      server.kill()
      await ended
      await rm(directory, { recursive: true })
    },
  }
}

/** The example `oidc`, and a certified provider that knows it. */
export async function startOidc() {
  const [port, providerPort] = [await freePort(), await freePort()]
  const url = `http://localhost:${port}`
  // Another host, so that the cookies of the two are kept apart: a port does not do that.
  const issuer = `http://127.0.0.1:${providerPort}`
  const client = {
    client_id: "example",
    client_secret: "s3cret",
    redirect_uris: [`${url}/auth/callback/sso`],
    post_logout_redirect_uris: [`${url}/auth/signout/sso`],
  }
  const { PATH } = process.env
  const provider = spawn("node", [resolve(import.meta.dirname, "../oidc/provider.mjs")], {
    env: { PATH, ISSUER: issuer, PORT: String(providerPort), CLIENTS: JSON.stringify([client]) },
    stdio: ["ignore", "ignore", "inherit"],
  })
  const example = spawn(join(target, "debug/examples/oidc"), {
    env: {
      PATH,
      PORT: String(port),
      AUTH_SECRET: "a secret for tests, and for nothing else",
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.client_id,
      OIDC_CLIENT_SECRET: client.client_secret,
    },
    stdio: ["ignore", "ignore", "inherit"],
  })
  const servers = [provider, example]
  const ended = servers.map((server) => new Promise((resolve) => server.once("exit", resolve)))
  const stop = () => Promise.all(servers.map((server, index) => (server.kill(), ended[index])))
  for (const [server, at] of [[provider, issuer], [example, url]]) {
    await answers(at, () => server.exitCode !== null)
  }
  return { url, issuer, stop }
}

export async function freePort() {
  const probe = createServer()
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve))
  const { port } = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return port
}

export async function answers(url, hasEnded) {
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
