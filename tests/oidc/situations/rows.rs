//! The tables: situations without a database, with one beside tokens, and with sessions in it.

use super::{Row, Step::*};

/// What the options are asked for where somebody new registers.
const REGISTER_ADA: &str = "action=register&email=ada%40example.com";

#[rustfmt::skip]
pub(super) const WITHOUT_A_DATABASE: &[Row] = &[
    // signIn, jwt at sign-in, and the event signIn
    Row("OpenID Connect: leaving", &[Leave("acme")], "(the provider)", &[
        "redirect /inside",
    ]),
    Row("OpenID Connect: the callback", &[Leave("acme"), ComeBack("ada")], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=oidc/acme/ada profile=ada form=-",
        "jwt signIn user=ada@example.com account=oidc/acme/ada profile=ada form=-",
        "event signIn user=ada@example.com account=oidc/acme/ada profile=ada new=-",
    ]),
    Row("OAuth 2.0: the callback", &[Leave("plain"), ComeBack("ada")], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=oauth/plain/ada profile=ada form=-",
        "jwt signIn user=ada@example.com account=oauth/plain/ada profile=ada form=-",
        "event signIn user=ada@example.com account=oauth/plain/ada profile=ada new=-",
    ]),
    Row("the provider refuses", &[Leave("acme"), ComeBackRefused], "/auth/signin?error=OAuthCallbackError", &[
        "redirect (site)/inside",
    ]),
    Row("credentials", &[Credentials("ada")], "/inside", &[
        "redirect /inside",
        "authorize ada",
        "signIn user=ada@login account=credentials/credentials/ada profile=- form=ada",
        "jwt signIn user=ada@login account=credentials/credentials/ada profile=- form=ada",
        "event signIn user=ada@login account=credentials/credentials/ada profile=- new=-",
    ]),
    Row("credentials that are wrong", &[Credentials("nobody")],
        "/auth/signin?error=CredentialsSignin&code=credentials", &[
        "redirect /inside",
        "authorize nobody",
    ]),
    // The results of signIn
    Row("signIn says no", &[Credentials("denied")], "/auth/error?error=AccessDenied", &[
        "redirect /inside",
        "authorize denied",
        "signIn user=denied@login account=credentials/credentials/denied profile=- form=denied",
    ]),
    Row("signIn fails", &[Credentials("broken")], "/auth/error?error=AccessDenied", &[
        "redirect /inside",
        "authorize broken",
        "signIn user=broken@login account=credentials/credentials/broken profile=- form=broken",
    ]),
    Row("signIn sends elsewhere", &[Leave("acme"), ComeBack("bob")], "/banned", &[
        "redirect (site)/inside",
        "signIn user=bob@example.com account=oidc/acme/bob profile=bob form=-",
        "redirect /banned",
    ]),
    // The results of jwt
    Row("jwt makes nothing", &[Credentials("nothing")], "/inside", &[
        "redirect /inside",
        "authorize nothing",
        "signIn user=nothing@login account=credentials/credentials/nothing profile=- form=nothing",
        "jwt signIn user=nothing@login account=credentials/credentials/nothing profile=- form=nothing",
        "event signIn user=nothing@login account=credentials/credentials/nothing profile=- new=-",
    ]),
    Row("jwt fails", &[Credentials("unlucky")], "/auth/error?error=Configuration", &[
        "redirect /inside",
        "authorize unlucky",
        "signIn user=unlucky@login account=credentials/credentials/unlucky profile=- form=unlucky",
        "jwt signIn user=unlucky@login account=credentials/credentials/unlucky profile=- form=unlucky",
    ]),
    // jwt when the token is read and updated, session, and the event session
    Row("GET session, signed out", &[Read], "null", &["redirect (site)"]),
    Row("GET session", &[Credentials("ada"), Read], "ada ", &[
        "redirect (site)/inside",
        "jwt(access) of=ada note=",
        "session of=ada note=",
        "event session user=ada of=ada note=",
    ]),
    Row("GET session, revoked", &[Credentials("revoked"), Read], "null", &[
        "redirect (site)/inside",
        "jwt(access) of=revoked note=",
    ]),
    Row("POST session", &[Credentials("ada"), Change("hello")], "ada hello", &[
        "redirect (site)/inside",
        "jwt(access) of=ada note=",
        "jwt(update) of=ada note= payload=hello",
        "session of=ada note=hello",
        "event session user=ada of=ada note=hello",
    ]),
    Row("POST session, revoked by the update", &[Credentials("ada"), Change("revoke")], "null", &[
        "redirect (site)/inside",
        "jwt(access) of=ada note=",
        "jwt(update) of=ada note= payload=revoke",
    ]),
    Row("POST session, signed out", &[Change("hello")], "null", &["redirect (site)"]),
    // signOut
    Row("sign-out", &[Credentials("ada"), SignOut], "/inside", &[
        "redirect (site)/inside",
        "event signOut user=ada note=",
    ]),
    Row("sign-out, signed out", &[SignOut], "", &["redirect (site)"]),
    // redirect
    Row("a callback URL in nothing but the cookie of before", &[Get("/auth/csrf")], "", &["redirect (site)"]),
    Row("a callback URL in the query", &[Get("/auth/csrf?callbackUrl=%2Fthere")], "", &["redirect /there"]),
    Row("a callback URL in the cookie", &[Get("/auth/csrf?callbackUrl=%2Fthere"), Get("/auth/csrf")], "", &[
        "redirect (site)/there",
    ]),
];

/// With tokens, and a database for users, accounts, links and passkeys.
#[rustfmt::skip]
pub(super) const WITH_TOKENS: &[Row] = &[
    Row("the first sign-in", &[Leave("acme"), ComeBack("ada")], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=oidc/acme/ada profile=ada form=-",
        "event createUser ada@example.com",
        "event linkAccount ada@example.com oidc/acme/ada",
        "jwt signUp user=ada@example.com account=oidc/acme/ada profile=ada form=-",
        "event signIn user=ada@example.com account=oidc/acme/ada profile=ada new=true",
    ]),
    Row("the next one", &[Leave("acme"), ComeBack("ada"), SignOut, Leave("acme"), ComeBack("ada")], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=oidc/acme/ada profile=ada form=-",
        "jwt signIn user=ada@example.com account=oidc/acme/ada profile=ada form=-",
        "event signIn user=ada@example.com account=oidc/acme/ada profile=ada new=false",
    ]),
    Row("another provider, signed in", &[Leave("acme"), ComeBack("ada"), Leave("plain"), ComeBack("ada")],
        "/inside", &[
        "redirect (site)/inside",
        "jwt(access) of=Ada Lovelace note=",
        "signIn user=ada@example.com account=oauth/plain/ada profile=ada form=-",
        "event linkAccount ada@example.com oauth/plain/ada",
        "jwt signIn user=ada@example.com account=oauth/plain/ada profile=ada form=-",
        "event signIn user=ada@example.com account=oauth/plain/ada profile=ada new=false",
    ]),
    Row("another provider, signed out",
        &[Leave("acme"), ComeBack("ada"), SignOut, Leave("plain"), ComeBack("ada")],
        "/auth/signin?error=OAuthAccountNotLinked", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=oauth/plain/ada profile=ada form=-",
    ]),
    Row("signIn sends elsewhere, and nobody is made", &[Leave("acme"), ComeBack("bob")], "/banned", &[
        "redirect (site)/inside",
        "signIn user=bob@example.com account=oidc/acme/bob profile=bob form=-",
        "redirect /banned",
    ]),
    // E-mail
    Row("a link is asked for", &[Ask("ada@example.com")], "/auth/verify-request?provider=email&type=email", &[
        "redirect /inside",
        "signIn(request) user=ada@example.com account=email/email/ada@example.com profile=- form=-",
    ]),
    Row("a link is asked for, and signIn says no", &[Ask("denied@example.com")],
        "/auth/error?error=AccessDenied", &[
        "redirect /inside",
        "signIn(request) user=denied@example.com account=email/email/denied@example.com profile=- form=-",
    ]),
    Row("a link is asked for, and signIn fails", &[Ask("broken@example.com")],
        "/auth/error?error=AccessDenied", &[
        "redirect /inside",
        "signIn(request) user=broken@example.com account=email/email/broken@example.com profile=- form=-",
    ]),
    Row("a link is asked for, and signIn sends elsewhere", &[Ask("bob@example.com")], "/banned", &[
        "redirect /inside",
        "signIn(request) user=bob@example.com account=email/email/bob@example.com profile=- form=-",
        "redirect /banned",
    ]),
    Row("a link is opened, the first", &[Ask("ada@example.com"), Open], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=email/email/ada@example.com profile=- form=-",
        "event createUser ada@example.com",
        "jwt signUp user=ada@example.com account=email/email/ada@example.com profile=- form=-",
        "event signIn user=ada@example.com account=email/email/ada@example.com profile=- new=true",
    ]),
    Row("a link is opened, the next one",
        &[Ask("ada@example.com"), Open, SignOut, Ask("ada@example.com"), Open], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=email/email/ada@example.com profile=- form=-",
        "event updateUser ada@example.com",
        "jwt signIn user=ada@example.com account=email/email/ada@example.com profile=- form=-",
        "event signIn user=ada@example.com account=email/email/ada@example.com profile=- new=false",
    ]),
    Row("a link is opened in a browser that has not asked", &[Ask("ada@example.com"), OpenElsewhere], "(a page)", &[
        "redirect (site)/inside",
    ]),
    Row("a link is confirmed there", &[Ask("ada@example.com"), OpenElsewhere, Confirm], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=email/email/ada@example.com profile=- form=-",
        "event createUser ada@example.com",
        "jwt signUp user=ada@example.com account=email/email/ada@example.com profile=- form=-",
        "event signIn user=ada@example.com account=email/email/ada@example.com profile=- new=true",
    ]),
    Row("a link that was used", &[Ask("ada@example.com"), Open, Open], "/auth/error?error=Verification", &[
        "redirect (site)/inside",
    ]),
    Row("a link is opened, and signIn says no", &[Ask("later@example.com"), Open],
        "/auth/error?error=AccessDenied", &[
        "redirect (site)/inside",
        "signIn user=later@example.com account=email/email/later@example.com profile=- form=-",
    ]),
    Row("a link is opened, and the address was an account's", &[Leave("acme"), ComeBack("ada"), SignOut,
        Ask("ada@example.com"), Open], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=email/email/ada@example.com profile=- form=-",
        "event updateUser ada@example.com",
        "jwt signIn user=ada@example.com account=email/email/ada@example.com profile=- form=-",
        "event signIn user=ada@example.com account=email/email/ada@example.com profile=- new=false",
    ]),
    // Passkeys
    Row("a passkey is registered, by somebody new", &[Begin(REGISTER_ADA), Register], "/inside", &[
        "redirect /inside",
        "signIn user=ada@example.com account=webauthn/passkey/(key) profile=- form=-",
        "event createUser ada@example.com",
        "event linkAccount ada@example.com webauthn/passkey/(key)",
        "jwt signUp user=ada@example.com account=webauthn/passkey/(key) profile=- form=-",
        "event signIn user=ada@example.com account=webauthn/passkey/(key) profile=- new=true",
    ]),
    Row("a passkey signs in",
        &[Begin(REGISTER_ADA), Register, SignOut, Begin("action=authenticate"), Authenticate], "/inside", &[
        "redirect /inside",
        "signIn user=ada@example.com account=webauthn/passkey/(key) profile=- form=-",
        "jwt signIn user=ada@example.com account=webauthn/passkey/(key) profile=- form=-",
        "event signIn user=ada@example.com account=webauthn/passkey/(key) profile=- new=false",
    ]),
    Row("the options of a passkey", &[Begin(REGISTER_ADA)], "", &["redirect (site)"]),
    Row("the options of a further passkey, signed in",
        &[Leave("acme"), ComeBack("ada"), Begin("action=register")], "", &[
        "redirect (site)/inside",
        "jwt(access) of=Ada Lovelace note=",
    ]),
    Row("a further passkey, signed in",
        &[Leave("acme"), ComeBack("ada"), Begin("action=register"), Register], "/inside", &[
        "redirect /inside",
        "jwt(access) of=Ada Lovelace note=",
        "jwt(access) of=Ada Lovelace note=",
        "signIn user=ada@example.com account=webauthn/passkey/(key) profile=- form=-",
        "event linkAccount ada@example.com webauthn/passkey/(key)",
        "jwt signIn user=ada@example.com account=webauthn/passkey/(key) profile=- form=-",
        "event signIn user=ada@example.com account=webauthn/passkey/(key) profile=- new=false",
    ]),
    Row("a passkey for an address that is somebody's",
        &[Leave("acme"), ComeBack("ada"), SignOut, Begin(REGISTER_ADA), Register],
        "/auth/signin?error=AccountNotLinked", &[
        "redirect /inside",
        "signIn user=ada@example.com account=webauthn/passkey/(key) profile=- form=-",
    ]),
    Row("a passkey is registered a second time",
        &[Begin(REGISTER_ADA), Register, SignOut, Begin("action=register&email=eve%40example.com"), Register],
        "/auth/signin?error=AccountNotLinked", &["redirect /inside"]),
    Row("a passkey, and signIn sends elsewhere", &[Begin("action=register&email=bob%40example.com"), Register],
        "/banned", &[
        "redirect /inside",
        "signIn user=bob@example.com account=webauthn/passkey/(key) profile=- form=-",
        "redirect /banned",
    ]),
    Row("a challenge is answered twice", &[Begin(REGISTER_ADA), Register, Register],
        "/auth/error?error=Configuration", &["redirect /inside"]),
];

/// With sessions in the database.
#[rustfmt::skip]
pub(super) const WITH_SESSIONS_IN_THE_DATABASE: &[Row] = &[
    Row("OpenID Connect, the first", &[Leave("acme"), ComeBack("ada")], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=oidc/acme/ada profile=ada form=-",
        "event createUser ada@example.com",
        "event linkAccount ada@example.com oidc/acme/ada",
        "event signIn user=ada@example.com account=oidc/acme/ada profile=ada new=true",
    ]),
    Row("OpenID Connect, the next one",
        &[Leave("acme"), ComeBack("ada"), SignOut, Leave("acme"), ComeBack("ada")], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=oidc/acme/ada profile=ada form=-",
        "event signIn user=ada@example.com account=oidc/acme/ada profile=ada new=false",
    ]),
    Row("another provider, signed in", &[Leave("acme"), ComeBack("ada"), Leave("plain"), ComeBack("ada")],
        "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=oauth/plain/ada profile=ada form=-",
        "event linkAccount ada@example.com oauth/plain/ada",
        "event signIn user=ada@example.com account=oauth/plain/ada profile=ada new=false",
    ]),
    Row("credentials, the first", &[Credentials("ada")], "/inside", &[
        "redirect /inside",
        "authorize ada",
        "signIn user=ada@login account=credentials/credentials/ada profile=- form=ada",
        "event createUser ada@login",
        "event signIn user=ada@login account=credentials/credentials/ada profile=- new=true",
    ]),
    Row("credentials, the next one", &[Credentials("ada"), SignOut, Credentials("ada")], "/inside", &[
        "redirect /inside",
        "authorize ada",
        "signIn user=ada@login account=credentials/credentials/ada profile=- form=ada",
        "event signIn user=ada@login account=credentials/credentials/ada profile=- new=false",
    ]),
    Row("credentials, and signIn says no", &[Credentials("denied")], "/auth/error?error=AccessDenied", &[
        "redirect /inside",
        "authorize denied",
        "signIn user=denied@login account=credentials/credentials/denied profile=- form=denied",
    ]),
    Row("a link is opened, the first", &[Ask("ada@example.com"), Open], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=email/email/ada@example.com profile=- form=-",
        "event createUser ada@example.com",
        "event signIn user=ada@example.com account=email/email/ada@example.com profile=- new=true",
    ]),
    Row("a link is opened, the next one",
        &[Ask("ada@example.com"), Open, SignOut, Ask("ada@example.com"), Open], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=email/email/ada@example.com profile=- form=-",
        "event updateUser ada@example.com",
        "event signIn user=ada@example.com account=email/email/ada@example.com profile=- new=false",
    ]),
    // Passkeys
    Row("a passkey is registered, by somebody new", &[Begin(REGISTER_ADA), Register], "/inside", &[
        "redirect /inside",
        "signIn user=ada@example.com account=webauthn/passkey/(key) profile=- form=-",
        "event createUser ada@example.com",
        "event linkAccount ada@example.com webauthn/passkey/(key)",
        "event signIn user=ada@example.com account=webauthn/passkey/(key) profile=- new=true",
    ]),
    Row("a passkey signs in",
        &[Begin(REGISTER_ADA), Register, SignOut, Begin("action=authenticate"), Authenticate], "/inside", &[
        "redirect /inside",
        "signIn user=ada@example.com account=webauthn/passkey/(key) profile=- form=-",
        "event signIn user=ada@example.com account=webauthn/passkey/(key) profile=- new=false",
    ]),
    // session, signOut, and their events
    Row("GET session, signed out", &[Read], "null", &["redirect (site)"]),
    Row("GET session", &[Credentials("ada"), Read], "ada ", &[
        "redirect (site)/inside",
        "session user=ada@login update=-",
        "event session user=ada note=",
    ]),
    Row("POST session", &[Credentials("ada"), Change("hello")], "ada hello", &[
        "redirect (site)/inside",
        "session user=ada@login update=hello",
        "event session user=ada note=hello",
    ]),
    Row("GET session, after an update", &[Credentials("ada"), Change("hello"), Read], "ada ", &[
        "redirect (site)/inside",
        "session user=ada@login update=-",
        "event session user=ada note=",
    ]),
    Row("POST session, signed out", &[Change("hello")], "null", &["redirect (site)"]),
    Row("GET session, signed out elsewhere", &[Credentials("ada"), EndElsewhere, Read], "null", &[
        "redirect (site)/inside",
    ]),
    Row("sign-out", &[Credentials("ada"), SignOut], "/inside", &[
        "redirect (site)/inside",
        "event signOut user=stored",
    ]),
    Row("sign-out, signed out elsewhere", &[Credentials("ada"), EndElsewhere, SignOut], "/inside", &[
        "redirect (site)/inside",
    ]),
    Row("sign-out, signed out", &[SignOut], "", &["redirect (site)"]),
];
