// Every page, light and dark: what assistive technology and keyboards need, no violated policy, and a picture.

import assert from "node:assert/strict"
import { mkdir } from "node:fs/promises"
import { resolve } from "node:path"
import { after, before, test } from "node:test"

import { faults, violations } from "./audit.mjs"
import { launch, signIn, visit } from "./chromium.mjs"
import { PASSWORD, startQuickstart } from "./server.mjs"

const PICTURES = resolve(import.meta.dirname, "../../target/screenshots")

// name, path, who visits it
const PAGES = [
  ["start", "/", null],
  ["sign-in", "/auth/signin", null],
  ["sign-in-error", "/auth/signin?error=CredentialsSignin&code=credentials", null],
  ["error", "/auth/error?error=AccessDenied", null],
  ["error-configuration", "/auth/error?error=Configuration", null],
  ["error-sign-out", "/auth/error?error=SignOutError", null],
  ["verify-request", "/auth/verify-request", null],
  ["banned", "/banned", null],
  ["sign-out", "/auth/signout", "ada@example.com"],
  ["step-up", "/auth/step-up?max_age=300&callbackUrl=/admin", "ada@example.com"],
  ["step-up-error", "/auth/step-up?acr_values=pwd&error=CredentialsSignin", "ada@example.com"],
  ["step-up-nothing", "/auth/step-up?acr_values=otp", "ada@example.com"],
  ["totp", "/auth/totp", "ada@example.com"],
  ["sign-up-ask", "/auth/signup", null],
  ["forgotten-password", "/auth/password/forgot", null],
  ["account-page", "/auth/account", "ada@example.com"],
  ["new-password", "/auth/password/change", "ada@example.com"],
  ["new-address", "/auth/email/change", "ada@example.com"],
  ["session", "/", "ada@example.com"],
  ["admin", "/admin", "ada@example.com"],
  ["not-admin", "/admin", "bob@example.com"],
]

let server, browser

before(async () => {
  await mkdir(PICTURES, { recursive: true })
  ;[server, browser] = await Promise.all([startQuickstart(), launch()])
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

for (const colorScheme of ["light", "dark"]) {
  for (const [name, path, user] of PAGES) {
    test(`${name}, ${colorScheme}`, async (t) => {
      const options = { colorScheme, viewport: { width: 900, height: 760 } }
      const { page, context, complaints } = await visit(browser, server.url, options)
      t.after(() => context.close())
      if (user) await signIn(page, user, PASSWORD)
      await page.goto(path)
      assert.deepEqual(await page.evaluate(faults), [])
      assert.deepEqual(await violations(page), [])
      await page.screenshot({ path: resolve(PICTURES, `${name}-${colorScheme}.png`) })
      assert.deepEqual(await tabbedThrough(page), await page.evaluate(reachable))
      assert.deepEqual(complaints, [])
    })
  }
}

for (const colorScheme of ["light", "dark"]) {
  test(`the sign-in page with an opened form and with an error, ${colorScheme}`, async (t) => {
    const { page, context, complaints } = await visit(browser, server.url, { colorScheme, reducedMotion: "reduce" })
    t.after(() => context.close())
    await page.goto("/auth/signin")
    await page.locator("summary", { hasText: "Sign in with Password" }).click()
    assert.deepEqual(await page.evaluate(faults), [])
    assert.deepEqual(await violations(page), [])
    await page.screenshot({ path: resolve(PICTURES, `sign-in-opened-${colorScheme}.png`), fullPage: true })
    await signIn(page, "ada@example.com", "wrong")
    const field = page.locator("#input-email-for-credentials-provider")
    const described = await field.evaluate((it) => document.getElementById(it.getAttribute("aria-describedby")).innerText)
    assert.match(described, /Sign in failed/)
    assert.deepEqual(await violations(page), [])
    await page.screenshot({ path: resolve(PICTURES, `sign-in-failed-${colorScheme}.png`), fullPage: true })
    assert.deepEqual(complaints, [])
  })
}

for (const colorScheme of ["light", "dark"]) {
  test(`the page for the code of a mail, ${colorScheme}`, async (t) => {
    const { page, context, complaints } = await visit(browser, server.url, { colorScheme, viewport: { width: 360, height: 720 } })
    t.after(() => context.close())
    await page.goto("/auth/signin")
    await page.locator('form[action$="/signin/email"] [name=email]').fill(`${colorScheme}@example.com`)
    await page.keyboard.press("Enter")
    await page.waitForURL("**/auth/verify-request*")
    assert.deepEqual(await page.evaluate(faults), [])
    assert.deepEqual(await violations(page), [])
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360)
    await page.screenshot({ path: resolve(PICTURES, `enter-code-${colorScheme}.png`) })
    assert.deepEqual(complaints, [])
  })
}

test("a screen reader hears one form, and a button for each other way", async (t) => {
  const { page, context } = await visit(browser, server.url)
  t.after(() => context.close())
  await page.goto("/auth/signin")
  const tree = await page.locator("main").ariaSnapshot()
  assert.equal((tree.match(/- textbox/g) ?? []).length, 1, tree)
  for (const name of ["Passkey", "Password"]) assert.ok(tree.includes(`Sign in with ${name}`), tree)
  assert.match(tree, /heading "Sign in" \[level=1\]/)
})

test("the sign-in page fits a telephone", async (t) => {
  const { page, context } = await visit(browser, server.url, { viewport: { width: 320, height: 640 } })
  t.after(() => context.close())
  await page.goto("/auth/signin")
  await page.screenshot({ path: resolve(PICTURES, "sign-in-narrow.png") })
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320)
})

/** The names of the controls in the order of the text; runs in the browser. */
function reachable() {
  const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), summary")]
  return controls.filter((control) => control.checkVisibility({ contentVisibilityAuto: true })).map((control) => control.name || control.textContent.trim())
}

/** The names of the controls in the order in which the Tab key reaches them. */
async function tabbedThrough(page) {
  await page.evaluate(() => document.activeElement?.blur())
  const names = []
  for (;;) {
    await page.keyboard.press("Tab")
    const name = await page.evaluate(() => {
      const focused = document.activeElement
      if (focused === document.body || focused.dataset.visited) return null
      focused.dataset.visited = "yes"
      const { outlineStyle, outlineWidth } = getComputedStyle(focused)
      if (outlineStyle === "none" || outlineWidth === "0px") return "a control whose focus cannot be seen"
      return focused.name || focused.textContent.trim()
    })
    if (name === null) return names
    names.push(name)
  }
}
