//! The pages of a sign-in's second factor: the code, the enrolment of an authenticator application, and its recovery codes.

use http::StatusCode;
use maud::{Markup, html};

use super::{
    Page, code,
    frame::{Frame, Needs},
    icon::Icon,
    layout::{alert, csrf_field},
    words::Words,
};

/// The contents of the page that asks for a second factor.
pub(crate) struct SecondFactorPage<'a> {
    pub(crate) frame: Frame<'a>,
    /// The absolute URL to which the forms are sent.
    pub(crate) action: &'a str,
    pub(crate) csrf_token: &'a str,
    /// The absolute, checked URL to which the user goes afterwards.
    pub(crate) callback_url: &'a str,
    /// `true` if the user has an authenticator application.
    pub(crate) offers_codes: bool,
    /// `true` if the user wants to enter a recovery code.
    pub(crate) uses_recovery_code: bool,
    /// The form for a passkey, if the user has one.
    pub(crate) passkey: Option<&'a PasskeyForm>,
    /// `true` if the last code was wrong.
    pub(crate) is_wrong: bool,
}

/// The form for a passkey.
pub(crate) struct PasskeyForm {
    /// The path of the options for the ceremony.
    #[cfg_attr(not(feature = "passkey"), allow(dead_code, reason = "for passkeys"))]
    pub(crate) options: String,
    /// The path of the script.
    #[cfg_attr(not(feature = "passkey"), allow(dead_code, reason = "for passkeys"))]
    pub(crate) script: String,
}

/// The contents of the page on which a user enrols an authenticator application.
pub(crate) struct FirstEnrolmentPage<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) action: &'a str,
    pub(crate) csrf_token: &'a str,
    pub(crate) callback_url: &'a str,
    /// The URL in the QR code.
    pub(crate) url: &'a str,
    /// The secret in base 32.
    pub(crate) secret: &'a str,
    pub(crate) is_wrong: bool,
}

/// The contents of the page with new recovery codes.
pub(crate) struct FirstCodesPage<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) codes: &'a [&'a str],
    pub(crate) callback_url: &'a str,
}

/// Renders the page that asks for a second factor.
pub(crate) fn second_factor(page: &SecondFactorPage<'_>) -> Page {
    let all = page.frame.words();
    let (common, words) = (&all.common, &all.second_factor);
    let site = page.frame.site();
    let content = html! {
        (Icon::LOCK.badge())
        h1 { (common.confirm_identity) }
        @if page.offers_codes && page.uses_recovery_code {
            p { ((words.recovery_prompt)(site)) }
        } @else if page.offers_codes {
            p { ((words.code_prompt)(site)) }
        } @else {
            p { ((words.needed)(site)) }
        }
        @if page.offers_codes {
            form action=(page.action) method="POST" {
                (wrong(all, page.is_wrong))
                (csrf_field(Some(page.csrf_token)))
                @if page.uses_recovery_code {
                    (code_field(words.recovery_code, RECOVERY_CODE))
                } @else {
                    (code_field(words.code, TOTP))
                }
                button.button.primary #submitButton type="submit" { (common.go_on) }
            }
            p {
                @if page.uses_recovery_code {
                    a.site href=(page.action) { (words.use_app) }
                } @else {
                    a.site href={ (page.action) "?recovery" } { (words.use_recovery_code) }
                }
            }
        }
        @if let Some(passkey) = page.passkey {
            @if page.offers_codes { div.or role="separator" { span { (common.or) } } }
            div.provider {
                form action=(page.action) method="POST" data-webauthn-options=(passkey.options)
                    data-action="authenticate" data-words=[all.passkey.attribute()] {
                    (csrf_field(Some(page.csrf_token)))
                    button.button.oauth type="submit" { (words.use_passkey) }
                }
            }
        }
    };
    let script = page.passkey.map(|passkey| passkey.script.as_str());
    let needs = Needs { targets: vec![Some(page.callback_url)], script, ..Needs::default() };
    page.frame.page_with(StatusCode::OK, (common.confirm_identity, "second-factor"), content, needs)
}

/// Renders the page on which a user enrols an authenticator application.
pub(crate) fn first_enrolment(page: &FirstEnrolmentPage<'_>) -> Page {
    let all = page.frame.words();
    let words = &all.second_factor;
    let content = html! {
        (Icon::LOCK.badge())
        h1 { (words.enrol_title) }
        p { ((words.enrol)(page.frame.site())) }
        (code::setup(all, page.url, page.secret))
        form action=(page.action) method="POST" {
            (wrong(all, page.is_wrong))
            (csrf_field(Some(page.csrf_token)))
            (code_field(words.code, TOTP))
            button.button.primary #submitButton type="submit" { (all.common.go_on) }
        }
    };
    let needs = Needs { targets: vec![Some(page.callback_url)], ..Needs::default() };
    page.frame.page_with(StatusCode::OK, (words.enrol_title, "enrol"), content, needs)
}

/// Renders the page with new recovery codes.
pub(crate) fn first_codes(page: &FirstCodesPage<'_>) -> Page {
    let words = &page.frame.words().second_factor;
    let content = html! {
        (Icon::LOCK.badge())
        h1 { (words.codes_title) }
        p { (words.codes) }
        (code::recovery_codes(page.frame.words(), page.codes))
        a.button.primary href=(page.callback_url) { (words.codes_kept) }
    };
    page.frame.page(StatusCode::OK, words.codes_title, "recovery-codes", content)
}

/// The attributes of a field for a code: `autocomplete` and `inputmode`.
type CodeField = (&'static str, &'static str);

/// The field for the code of an authenticator application.
const TOTP: CodeField = ("one-time-code", "numeric");

/// The field for a recovery code.
const RECOVERY_CODE: CodeField = ("off", "text");

/// Renders the field for a code.
fn code_field(label: &str, (autocomplete, inputmode): CodeField) -> Markup {
    html! {
        div.field {
            label for="code" { (label) }
            input #code type="text" name="code" autocomplete=(autocomplete) inputmode=(inputmode)
                autocapitalize="off" spellcheck="false" maxlength="32" required autofocus;
        }
    }
}

/// Renders the message after a wrong code.
fn wrong(words: &Words, is_wrong: bool) -> Markup {
    html! { @if is_wrong { (alert(words.common.wrong_code)) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing;

    fn page(change: impl FnOnce(&mut SecondFactorPage<'_>)) -> Page {
        testing::with_frame(|frame| {
            let mut page = SecondFactorPage {
                frame,
                action: "https://app.test/auth/second-factor",
                csrf_token: "t0ken",
                callback_url: "https://other.test/x?a&b",
                offers_codes: true,
                uses_recovery_code: false,
                passkey: None,
                is_wrong: false,
            };
            change(&mut page);
            let page = second_factor(&page);
            testing::assert_sound(&page);
            page
        })
    }

    #[test]
    fn the_form_takes_one_code() {
        let page = page(|_| ());
        testing::assert_contains(&page, "autocomplete=\"one-time-code\" inputmode=\"numeric\"");
        testing::assert_contains(&page, "href=\"https://app.test/auth/second-factor?recovery\"");
        assert!(!page.html.contains("<script") && !page.html.contains("role=\"alert\""));
        let policy = page.content_security_policy.to_str().unwrap();
        assert!(policy.ends_with("form-action 'self' https://app.test https://other.test"), "{policy}");
    }

    #[test]
    fn a_recovery_code_is_no_number() {
        let page = page(|page| {
            page.uses_recovery_code = true;
            page.is_wrong = true;
        });
        testing::assert_contains(&page, "autocomplete=\"off\" inputmode=\"text\"");
        assert_eq!(page.html.matches("role=\"alert\"").count(), 1);
    }

    #[test]
    fn a_passkey_has_the_script_of_passkeys() {
        let form = PasskeyForm {
            options: "/auth/webauthn-options/passkey".into(),
            script: "/auth/passkey.js?v=1".into(),
        };
        let html = testing::with_frame(|frame| {
            let page = second_factor(&SecondFactorPage {
                frame,
                action: "https://app.test/auth/second-factor",
                csrf_token: "t0ken",
                callback_url: "https://app.test",
                offers_codes: false,
                uses_recovery_code: false,
                passkey: Some(&form),
                is_wrong: false,
            });
            testing::assert_sound(&page);
            page.html
        });
        assert!(html.contains(
            "data-webauthn-options=\"/auth/webauthn-options/passkey\" data-action=\"authenticate\""
        ));
        assert!(html.contains("src=\"/auth/passkey.js?v=1\"") && !html.contains("name=\"code\""));
    }

    #[test]
    fn the_enrolment_shows_the_secret_and_the_codes_are_a_list() {
        testing::with_frame(|frame| {
            let page = first_enrolment(&FirstEnrolmentPage {
                frame,
                action: "https://app.test/auth/second-factor",
                csrf_token: "t0ken",
                callback_url: "https://app.test",
                url: "otpauth://totp/Acme:ada?secret=GEZDGNBV",
                secret: "GEZDGNBV",
                is_wrong: false,
            });
            testing::assert_sound(&page);
            testing::assert_contains(&page, "<code class=\"key\">GEZD GNBV</code>");
            let page = first_codes(&FirstCodesPage {
                frame,
                codes: &["AAAAA-BBBBB"],
                callback_url: "https://app.test/x",
            });
            testing::assert_sound(&page);
            testing::assert_contains(&page, "<li>AAAAA-BBBBB</li>");
        });
    }
}
