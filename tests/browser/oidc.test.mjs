// Sign-in through a certified OpenID provider in a real browser: the example `oidc` here, the provider there.

import assert from "node:assert/strict"
import { after, afterEach, before, beforeEach, test } from "node:test"

import { launch, visit } from "./chromium.mjs"
import { startOidc } from "./server.mjs"

let servers, browser, page, context, complaints

before(async () => {
  ;[servers, browser] = await Promise.all([startOidc(), launch()])
})
after(async () => {
  await browser?.close()
  await servers?.stop()
})
beforeEach(async () => {
  ;({ page, context, complaints } = await visit(browser, servers.url))
})
afterEach(async () => {
  await context.close()
  assert.deepEqual(complaints, [])
})

const session = async () => (await context.request.get("/auth/session")).json()
const press = (name) => page.getByRole("button", { name }).click()

async function arriveAtProvider() {
  await page.goto("/auth/signin?callbackUrl=/?here")
  await press(/single sign-on/i)
  await page.waitForURL((url) => url.origin === servers.issuer)
}

test("signing in leads to the provider and back to the page that was wanted", async () => {
  await arriveAtProvider()
  await press("I am ada")
  await page.waitForURL(`${servers.url}/?here`)
  assert.equal((await session()).user.name, "Ada Lovelace")
  const cookies = await context.cookies(servers.url)
  assert.ok(cookies.every((cookie) => cookie.httpOnly))
  assert.ok(!cookies.some(({ name }) => /state|pkce|nonce/.test(name)), "the checks are gone")
})

test("a refusal at the provider leads back to the sign-in page", async () => {
  await arriveAtProvider()
  await press("Refuse")
  await page.waitForURL(/\/auth\/signin\?error=OAuthCallbackError/)
  assert.equal(await session(), null)
})

test("a guard of the application refuses whom the provider has not verified", async () => {
  await arriveAtProvider()
  await press("I am bob")
  await page.waitForURL(/\/auth\/error\?error=AccessDenied/)
  assert.equal(await session(), null)
})

test("going back and coming again signs nobody in twice", async () => {
  await arriveAtProvider()
  let callback
  page.on("request", (request) => {
    if (request.url().includes("/auth/callback/")) callback = request.url()
  })
  await press("I am ada")
  await page.waitForURL(`${servers.url}/?here`)
  await context.request.post("/auth/signout", { form: { csrfToken: await csrf() }, maxRedirects: 0 })
  await page.goto(callback)
  assert.match(page.url(), /\/auth\/error\?error=Configuration/)
  assert.equal(await session(), null)
})

const csrf = async () => (await (await context.request.get("/auth/csrf")).json()).csrfToken

test("signing out leads to the provider, which forgets the user, and back", async () => {
  await arriveAtProvider()
  await press("I am ada")
  await page.waitForURL(`${servers.url}/?here`)
  await page.goto("/auth/signout?callbackUrl=/auth/signin")
  await press("Sign out")
  await page.waitForURL((url) => url.origin === servers.issuer)
  assert.equal(await session(), null)
  await press("Leave the provider")
  await page.waitForURL(`${servers.url}/auth/signin`)
  await press(/single sign-on/i)
  await page.getByRole("heading", { name: "Who are you?" }).waitFor()
})
