//! QR codes as inline SVG.

use std::fmt::Write;

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

/// The empty border around a code, in modules.
const QUIET_ZONE: i32 = 4;

/// Renders a string as a QR code; nothing if it is too long. The colours are those of print in both colour schemes, since
/// some cameras do not read inverted codes.
pub(super) fn qr_code(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return html! {} };
    let (size, all) = (code.size(), code.size() + 2 * QUIET_ZONE);
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let length = (x..size).take_while(|&x| code.get_module(x, y)).count();
            let run = i32::try_from(length).unwrap_or_default();
            if run > 0 {
                // Writing into a string does not fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET_ZONE, y + QUIET_ZONE);
            }
            x += run.max(1);
        }
    }
    html! {
        svg.qr viewBox={ "0 0 " (all) " " (all) } role="img" aria-label=(label) shape-rendering="crispEdges" {
            rect width=(all) height=(all) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_dark_modules_are_drawn_once() {
        let svg = qr_code("otpauth://totp/Acme:ada?secret=GEZDGNBVGY3TQOJQ", "QR code").into_string();
        let code = QrCode::encode_text("otpauth://totp/Acme:ada?secret=GEZDGNBVGY3TQOJQ", QrCodeEcc::Medium);
        let code = code.unwrap();
        let dark = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = dark.filter(|&(x, y)| code.get_module(x, y)).count();
        let runs = svg.split('h').filter_map(|part| part.split('v').next()?.parse::<usize>().ok());
        assert_eq!(runs.sum::<usize>(), dark);
        assert!(qr_code(&"x".repeat(5000), "").into_string().is_empty());
    }
}
