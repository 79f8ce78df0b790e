//! The sign-in page: one form per provider.

use http::StatusCode;
use maud::html;

use super::{
    Frame, Page, ProviderEntry, SignInPageErrorParam,
    frame::Needs,
    layout::alert_with_id,
    provider::{FormValues, Typed},
    ways::{ERROR, Ways, WaysState},
};

/// The contents of the sign-in page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignInPage<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) csrf_token: Option<&'a str>,
    /// The absolute, checked URL to which the user goes afterwards.
    pub(crate) callback_url: &'a str,
    /// The initial value of the field for magic links.
    pub(crate) email: Option<&'a str>,
    pub(crate) error: Option<SignInPageErrorParam>,
    /// The ID of the provider whose form has failed, if the browser has remembered it.
    pub(crate) failed: Option<&'a str>,
    /// The name that was typed into the form that has failed.
    pub(crate) typed: Option<Typed<'a>>,
    /// The ID of the provider by which the browser has signed in last, as the browser says.
    pub(crate) last: Option<&'a str>,
    /// The providers in the order of the configuration.
    pub(crate) providers: &'a [ProviderEntry<'a>],
    /// The URL of the page for a user who has forgotten the password, if there is one.
    pub(crate) forgot_url: Option<&'a str>,
    /// The URL of the page on which users create an account, if there is one.
    pub(crate) sign_up_url: Option<&'a str>,
}

/// Renders the sign-in page.
pub(crate) fn sign_in(page: &SignInPage<'_>) -> Page {
    let shown: Vec<ProviderEntry<'_>> =
        page.providers.iter().copied().filter(ProviderEntry::is_shown).collect();
    let words = page.frame.words();
    let SignInPage { csrf_token, callback_url, email, typed, last, .. } = *page;
    let values = FormValues { csrf_token, callback_url, email, is_step_up: false, words };
    let layout = page.frame.style.theme().sign_in_layout;
    let alert = page.error.map(|error| alert_with_id(error.message_in(words), Some(ERROR)));
    let failed = page.error.and_then(|error| failed_form(error, page.failed, &shown));
    let error = failed.zip(alert.as_ref());
    let content = html! {
        // Auth.js has no heading element here. The role makes it a heading for assistive technology.
        div.title role="heading" aria-level="1" { (words.sign_in.heading) }
        div.subtitle { ((words.sign_in.continue_to)(page.frame.site())) }
        @if let (Some(alert), None) = (&alert, error) { (alert) }
        (Ways::new(shown.clone(), layout, [failed, last]).render(values, WaysState { typed, last, error }))
        @if let Some(url) = page.forgot_url { p { a.site href=(url) { (words.password.forgot_title) } } }
        @if let Some(url) = page.sign_up_url { p { a.site href=(url) { (words.sign_up.title) } } }
    };
    let targets = shown.iter().filter_map(ProviderEntry::form_target).chain([Some(callback_url)]);
    let needs = Needs {
        images: shown.iter().filter_map(ProviderEntry::logo).collect(),
        targets: targets.collect(),
        script: shown.iter().find_map(ProviderEntry::script),
    };
    page.frame.page_with(StatusCode::OK, (words.sign_in.title, "signin"), content, needs)
}

/// Returns the ID of the provider to whose form an error belongs: the one that the browser has remembered, else the first
/// one of which there can be such an error.
fn failed_form<'a>(
    error: SignInPageErrorParam,
    remembered: Option<&str>,
    shown: &[ProviderEntry<'a>],
) -> Option<&'a str> {
    use SignInPageErrorParam::{
        CodeNotSent, CredentialsSignin, EmailCreateAccount, EmailSignin, EmailUnavailable, InvalidPhoneNumber,
    };
    let is_failed = |entry: &&ProviderEntry<'_>| match error {
        CredentialsSignin => matches!(entry, ProviderEntry::Credentials { .. }),
        EmailSignin | EmailUnavailable | EmailCreateAccount => matches!(entry, ProviderEntry::Email { .. }),
        InvalidPhoneNumber | CodeNotSent => matches!(entry, ProviderEntry::Sms { .. }),
        _ => false,
    };
    let is_remembered = |entry: &&ProviderEntry<'_>| !entry.is_oauth() && Some(entry.id()) == remembered;
    shown.iter().find(is_remembered).or_else(|| shown.iter().find(is_failed)).map(ProviderEntry::id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{
        Ceremonies, FieldSpec,
        testing::{self, CEREMONIES, CREDENTIALS, EMAIL, GITHUB, PASSKEY},
    };

    fn rendered(providers: &[ProviderEntry<'_>], change: impl FnOnce(&mut SignInPage<'_>)) -> Page {
        testing::with_frame(|frame| {
            let mut page = SignInPage {
                frame,
                csrf_token: Some("t0ken"),
                callback_url: "https://app.test/x?a&b",
                email: None,
                error: None,
                failed: None,
                typed: None,
                last: None,
                providers,
                forgot_url: None,
                sign_up_url: None,
            };
            change(&mut page);
            let page = sign_in(&page);
            testing::assert_sound(&page);
            testing::assert_contains(&page, "<title>Sign In</title>");
            assert_eq!(page.status, 200);
            page
        })
    }

    #[test]
    fn separators_are_everywhere_except_between_buttons() {
        let rules = |providers: &[ProviderEntry<'_>]| {
            rendered(providers, |_| ()).html.matches("role=\"separator\"").count()
        };
        assert_eq!(rules(&[]), 0);
        assert_eq!(rules(&[EMAIL]), 0);
        assert_eq!(rules(&[GITHUB, GITHUB]), 0);
        assert_eq!(rules(&[GITHUB, EMAIL]), 1);
        assert_eq!(rules(&[CREDENTIALS, GITHUB]), 1);
        assert_eq!(rules(&[CREDENTIALS, GITHUB, GITHUB, EMAIL, PASSKEY]), 1);
        assert_eq!(rules(&[GITHUB, CREDENTIALS, EMAIL, GITHUB]), 2);
    }

    #[test]
    fn a_forgotten_password_has_a_page() {
        let page = rendered(&[CREDENTIALS], |page| page.forgot_url = Some("/auth/password/forgot"));
        let link = "<a class=\"site\" href=\"/auth/password/forgot\">Forgot your password?</a>";
        testing::assert_contains(&page, link);
        assert!(!rendered(&[CREDENTIALS], |_| ()).html.contains("Forgot"));
    }

    #[test]
    fn a_new_user_finds_the_sign_up() {
        let page = rendered(&[CREDENTIALS], |page| page.sign_up_url = Some("/auth/signup"));
        testing::assert_contains(&page, "<a class=\"site\" href=\"/auth/signup\">Create an account</a>");
    }

    #[test]
    fn forms_without_fields_are_not_shown() {
        let bare = [
            ProviderEntry::Credentials {
                id: "credentials",
                name: "C",
                callback_url: "https://app.test/c",
                fields: &[],
            },
            GITHUB,
            ProviderEntry::WebAuthn {
                id: "passkey",
                name: "P",
                callback_url: "https://app.test/p",
                fields: &[],
                script: CEREMONIES,
            },
        ];
        let page = rendered(&bare, |_| ());
        assert_eq!(page.html.matches("<form").count(), 1);
        assert!(!page.html.contains("role=\"separator\""));
    }

    #[test]
    fn only_one_button_has_the_id_submit_button() {
        let page = rendered(&[CREDENTIALS, GITHUB, EMAIL, PASSKEY], |_| ());
        assert_eq!(page.html.matches("id=\"submitButton\"").count(), 1);
    }

    #[test]
    fn only_an_error_is_announced() {
        let page = rendered(&[EMAIL], |page| page.error = SignInPageErrorParam::from_query("EmailSignin"));
        testing::assert_contains(&page, "<p>The e-mail could not be sent.</p>");
        assert_eq!(page.html.matches("role=\"alert\"").count(), 1);
        let page = rendered(&[EMAIL], |page| page.error = SignInPageErrorParam::from_query(""));
        assert!(!page.html.contains("role=\"alert\"") && !page.html.contains("<p>"));
    }

    #[test]
    fn there_is_no_heading_or_link_beyond_those_of_auth_js() {
        let html = rendered(&[CREDENTIALS, GITHUB], |_| ()).html;
        for element in ["<h1", "<h2", "<a "] {
            assert!(!html.contains(element), "{element}");
        }
    }

    #[test]
    fn the_policy_lets_forms_reach_providers_and_the_callback_url() {
        let policy = |providers: &[ProviderEntry<'_>], callback| {
            let page = rendered(providers, |page| page.callback_url = callback);
            let policy = page.content_security_policy.to_str().unwrap().to_owned();
            policy.split_once("; form-action ").map(|(_, targets)| targets.to_owned())
        };
        assert_eq!(
            policy(&[GITHUB], "https://other.app.test/x").unwrap(),
            "'self' https://app.test https://github.test https://other.app.test"
        );
        assert_eq!(policy(&[EMAIL], "https://app.test").unwrap(), "'self' https://app.test");
        let unknown = ProviderEntry::OAuth {
            id: "op",
            name: "OP",
            sign_in_url: "https://app.test/auth/signin/op",
            brand_color: None,
            logo: None,
            authorization_origin: None,
        };
        assert_eq!(policy(&[GITHUB, unknown], "https://app.test"), None);
    }

    #[test]
    fn logos_are_allowed_by_the_policy() {
        let logo = "https://cdn.test/op.svg".parse().unwrap();
        let entry = ProviderEntry::OAuth {
            id: "op",
            name: "OP",
            sign_in_url: "https://app.test/auth/signin/op",
            brand_color: None,
            logo: Some(&logo),
            authorization_origin: Some("https://op.test"),
        };
        let page = rendered(&[entry], |_| ());
        assert!(page.content_security_policy.to_str().unwrap().contains("; img-src https://cdn.test; "));
    }

    #[test]
    fn hostile_strings_are_escaped() {
        let bad = "\"'></title></style><script>alert(1)</script>";
        let fields = [FieldSpec { name: bad, label: Some(bad), ..FieldSpec::default() }];
        let logo = None;
        let entries = [
            ProviderEntry::OAuth {
                id: bad,
                name: bad,
                sign_in_url: bad,
                brand_color: None,
                logo,
                authorization_origin: Some(bad),
            },
            ProviderEntry::Email { id: bad, name: bad, sign_in_url: bad },
            ProviderEntry::Credentials { id: bad, name: bad, callback_url: bad, fields: &fields },
            ProviderEntry::WebAuthn {
                id: bad,
                name: bad,
                callback_url: bad,
                fields: &fields,
                script: Ceremonies { base_path: bad, ..CEREMONIES },
            },
        ];
        let page = rendered(&entries, |page| {
            page.csrf_token = Some(bad);
            page.callback_url = bad;
            page.email = Some(bad);
            page.frame.origin = bad;
        });
        assert_eq!(page.html.matches("</style>").count(), 1);
        assert_eq!(page.html.matches("</title>").count(), 1);
        assert!(!page.html.contains("\"'>"));
        let policy = page.content_security_policy.to_str().unwrap();
        assert_eq!(policy.matches("script").count(), 1);
    }

    #[test]
    fn only_passkeys_need_a_script_which_is_on_this_site() {
        let policy = |providers: &[ProviderEntry<'_>]| {
            let page = rendered(providers, |_| ());
            let scripts = page.html.matches("<script").count();
            (
                scripts,
                page.content_security_policy
                    .to_str()
                    .unwrap()
                    .contains("; script-src 'self'; connect-src 'self'; "),
            )
        };
        assert_eq!(policy(&[CREDENTIALS, PASSKEY]), (1, true));
        assert_eq!(policy(&[CREDENTIALS, GITHUB, EMAIL]), (0, false));
    }
}
