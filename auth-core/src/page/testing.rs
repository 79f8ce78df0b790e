//! Fixtures and assertions for the tests of all pages.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use super::{Ceremonies, FieldSpec, Frame, Page, PageStyle, ProviderEntry, Wording};
use crate::config::{Color, Theme};

/// The brand colour in the style of [`with_frame`].
pub(super) const BRAND: Color = Color::rgb(0x1a, 0x73, 0xe8);

pub(super) const GITHUB: ProviderEntry<'_> = ProviderEntry::OAuth {
    id: "github",
    name: "GitHub",
    sign_in_url: "https://app.test/auth/signin/github",
    brand_color: Some(BRAND),
    logo: None,
    authorization_origin: Some("https://github.test/login/oauth/authorize"),
};
pub(super) const EMAIL: ProviderEntry<'_> =
    ProviderEntry::Email { id: "email", name: "Email", sign_in_url: "https://app.test/auth/signin/email" };
pub(super) const CREDENTIALS: ProviderEntry<'_> = ProviderEntry::Credentials {
    id: "credentials",
    name: "Credentials",
    callback_url: "https://app.test/auth/callback/credentials",
    fields: &[FieldSpec {
        name: "username",
        label: Some("Username"),
        input_type: None,
        placeholder: None,
        required: false,
        autocomplete: None,
        attributes: &[],
    }],
};
pub(super) const PASSKEY: ProviderEntry<'_> = ProviderEntry::WebAuthn {
    id: "passkey",
    name: "Passkey",
    callback_url: "https://app.test/auth/callback/passkey",
    fields: &[FieldSpec {
        name: "email",
        label: Some("Email"),
        input_type: None,
        placeholder: None,
        required: true,
        autocomplete: Some("username webauthn"),
        attributes: &[],
    }],
    script: CEREMONIES,
};
pub(super) const CEREMONIES: Ceremonies<'_> =
    Ceremonies { src: "/auth/passkey.js?v=1", base_path: "/auth", conditional_ui: true };

/// Calls a test with a frame for `https://app.test` in the default theme.
pub(super) fn with_frame<T>(test: impl FnOnce(Frame<'_>) -> T) -> T {
    let style = PageStyle::new(Theme::new(), [BRAND]);
    test(Frame {
        style: &style,
        origin: "https://app.test",
        redirect_targets: &[],
        wording: Wording::default(),
    })
}

/// Asserts that the markup contains a part, outside of the stylesheet.
pub(super) fn assert_contains(page: &Page, part: &str) {
    let (head, rest) = page.html.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    assert!(head.contains(part) || body.contains(part), "not in the page:\n{part}\n\nbut:\n{head}\n{body}");
}

/// Asserts that the page has no script except the one for passkeys, no inline style, and a policy with the
/// hash of its only `style` element.
pub(super) fn assert_sound(page: &Page) {
    let html = &page.html;
    assert!(html.starts_with("<!DOCTYPE html><html lang=\""));
    assert!(
        !html
            .replace("<script type=\"module\" src=\"/auth/passkey.js?v=1\"></script>", "")
            .contains("<script")
    );
    for bad in [" style=", " onclick", " onfocus=", "javascript:"] {
        assert!(!html.contains(bad), "{bad}");
    }
    let (_, rest) = html.split_once("<style>").unwrap();
    let (css, body) = rest.split_once("</style>").unwrap();
    assert!(!body.contains("<style"));

    let policy = page.content_security_policy.to_str().unwrap();
    let hash = STANDARD.encode(Sha256::digest(css));
    assert!(policy.starts_with(&format!("default-src 'none'; style-src 'sha256-{hash}'; ")), "{policy}");
    assert!(policy.contains("; base-uri 'none'; frame-ancestors 'none'"), "{policy}");
}
