//! The sign-in page: one form per provider.

use http::StatusCode;
use maud::html;

use super::{
    Frame, Page, ProviderEntry, SignInPageErrorParam, frame::Needs, layout::alert, provider::FormValues,
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
    /// The providers in the order of the configuration.
    pub(crate) providers: &'a [ProviderEntry<'a>],
}

/// Renders the sign-in page.
pub(crate) fn sign_in(page: &SignInPage<'_>) -> Page {
    let shown: Vec<ProviderEntry<'_>> =
        page.providers.iter().copied().filter(ProviderEntry::is_shown).collect();
    // Scripts and tests find the main button by this ID, so only one button has it.
    let main_button = shown.iter().position(ProviderEntry::has_main_button);
    let words = page.frame.words();
    let SignInPage { csrf_token, callback_url, email, .. } = *page;
    let values = FormValues { csrf_token, callback_url, email, is_step_up: false, words };
    let content = html! {
        // Auth.js has no heading element here. The role makes it a heading for assistive technology.
        div.title role="heading" aria-level="1" { (words.sign_in.heading) }
        div.subtitle { ((words.sign_in.continue_to)(page.frame.site())) }
        @if let Some(error) = page.error {
            (alert(error.message_in(words)))
        }
        @for (index, provider) in shown.iter().enumerate() {
            @if needs_rule(&shown, index) { div.or role="separator" { span { (words.common.or) } } }
            div.provider { (provider.form(values, (main_button == Some(index)).then_some("submitButton"))) }
        }
    };
    let targets = shown.iter().filter_map(ProviderEntry::form_target).chain([Some(callback_url)]);
    let needs = Needs {
        images: shown.iter().filter_map(ProviderEntry::logo).collect(),
        targets: targets.collect(),
        script: shown.iter().find_map(ProviderEntry::script),
    };
    page.frame.page_with(StatusCode::OK, (words.sign_in.title, "signin"), content, needs)
}

/// Returns `true` if a separator ("or") precedes this provider: everywhere except between two OAuth buttons.
fn needs_rule(shown: &[ProviderEntry<'_>], index: usize) -> bool {
    let pair = index.checked_sub(1).and_then(|before| shown.get(before..=index));
    pair.is_some_and(|pair| !pair.iter().all(ProviderEntry::is_oauth))
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
                providers,
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
    fn separators_are_everywhere_except_between_oauth_buttons() {
        let rules = |providers: &[ProviderEntry<'_>]| {
            rendered(providers, |_| ()).html.matches("role=\"separator\"").count()
        };
        assert_eq!(rules(&[]), 0);
        assert_eq!(rules(&[EMAIL]), 0);
        assert_eq!(rules(&[GITHUB, GITHUB]), 0);
        assert_eq!(rules(&[GITHUB, EMAIL]), 1);
        assert_eq!(rules(&[CREDENTIALS, GITHUB]), 1);
        assert_eq!(rules(&[CREDENTIALS, GITHUB, GITHUB, EMAIL, PASSKEY]), 3);
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
