// An API key: made on a page by a form that asks for a second factor, used by curl and fetch, and revoked.

import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { mkdir } from "node:fs/promises"
import { resolve } from "node:path"
import { after, before, test } from "node:test"
import { promisify } from "node:util"

import { totp } from "./authenticator.mjs"
import { launch, visit } from "./chromium.mjs"
import { startApiKeys } from "./server.mjs"

const PICTURES = resolve(import.meta.dirname, "../../target/screenshots")
const PASSWORD = "correct horse"
const run = promisify(execFile)

let server, browser

before(async () => {
  await mkdir(PICTURES, { recursive: true })
  ;[server, browser] = await Promise.all([startApiKeys(), launch()])
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

/** Opens the page of the keys in a browser of its own, as a user who has just signed in. */
async function signedIn(t, name, options = {}) {
  const { page, context, complaints } = await visit(browser, server.url, options)
  t.after(() => context.close())
  await page.goto("/")
  await page.getByLabel("Name").fill(name)
  await page.getByLabel("Password").fill(PASSWORD)
  await page.getByRole("button", { name: /^Sign in with/ }).click()
  await page.waitForURL("**/keys")
  return { page, context, complaints }
}

async function make(page, name, project) {
  await page.getByLabel("Name").fill(name)
  await page.getByLabel("Project").fill(project)
  await page.getByRole("button", { name: "Make a key" }).click()
  await page.waitForLoadState()
}

/** Sets up an authenticator app on the way from the step-up page. */
async function enrol(page) {
  await page.getByRole("link", { name: "Set up an authenticator app" }).click()
  const key = await page.locator("code.key").innerText()
  await page.getByLabel("Code from the app").fill(totp(key))
  await page.getByRole("button", { name: "Confirm" }).click()
  await page.getByRole("link", { name: "I have saved them" }).click()
  await page.waitForURL("**/keys")
}

/** Asks as a program does, by curl: the status, the header `WWW-Authenticate` and the body. */
async function curl(path, ...more) {
  const { stdout } = await run("curl", ["-sS", "-i", ...more, server.url + path])
  const [head, ...body] = stdout.split("\r\n\r\n")
  const status = Number(head.split(" ")[1])
  const challenge = head.match(/^www-authenticate: (.*)$/im)?.[1].trim() ?? null
  assert.doesNotMatch(head, /^set-cookie:/im)
  return { status, challenge, body: body.join("\r\n\r\n") }
}

const bearer = (key) => ["-H", `authorization: Bearer ${key}`]
const heading = (page) => page.getByRole("heading", { level: 1 }).textContent()

test("a form asks for a second factor, and is sent again with what was entered; the key works until it is revoked", async (t) => {
  const { page, context, complaints } = await signedIn(t, "ada", { colorScheme: "light" })
  await make(page, "nightly <b>", "7")
  assert.equal(await heading(page), "Confirm that it is you")
  await page.screenshot({ path: `${PICTURES}/step-up-form.png`, fullPage: true })
  const opened = context.waitForEvent("page")
  await page.getByRole("link", { name: "Confirm in a new tab" }).click()
  const tab = await opened
  await tab.waitForLoadState()
  assert.equal(new URL(tab.url()).pathname, "/auth/step-up")
  await enrol(tab)
  await tab.close()

  await page.reload()
  assert.equal(await heading(page), "Your new key")
  const key = await page.locator("code").innerText()
  assert.match(key, /^acme_/)

  const report = { status: 200, challenge: null, body: "for project 7, by the key nightly <b>" }
  assert.deepEqual(await curl("/report", ...bearer(key)), report)
  const fetched = await fetch(`${server.url}/report`, { headers: { authorization: `Bearer ${key}` } })
  assert.deepEqual([fetched.status, await fetched.text()], [200, report.body])
  // The page of the keys is for people, and a key is nothing but a header.
  assert.equal((await curl("/keys", ...bearer(key))).status, 401)
  for (const elsewhere of [[], ["-H", `cookie: authjs.session-token=${key}`], ["-u", `ada:${key}`]]) {
    assert.equal((await curl(`/report?access_token=${key}`, ...elsewhere)).status, 401)
  }
  // A browser with a session asks without the header.
  await page.goto("/report")
  assert.equal(await page.locator("body").innerText(), "for ada")

  await page.goto("/keys")
  assert.equal(await page.locator("b").count(), 0)
  assert.doesNotMatch(await page.content(), new RegExp(key))
  await page.getByRole("button", { name: "Revoke nightly" }).click()
  await page.waitForURL("**/keys")
  assert.equal(await page.getByRole("listitem").count(), 0)
  const { status, challenge } = await curl("/report", ...bearer(key))
  assert.deepEqual([status, challenge], [401, 'Bearer error="invalid_token"'])
  // Not even next to the cookies of the browser that has made it.
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ")
  assert.equal((await curl("/report", ...bearer(key), "-H", `cookie: ${cookies}`)).status, 401)
  assert.equal((await curl("/report", "-H", `cookie: ${cookies}`)).body, "for ada")
  assert.deepEqual(complaints, [])
})

test("in the same tab, the way leads back to the form", async (t) => {
  const { page, complaints } = await signedIn(t, "bob", { colorScheme: "dark" })
  await make(page, "weekly", "9")
  await page.screenshot({ path: `${PICTURES}/step-up-form-dark.png`, fullPage: true })
  await page.getByRole("link", { name: "confirm in this tab" }).click()
  assert.equal(new URL(page.url()).pathname, "/auth/step-up")
  await enrol(page)
  assert.equal(await heading(page), "API keys")
  await make(page, "weekly", "9")
  const key = await page.locator("code").innerText()
  assert.equal((await curl("/report", ...bearer(key))).body, "for project 9, by the key weekly")
  assert.deepEqual(complaints, [])
})

test("a user cannot revoke the key of another one", async (t) => {
  const { page } = await signedIn(t, "carol")
  await make(page, "hers", "1")
  await page.getByRole("link", { name: "confirm in this tab" }).click()
  await enrol(page)
  await make(page, "hers", "1")
  const key = await page.locator("code").innerText()
  const mallory = await signedIn(t, "mallory")
  const id = key.split("_")[1]
  const answer = await mallory.context.request.post(`/keys/${id}/revoke`, {
    headers: { "sec-fetch-site": "same-origin" },
    maxRedirects: 0,
  })
  assert.equal(answer.status(), 303)
  assert.equal((await curl("/report", ...bearer(key))).status, 200)
})
