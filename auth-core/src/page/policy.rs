//! The Content-Security-Policy of a page, which allows only the page's own stylesheet, script, images and
//! forms.

use http::HeaderValue;

use super::frame::{Frame, Needs};
use crate::config::{ImageUrl, web_origin};

/// Builds the policy of a page with these needs. A script must be on this site, and may connect only to this
/// site.
///
/// Chromium also applies `form-action` to the redirects after a form. The directive therefore names every
/// origin to which a form can lead. If one of them cannot be named, the directive is omitted, because it
/// would block that sign-in.
pub(super) fn policy<'a>(frame: &Frame<'a>, needs: Needs<'a>) -> HeaderValue {
    let Needs { images, targets, script } = needs;
    let mut policy = format!("default-src 'none'; style-src {}", frame.style.csp_source());
    let logo = frame.style.theme().logo.as_ref();
    directive(&mut policy, "img-src", unique(logo.into_iter().chain(images).map(ImageUrl::csp_source)));
    if script.is_some() {
        policy += "; script-src 'self'; connect-src 'self'";
    }
    policy += "; base-uri 'none'; frame-ancestors 'none'";

    let further = frame.redirect_targets.iter().copied().map(Some);
    let targets: Option<Vec<&str>> =
        targets.into_iter().chain(further).map(|target| source(target?)).collect();
    if let Some(targets) = targets {
        // 'self' is the origin in the address bar, which may differ from the configured one.
        let own = ["'self'"].into_iter().chain(source(frame.origin));
        directive(&mut policy, "form-action", unique(own.chain(targets)));
    }
    // All parts are visible ASCII: constants, base64, and origins that `web_origin` has checked.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// Returns the origin of a URL; `None` for an IPv6 address, which the grammar of the policy does not support.
fn source(url: &str) -> Option<&str> {
    web_origin(url).filter(|origin| !origin.contains('['))
}

fn directive(policy: &mut String, name: &str, sources: Vec<&str>) {
    if !sources.is_empty() {
        *policy += "; ";
        *policy += name;
    }
    for source in sources {
        *policy += " ";
        *policy += source;
    }
}

/// Keeps the first of equal sources.
fn unique<'a>(sources: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    sources.fold(Vec::new(), |mut kept, source| {
        if !kept.contains(&source) {
            kept.push(source);
        }
        kept
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::Theme,
        page::{PageStyle, Wording},
    };

    fn made(theme: Theme, further: &[&str], images: &[&ImageUrl], targets: &[Option<&str>]) -> String {
        let style = PageStyle::new(theme, []);
        let frame = Frame {
            style: &style,
            origin: "https://app.test",
            redirect_targets: further,
            wording: Wording::default(),
        };
        let needs = Needs { images: images.to_vec(), targets: targets.to_vec(), script: None };
        policy(&frame, needs).to_str().unwrap().replace(style.csp_source(), "HASH")
    }

    #[test]
    fn a_plain_page_allows_its_stylesheet_and_its_forms() {
        assert_eq!(
            made(Theme::new(), &[], &[], &[]),
            "default-src 'none'; style-src HASH; base-uri 'none'; frame-ancestors 'none'; \
             form-action 'self' https://app.test"
        );
    }

    #[test]
    fn forms_may_lead_to_providers_and_other_targets_each_named_once() {
        let policy = made(
            Theme::new(),
            &["https://other.test/page?x;y", "https://app.test/x"],
            &[],
            &[Some("https://op.test/authorize?a=b"), Some("https://op.test")],
        );
        assert!(
            policy.ends_with("; form-action 'self' https://app.test https://op.test https://other.test"),
            "{policy}"
        );
    }

    #[test]
    fn form_action_is_omitted_if_a_target_cannot_be_named() {
        for target in
            [None, Some("http://[::1]:9/"), Some("https://x; script-src *"), Some("javascript:x"), Some("")]
        {
            let policy = made(Theme::new(), &[], &[], &[Some("https://op.test"), target]);
            assert!(policy.ends_with("; frame-ancestors 'none'"), "{policy}");
        }
    }

    #[test]
    fn the_origins_of_configured_images_are_allowed() {
        let theme = Theme::new().logo("/logo.svg".parse().unwrap());
        let (a, b) =
            ("https://cdn.test/a.svg".parse().unwrap(), "data:image/png;base64,AA==".parse().unwrap());
        let policy = made(theme, &[], &[&a, &b, &a], &[]);
        assert!(policy.contains("; img-src 'self' https://cdn.test data:; "), "{policy}");
    }
}
