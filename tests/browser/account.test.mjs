// The account page of the quickstart: changed, by keyboard and by names, in light and dark, and on a phone.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"

import { audit } from "./audit.mjs"
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

async function account(page, email) {
  await signIn(page, email, PASSWORD)
  await page.goto("/auth/account")
  assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "Your account")
}

const status = (page) => page.getByRole("status").textContent()

/** An authenticator that verifies its user. */
async function authenticator(page) {
  const client = await page.context().newCDPSession(page)
  await client.send("WebAuthn.enable")
  await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

test("a user changes the profile, and adds, names and removes a passkey", async (t) => {
  const { page, complaints } = await guest(t, { colorScheme: "light" })
  await authenticator(page)
  await account(page, "ada@example.com")
  await page.getByRole("textbox", { name: "Name" }).fill("Ada Lovelace")
  await page.getByRole("textbox", { name: "Name" }).press("Enter")
  assert.equal(await status(page), "Your profile is saved.")
  assert.equal(await page.getByRole("textbox", { name: "Name" }).inputValue(), "Ada Lovelace")

  for (const name of ["Laptop", "Phone"]) {
    await page.getByRole("button", { name: "Add a passkey" }).click()
    if (name === "Phone") break // The authenticator has a passkey for the account already.
    await page.getByRole("button", { name: "Remove the passkey Passkey" }).waitFor()
    await page.getByText("Rename", { exact: true }).click()
    await page.getByRole("listitem").getByRole("textbox", { name: "Name" }).fill(name)
    await page.getByRole("listitem").getByRole("button", { name: "Save" }).click()
    assert.equal(await status(page), "The passkey is renamed.")
  }
  await page.getByRole("alert").waitFor()
  assert.match(await page.getByRole("alert").textContent(), /has a passkey for the account already/)
  await page.reload()
  await audit(page, "account-passkey")
  await page.getByRole("button", { name: "Remove the passkey Laptop" }).click()
  assert.equal(await status(page), "The passkey is removed, and your other devices are signed out.")
  assert.equal(await page.getByRole("button", { name: "Remove the passkey Laptop" }).count(), 0)
  assert.deepEqual(complaints, [])
})

test("the page fits a phone and names what it shows", async (t) => {
  const { page, complaints } = await guest(t, { viewport: { width: 360, height: 780 }, colorScheme: "dark" })
  await account(page, "bob@example.com")
  await page.getByText("Delete the account", { exact: true }).click()
  await audit(page, "account")
  for (const name of ["Profile", "How you sign in", "Where you are signed in", "Your data"]) {
    assert.equal(await page.getByRole("region", { name, exact: true }).count(), 1, name)
    assert.equal(await page.getByRole("heading", { level: 2, name, exact: true }).count(), 1, name)
  }
  // Every control has a name, and is large enough for a finger.
  const controls = await page.locator("button, a, input:not([type=hidden]), summary").all()
  assert.ok(controls.length > 8)
  for (const control of controls) {
    const snapshot = await control.evaluate((node) => node.labels?.[0]?.textContent || node.ariaLabel || node.textContent)
    assert.ok(snapshot.trim(), await control.evaluate((node) => node.outerHTML))
  }
  for (const button of await page.getByRole("button").all()) {
    const box = await button.boundingBox()
    assert.ok(box.height >= 40, `${await button.textContent()} ${box.height}`)
  }
  assert.deepEqual(complaints, [])
})

test("the page works by keyboard, and the focus is visible", async (t) => {
  const { page, complaints } = await guest(t)
  await account(page, "bob@example.com")
  const seen = []
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press("Tab")
    const focused = await page.evaluate(() => {
      const { activeElement: node } = document
      const name = node.ariaLabel ?? node.labels?.[0]?.textContent ?? node.textContent
      return { name: name.trim(), outline: getComputedStyle(node).outlineStyle }
    })
    if (focused.name === "Delete the account") break
    assert.equal(focused.outline, "solid", focused.name)
    seen.push(focused.name)
  }
  for (const name of ["Name", "Picture", "Save", "Add a passkey", "Sign out everywhere else", "Download your data"]) {
    assert.ok(seen.includes(name), `${name} in ${seen}`)
  }
  await page.keyboard.press("Enter")
  await page.keyboard.press("Tab")
  await page.keyboard.type("bob@example.org")
  await page.keyboard.press("Enter")
  await page.getByRole("alert").waitFor()
  assert.match(await page.getByRole("alert").textContent(), /does not match/)
  assert.deepEqual(complaints, [])
})

test("a user takes the data along and deletes the account", async (t) => {
  const { page, context, complaints } = await guest(t)
  await account(page, "bob@example.com")
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download your data" }).click(),
  ])
  assert.equal(download.suggestedFilename(), "account.json")
  await page.getByText("Delete the account", { exact: true }).click()
  await page.getByLabel(/type your email address/).fill("bob@example.com")
  await page.getByRole("button", { name: "Delete my account" }).click()
  assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "Your account is deleted")
  await audit(page, "account-deleted")
  assert.equal(await (await context.request.get("/auth/session")).json(), null)
  await signIn(page, "bob@example.com", PASSWORD)
  assert.match(await page.getByRole("alert").textContent(), /sign in failed/i)
  assert.deepEqual(complaints, [])
})
