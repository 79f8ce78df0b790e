//! The form of a page about the signed-in user's own account.

use maud::{Markup, html};

use super::{frame::Frame, layout::csrf_field};

/// The form of a page about one's own account.
#[derive(Clone, Copy)]
pub(crate) struct OwnForm<'a> {
    pub(crate) frame: Frame<'a>,
    /// The URL to which the form is sent.
    pub(crate) action_url: &'a str,
    pub(crate) csrf_token: &'a str,
    /// The absolute, checked URL to which the user can go afterwards.
    pub(crate) callback_url: &'a str,
}

impl OwnForm<'_> {
    pub(super) fn hidden_fields(&self) -> Markup {
        html! {
            (csrf_field(Some(self.csrf_token)))
            input type="hidden" name="callbackUrl" value=(self.callback_url);
        }
    }

    /// Renders the link to the page before.
    pub(super) fn back(&self) -> Markup {
        html! { p { a.site href=(self.callback_url) { (self.frame.words().common.back) } } }
    }

    /// Renders the link that goes on.
    pub(super) fn go_on(&self) -> Markup {
        html! { a.button.primary href=(self.callback_url) { (self.frame.words().common.go_on) } }
    }

    /// Renders the line below the heading, with the host of the site.
    pub(super) fn for_site(&self) -> Markup {
        html! { div.subtitle { ((self.frame.words().totp.for_site)(self.frame.site())) } }
    }
}
