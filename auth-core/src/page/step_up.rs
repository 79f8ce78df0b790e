//! The step-up page, on which the signed-in user proves more, or again; and the page that leads there after a form.

use http::StatusCode;
use maud::html;

use super::{
    Page, ProviderEntry, SignInPageErrorParam,
    frame::{Frame, Needs},
    icon::Icon,
    layout::{alert, csrf_field},
    provider::FormValues,
    ways::{Ways, WaysState},
    words::{Value, Words},
};

/// The contents of the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StepUpPage<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) csrf_token: &'a str,
    /// The absolute, checked URL to which the user goes afterwards.
    pub(crate) callback_url: &'a str,
    /// The e-mail address of the signed-in user.
    pub(crate) email: Option<&'a str>,
    /// The code of the error after which the page is shown again.
    pub(crate) error: Option<&'a str>,
    /// The URL to which a code of an authenticator application is sent, if one is required.
    pub(crate) code_url: Option<&'a str>,
    /// The URL of the page on which the user sets up an authenticator app, if that would prove what is required.
    pub(crate) enrol_url: Option<&'a str>,
    /// The ID of the provider by which the browser has signed in last, as the browser says.
    pub(crate) last: Option<&'a str>,
    /// The ways to prove what is required.
    pub(crate) providers: &'a [ProviderEntry<'a>],
}

/// Returns the message for the code of an error.
fn message(words: &Words, error: &str) -> &'static str {
    match error {
        "OtherUser" => words.step_up.other_user,
        "WrongCode" => words.common.wrong_code,
        "CredentialsSignin" => words.step_up.wrong_details,
        "EmailSignin" | "EmailUnavailable" => {
            SignInPageErrorParam::from_query(error).map_or("", |error| error.message_in(words))
        }
        _ => words.step_up.failed,
    }
}

/// Renders the page.
pub(crate) fn step_up(page: &StepUpPage<'_>) -> Page {
    let StepUpPage { callback_url, email, providers, .. } = *page;
    let words = page.frame.words();
    let site = page.frame.site();
    let values =
        FormValues { csrf_token: Some(page.csrf_token), callback_url, email, is_step_up: true, words };
    let layout = page.frame.style.theme().sign_in_layout;
    let ways = Ways::new(providers.to_vec(), layout, [None, page.last]);
    let content = html! {
        h1.title { (words.common.confirm_identity) }
        div.subtitle {
            @match email {
                Some(email) => ((words.step_up.continue_as)(site, Value::strong(email))),
                None => ((words.step_up.continue_to)(site)),
            }
        }
        @if let Some(error) = page.error {
            (alert(message(words, error)))
        }
        @if providers.is_empty() && page.code_url.is_none() {
            @match page.enrol_url {
                Some(url) => {
                    p { (words.step_up.second_step_missing) }
                    a.button.primary href=(url) { (words.step_up.set_up_app) }
                },
                None => {
                    p { (words.step_up.way_missing) }
                    a.button.primary href="/" { (words.common.start_page) }
                },
            }
        }
        @if let Some(url) = page.code_url {
            form action=(url) method="POST" {
                (csrf_field(Some(page.csrf_token)))
                input type="hidden" name="callbackUrl" value=(callback_url);
                div.field {
                    label for="input-code" { (words.step_up.code) }
                    input #input-code name="code" type="text" required autocomplete="one-time-code"
                        autocapitalize="characters" spellcheck="false" maxlength="32";
                }
                button.button.primary type="submit" { (words.common.confirm) }
            }
        }
        @if page.code_url.is_some() && !providers.is_empty() {
            div.or role="separator" { span { (words.common.or) } }
        }
        (ways.render(values, WaysState { last: page.last, ..WaysState::default() }))
    };
    let targets = providers.iter().filter_map(ProviderEntry::form_target).chain([Some(callback_url)]);
    let needs = Needs {
        images: providers.iter().filter_map(ProviderEntry::logo).collect(),
        targets: targets.collect(),
        script: providers.iter().find_map(ProviderEntry::script),
    };
    page.frame.page_with(StatusCode::OK, (words.common.confirm_identity, "step-up"), content, needs)
}

/// Renders the page for a browser that has sent a form, and whose user has to prove more first. `url` is that of the
/// step-up page.
#[cfg_attr(
    not(feature = "extractors"),
    allow(dead_code, reason = "only the integration of a framework uses it")
)]
pub(crate) fn step_up_required(frame: &Frame<'_>, url: &str) -> Page {
    let words = frame.words();
    let content = html! {
        (Icon::LOCK.badge())
        h1 { (words.common.confirm_identity) }
        p { (words.step_up.form_unused) }
        a.button.primary href=(url) target="_blank" rel="noopener" { (words.step_up.confirm_in_new_tab) }
        p { (words.step_up.reload_after) }
        p { a.site href=(url) { (words.step_up.confirm_here) } }
    };
    frame.page(StatusCode::UNAUTHORIZED, words.common.confirm_identity, "failure", content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing::{self, CREDENTIALS, EMAIL, GITHUB, PASSKEY};

    fn rendered(providers: &[ProviderEntry<'_>], error: Option<&str>) -> Page {
        testing::with_frame(|frame| {
            let page = step_up(&StepUpPage {
                frame,
                csrf_token: "t0ken",
                callback_url: "https://app.test/x?a&b",
                email: Some("ada\"><script>@example.com"),
                error,
                code_url: providers.is_empty().then_some("https://app.test/auth/step-up"),
                enrol_url: None,
                last: None,
                providers,
            });
            testing::assert_sound(&page);
            page
        })
    }

    #[test]
    fn every_form_is_marked_and_leads_back() {
        let page = rendered(&[CREDENTIALS, EMAIL, GITHUB, PASSKEY], None);
        assert_eq!(page.html.matches("<form").count(), 4);
        assert_eq!(page.html.matches(r#"name="stepUp" value="1""#).count(), 4);
        assert_eq!(page.html.matches(r#"name="callbackUrl" value="https://app.test/x?a&amp;b""#).count(), 4);
        assert_eq!(page.html.matches("<h1").count(), 1);
        assert!(!page.html.contains("<script>") && page.html.contains("data-action=\"authenticate\""));
        assert_eq!(page.html.matches("role=\"alert\"").count(), 0);
    }

    #[test]
    fn an_error_is_announced_and_a_code_has_a_form_of_its_own() {
        let page = rendered(&[], Some("OtherUser"));
        testing::assert_contains(&page, "<p>You are signed in with another account.");
        testing::assert_contains(&page, "<form action=\"https://app.test/auth/step-up\" method=\"POST\">");
        testing::assert_contains(&page, "autocomplete=\"one-time-code\"");
        assert!(!rendered(&[], Some("<b>")).html.contains("<b>"));
    }

    #[test]
    fn after_a_form_a_page_leads_to_the_step_up() {
        testing::with_frame(|frame| {
            let page = step_up_required(&frame, "/auth/step-up?max_age=300&callbackUrl=%2F");
            testing::assert_sound(&page);
            assert_eq!(page.status, StatusCode::UNAUTHORIZED);
            testing::assert_contains(&page, "href=\"/auth/step-up?max_age=300&amp;callbackUrl=%2F\"");
            testing::assert_contains(&page, "target=\"_blank\" rel=\"noopener\">Confirm in a new tab");
            testing::assert_contains(&page, "come back to this tab and reload it");
            testing::assert_contains(&page, "fill in the form again");
        });
    }
}
