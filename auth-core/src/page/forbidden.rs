//! The page for a signed-in user whose session a guard rejects.

use http::StatusCode;
use maud::html;

use super::{Page, frame::Frame, icon::Icon};

/// Renders the page.
pub(crate) fn forbidden(frame: &Frame<'_>) -> Page {
    let (common, words) = (&frame.words().common, &frame.words().error);
    let content = html! {
        (Icon::LOCK.badge())
        h1 { (words.forbidden_heading) }
        p { (words.forbidden) }
        a.button.primary href="/" { (common.start_page) }
    };
    frame.page(StatusCode::FORBIDDEN, words.forbidden_heading, "failure", content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing;

    #[test]
    fn it_refuses_access_and_links_to_the_start_page() {
        testing::with_frame(|frame| {
            let page = forbidden(&frame);
            testing::assert_sound(&page);
            assert_eq!(page.status, StatusCode::FORBIDDEN);
            testing::assert_contains(
                &page,
                "<h1>Access denied</h1><p>Your account may not open this page.</p>",
            );
        });
    }
}
