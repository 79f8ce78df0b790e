//! The looks of the built-in pages: colour scheme, logo and colours, all checked before they reach a
//! stylesheet.

use std::{fmt, str::FromStr};

use super::{PageUrl, PageUrlError};

/// Colours and logo of the built-in pages (`theme` of Auth.js).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Theme {
    /// The colour scheme: light, dark, or as the user's system requests it.
    pub color_scheme: ColorScheme,
    /// The logo at the top of every page.
    pub logo: Option<ImageUrl>,
    /// The background colour of the main button.
    pub brand_color: Option<Color>,
    /// The text colour of the main button. The default is white or near-black, whichever is readable.
    pub button_text: Option<Color>,
    /// The layout of a sign-in page with several forms.
    pub sign_in_layout: SignInLayout,
}

impl Theme {
    /// Builds a theme with neutral colours and no logo, light or dark as the user's system requests it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the colour scheme.
    pub fn color_scheme(mut self, scheme: ColorScheme) -> Self {
        self.color_scheme = scheme;
        self
    }

    /// Shows a logo at the top of every page.
    pub fn logo(mut self, logo: ImageUrl) -> Self {
        self.logo = Some(logo);
        self
    }

    /// Sets the background colour of the main button.
    pub fn brand_color(mut self, color: Color) -> Self {
        self.brand_color = Some(color);
        self
    }

    /// Sets the text colour of the main button.
    pub fn button_text(mut self, color: Color) -> Self {
        self.button_text = Some(color);
        self
    }

    /// Sets the layout of a sign-in page with several forms.
    pub fn sign_in_layout(mut self, layout: SignInLayout) -> Self {
        self.sign_in_layout = layout;
        self
    }

    /// Returns background and text colour of the main button; `None` if the theme sets neither. If it sets
    /// only one, the other is chosen to be readable.
    pub(crate) fn button(&self) -> Option<(Color, Color)> {
        match (self.brand_color, self.button_text) {
            (Some(brand), Some(text)) => Some((brand, text)),
            (Some(brand), None) => Some((brand, brand.readable())),
            (None, Some(text)) => Some((text.readable(), text)),
            (None, None) => None,
        }
    }
}

/// The layout of a sign-in page with several forms. With one form, and any number of buttons of providers, the layouts
/// look the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignInLayout {
    /// One form is open, and each other form is folded behind a button. The open form is that of the last sign-in in this
    /// browser, or the one that has just failed; otherwise the first one that is not for passkeys. Browsers offer passkeys in
    /// its first field. After a failure, the user name or e-mail address is filled in again.
    ///
    /// Two cookies are for this: `authjs.last-way`, the ID of a provider, for half a year; and `authjs.typed`, the encrypted
    /// user name or e-mail address, for five minutes.
    #[default]
    OneOpen,
    /// All forms are open, in the order of the configuration, as in Auth.js. There are no cookies for the page.
    AllOpen,
}

/// The colour scheme of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorScheme {
    /// As the user's system requests it (`prefers-color-scheme`).
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl ColorScheme {
    /// Returns the name that Auth.js uses, also in the class of the `body` element.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// An opaque sRGB colour, written as `#rgb` or `#rrggbb`. It is always displayed as `#rrggbb`, so it cannot
/// inject styles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Color {
    red: u8,
    green: u8,
    blue: u8,
}

impl Color {
    /// White: `#ffffff`.
    pub const WHITE: Self = Self::rgb(0xff, 0xff, 0xff);
    /// Near-black: `#050505`. It is so dark that either it or white has a contrast of 4.5:1 with any colour.
    pub const NEAR_BLACK: Self = Self::rgb(0x05, 0x05, 0x05);

    /// Builds a colour from red, green and blue.
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Returns the contrast ratio of WCAG 2 between two colours, from 1 (equal) to 21 (black on white).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Returns a readable text colour on this background: white if its contrast is at least the 4.5:1 of WCAG
    /// AA, otherwise near-black, whose contrast is then high enough.
    pub fn readable(self) -> Self {
        if self.contrast(Self::WHITE) >= 4.5 { Self::WHITE } else { Self::NEAR_BLACK }
    }

    /// Returns the relative luminance of WCAG 2, from 0 (black) to 1 (white).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl FromStr for Color {
    type Err = ColorError;

    fn from_str(text: &str) -> Result<Self, ColorError> {
        let digits = text.strip_prefix('#').ok_or(ColorError)?;
        // `from_str_radix` alone would accept a sign.
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(ColorError);
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| ColorError)?;
        let [_, red, green, blue] = match digits.len() {
            3 => [0, number >> 8, number >> 4 & 0xf, number & 0xf].map(|digit| digit as u8 * 0x11),
            6 => number.to_be_bytes(),
            _ => return Err(ColorError),
        };
        Ok(Self::rgb(red, green, blue))
    }
}

/// The error for an invalid colour.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a colour: write `#rgb` or `#rrggbb`")]
#[non_exhaustive]
pub struct ColorError;

crate::contract::readable::debug_by_message!(ColorError);

/// The URL of an image on a page: a path on this site, an absolute http(s) URL, or the image itself as
/// `data:image/…`.
///
/// An image of another site reveals to that site who opens the sign-in page, so prefer a path or `data:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageUrl(ImageSource);

#[derive(Clone, Debug, PartialEq, Eq)]
enum ImageSource {
    Url(PageUrl),
    Data(String),
}

impl ImageUrl {
    /// Returns the URL as configured.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            ImageSource::Url(url) => url.as_str(),
            ImageSource::Data(data) => data,
        }
    }

    /// Returns the source that `img-src` of a Content-Security-Policy must allow.
    pub(crate) fn csp_source(&self) -> &str {
        match &self.0 {
            ImageSource::Url(url) => url.origin().unwrap_or("'self'"),
            ImageSource::Data(_) => "data:",
        }
    }
}

impl FromStr for ImageUrl {
    type Err = ImageUrlError;

    fn from_str(text: &str) -> Result<Self, ImageUrlError> {
        if text.starts_with("data:image/") {
            return Ok(Self(ImageSource::Data(text.to_owned())));
        }
        Ok(Self(ImageSource::Url(text.parse()?)))
    }
}

/// The error for an invalid image URL.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an image URL: write `data:image/…`, a path, or an http(s) URL")]
#[non_exhaustive]
pub struct ImageUrlError {
    /// The reason why it is not a path or an http(s) URL.
    #[from]
    source: PageUrlError,
}

crate::contract::readable::debug_by_message!(ImageUrlError);

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Color {
        text.parse().unwrap()
    }

    #[test]
    fn colors_are_hexadecimal_in_two_lengths() {
        assert_eq!(color("#1a73e8"), Color::rgb(0x1a, 0x73, 0xe8));
        assert_eq!(color("#FFD"), Color::rgb(0xff, 0xff, 0xdd));
        assert_eq!(color("#abc").to_string(), "#aabbcc");
        assert_eq!(color("#0A0B0C").to_string(), "#0a0b0c");
    }

    #[test]
    fn anything_else_is_rejected() {
        for text in [
            "",
            "#",
            "red",
            "fff",
            "#ff",
            "#ffff",
            "#fffffff",
            "#ffffffff",
            "#+ff",
            "#+fffff",
            "#ggg",
            "#éa",
            " #fff",
            "#fff;",
            "#fff}</style>",
            "rgb(0,0,0)",
            "#fff\n",
            "#０００",
        ] {
            assert_eq!(text.parse::<Color>(), Err(ColorError), "{text:?}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let black = Color::rgb(0, 0, 0);
        assert!((black.contrast(Color::WHITE) - 21.0).abs() < 1e-9);
        assert!((Color::WHITE.contrast(black) - 21.0).abs() < 1e-9);
        assert!((color("#777777").contrast(Color::WHITE) - 4.478).abs() < 1e-3);
        assert!((color("#767676").contrast(Color::WHITE) - 4.542).abs() < 1e-3);
    }

    #[test]
    fn the_readable_text_color_always_passes_aa() {
        assert_eq!(color("#ffd21e").readable(), Color::NEAR_BLACK);
        assert_eq!(color("#24292f").readable(), Color::WHITE);
        for (red, green, blue) in (0..=255).step_by(15).flat_map(|r| {
            (0..=255).step_by(15).flat_map(move |g| (0..=255).step_by(15).map(move |b| (r, g, b)))
        }) {
            let background = Color::rgb(red, green, blue);
            assert!(background.contrast(background.readable()) >= 4.5, "{background}");
        }
    }

    #[test]
    fn a_missing_half_of_the_button_is_chosen() {
        let (brand, text) = (color("#1a73e8"), color("#ffee00"));
        assert_eq!(Theme::new().button(), None);
        assert_eq!(Theme::new().brand_color(brand).button(), Some((brand, Color::WHITE)));
        assert_eq!(Theme::new().button_text(text).button(), Some((Color::NEAR_BLACK, text)));
        assert_eq!(Theme::new().brand_color(brand).button_text(text).button(), Some((brand, text)));
    }

    #[test]
    fn images_name_their_source() {
        let source = |text: &str| text.parse::<ImageUrl>().unwrap().csp_source().to_owned();
        assert_eq!(source("/static/logo.svg"), "'self'");
        assert_eq!(source("https://cdn.test:8443/a/logo.svg?x"), "https://cdn.test:8443");
        assert_eq!(source("data:image/svg+xml,%3Csvg/%3E"), "data:");
        for text in
            ["", "logo.svg", "javascript:alert(1)", "data:text/html,x", "//cdn.test/x", "https://a b/"]
        {
            assert!(text.parse::<ImageUrl>().is_err(), "{text:?}");
        }
    }
}
