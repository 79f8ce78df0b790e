//! The error page. It tells the user what to do; the cause of the error is only in the log.

use maud::{Markup, html};

use super::{ErrorPageParam, Page, frame::Frame, icon::Icon};

/// The contents of the error page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ErrorPage<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) error: ErrorPageParam,
    /// The absolute URL of the sign-in page: origin, base path and `/signin`.
    pub(crate) sign_in_url: &'a str,
}

/// Renders the error page, with the status of the error.
pub(crate) fn error(page: &ErrorPage<'_>) -> Page {
    let (common, words) = (&page.frame.words().common, &page.frame.words().error);
    let link = || sign_in_link(page.sign_in_url, common.sign_in);
    let content = match page.error {
        ErrorPageParam::Configuration => html! {
            (Icon::ALERT.badge())
            h1 { (words.server_heading) }
            p { (words.server_problem) }
            p { (words.server_advice) }
        },
        ErrorPageParam::AccessDenied => html! {
            (Icon::LOCK.badge())
            h1 { (words.refused_heading) }
            p { (words.refused) }
            p { (link()) }
        },
        ErrorPageParam::Verification => html! {
            (Icon::CLOCK.badge())
            h1 { (words.link_heading) }
            p { (words.link_invalid) }
            p { (words.link_reason) }
            (link())
        },
        ErrorPageParam::SignOutError => html! {
            (Icon::ALERT.badge())
            h1 { (words.sign_out_heading) }
            p { (words.sign_out_problem) }
            p { (words.sign_out_advice) }
            (link())
        },
        ErrorPageParam::Other => html! {
            (Icon::ALERT.badge())
            h1 { (words.other_heading) }
            p { (page.frame.site_link()) }
        },
    };
    page.frame.page(page.error.status(), words.title, "failure", content)
}

fn sign_in_link(url: &str, text: &str) -> Markup {
    html! { a.button.primary href=(url) { (text) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing;

    fn rendered(error_param: ErrorPageParam) -> Page {
        testing::with_frame(|frame| {
            let page = error(&ErrorPage {
                frame,
                error: error_param,
                sign_in_url: "https://app.test/auth/signin?\"",
            });
            testing::assert_sound(&page);
            testing::assert_contains(&page, "<title>Error</title>");
            page
        })
    }

    #[test]
    fn each_error_has_its_message() {
        let link = "<a class=\"button primary\" href=\"https://app.test/auth/signin?&quot;\">Sign in</a>";
        for (error, content) in [
            (
                ErrorPageParam::Configuration,
                "<h1>Server error</h1><p>There is a problem with the server configuration.</p>\
                 <p>Check the server logs for more information.</p></main>"
                    .to_owned(),
            ),
            (
                ErrorPageParam::AccessDenied,
                format!(
                    "<h1>Access Denied</h1><p>You do not have permission to sign in.</p><p>{link}</p></main>"
                ),
            ),
            (
                ErrorPageParam::Verification,
                format!(
                    "<h1>Unable to sign in</h1><p>The sign in link is no longer valid.</p>\
                     <p>It may have been used already or it may have expired.</p>{link}</main>"
                ),
            ),
            (
                ErrorPageParam::SignOutError,
                format!(
                    "<h1>Signed out in this browser</h1><p>You may still be signed in elsewhere, because the \
                     sign-out could not be stored.</p><p>To be sure, sign in and sign out again later.</p>{link}</main>"
                ),
            ),
            (
                ErrorPageParam::Other,
                "<h1>Error</h1><p><a class=\"site\" href=\"https://app.test\">app.test</a></p></main>"
                    .to_owned(),
            ),
        ] {
            let page = rendered(error);
            assert_eq!(page.status, error.status());
            testing::assert_contains(&page, &content);
        }
    }
}
