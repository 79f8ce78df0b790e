//! The values that every page uses, and the resources that a page needs.

use super::{
    PageStyle,
    words::{Value, Wording, Words},
};
use crate::config::ImageUrl;

/// The values that every page uses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) style: &'a PageStyle,
    /// The origin of the site, without a trailing slash.
    pub(crate) origin: &'a str,
    /// The absolute URLs to which a form of the page may lead, in addition to this origin and the providers:
    /// the current callback URL, and the application's own pages on other origins.
    pub(crate) redirect_targets: &'a [&'a str],
    pub(crate) wording: Wording<'a>,
}

/// The resources that a page needs in addition to its stylesheet. Its Content-Security-Policy allows them.
#[derive(Default)]
pub(super) struct Needs<'a> {
    /// The images of the page, without the logo.
    pub(super) images: Vec<&'a ImageUrl>,
    /// The URLs to which the forms lead; `None` for an unknown URL.
    pub(super) targets: Vec<Option<&'a str>>,
    /// The script of the page, as a path on this site.
    pub(super) script: Option<&'a str>,
}

impl<'a> Frame<'a> {
    /// Returns the words of the page.
    pub(super) fn words(&self) -> &'a Words {
        self.wording.words
    }

    /// Returns host and port as the emphasized value of a sentence.
    pub(super) fn site(&self) -> Value<'a> {
        Value::strong(self.host())
    }

    /// Returns host and port, to be displayed.
    pub(super) fn host(&self) -> &'a str {
        self.origin.split_once("://").map_or(self.origin, |(_, host)| host)
    }
}
