// Passwords and addresses on the built-in pages: a forgotten password, a change of it, and a change of the address.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"

import { audit } from "./audit.mjs"
import { launch, visit } from "./chromium.mjs"
import { startPassword } from "./server.mjs"

const OLD = "correct horse battery"
const NEW = "trombone gazebo fluid"

let server, browser

before(async () => {
  ;[server, browser] = await Promise.all([startPassword(), launch()])
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

async function guest(t, options = {}) {
  const { page, context, complaints } = await visit(browser, server.url, options)
  t.after(() => context.close())
  return { page, context, complaints }
}

/** Returns the newest link to a page that the server has printed. */
async function link(path) {
  for (let attempt = 0; attempt < 50; attempt++) {
    const found = server.output().match(new RegExp(`http://\\S+${path}\\?\\S+`, "g"))
    if (found) return found.at(-1)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no mail with a link to ${path}`)
}

async function signIn(page, email, password) {
  await page.goto("/auth/signin?callbackUrl=/")
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Password").fill(password)
  await page.getByRole("button", { name: /^Sign in with/ }).click()
}

async function who(page, expected) {
  await page.waitForURL((url) => url.pathname === "/")
  const session = JSON.parse(await page.locator("body").innerText())
  assert.equal(session?.user?.email ?? null, expected)
}

test("a forgotten password is replaced by a link, with the keyboard alone", async (t) => {
  const { page, complaints } = await guest(t, { colorScheme: "light" })
  await page.goto("/auth/signin?callbackUrl=/")
  await page.getByRole("link", { name: "Forgot your password?" }).press("Enter")
  await page.getByRole("heading", { name: "Forgot your password?" }).waitFor()
  await audit(page, "password-forgot")
  await page.getByRole("textbox", { name: "Email address" }).focus()
  await page.keyboard.type("ada@example.com")
  await page.keyboard.press("Enter")
  await page.getByRole("heading", { name: "Check your email" }).waitFor()
  await audit(page, "password-mailed")

  const phone = await guest(t, { colorScheme: "dark", viewport: { width: 360, height: 740 } })
  await phone.page.goto(await link("/auth/password/reset"))
  await phone.page.getByRole("heading", { name: "Choose a new password" }).waitFor()
  await phone.page.getByLabel("New password").fill("password")
  await phone.page.keyboard.press("Enter")
  await phone.page.getByRole("alert").waitFor()
  await audit(phone.page, "password-reset")
  await phone.page.getByLabel("New password").fill(NEW)
  await phone.page.keyboard.press("Enter")
  await phone.page.getByRole("heading", { name: "Your password has been saved" }).waitFor()
  assert.equal(new URL(phone.page.url()).search, "", "no token is left in the address bar")
  await audit(phone.page, "password-saved")

  await signIn(page, "ada@example.com", OLD)
  await page.getByRole("alert").waitFor()
  await signIn(page, "ada@example.com", NEW)
  await who(page, "ada@example.com")

  await page.goto("/auth/password/change?callbackUrl=/")
  await audit(page, "password-change")
  await page.getByLabel("New password").fill(OLD)
  await page.keyboard.press("Enter")
  await page.getByRole("link", { name: "Continue" }).click()
  await who(page, "ada@example.com")
  for (const visitor of [complaints, phone.complaints]) assert.deepEqual(visitor, [])
})

test("an address is changed by a link to the new one", async (t) => {
  const { page, complaints } = await guest(t, { colorScheme: "dark" })
  await signIn(page, "ada@example.com", OLD)
  await who(page, "ada@example.com")
  await page.goto("/auth/email/change?callbackUrl=/")
  await audit(page, "email-change")
  await page.getByRole("textbox", { name: "New email address" }).fill("new@example.org")
  await page.keyboard.press("Enter")
  await page.getByRole("heading", { name: "Check your email" }).waitFor()
  await page.goto("/")
  await who(page, "ada@example.com")

  const opened = await link("/auth/email/change")
  const stranger = await guest(t)
  await stranger.page.goto(opened)
  await stranger.page.getByRole("heading", { name: "Sign in first" }).waitFor()
  await audit(stranger.page, "email-sign-in-first")

  await page.goto(opened)
  await page.getByRole("heading", { name: "Confirm your new email address" }).waitFor()
  await audit(page, "email-confirm")
  await page.getByRole("button", { name: "Change my address" }).press("Enter")
  await page.getByRole("heading", { name: "Your email address is confirmed" }).waitFor()
  await page.getByRole("link", { name: "Continue" }).click()
  await who(page, "new@example.org")
  await page.goto(opened)
  await page.getByRole("button", { name: "Change my address" }).click()
  await page.getByRole("heading", { name: "This link does not work" }).waitFor()
  await audit(page, "email-broken")
  for (const visitor of [complaints, stranger.complaints]) assert.deepEqual(visitor, [])
})
