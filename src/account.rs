//! The account of a user: what users see and change of it.
//!
//! [`account_page`](crate::AuthBuilder::account_page) turns on the page `/account` below the base path, and the JSON routes
//! next to it. Applications with pages of their own call the routes, or the methods of [`Auth`](crate::Auth):
//!
//! | on the page | method | JSON route |
//! | --- | --- | --- |
//! | all of it | [`account_of`](crate::Auth::account_of) | `GET /account/overview` |
//! | name and picture | [`update_profile`](crate::Auth::update_profile) | `GET` and `POST /account/profile` with `name`, `image` |
//! | sessions | [`sessions_of`](crate::Auth::sessions_of), [`revoke_session`](crate::Auth::revoke_session) | `GET /account/sessions`, `POST /account/revoke-session` with `id` |
//! | sign out everywhere else | [`sign_out_elsewhere`](crate::Auth::sign_out_elsewhere) | `POST /account/revoke-other-sessions` |
//! | passkeys | [`passkeys_of`](crate::Auth::passkeys_of), [`rename_passkey`](crate::Auth::rename_passkey), [`remove_passkey`](crate::Auth::remove_passkey) | `GET /account/passkeys`, `POST /account/rename-passkey` with `id`, `name`, `POST /account/remove-passkey` with `id` |
//! | linked accounts | [`linked_accounts_of`](crate::Auth::linked_accounts_of), [`unlink_account`](crate::Auth::unlink_account) | `GET /account/accounts`, `POST /account/unlink-account` with `provider`, `id` |
//! | API keys | [`keys_of`](crate::Auth::keys_of), [`revoke_key`](crate::Auth::revoke_key) | `GET /account/keys`, `POST /account/revoke-key` with `id` |
//! | export | [`export_of`](crate::Auth::export_of) | `GET /account/export` |
//! | deletion | [`delete_account`](crate::Auth::delete_account) | `POST /account/delete` with `confirm` |
//!
//! A POST in JSON has the member `csrfToken`, as that of `POST /session`, unless the session is in the header
//! `Authorization` ([`bearer_sessions`](crate::AuthBuilder::bearer_sessions)). Responses are JSON:
//!
//! | status | body | meaning |
//! | --- | --- | --- |
//! | 200 | `{ "ok": true }` | done |
//! | 401 | `{ "error": "SessionRequired" }` | there is no session |
//! | 401 | `{ "error": "insufficient_user_authentication", "url": … }` | the session is not fresh: the user has to prove something at the URL, to which `callbackUrl` is added |
//! | 403 | `{ "error": "MissingCSRF" }` | the CSRF token is missing |
//! | 404 | `{ "error": "unknown" }` | the user has no such row |
//! | 400, 409 | `{ "error": "last-way-in" }`, for example | refused, and nothing has changed |
//!
//! Removals of ways in, the export and the deletion need a sign-in or a proof of the last ten minutes. A removal of a way in
//! also ends the other sessions of the user. The last way in of a user stays.

#[doc(inline)]
pub use auth_core::{
    adapter::WayInRemoval,
    contract::InvalidProfile,
    flow::{AccountDetails, LinkedAccount, PasskeyInfo, ProfileUpdate},
};
