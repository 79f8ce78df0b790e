// The Rust server, as Next.js reaches it. Browsers reach it through the rewrites in next.config.ts.
export const SERVER = process.env.RUST_SERVER ?? "http://127.0.0.1:4000"
