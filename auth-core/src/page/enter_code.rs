//! The page after a code was mailed: it asks for the code.

use http::StatusCode;
use maud::html;

use super::{
    Page,
    frame::{Frame, Needs},
    icon::Icon,
    layout::{alert_with_id, csrf_field},
    words::Value,
};
use crate::contract::EmailAddress;

/// The contents of the page.
#[derive(Clone, Copy)]
pub(crate) struct EnterCodePage<'a> {
    pub(crate) frame: Frame<'a>,
    /// The absolute URL to which the code is sent.
    pub(crate) action: &'a str,
    /// The absolute URL of the sign-in page.
    pub(crate) sign_in_url: &'a str,
    pub(crate) csrf_token: &'a str,
    /// The absolute, checked URL to which the user goes afterwards.
    pub(crate) callback_url: &'a str,
    /// The e-mail address that this browser has entered.
    pub(crate) email: &'a EmailAddress,
    /// The number of digits of the code.
    pub(crate) digits: u8,
    /// `true` if the mail holds a link as well.
    pub(crate) has_link: bool,
    /// `true` after a wrong code.
    pub(crate) is_wrong: bool,
}

/// Renders the page.
pub(crate) fn enter_code(page: &EnterCodePage<'_>) -> Page {
    let (common, words) = (&page.frame.words().common, &page.frame.words().email);
    let sentence = if page.has_link { words.link_and_code_sent } else { words.code_sent };
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (words.sent_heading) }
        p { (sentence(Value::strong(page.email.as_str()))) }
        form action=(page.action) method="POST" {
            @if page.is_wrong { (alert_with_id(words.wrong_code, Some("error"))) }
            (csrf_field(Some(page.csrf_token)))
            input type="hidden" name="callbackUrl" value=(page.callback_url);
            div.field {
                label for="code" { (words.code) }
                input #code.digits type="text" name="code" autocomplete="one-time-code" inputmode="numeric"
                    pattern={ "[0-9\\s\\-]*" } maxlength="16" placeholder=("0".repeat(page.digits.into()))
                    aria-describedby=[page.is_wrong.then_some("error")] required autofocus;
            }
            button.button.primary #submitButton type="submit" { (common.sign_in) }
        }
        p { a.site href=(page.sign_in_url) { (words.send_again) } }
    };
    let needs = Needs { targets: vec![Some(page.callback_url)], ..Needs::default() };
    page.frame.page_with(StatusCode::OK, (words.sent_title, "verify-request"), content, needs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing;

    fn page(has_link: bool, is_wrong: bool) -> Page {
        testing::with_frame(|frame| {
            enter_code(&EnterCodePage {
                frame,
                action: "https://app.test/auth/callback/email",
                sign_in_url: "https://app.test/auth/signin",
                csrf_token: "t0ken",
                callback_url: "https://other.test/x?a&b",
                email: &EmailAddress::parse("a&b@c.example").unwrap(),
                digits: 6,
                has_link,
                is_wrong,
            })
        })
    }

    #[test]
    fn the_field_is_for_a_code_that_the_browser_can_fill_in() {
        let page = page(false, false);
        testing::assert_sound(&page);
        testing::assert_contains(
            &page,
            "We have sent a code to <strong>a&amp;b@c.example</strong>. It works",
        );
        testing::assert_contains(&page, "autocomplete=\"one-time-code\" inputmode=\"numeric\"");
        testing::assert_contains(
            &page,
            "<form action=\"https://app.test/auth/callback/email\" method=\"POST\">",
        );
        assert!(!page.html.contains("role=\"alert\"") && !page.html.contains("aria-describedby"));
        assert!(page.content_security_policy.to_str().unwrap().contains("https://other.test"));
    }

    #[test]
    fn a_wrong_code_is_announced_at_the_field() {
        let page = page(true, true);
        testing::assert_contains(&page, "We have sent a link and a code to");
        testing::assert_contains(&page, "<div class=\"error\" id=\"error\" role=\"alert\">");
        testing::assert_contains(&page, "aria-describedby=\"error\"");
        testing::assert_contains(&page, "href=\"https://app.test/auth/signin\"");
    }
}
