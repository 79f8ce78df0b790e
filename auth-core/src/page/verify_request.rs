//! The page after a magic link has been sent.

use http::StatusCode;
use maud::html;

use super::{Page, frame::Frame, icon::Icon};

/// Renders the page that asks the user to check the mailbox. After a code that no longer works, it leads to the sign-in page
/// (`sign_in_url`).
pub(crate) fn verify_request(frame: &Frame<'_>, sign_in_url: Option<&str>) -> Page {
    let words = &frame.words().email;
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (words.sent_heading) }
        @match sign_in_url {
            Some(url) => {
                p role="alert" { (words.wrong_code) }
                a.button.primary href=(url) { (words.send_again) }
            },
            None => {
                p { (words.sent) }
                p { (frame.site_link()) }
            },
        }
    };
    frame.page(StatusCode::OK, words.sent_title, "verify-request", content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing;

    #[test]
    fn it_says_that_a_link_was_sent_and_links_to_the_site() {
        testing::with_frame(|frame| {
            let page = verify_request(&frame, None);
            assert_eq!(page.status, 200);
            testing::assert_sound(&page);
            testing::assert_contains(&page, "<title>Verify Request</title>");
            testing::assert_contains(
                &page,
                "<h1>Check your email</h1><p>A sign in link has been sent to your email address.</p>\
                 <p><a class=\"site\" href=\"https://app.test\">app.test</a></p>",
            );
        });
    }
}
