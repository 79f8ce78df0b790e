// A new user of the quickstart: from the sign-in page to the account, by keyboard, in light and dark, and on a phone.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"

import { audit, tabTo } from "./audit.mjs"
import { launch, signIn, visit } from "./chromium.mjs"
import { PASSWORD, startQuickstart } from "./server.mjs"

let server, browser

before(async () => {
  ;[server, browser] = await Promise.all([startQuickstart(), launch()])
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

const heading = (page) => page.getByRole("heading", { level: 1 }).textContent()
const session = async (context) => (await context.request.get("/auth/session")).json()

/** Waits for what the server prints after a point in its output. */
const printed = async (from, pattern) => (await server.printed(from, pattern))[0]

const LINK = /http:\S+\/auth\/signup\/finish\?\S+/

test("a new user signs up with the keyboard alone", async (t) => {
  const { page, context, complaints } = await guest(t)
  await page.goto("/auth/signin?callbackUrl=/")
  await tabTo(page, "Create an account")
  await page.keyboard.press("Enter")
  await page.waitForURL((url) => url.pathname === "/auth/signup")
  assert.equal(await heading(page), "Create an account")
  await audit(page, "sign-up")

  const from = server.output().length
  await tabTo(page, "Email address")
  await page.keyboard.type("Hedy@acme.example")
  await page.keyboard.press("Enter")
  await page.getByRole("heading", { name: "Check your email" }).waitFor()
  assert.match(await page.locator("main").innerText(), /hedy@acme\.example/)
  await audit(page, "sign-up-mailed")

  await page.goto(await printed(from, LINK))
  await page.getByRole("heading", { name: "Complete your account" }).waitFor()
  await audit(page, "sign-up-finish")
  await tabTo(page, "Your name")
  await page.keyboard.type("Hedy Lamarr")
  await tabTo(page, "Password")
  await page.keyboard.type("short")
  await page.keyboard.press("Enter")
  await page.getByRole("alert").waitFor()
  assert.match(await page.getByRole("alert").textContent(), /at least 15 characters/)
  assert.equal(await page.getByLabel("Your name").inputValue(), "Hedy Lamarr", "what was typed is kept")
  assert.equal(await page.getByLabel("Password").inputValue(), "", "a password is not")
  await audit(page, "sign-up-refused")
  await tabTo(page, "Password")
  await page.keyboard.type("frequency hopping piano")
  await tabTo(page, "Create my account")
  await page.keyboard.press("Enter")
  await page.waitForURL("/")
  assert.equal(await heading(page), "Hello, Hedy Lamarr")
  const { user } = await session(context)
  assert.deepEqual([user.email, user.role], ["hedy@acme.example", "admin"])

  await page.getByRole("button", { name: "Sign out" }).click()
  await signIn(page, "hedy@acme.example", "frequency hopping piano")
  assert.equal(await heading(page), "Hello, Hedy Lamarr")
  assert.deepEqual(complaints, [])
})

test("a name that the application refuses is told on the form, and the link works on", async (t) => {
  const { page, context, complaints } = await guest(t)
  const from = server.output().length
  await page.goto("/auth/signup")
  await page.getByLabel("Email address").fill("joan@example.org")
  await page.keyboard.press("Enter")
  const link = await printed(from, LINK)
  await page.goto(link)
  await page.getByLabel("Your name").fill("x".repeat(61))
  await page.getByLabel("Password").fill("an early programmer")
  await page.keyboard.press("Enter")
  await page.getByRole("alert").waitFor()
  assert.match(await page.getByRole("alert").textContent(), /at most 60 characters/)
  await page.getByLabel("Your name").fill("Joan Clarke")
  await page.getByLabel("Password").fill("an early programmer")
  await page.keyboard.press("Enter")
  await page.waitForURL("/")
  assert.equal((await session(context)).user.role, "member")

  const other = await guest(t)
  await other.page.goto(link)
  await other.page.getByRole("heading", { name: "This link does not work" }).waitFor()
  await audit(other.page, "sign-up-broken")
  for (const visitor of [complaints, other.complaints]) assert.deepEqual(visitor, [])
})

test("the page says the same for an address that has an account", async (t) => {
  const { page, complaints } = await guest(t)
  const texts = []
  for (const email of ["ada@example.com", "new@example.com"]) {
    const from = server.output().length
    await page.goto("/auth/signup")
    await page.getByLabel("Email address").fill(email)
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Check your email" }).waitFor()
    texts.push((await page.locator("main").innerText()).replace(email, "…"))
    const subject = await printed(from, /^(?:> )?Subject: .*$/m)
    assert.match(subject, email.startsWith("ada") ? /You have an account/ : /Create your account/)
  }
  assert.equal(texts[0], texts[1])
  assert.deepEqual(complaints, [])
})

test("an administrator makes a key for a program, and revokes it on the account page", async (t) => {
  const { page, complaints } = await guest(t)
  await signIn(page, "ada@example.com", PASSWORD)
  await page.goto("/admin")
  await page.getByLabel("A key for a program").fill("Nightly report")
  await page.keyboard.press("Enter")
  await page.getByRole("heading", { name: "Your new key" }).waitFor()
  await audit(page, "new-key")
  const key = await page.locator("pre code").innerText()
  const users = () => fetch(`${server.url}/users.json`, { headers: { authorization: `Bearer ${key}` } })
  const answer = await users()
  assert.equal(answer.status, 200)
  assert.ok((await answer.json()).some(([, email]) => email === "bob@example.com"))
  await page.getByRole("link", { name: "Your account" }).click()
  await page.getByRole("button", { name: "Revoke the key Nightly report" }).click()
  await page.getByRole("status").waitFor()
  assert.equal((await users()).status, 401)
  assert.deepEqual(complaints, [])
})

test("the pages and mails are in the language of the browser", async (t) => {
  const { page, complaints } = await guest(t, { locale: "de-DE" })
  const from = server.output().length
  await page.goto("/auth/signup")
  assert.equal(await page.evaluate(() => document.documentElement.lang), "de")
  await page.locator("input[name=email]").fill("emmy@example.org")
  await page.keyboard.press("Enter")
  await printed(from, LINK)
  assert.match(await printed(from, /^(?:> )?Subject: .*$/m), /Konto/)
  assert.deepEqual(complaints, [])
})
