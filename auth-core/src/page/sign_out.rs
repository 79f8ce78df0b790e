//! The sign-out page. It asks for confirmation, so that a link alone does not sign a user out.

use http::StatusCode;
use maud::html;

use super::{
    Page,
    frame::{Frame, Needs},
    icon::Icon,
    layout::csrf_field,
};

/// The contents of the sign-out page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignOutPage<'a> {
    pub(crate) frame: Frame<'a>,
    /// The absolute URL of the request with its query, so that `callbackUrl` is kept.
    pub(crate) request_url: &'a str,
    pub(crate) csrf_token: Option<&'a str>,
    /// `true` if sign-out continues at a provider, which may redirect the browser to other sites.
    pub(crate) leads_elsewhere: bool,
}

/// Renders the sign-out page.
pub(crate) fn sign_out(page: &SignOutPage<'_>) -> Page {
    let words = &page.frame.words().sign_out;
    let content = html! {
        (Icon::DOOR.badge())
        h1 { (words.heading) }
        p { (words.question) }
        form action=(page.request_url) method="POST" {
            (csrf_field(page.csrf_token))
            button.button.primary #submitButton type="submit" { (words.button) }
        }
    };
    let targets = page.leads_elsewhere.then_some(None).into_iter().collect();
    let needs = Needs { targets, ..Needs::default() };
    page.frame.page_with(StatusCode::OK, (words.title, "signout"), content, needs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing;

    #[test]
    fn the_form_goes_to_the_request_url_with_its_query() {
        testing::with_frame(|frame| {
            let request_url = "https://app.test/auth/signout?callbackUrl=%2Fbye&x=\"><script>";
            let page = sign_out(&SignOutPage {
                frame,
                request_url,
                csrf_token: Some("t0ken"),
                leads_elsewhere: false,
            });
            assert_eq!(page.status, 200);
            testing::assert_sound(&page);
            testing::assert_contains(&page, "<title>Sign Out</title>");
            testing::assert_contains(&page, "<h1>Signout</h1><p>Are you sure you want to sign out?</p>");
            testing::assert_contains(
                &page,
                "<form action=\"https://app.test/auth/signout?callbackUrl=%2Fbye&amp;x=&quot;&gt;&lt;script\
                 &gt;\" method=\"POST\">\
                 <input type=\"hidden\" name=\"csrfToken\" value=\"t0ken\">\
                 <button class=\"button primary\" id=\"submitButton\" type=\"submit\">Sign out</button>\
                 </form>",
            );
        });
    }

    #[test]
    fn without_a_token_there_is_no_field_for_it() {
        testing::with_frame(|frame| {
            let page = sign_out(&SignOutPage {
                frame,
                request_url: "https://app.test/auth/signout",
                csrf_token: None,
                leads_elsewhere: false,
            });
            assert!(!page.html.contains("csrfToken"));
        });
    }

    #[test]
    fn the_form_may_lead_elsewhere_if_sign_out_does() {
        testing::with_frame(|frame| {
            for leads_elsewhere in [false, true] {
                let request_url = "https://app.test/auth/signout";
                let page = sign_out(&SignOutPage { frame, request_url, csrf_token: None, leads_elsewhere });
                let policy = page.content_security_policy.to_str().unwrap();
                assert_eq!(policy.contains("form-action"), !leads_elsewhere);
            }
        });
    }
}
