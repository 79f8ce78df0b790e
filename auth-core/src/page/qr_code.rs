//! QR codes as inline SVG.

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

/// The width of the light border that readers need, in modules (ISO/IEC 18004).
const BORDER: i32 = 4;

/// Draws a QR code, black on white in any colour scheme. `label` is its accessible name. Returns `None` if the text is too
/// long for a QR code.
pub(crate) fn draw(text: &str, label: &str) -> Option<Markup> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size() + 2 * BORDER;
    Some(html! {
        svg.qr viewBox={ "0 0 " (size) " " (size) } role="img" aria-label=(label) shape-rendering="crispEdges" {
            rect width="100%" height="100%" fill="#fff" {}
            path fill="#000" d=(path(&code)) {}
        }
    })
}

/// Returns the dark modules as a path: a rectangle for each run in a row.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|&x| code.get_module(x, y)).count();
            let run = i32::try_from(run).unwrap_or_default();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + BORDER, y + BORDER));
            }
            x += run + 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_covers_exactly_the_dark_modules() {
        let code = QrCode::encode_text("otpauth://totp/Acme:ada?secret=GEZDGNBVGY3TQOJQ", QrCodeEcc::Medium);
        let code = code.unwrap();
        let mut dark = std::collections::HashSet::new();
        for run in path(&code).split_terminator('z') {
            let (at, rest) = run.trim_start_matches('M').split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let length: i32 = rest.split_once('v').unwrap().0.parse().unwrap();
            let (x, y): (i32, i32) = (x.parse().unwrap(), y.parse().unwrap());
            dark.extend((x..x + length).map(|x| (x - BORDER, y - BORDER)));
        }
        for y in 0..code.size() {
            for x in 0..code.size() {
                assert_eq!(dark.contains(&(x, y)), code.get_module(x, y), "{x} {y}");
            }
        }
    }

    #[test]
    fn it_has_a_name_and_no_style() {
        let svg = draw("text", "A \"code\"").unwrap().into_string();
        assert!(svg.starts_with(
            r#"<svg class="qr" viewBox="0 0 29 29" role="img" aria-label="A &quot;code&quot;""#
        ));
        assert!(!svg.contains("style"));
        assert!(draw(&"x".repeat(5_000), "").is_none());
    }
}
