// Writes and reads session tokens by npm's Auth.js, at a given time:
//   node authjs.mjs encode COOKIE SECRET CLAIMS NOW
//   node authjs.mjs decode COOKIE SECRET TOKEN NOW

const [command, salt, secret, input, now] = process.argv.slice(2)

// Auth.js and its libraries ask `Date` for the time.
const RealDate = Date
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length ? given : [Number(now) * 1000]))
  }
  static now() {
    return Number(now) * 1000
  }
}

const { decode, encode } = await import("@auth/core/jwt")
const run = {
  encode: () => encode({ token: JSON.parse(input), salt, secret }),
  decode: async () => JSON.stringify(await decode({ token: input, salt, secret })),
}[command]
console.log(await run())
