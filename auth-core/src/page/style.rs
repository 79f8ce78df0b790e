//! The stylesheet of all pages, built once per theme, and its hash for the Content-Security-Policy.

use std::collections::BTreeSet;

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::config::{Color, ColorScheme, Theme};

const BASE: &str = include_str!("style/base.css");
const ACCOUNT: &str = include_str!("style/account.css");
const LIGHT: &str = include_str!("style/light.css");
const DARK: &str = include_str!("style/dark.css");

/// A theme with its stylesheet. Build it once, when the server starts.
#[derive(Debug)]
pub(crate) struct PageStyle {
    theme: Theme,
    css: String,
    csp_source: String,
}

impl PageStyle {
    /// Builds the stylesheet of a theme. `provider_colors` are the brand colours of all providers that the
    /// sign-in page may show.
    pub(crate) fn new(theme: Theme, provider_colors: impl IntoIterator<Item = Color>) -> Self {
        let css = stylesheet(&theme, provider_colors.into_iter().collect());
        let csp_source = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(&css)));
        Self { theme, css, csp_source }
    }

    pub(crate) fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Returns the exact contents of the `style` element.
    pub(super) fn css(&self) -> &str {
        &self.css
    }

    /// Returns the hash of [`css`](Self::css) as a source for `style-src`.
    pub(super) fn csp_source(&self) -> &str {
        &self.csp_source
    }
}

/// Returns the class that gives an element the brand colour of a provider.
pub(super) fn brand_class(color: Color) -> String {
    format!("brand-{}", color.to_string().trim_start_matches('#'))
}

fn stylesheet(theme: &Theme, provider_colors: BTreeSet<Color>) -> String {
    let mut css = match theme.color_scheme {
        ColorScheme::Light => LIGHT.to_owned(),
        ColorScheme::Dark => format!("{LIGHT}{DARK}"),
        ColorScheme::Auto => format!("{LIGHT}@media (prefers-color-scheme: dark) {{\n{DARK}}}\n"),
    };
    if let Some((background, text)) = theme.button() {
        css += &format!(":root {{ --brand-color: {background}; --button-text-color: {text}; }}\n");
    }
    css += BASE;
    css += ACCOUNT;
    for color in provider_colors {
        let (class, text) = (brand_class(color), color.readable());
        css += &format!(".{class} {{ --provider-brand-color: {color}; --provider-text-color: {text}; }}\n");
    }
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: Color = Color::rgb(0xff, 0, 0);

    #[test]
    fn the_hash_is_that_of_the_stylesheet() {
        let style = PageStyle::new(Theme::new(), []);
        let digest =
            STANDARD.decode(style.csp_source.trim_matches('\'').trim_start_matches("sha256-")).unwrap();
        assert_eq!(digest, Sha256::digest(style.css()).as_slice());
    }

    #[test]
    fn colors_change_the_hash() {
        let hash = |theme| PageStyle::new(theme, []).csp_source;
        assert_ne!(hash(Theme::new()), hash(Theme::new().brand_color(RED)));
        assert_ne!(hash(Theme::new()), PageStyle::new(Theme::new(), [RED]).csp_source);
    }

    #[test]
    fn a_fixed_scheme_has_no_media_query() {
        let css = |scheme| PageStyle::new(Theme::new().color_scheme(scheme), []).css;
        assert!(css(ColorScheme::Auto).contains("prefers-color-scheme"));
        assert!(!css(ColorScheme::Dark).contains("prefers-color-scheme"));
        assert!(css(ColorScheme::Dark).contains("color-scheme: dark"));
        assert!(!css(ColorScheme::Light).contains("dark"));
    }

    #[test]
    fn theme_and_provider_colors_are_in_it() {
        let css = PageStyle::new(Theme::new().brand_color(RED), [RED, Color::WHITE, RED]).css;
        assert!(css.contains("--brand-color: #ff0000; --button-text-color: #050505;"));
        assert_eq!(css.matches(".brand-ff0000 {").count(), 1);
        assert!(
            css.contains(
                ".brand-ffffff { --provider-brand-color: #ffffff; --provider-text-color: #050505; }"
            )
        );
    }

    #[test]
    fn both_palettes_pass_wcag_aa() {
        for palette in [LIGHT, DARK] {
            let color = |name: &str| -> Color {
                let (_, value) = palette.split_once(&format!("--{name}: ")).unwrap();
                value.split_once(';').unwrap().0.parse().unwrap()
            };
            for (text, background, ratio) in [
                ("text", "card", 4.5),
                ("text", "control", 4.5),
                ("text", "button", 4.5),
                ("text", "button-hover", 4.5),
                ("text", "neutral-mark", 4.5),
                ("quiet", "card", 4.5),
                ("quiet", "control", 4.5),
                ("error-text", "error-fill", 4.5),
                ("button-text-color", "brand-color", 4.5),
                ("control-edge", "card", 3.0),
                ("control-edge", "control", 3.0),
                ("focus", "card", 3.0),
            ] {
                assert!(color(text).contrast(color(background)) >= ratio, "{text} on {background}");
            }
        }
    }

    #[test]
    fn nothing_is_loaded_and_the_element_does_not_end_early() {
        let css = PageStyle::new(Theme::new(), [RED]).css;
        for text in ["url(", "@import", "</", "\r", "<!--"] {
            assert!(!css.contains(text), "{text}");
        }
    }
}
