//! The icons of the pages. They are decoration and hidden from assistive technology.

use maud::{Markup, html};

/// An icon on a grid of 24 by 24, as the path of its strokes.
#[derive(Clone, Copy)]
pub(super) struct Icon(&'static str);

impl Icon {
    pub(super) const ALERT: Self = Self("M12 7.5v5.5m0 3.4v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z");
    pub(super) const CHECK: Self = Self("M8 12.5l2.8 2.8L16 9.5M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z");
    pub(super) const ENVELOPE: Self = Self(
        "M5 5.5h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2Zm-1.4.6L12 13l8.4-6.9",
    );
    pub(super) const DOOR: Self =
        Self("M10 4H6.5A1.5 1.5 0 0 0 5 5.5v13A1.5 1.5 0 0 0 6.5 20H10m5-12 4 4-4 4m4-4H10");
    pub(super) const LOCK: Self = Self(
        "M6.5 10.5h11Q19 10.5 19 12v6.5q0 1.5-1.5 1.5h-11Q5 20 5 18.5V12q0-1.5 1.5-1.5ZM8 10V8a4 4 0 0 1 8 0v2",
    );
    pub(super) const KEY: Self =
        Self("M7.5 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm4.2-6H21V14h-2.5v2.5h-3V14h-3.8M7.5 12v.1");
    pub(super) const PHONE: Self = Self(
        "M8.5 3h7A1.5 1.5 0 0 1 17 4.5v15a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 19.5v-15A1.5 1.5 0 0 1 8.5 3Zm2.5 15h2",
    );
    pub(super) const CLOCK: Self = Self("M12 7.5V12l3 2m-3 7a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z");

    /// Renders the icon alone. Its size depends on the font size.
    pub(super) fn drawing(self) -> Markup {
        html! { svg.icon viewBox="0 0 24 24" aria-hidden="true" focusable="false" { path d=(self.0) {} } }
    }

    /// Renders the icon in a round badge for the top of a card.
    pub(super) fn badge(self) -> Markup {
        html! { div.badge { (self.drawing()) } }
    }
}
