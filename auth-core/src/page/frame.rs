//! The values that every page is made from, and the resources that a page needs.

use super::PageStyle;
use crate::config::ImageUrl;

/// The values that every page is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) style: &'a PageStyle,
    /// The origin of the site, without a slash at its end.
    pub(crate) origin: &'a str,
    /// Absolute URLs, beyond this origin and the providers, where a form of the page may end: the callback
    /// URL that is in force, custom pages of other origins.
    pub(crate) redirect_targets: &'a [&'a str],
}

/// The resources that a page needs beyond its stylesheet. Its Content-Security-Policy allows these.
#[derive(Default)]
pub(super) struct Needs<'a> {
    /// The images that it shows besides the logo.
    pub(super) images: Vec<&'a ImageUrl>,
    /// Where its forms lead; `None` for a place that is not known.
    pub(super) targets: Vec<Option<&'a str>>,
    /// Its script: a path on this site.
    pub(super) script: Option<&'a str>,
}

impl<'a> Frame<'a> {
    /// Host and port, as a person reads them.
    pub(super) fn host(&self) -> &'a str {
        self.origin.split_once("://").map_or(self.origin, |(_, host)| host)
    }
}
