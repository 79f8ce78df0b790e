//! The guide: from an empty folder to production, one subject a page. It is also a book: `docs/guide` in the repository.
//!
//! [`start`] takes ten minutes, [`introduction`] has a table of what to read, and [`errors`] explains each code of an error
//! or a log line.

// The pages are files of the book. `links.md` comes first, so that rustdoc takes its targets of links in place of those
// at the end of a page, which are files.
macro_rules! pages {
    ($($name:ident = $file:literal,)+) => {$(
        #[doc = include_str!("../docs/guide/links.md")]
        #[doc = ""]
        #[doc = include_str!(concat!("../docs/guide/src/", $file))]
        pub mod $name {}
    )+};
}

pages! {
    introduction = "introduction.md",
    start = "start.md",
    command = "command.md",
    sessions = "sessions.md",
    users_table = "users-table.md",
    email = "email.md",
    passwords = "passwords.md",
    addresses = "addresses.md",
    second_factor = "second-factor.md",
    account_page = "account-page.md",
    permissions = "permissions.md",
    proofs = "proofs.md",
    api_keys = "api-keys.md",
    bearer = "bearer.md",
    languages = "languages.md",
    callbacks = "callbacks.md",
    callback_authorize = "callback-authorize.md",
    callback_provider = "callback-provider.md",
    callback_sign_in = "callback-sign-in.md",
    callback_second_factor = "callback-second-factor.md",
    callback_sign_up = "callback-sign-up.md",
    callback_delete_account = "callback-delete-account.md",
    callback_jwt = "callback-jwt.md",
    callback_jwt_update = "callback-jwt-update.md",
    callback_jwt_access = "callback-jwt-access.md",
    callback_session = "callback-session.md",
    callback_redirect = "callback-redirect.md",
    callback_event = "callback-event.md",
    callback_guard = "callback-guard.md",
    callback_grants = "callback-grants.md",
    callback_api_key = "callback-api-key.md",
    actix_web = "actix-web.md",
    other_frameworks = "other-frameworks.md",
    nextjs = "nextjs.md",
    react = "react.md",
    from_authjs = "from-authjs.md",
    from_axum_login = "from-axum-login.md",
    from_better_auth = "from-better-auth.md",
    deployment = "deployment.md",
    proxies = "proxies.md",
    secrets = "secrets.md",
    databases = "databases.md",
    logs = "logs.md",
    checklist = "checklist.md",
    security = "security.md",
    testing = "testing.md",
    writing_a_provider = "writing-a-provider.md",
    writing_an_adapter = "writing-an-adapter.md",
    errors = "errors.md",
}
