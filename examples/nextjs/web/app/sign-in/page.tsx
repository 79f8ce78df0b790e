import { SignInForm } from "./form"

type Query = Promise<{ callbackUrl?: string }>

export default async function SignIn({ searchParams }: { searchParams: Query }) {
  const { callbackUrl } = await searchParams
  return (
    <>
      <h1>Sign in</h1>
      <SignInForm callbackUrl={callbackUrl ?? "/"} />
    </>
  )
}
