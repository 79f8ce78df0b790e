//! The page that asks for confirmation before a magic link is spent, so that programs that only open the link
//! do not spend it.

use http::StatusCode;
use maud::html;

use super::{
    Page,
    frame::{Frame, Needs},
    icon::Icon,
    layout::csrf_field,
    words::Value,
};
use crate::contract::EmailAddress;

/// The contents of the page and its form.
#[derive(Clone, Copy)]
pub(crate) struct ConfirmPage<'a> {
    pub(crate) frame: Frame<'a>,
    /// The absolute URL of the link, without its query.
    pub(crate) action: &'a str,
    pub(crate) csrf_token: &'a str,
    /// The token in the link, unchanged.
    pub(crate) token: &'a str,
    /// The e-mail address in the link, if it is one.
    pub(crate) email: Option<&'a EmailAddress>,
    /// The absolute, checked URL to which the user goes afterwards.
    pub(crate) callback_url: &'a str,
}

/// Renders the page.
pub(crate) fn confirm(page: &ConfirmPage<'_>) -> Page {
    let (common, words) = (&page.frame.words().common, &page.frame.words().email);
    let sentence = match page.email {
        Some(email) => (words.link_signs_in_as)(page.frame.site(), Value::strong(email.as_str())),
        None => (words.link_signs_in)(page.frame.site()),
    };
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (words.confirm_heading) }
        p { (sentence) }
        form action=(page.action) method="POST" {
            (csrf_field(Some(page.csrf_token)))
            input type="hidden" name="token" value=(page.token);
            @if let Some(email) = page.email { input type="hidden" name="email" value=(email); }
            input type="hidden" name="callbackUrl" value=(page.callback_url);
            button.button.primary #submitButton type="submit" { (common.sign_in) }
        }
    };
    let needs = Needs { targets: vec![Some(page.callback_url)], ..Needs::default() };
    page.frame.page_with(StatusCode::OK, (words.confirm_title, "confirm"), content, needs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing;

    fn page(email: Option<&str>) -> Page {
        let email = email.map(|email| EmailAddress::parse(email).unwrap());
        testing::with_frame(|frame| {
            confirm(&ConfirmPage {
                frame,
                action: "https://app.test/auth/callback/email",
                csrf_token: "t0ken",
                token: "c0de\"><script>",
                email: email.as_ref(),
                callback_url: "https://other.test/x?a&b",
            })
        })
    }

    #[test]
    fn the_form_sends_the_parameters_of_the_link() {
        let page = page(Some("a&b@c.example"));
        assert_eq!(page.status, 200);
        testing::assert_sound(&page);
        testing::assert_contains(
            &page,
            "<form action=\"https://app.test/auth/callback/email\" method=\"POST\">\
             <input type=\"hidden\" name=\"csrfToken\" value=\"t0ken\">\
             <input type=\"hidden\" name=\"token\" value=\"c0de&quot;&gt;&lt;script&gt;\">\
             <input type=\"hidden\" name=\"email\" value=\"a&amp;b@c.example\">\
             <input type=\"hidden\" name=\"callbackUrl\" value=\"https://other.test/x?a&amp;b\">\
             <button class=\"button primary\" id=\"submitButton\" type=\"submit\">Sign in</button></form>",
        );
        testing::assert_contains(&page, "<strong>app.test</strong> as <strong>a&amp;b@c.example</strong>.");
        assert_eq!(page.html.matches("<form").count(), 1);
    }

    #[test]
    fn the_form_may_end_at_the_callback_url() {
        let page = page(None);
        let policy = page.content_security_policy.to_str().unwrap();
        assert!(policy.ends_with("form-action 'self' https://app.test https://other.test"), "{policy}");
        assert!(!page.html.contains("name=\"email\""));
    }
}
