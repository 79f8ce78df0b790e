//! The parts that the pages of authenticator applications and of second factors share.

use maud::{Markup, html};

use super::qr_code;

/// The message after a wrong code.
pub(super) const WRONG_CODE: &str =
    "This code is wrong, or was used before. Wait for the next one, and try again.";

/// Renders the secret of an authenticator application: as a QR code, and as a key for typing.
pub(super) fn setup(url: &str, secret: &str) -> Markup {
    let groups: Vec<_> = secret.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
    html! {
        @if let Some(code) = qr_code::draw(url, "QR code that sets up the authenticator app") { (code) }
        p { "If you cannot scan it, type in this key:" }
        code.key { (groups.join(" ")) }
    }
}

/// Renders a list of recovery codes.
pub(super) fn recovery_codes(codes: &[&str]) -> Markup {
    html! { ul.codes aria-label="Recovery codes" { @for code in codes { li { (code) } } } }
}
