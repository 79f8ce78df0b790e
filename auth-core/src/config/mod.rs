//! Configuration as values: origin, environment, pages, theme.

mod pages;
mod theme;

pub(crate) use self::pages::web_origin;
pub use self::{
    pages::{PageUrl, PageUrlError, PagesOptions},
    theme::{Color, ColorError, ColorScheme, ImageUrl, ImageUrlError, Theme},
};
