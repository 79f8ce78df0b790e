// What a newcomer does with the quickstart example, in a real browser.

import assert from "node:assert/strict"
import { createServer } from "node:http"
import { after, afterEach, before, beforeEach, test } from "node:test"

import { launch, openForm, signIn, visit } from "./chromium.mjs"
import { PASSWORD, startQuickstart } from "./server.mjs"

let server, browser, page, context, complaints

before(async () => {
  ;[server, browser] = await Promise.all([startQuickstart(), launch()])
})
after(async () => {
  await browser?.close()
  await server?.stop()
})
beforeEach(async () => {
  ;({ page, context, complaints } = await visit(browser, server.url))
})
afterEach(async () => {
  await context.close()
  assert.deepEqual(complaints, [])
})

const path = () => new URL(page.url()).pathname
const heading = () => page.getByRole("heading", { level: 1 }).textContent()
const field = (name) => page.locator("dl div", { hasText: name }).locator("dd").textContent()
// Not from a script of the page: its policy forbids that.
const session = async () => (await context.request.get("/auth/session")).json()

test("the server says where it is, and who can sign in", () => {
  assert.match(server.output(), new RegExp(server.url))
  assert.match(server.output(), /ada@example\.com/)
})

test("signing in shows the typed session", async () => {
  await page.goto("/")
  assert.equal(await heading(), "Quickstart")
  await page.getByRole("link", { name: "Sign in" }).click()
  assert.equal(path(), "/auth/signin")
  await signIn(page, "ada@example.com", PASSWORD)
  assert.equal(path(), "/")
  assert.equal(await heading(), "Hello, Ada")
  assert.equal(await field("session.user.email"), "ada@example.com")
  assert.equal(await field("session.role"), "Admin")
  assert.equal(await field("session.admin"), "true")
  const { user } = await session()
  assert.deepEqual(user, { name: "Ada", email: "ada@example.com", id: "ada", role: "admin", admin: true })
})

test("a wrong password leads back to the form, which says so", async () => {
  await signIn(page, "ada@example.com", "wrong")
  assert.equal(path(), "/auth/signin")
  assert.match(await page.getByRole("alert").textContent(), /sign in failed/i)
  assert.equal(await page.locator("#input-email-for-credentials-provider").inputValue(), "ada@example.com")
  assert.equal(await page.getByLabel("Password").inputValue(), "")
  assert.doesNotMatch(page.url(), /ada/)
  await signIn(page, "nobody@example.com", PASSWORD)
  assert.equal(path(), "/auth/signin")
  assert.deepEqual(await session(), null)
})

test("a new name is in the session, and still there after signing in again", async () => {
  await signIn(page, "bob@example.com", PASSWORD)
  await page.getByLabel("Another name").fill("Robert")
  await page.getByRole("button", { name: "Rename" }).click()
  assert.equal(await heading(), "Hello, Robert")
  await page.getByRole("button", { name: "Sign out" }).click()
  assert.equal(await heading(), "Quickstart")
  await signIn(page, "bob@example.com", PASSWORD)
  assert.equal(await heading(), "Hello, Robert")
})

test("the way of the last sign-in stands open, and the others by keyboard", async () => {
  await page.goto("/auth/signin")
  assert.ok(await page.getByLabel("Password").isHidden())
  await signIn(page, "bob@example.com", PASSWORD)
  await page.getByRole("button", { name: "Sign out" }).click()
  await page.goto("/auth/signin")
  assert.ok(await page.getByLabel("Password").isVisible())
  const form = page.locator('form[action$="/signin/email"]')
  assert.ok(await form.getByLabel("Email").isHidden())
  await page.locator("summary", { hasText: "Sign in with Email" }).focus()
  await page.keyboard.press("Enter")
  assert.ok(await form.getByLabel("Email").isVisible())
  await page.keyboard.press("Tab")
  assert.equal(await page.evaluate(() => document.activeElement.name), "email")
})

test("the session is updated as next-auth does it, and only with what fits", async () => {
  await signIn(page, "bob@example.com", PASSWORD)
  const update = async (data) => {
    const { csrfToken } = await (await context.request.get("/auth/csrf")).json()
    const answer = await context.request.post("/auth/session", { data: { csrfToken, data } })
    return { status: answer.status(), body: await answer.json() }
  }
  const updated = await update({ name: "Bobby" })
  assert.equal(updated.status, 200)
  assert.equal(updated.body.user.name, "Bobby")
  for (const wrong of [{ name: "   " }, { name: 7 }, {}, "Bobby"]) {
    assert.equal((await update(wrong)).status, 400, JSON.stringify(wrong))
  }
  assert.equal((await session()).user.name, "Bobby")
})

test("who is banned is sent to the page that says so, and has no session", async () => {
  await signIn(page, "eve@example.com", PASSWORD)
  assert.equal(path(), "/banned")
  assert.equal(await heading(), "You are banned")
  assert.deepEqual(await session(), null)
})

test("the guarded page sends strangers to sign in and back, refuses members, and lets administrators in", async () => {
  await page.goto("/admin")
  assert.equal(path(), "/auth/signin")
  const form = await openForm(page, "/callback/credentials")
  await form.locator("#input-email-for-credentials-provider").fill("ada@example.com")
  await form.getByLabel("Password").fill(PASSWORD)
  await page.keyboard.press("Enter")
  await page.waitForURL("**/admin")
  assert.equal(await heading(), "For administrators")
  assert.match(await page.locator("main").textContent(), /bob@example\.com/)

  await page.goto("/")
  await page.getByRole("button", { name: "Sign out" }).click()
  await signIn(page, "bob@example.com", PASSWORD)
  const refused = await page.goto("/admin")
  assert.equal(refused.status(), 403)
  assert.match(await heading(), /access denied/i)
})

/** Asks for a link, and gives the one that the server prints. */
async function link(email) {
  const before = server.output().length
  await page.goto("/auth/signin")
  const form = await openForm(page, "/signin/email")
  await form.getByLabel("Email").fill(email)
  await form.getByRole("button", { name: "Sign in with Email" }).click()
  await page.waitForURL("**/auth/verify-request*")
  return (await server.printed(before, /http:\S+callback\/email\S+/))[0]
}

test("a code of the mail signs in where it was asked for, by keyboard, and a wrong one says so", async () => {
  const before = server.output().length
  await link("kay@example.com")
  const code = (await server.printed(before, /^(?:> )?\s*(\d{6})$/m))[1]
  assert.equal(await heading(), "Check your email")
  assert.match(await page.locator("main").innerText(), /kay@example\.com/)
  const field = page.getByRole("textbox", { name: "Code" })
  assert.ok(await field.evaluate((it) => it === document.activeElement))
  await page.keyboard.type(String((Number(code) + 1) % 1_000_000).padStart(6, "0"))
  await page.keyboard.press("Enter")
  await page.waitForURL("**/auth/verify-request?error=WrongCode")
  assert.match(await page.getByRole("alert").textContent(), /This code is wrong/)
  await page.keyboard.type(`${code.slice(0, 3)} ${code.slice(3)}`)
  await page.keyboard.press("Enter")
  await page.waitForURL("/")
  assert.equal((await session()).user.email, "kay@example.com")
})

test("newcomers come by mail; then they have a password, and a passkey", async () => {
  await page.goto(await link("Grace@example.com"))
  assert.equal(await heading(), "Hello, grace@example.com")
  assert.equal(await field("session.role"), "Member")

  await page.getByRole("link", { name: "Your account" }).click()
  await page.getByRole("link", { name: "Choose a password" }).click()
  await choose("an early compiler")
  assert.equal((await session()).user.email, "grace@example.com")
  await page.goto("/")
  await page.getByRole("button", { name: "Sign out" }).click()
  await signIn(page, "grace@example.com", "an early compiler")
  await page.goto("/")
  assert.equal(await heading(), "Hello, grace@example.com")

  const cdp = await context.newCDPSession(page)
  await cdp.send("WebAuthn.enable")
  await cdp.send("WebAuthn.addVirtualAuthenticator", { options: AUTHENTICATOR })
  await page.getByRole("link", { name: "Your account" }).click()
  await page.getByRole("button", { name: "Add a passkey" }).click()
  await page.getByRole("button", { name: "Remove the passkey Passkey" }).waitFor()
  await page.goto("/")
  await page.getByRole("button", { name: "Sign out" }).click()
  assert.deepEqual(await session(), null)
  // The browser offers the passkey by itself.
  await page.goto("/auth/signin?callbackUrl=/").catch(() => {}) // The page may be left before it has loaded.
  await page.waitForURL("/")
  assert.equal((await session()).user.email, "grace@example.com")
})

/** Chooses a password on the built-in page. */
async function choose(password) {
  await page.getByLabel("New password").fill(password)
  await page.getByRole("button", { name: "Save the password" }).click()
  await page.getByRole("heading", { name: "Your password has been saved" }).waitFor()
}

test("a new password ends all other sessions, and the owner hears of it by mail", async () => {
  const from = server.output().length
  await signIn(page, "bob@example.com", PASSWORD)
  const other = await visit(browser, server.url)
  await signIn(other.page, "bob@example.com", PASSWORD)
  assert.equal((await (await other.context.request.get("/auth/session")).json()).user.email, "bob@example.com")

  await page.goto("/auth/account")
  await page.getByRole("link", { name: "Change the password" }).click()
  await choose("another purple horse")
  assert.equal((await session()).user.email, "bob@example.com")
  assert.equal(await (await other.context.request.get("/auth/session")).json(), null)
  await other.context.close()
  await server.printed(from, /To: bob@example\.com\n(?:> )?Subject: .*password has been changed/)

  await page.goto("/auth/password/change")
  await choose(PASSWORD)
})

test("nobody begins with a passkey", async () => {
  const cdp = await context.newCDPSession(page)
  await cdp.send("WebAuthn.enable")
  await cdp.send("WebAuthn.addVirtualAuthenticator", { options: AUTHENTICATOR })
  await page.goto("/auth/signin")
  const form = await openForm(page, "/callback/passkey")
  await form.getByRole("alert").waitFor() // The site has asked for a passkey, and there is none yet.
  await form.getByLabel("Email").fill("mallory@example.com")
  await form.getByRole("button", { name: "Sign in with Passkey" }).click()
  await page.waitForURL("**/auth/signin?error=AccountNotLinked")
  assert.deepEqual(await session(), null)
})

test("who is banned is refused by mail, too", async () => {
  const asked = server.output().length
  await page.goto("/auth/signin")
  const form = await openForm(page, "/signin/email")
  await form.getByLabel("Email").fill("eve@example.com")
  await form.getByRole("button", { name: "Sign in with Email" }).click()
  await page.waitForURL("**/banned")
  assert.doesNotMatch(server.output().slice(asked), /callback\/email/)
})

test("a link to a page that asks for more leads to the step-up page, and back", async () => {
  await page.goto(await link("ada@example.com"))
  assert.equal(await heading(), "Hello, Ada")
  await page.getByRole("link", { name: "For administrators" }).click()
  // A link by mail proves the address. The page asks for a password or a passkey.
  assert.equal(path(), "/auth/step-up")
  assert.equal(await heading(), "Confirm that it is you")
  assert.match(await page.locator(".subtitle").textContent(), /ada@example\.com/)
  await page.getByLabel("Password").fill("a guess")
  await page.getByRole("button", { name: "Sign in with Password" }).click()
  assert.equal(path(), "/auth/step-up")
  await page.getByRole("alert").waitFor()
  await stepUp("bob@example.com")
  assert.equal(path(), "/auth/step-up")
  assert.match(await page.getByRole("alert").textContent(), /another account/)
  assert.equal((await session()).user.email, "ada@example.com")
  await stepUp("ada@example.com")
  await page.waitForURL("**/admin")
  assert.equal(await heading(), "For administrators")
})

async function stepUp(email) {
  await page.locator("#input-email-for-credentials-provider").fill(email)
  await page.getByLabel("Password").fill(PASSWORD)
  const answered = page.waitForResponse((response) => response.url().endsWith("/auth/callback/credentials"))
  await page.getByRole("button", { name: "Sign in with Password" }).click()
  await answered
  await page.waitForLoadState()
}

test("the built-in page signs out after asking", async () => {
  await signIn(page, "ada@example.com", PASSWORD)
  await page.goto("/auth/signout")
  assert.equal(await heading(), "Signout")
  assert.notEqual(await session(), null)
  await page.getByRole("button", { name: "Sign out" }).click()
  assert.equal(path(), "/")
  assert.deepEqual(await session(), null)
})

test("forms of other sites do nothing", async (t) => {
  const other = await otherSite()
  t.after(other.stop)
  await signIn(page, "ada@example.com", PASSWORD)
  for (const [action, fields] of [
    ["/name", { name: "Mallory" }],
    ["/keys", { name: "A key of mine" }],
    ["/auth/password/change", { newPassword: "eleven green violins" }],
    ["/auth/account/delete", { confirm: "ada@example.com" }],
    ["/sign-out", {}],
    ["/auth/signout", {}],
    ["/auth/callback/credentials", { email: "bob@example.com", password: PASSWORD }],
  ]) {
    await page.goto(other.formFor(server.url + action, fields))
    await page.getByRole("button").click()
    await page.waitForURL(server.url + "/**")
    assert.equal((await session()).user.email, "ada@example.com", action)
    assert.equal((await session()).user.name, "Ada", action)
  }
})

const AUTHENTICATOR = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
}

/** A site of somebody else, whose pages are forms that lead to us. */
async function otherSite() {
  const escaped = (text) => text.replace(/[&<>"]/g, (special) => `&#${special.charCodeAt(0)};`)
  const site = createServer((request, answer) => {
    const { action = "", ...fields } = Object.fromEntries(new URL(request.url, "http://x").searchParams)
    const inputs = Object.entries(fields).map(
      ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
    )
    answer.setHeader("Content-Type", "text/html")
    answer.end(`<form method="post" action="${escaped(action)}">${inputs.join("")}<button>Win</button></form>`)
  })
  await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve))
  return {
    formFor: (action, fields) =>
      `http://127.0.0.1:${site.address().port}/?${new URLSearchParams({ ...fields, action })}`,
    async stop() {
      site.closeAllConnections()
      await new Promise((resolve) => site.close(resolve))
    },
  }
}
