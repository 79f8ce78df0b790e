// Passkeys on the built-in page, with Chromium's virtual authenticator.

import assert from "node:assert/strict"
import { mkdir } from "node:fs/promises"
import { resolve } from "node:path"
import { after, before, test } from "node:test"

import { launch, visit } from "./chromium.mjs"
import { startPasskey } from "./server.mjs"

const PICTURES = resolve(import.meta.dirname, "../../target/screenshots")

let server, browser

before(async () => {
  await mkdir(PICTURES, { recursive: true })
  ;[server, browser] = await Promise.all([startPasskey(), launch()])
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

/** A page with an authenticator. Unless told to it does not answer by itself: autofill would be faster than a click. */
async function guest(t, options = {}) {
  const { page, context, complaints } = await visit(browser, server.url, options)
  t.after(() => context.close())
  const cdp = await context.newCDPSession(page)
  await cdp.send("WebAuthn.enable", { enableUI: false })
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: false,
    },
  })
  const key = {
    present: (enabled) => cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled }),
    verified: (isUserVerified) => cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
    credentials: async () => (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
  }
  return { page, context, complaints, key }
}

/** Turns autofill off on the next pages. Autofill signs in with a passkey that exists already, even before a click. */
const withoutAutofill = (page) =>
  page.addInitScript(() => (PublicKeyCredential.isConditionalMediationAvailable = async () => false))

/** Fills in and sends the form. The authenticator responds from now on. */
async function send(page, key, email) {
  await page.getByLabel("Email").fill(email)
  await key.present(true)
  await page.getByRole("button", { name: "Sign in with Passkey" }).click()
}

async function who(page, expected) {
  await page.waitForURL((url) => url.pathname === "/")
  const session = JSON.parse(await page.locator("body").innerText())
  assert.equal(session?.email ?? session?.user?.email ?? null, expected)
}

async function signOut(page, key) {
  await key.present(false)
  await page.goto("/auth/signout")
  await page.getByRole("button").click()
  await who(page, null)
}

test("a passkey is made, and signs in by address", async (t) => {
  const { page, complaints, key } = await guest(t)
  // The way back has a slash in it.
  await page.goto("/auth/signin?callbackUrl=%2F%3Ffrom%3D%2Fdeep%2Fpath")
  await send(page, key, "gwen@example.com")
  await who(page, "gwen@example.com")
  assert.equal(new URL(page.url()).search, "?from=/deep/path")
  const [credential] = await key.credentials()
  assert.ok(credential.isResidentCredential)
  assert.equal(Buffer.from(credential.userHandle, "base64").toString().length, 64)

  await signOut(page, key)
  await withoutAutofill(page)
  await page.goto("/auth/signin")
  await send(page, key, "gwen@example.com")
  await who(page, "gwen@example.com")
  assert.deepEqual(complaints, [])
})

test("autofill signs in before anything is typed", async (t) => {
  const { page, complaints, key } = await guest(t)
  await page.goto("/auth/signin")
  await send(page, key, "hedy@example.com")
  await who(page, "hedy@example.com")
  await signOut(page, key)
  await key.present(true)
  await page.goto("/auth/signin").catch(() => {}) // The page may be left before it has loaded.
  await who(page, "hedy@example.com")
  assert.deepEqual(complaints, [])
})

test("an empty field signs in too", async (t) => {
  const { page, key } = await guest(t)
  await page.goto("/auth/signin")
  await send(page, key, "ida@example.com")
  await who(page, "ida@example.com")
  await signOut(page, key)
  await withoutAutofill(page)
  await page.goto("/auth/signin")
  await send(page, key, "")
  await who(page, "ida@example.com")
})

test("a passkey proves more on the step-up page", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, complaints, key } = await guest(t, { colorScheme, viewport: { width: 900, height: 760 } })
    await page.goto("/auth/signin")
    await send(page, key, `joan-${colorScheme}@example.com`)
    await who(page, `joan-${colorScheme}@example.com`)
    await key.present(false)
    await page.goto("/auth/step-up?acr_values=hwk+swk&max_age=300&callbackUrl=%2Fkeys%3Fpage%3D2")
    await page.screenshot({ path: resolve(PICTURES, `step-up-passkey-${colorScheme}.png`) })
    assert.equal(await page.getByLabel("Email").count(), 0)
    await key.present(true)
    await page.getByRole("button", { name: "Sign in with Passkey" }).click()
    await page.waitForURL((url) => url.pathname === "/keys" && url.search === "?page=2")
    assert.match(await page.locator("body").innerText(), /the keys of joan-/)
    assert.deepEqual(complaints, [])
  }
})

test("what goes wrong is said in the form, and it can be tried again", async (t) => {
  const { page, complaints, key } = await guest(t, { viewport: { width: 900, height: 760 } })
  await page.goto("/auth/signin")
  await send(page, key, "gwen")
  const alert = page.locator("#passkey-form [role=alert]")
  await alert.getByText("Please enter an e-mail address.").waitFor()
  await key.verified(false)
  await send(page, key, "jane@example.com")
  await alert.getByText("No passkey was used. Please try again.").waitFor()
  await page.screenshot({ path: resolve(PICTURES, "passkey-error.png") })
  await key.verified(true)
  await send(page, key, "jane@example.com")
  await who(page, "jane@example.com")
  assert.deepEqual(complaints, [])
})

test("who is signed in already is told so", async (t) => {
  const { page, key } = await guest(t)
  await page.goto("/auth/signin")
  await send(page, key, "lena@example.com")
  await who(page, "lena@example.com")
  await key.present(false)
  await page.goto("/auth/signin")
  await page.getByLabel("Email").fill("lena@example.com")
  await page.getByRole("button", { name: "Sign in with Passkey" }).click()
  await page.locator("#passkey-form [role=alert]").getByText("You are signed in already.").waitFor()
})

test("without WebAuthn there is no form, and the page says why", async (t) => {
  const { page, context } = await visit(browser, server.url)
  t.after(() => context.close())
  await page.addInitScript(() => delete window.PublicKeyCredential)
  await page.goto("/auth/signin")
  await page.getByText("This browser does not support passkeys.").waitFor()
  assert.equal(await page.locator("#passkey-form :is(input, button)").count(), 0)
})

for (const colorScheme of ["light", "dark"]) {
  test(`the page, ${colorScheme}`, async (t) => {
    const { page, complaints } = await guest(t, { colorScheme, viewport: { width: 900, height: 760 } })
    await page.goto("/auth/signin", { waitUntil: "networkidle" })
    await page.screenshot({ path: resolve(PICTURES, `passkey-${colorScheme}.png`) })
    assert.deepEqual(complaints, [])
  })
}
