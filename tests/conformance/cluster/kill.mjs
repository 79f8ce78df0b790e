// Kills one process of the cluster after the other while browsers use it: node kill.mjs SERVE EXAMPLE
//
// A request may fail. A session may not: no response ends one, and at the end every browser is signed in. DATABASE_URL names the
// database, in which `{n}` stands for a number. The last line is `N passed, M failed`.

import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"

const [serve, example] = process.argv.slice(2)
const BROWSERS = 24
const KILLS = 12
const SESSION = "authjs.session-token"

// A browser that keeps its cookies, and tries again while no process answers.
class Browser {
    cookies = new Map()
    unanswered = 0

    constructor(origin) {
        this.origin = origin
    }

    async request(path, form) {
        for (let attempt = 0; attempt < 100; attempt += 1) {
            const response = await this.#send(path, form).catch(() => undefined)
            if (response && response.status < 502) return response
            this.unanswered += 1
            await pause(20)
        }
        throw new Error(`${path}: no process answers`)
    }

    async #send(path, form) {
        const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ")
        const response = await fetch(this.origin + path, {
            method: form ? "POST" : "GET",
            headers: { cookie },
            body: form && new URLSearchParams(form),
            redirect: "manual",
        })
        const body = await response.text()
        for (const line of response.headers.getSetCookie()) {
            const [pair] = line.split(";", 1)
            const [name, value] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]
            if (/max-age=0/i.test(line)) this.cookies.delete(name)
            else this.cookies.set(name, value)
        }
        return { status: response.status, body }
    }

    async signIn(username, password) {
        const { body } = await this.request("/auth/csrf")
        const { csrfToken } = JSON.parse(body)
        await this.request("/auth/callback/credentials", { csrfToken, username, password })
        if (!this.cookies.has(SESSION)) throw new Error("the sign-in failed")
    }
}

const failures = []

async function run(strategy, number) {
    const port = String(14_000 + number)
    const origin = `http://127.0.0.1:${port}`
    const pids = mkdtempSync(join(tmpdir(), "cluster-"))
    const cluster = spawn(serve, [example], {
        detached: true,
        stdio: "ignore",
        env: {
            PATH: process.env.PATH,
            PORT: port,
            AUTH_URL: origin,
            AUTH_SECRET: "a-secret-of-the-cluster-0123456789abcdef",
            SESSION_STRATEGY: strategy,
            SESSION_UPDATE_AGE: "0",
            DATABASE_URL: process.env.DATABASE_URL.replaceAll("{n}", `kill_${number}`),
            CLUSTER_PIDS: pids,
        },
    })
    try {
        const browsers = Array.from({ length: BROWSERS }, () => new Browser(origin))
        await browsers[0].request("/banned")
        for (const browser of browsers) await browser.signIn("alice", "wonderland")

        let over = false
        const use = async (browser) => {
            while (!over) {
                const { status, body } = await browser.request("/auth/session")
                if (status !== 200 || !JSON.parse(body)?.user) failures.push(`${strategy}: ${status} ${body}`)
                if (!browser.cookies.has(SESSION)) failures.push(`${strategy}: the cookie was deleted`)
                await pause(5)
            }
        }
        const users = browsers.map(use)
        for (let kill = 0; kill < KILLS; kill += 1) {
            await pause(300)
            const pid = Number(readFileSync(join(pids, String(1 + (kill % 3))), "utf8"))
            process.kill(pid, "SIGKILL")
        }
        await pause(500)
        over = true
        await Promise.all(users)
        const lost = browsers.filter(({ cookies }) => !cookies.has(SESSION)).length
        const unanswered = browsers.reduce((sum, browser) => sum + browser.unanswered, 0)
        console.log(`${strategy}: ${KILLS} kills, ${BROWSERS} browsers, ${lost} sessions lost, ${unanswered} requests tried again`)
    } finally {
        process.kill(-cluster.pid, "SIGTERM")
        rmSync(pids, { recursive: true, force: true })
    }
}

await run("jwt", 1)
await run("database", 2)
for (const failure of failures.slice(0, 20)) console.log(`FAILED  ${failure}`)
console.log(`${failures.length ? 1 : 2} passed, ${failures.length ? 1 : 0} failed`)
process.exitCode = failures.length ? 1 : 0
