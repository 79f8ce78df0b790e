// The parts of Next.js and Vite that the guide uses.

declare module "next" {
  export interface NextConfig {
    rewrites?(): Promise<{ source: string; destination: string }[]>
  }
}

declare module "next/headers" {
  export function cookies(): Promise<{ toString(): string }>
}

declare module "vite" {
  export function defineConfig(config: {
    plugins?: unknown[]
    define?: Record<string, unknown>
    server?: { proxy?: Record<string, string> }
  }): unknown
}

declare module "@vitejs/plugin-react" {
  export default function react(): unknown
}

declare const process: { env: Record<string, string | undefined> }
