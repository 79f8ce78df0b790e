//! The page after a code was sent: it asks for the code.

use http::StatusCode;
use maud::html;

use super::{
    Page,
    frame::{Frame, Needs},
    icon::Icon,
    layout::{alert_with_id, csrf_field},
    words::{Sentence, Text, Value},
};
#[cfg(feature = "email")]
use crate::contract::EmailAddress;
#[cfg(feature = "sms")]
use crate::contract::PhoneNumber;

/// The recipient of a code, as this browser has entered it.
#[derive(Clone, Copy)]
pub(crate) enum SentTo<'a> {
    /// A mail with a code, and perhaps a link.
    #[cfg(feature = "email")]
    Mail { to: &'a EmailAddress, has_link: bool },
    /// A message. `is_added` if the signed-in user adds the number.
    #[cfg(feature = "sms")]
    Phone { number: &'a PhoneNumber, is_added: bool },
}

/// The contents of the page.
#[derive(Clone, Copy)]
pub(crate) struct EnterCodePage<'a> {
    pub(crate) frame: Frame<'a>,
    /// The absolute URL to which the code is sent.
    pub(crate) action: &'a str,
    /// The absolute URL of the page on which another code can be requested.
    pub(crate) again_url: &'a str,
    pub(crate) csrf_token: &'a str,
    /// The absolute, checked URL to which the user goes afterwards.
    pub(crate) callback_url: &'a str,
    pub(crate) sent_to: SentTo<'a>,
    /// The number of digits of the code.
    pub(crate) digits: u8,
    /// `true` after a wrong code.
    pub(crate) is_wrong: bool,
}

/// The words about a recipient.
struct Sent<'a> {
    icon: Icon,
    title: Text,
    heading: Text,
    sentence: Sentence<'a>,
    wrong: Text,
    again: Text,
    button: Text,
}

/// Renders the page.
pub(crate) fn enter_code(page: &EnterCodePage<'_>) -> Page {
    let words = page.frame.words();
    let sent = match page.sent_to {
        #[cfg(feature = "email")]
        SentTo::Mail { to, has_link } => {
            let words = &words.email;
            let sentence = if has_link { words.link_and_code_sent } else { words.code_sent };
            Sent {
                icon: Icon::ENVELOPE,
                title: words.sent_title,
                heading: words.sent_heading,
                sentence: sentence(Value::strong(to.as_str())),
                wrong: words.wrong_code,
                again: words.send_again,
                button: page.frame.words().common.sign_in,
            }
        }
        #[cfg(feature = "sms")]
        SentTo::Phone { number, is_added } => {
            let (common, words) = (&words.common, &words.sms);
            let sentence = if is_added { words.sent_to_add } else { words.sent };
            Sent {
                icon: Icon::PHONE,
                title: words.sent_title,
                heading: words.sent_heading,
                sentence: sentence(Value::strong(number.as_str())),
                wrong: words.wrong_code,
                again: words.send_again,
                button: if is_added { common.confirm } else { common.sign_in },
            }
        }
    };
    let content = html! {
        (sent.icon.badge())
        h1 { (sent.heading) }
        p { (sent.sentence) }
        form action=(page.action) method="POST" {
            @if page.is_wrong { (alert_with_id(sent.wrong, Some("error"))) }
            (csrf_field(Some(page.csrf_token)))
            input type="hidden" name="callbackUrl" value=(page.callback_url);
            div.field {
                label for="code" { (words.email.code) }
                input #code.digits type="text" name="code" autocomplete="one-time-code" inputmode="numeric"
                    pattern={ "[0-9\\s\\-]*" } maxlength="16" placeholder=("0".repeat(page.digits.into()))
                    aria-describedby=[page.is_wrong.then_some("error")] required autofocus;
            }
            button.button.primary #submitButton type="submit" { (sent.button) }
        }
        p { a.site href=(page.again_url) { (sent.again) } }
    };
    let needs = Needs { targets: vec![Some(page.callback_url)], ..Needs::default() };
    page.frame.page_with(StatusCode::OK, (sent.title, "verify-request"), content, needs)
}

#[cfg(feature = "email")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing;

    fn page(has_link: bool, is_wrong: bool) -> Page {
        testing::with_frame(|frame| {
            enter_code(&EnterCodePage {
                frame,
                action: "https://app.test/auth/callback/email",
                again_url: "https://app.test/auth/signin",
                csrf_token: "t0ken",
                callback_url: "https://other.test/x?a&b",
                sent_to: SentTo::Mail { to: &EmailAddress::parse("a&b@c.example").unwrap(), has_link },
                digits: 6,
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
