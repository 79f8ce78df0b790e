// Passkeys by the client of next-auth, `next-auth/webauthn`, with Chromium's virtual authenticator.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"

import { build } from "esbuild"

import { launch, visit } from "./chromium.mjs"
import { startPasskey } from "./server.mjs"

const PAGE = `
  import { signIn } from "next-auth/webauthn"
  import { __NEXTAUTH, getSession, signOut } from "next-auth/react"
  __NEXTAUTH.basePath = "/auth"
  Object.assign(window, { signIn, getSession, signOut })
`

let server, browser, script

before(async () => {
  const bundle = build({
    stdin: { contents: PAGE, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    define: { "process.env.NEXTAUTH_URL": "undefined", "process.env": "{}" },
    logLevel: "error",
  })
  ;[server, browser, script] = await Promise.all([startPasskey(), launch(), bundle.then((made) => made.outputFiles[0].text)])
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

/** A page of an application that uses the client. */
async function application(t) {
  const { page, context, complaints } = await visit(browser, server.url)
  t.after(() => context.close())
  await page.route("**/app", (route) => route.fulfill({ contentType: "text/html", body: "<script src=/app.js></script>" }))
  await page.route("**/app.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }))
  const cdp = await context.newCDPSession(page)
  await cdp.send("WebAuthn.enable")
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto("/app")
  const credentials = async () => (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials
  return { page, complaints, credentials }
}

const signIn = (page, options) =>
  page.evaluate((options) => window.signIn("passkey", { redirect: false, ...options }), options)
const email = (page) => page.evaluate(async () => (await window.getSession())?.user.email ?? null)
const signOut = (page) => page.evaluate(() => window.signOut({ redirect: false }))

test("registering, signing out, and signing in without a name", async (t) => {
  const { page, complaints, credentials } = await application(t)
  const registered = await signIn(page, { action: "register", email: "ada@example.com" })
  assert.equal(registered.ok, true)
  assert.equal(registered.error, null)
  assert.equal(await email(page), "ada@example.com")

  await signOut(page)
  assert.equal(await email(page), null)
  assert.equal((await signIn(page, { action: "authenticate" })).ok, true)
  assert.equal(await email(page), "ada@example.com")
  assert.equal((await credentials()).length, 1)
  assert.deepEqual(complaints, [])
})

test("without an action the address decides", async (t) => {
  const { page, credentials } = await application(t)
  await signIn(page, { email: "bob@example.com" })
  assert.equal(await email(page), "bob@example.com")
  await signOut(page)
  await signIn(page, { email: "bob@example.com" })
  assert.equal(await email(page), "bob@example.com")
  assert.equal((await credentials()).length, 1)
})
