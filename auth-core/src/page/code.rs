//! The parts that the pages of authenticator applications and of second factors share.

use maud::{Markup, html};

use super::{qr_code, words::Words};

/// Renders the secret of an authenticator application: as a QR code, and as a key for typing.
pub(super) fn setup(words: &Words, url: &str, secret: &str) -> Markup {
    let groups: Vec<_> = secret.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
    html! {
        @if let Some(code) = qr_code::draw(url, words.common.qr_code) { (code) }
        p { (words.common.type_key) }
        code.key { (groups.join(" ")) }
    }
}

/// Renders a list of recovery codes.
pub(super) fn recovery_codes(words: &Words, codes: &[&str]) -> Markup {
    html! { ul.codes aria-label=(words.common.recovery_codes) { @for code in codes { li { (code) } } } }
}
