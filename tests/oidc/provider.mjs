// A certified OpenID provider for the length of a test.
//
// The environment names the ISSUER, which may be a proxy in front of this server, and its CLIENTS as JSON.
// The server prints its port. A page of its own signs in or refuses; /api/me is a userinfo endpoint of plain
// OAuth 2.0; below /control/ the tests sign tokens with the provider's key, rotate that key, and let grants
// be forgotten.

import { createServer } from "node:http"

// The provider warns about every default that it is left.
console.warn = console.info = () => {}
const { Provider } = await import("oidc-provider")
const { SignJWT, exportJWK, exportSPKI, generateKeyPair } = await import("jose")

const { ISSUER: issuer, CLIENTS, PORT = "0", TOKEN_AGE = "60" } = process.env
const clients = JSON.parse(CLIENTS)

const users = {
  ada: {
    name: "Ada Lovelace",
    email: "Ada@example.com",
    email_verified: true,
    picture: "https://img.test/ada.png",
  },
  bob: { name: "Bob", email: "bob@example.com", email_verified: false },
}

// What the provider keeps; it outlives the rotation of its key.
const kept = new Map()
class Store {
  constructor(kind) {
    this.key = (id) => `${kind} ${id}`
  }
  async upsert(id, payload) {
    kept.set(this.key(id), payload)
  }
  async find(id) {
    return kept.get(this.key(id))
  }
  async findByUid(uid) {
    return [...kept.values()].find((payload) => payload.uid === uid)
  }
  async consume(id) {
    kept.get(this.key(id)).consumed = Math.floor(Date.now() / 1000)
  }
  async destroy(id) {
    kept.delete(this.key(id))
  }
  async revokeByGrantId(grantId) {
    for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key)
  }
}

// How the application has answered requests to end sessions.
let logouts = []
// The session in which the last code was issued.
let sid

let keys = 0
async function newKey() {
  const pair = await generateKeyPair("ES256", { extractable: true })
  return { ...pair, kid: `key-${keys++}` }
}

const stranger = await newKey()
// A certified provider puts the claims of scopes into userinfo only.
let conform = false
let key, provider

async function rotate() {
  key = await newKey()
  const jwk = { ...(await exportJWK(key.privateKey)), alg: "ES256", use: "sig", kid: key.kid }
  provider = new Provider(issuer, {
    adapter: Store,
    clients: clients.map((client) => ({
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      id_token_signed_response_alg: "ES256",
      ...client,
    })),
    jwks: { keys: [jwk] },
    cookies: { keys: ["a key for tests"] },
    conformIdTokenClaims: conform,
    scopes: ["openid", "profile", "email", "read"],
    claims: { openid: ["sub"], profile: ["name", "picture"], email: ["email", "email_verified"] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { logoutSource },
      backchannelLogout: { enabled: true },
    },
    enabledJWA: { idTokenSigningAlgValues: ["ES256", "RS256"] },
    pkce: { required: (_, client) => client.clientId !== "lax" },
    ttl: { AccessToken: Number(TOKEN_AGE), AuthorizationCode: 60, IdToken: 3600, RefreshToken: 86400 },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => users[sub] && { accountId: sub, claims: () => ({ sub, ...users[sub] }) },
    async loadExistingGrant({ oidc: { provider, client, session } }) {
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope("openid profile email read")
      await grant.save()
      return grant
    },
    // Its own one refuses loopback addresses.
    fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
    renderError(ctx, out) {
      ctx.body = out
    },
  })
  provider.on("grant.success", (ctx) => (sid = ctx.oidc.entities.AuthorizationCode?.sid ?? sid))
  provider.on("backchannel.success", () => logouts.push(200))
  provider.on("backchannel.error", (_, error) => logouts.push(error.response?.statusCode ?? error.statusCode ?? 0))
}

function logoutSource(ctx, form) {
  const button = `<button form="op.logoutForm" name="logout" value="yes">Leave the provider</button>`
  ctx.body = `<!doctype html><title>Provider</title><h1>Leave?</h1>${form}${button}`
}

const page = `<!doctype html><title>Provider</title><h1>Who are you?</h1><form method="post">
${Object.keys(users).map((user) => `<button name="login" value="${user}">I am ${user}</button>`).join("\n")}
<button name="refuse" value="yes">Refuse</button></form>`

async function body(request) {
  let text = ""
  for await (const chunk of request) text += chunk
  return text
}

async function interact(request, response) {
  if (request.method === "GET") return response.setHeader("content-type", "text/html").end(page)
  const login = new URLSearchParams(await body(request)).get("login")
  const refusal = { error: "access_denied", error_description: "the user has refused" }
  const result = login ? { login: { accountId: login } } : refusal
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}

async function me(request, response) {
  const token = request.headers.authorization?.match(/^Bearer (.+)$/)?.[1]
  const found = token && (await provider.AccessToken.find(token))
  if (!found) return response.writeHead(401).end()
  const { name, email } = users[found.accountId]
  response.end(JSON.stringify({ id: found.accountId, name, email }))
}

// Signs claims: with the provider's key, or as somebody else would.
async function sign(request, response) {
  const { claims, typ, by } = JSON.parse(await body(request))
  const header = typ ? { typ } : {}
  const signed = (alg, kid, secret) => new SignJWT(claims).setProtectedHeader({ alg, kid, ...header }).sign(secret)
  const bytes = (text) => new TextEncoder().encode(text)
  const unsigned = (header) => `${header}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`
  const token = {
    provider: () => signed("ES256", key.kid, key.privateKey),
    "provider, without kid": () => signed("ES256", undefined, key.privateKey),
    stranger: () => signed("ES256", key.kid, stranger.privateKey),
    "stranger, by a kid of its own": () => signed("ES256", stranger.kid, stranger.privateKey),
    nobody: () => unsigned(Buffer.from(`{"alg":"none"}`).toString("base64url")),
    "public key as secret": async () => signed("HS256", key.kid, bytes(await exportSPKI(key.publicKey))),
    "client secret": () => signed("HS256", undefined, bytes(clients[0].client_secret.padEnd(32, "."))),
  }[by]
  response.end(await token())
}

await rotate()
const server = createServer(async (request, response) => {
  try {
    const { pathname } = new URL(request.url, issuer)
    if (pathname.startsWith("/interaction/")) await interact(request, response)
    else if (pathname === "/api/me") await me(request, response)
    else if (pathname === "/control/sign") await sign(request, response)
    else if (pathname === "/control/forget") response.end(String(kept.clear()))
    else if (pathname === "/control/sid") response.end(JSON.stringify(sid))
    else if (pathname === "/control/logouts") response.end(JSON.stringify(logouts.splice(0)))
    else if (pathname === "/control/conform") response.end(String(await rotate((conform = true))))
    else if (pathname === "/control/rotate") response.end(String(await rotate()))
    else await provider.callback()(request, response)
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
})
server.listen(Number(PORT), "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`))
