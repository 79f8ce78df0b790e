//! The frame around every page (head, stylesheet, and the card with the logo), and the parts that most pages have.

use http::StatusCode;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    Page,
    frame::{Frame, Needs},
    icon::Icon,
    policy::policy,
};

impl<'a> Frame<'a> {
    /// Builds a page without images and scripts of its own, whose forms stay on this site.
    pub(super) fn page(&self, status: StatusCode, title: &str, kind: &str, content: Markup) -> Page {
        self.page_with(status, (title, kind), content, Needs::default())
    }

    /// Builds a page that needs additional resources.
    pub(super) fn page_with(
        &self,
        status: StatusCode,
        (title, kind): (&str, &str),
        content: Markup,
        needs: Needs<'a>,
    ) -> Page {
        Page {
            status,
            html: self.document(title, kind, needs.script, content).into_string(),
            content_security_policy: policy(self, needs),
            no_referrer: false,
            varies_by_language: self.wording.varies,
        }
    }

    /// Renders the link to the front page.
    pub(super) fn site_link(&self) -> Markup {
        html! { a.site href=(self.origin) { (self.host()) } }
    }

    fn document(&self, title: &str, kind: &str, script: Option<&str>, content: Markup) -> Markup {
        let theme = self.style.theme();
        html! {
            (DOCTYPE)
            html lang=(self.words().language) {
                head {
                    meta charset="UTF-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    title { (title) }
                    style { (PreEscaped(self.style.css())) }
                    @if let Some(src) = script { script type="module" src=(src) {} }
                }
                body class={ "__next-auth-theme-" (theme.color_scheme.as_str()) } {
                    div.page {
                        main.card.(kind) {
                            @if let Some(logo) = &theme.logo {
                                img.logo src=(logo.as_str()) alt=(self.words().common.logo);
                            }
                            (content)
                        }
                    }
                }
            }
        }
    }
}

/// Renders the message about a failure.
pub(super) fn alert(message: &str) -> Markup {
    alert_with_id(message, None)
}

/// Renders the message about a failure, which fields of a form can name by its ID.
pub(super) fn alert_with_id(message: &str, id: Option<&str>) -> Markup {
    html! { div.error id=[id] role="alert" { (Icon::ALERT.drawing()) p { (message) } } }
}

/// Renders the hidden field with the CSRF token, in which every form repeats the token of the cookie.
pub(super) fn csrf_field(token: Option<&str>) -> Markup {
    html! {
        @if let Some(token) = token { input type="hidden" name="csrfToken" value=(token); }
    }
}
