//! The form of a provider on the sign-in page.

use maud::{Markup, html};

use super::{
    FieldSpec,
    field::FieldOf,
    layout::csrf_field,
    style::brand_class,
    words::{Sentence, Text, Value, Words},
};
use crate::config::{Color, ImageUrl};

/// A provider on the sign-in page. All URLs are absolute.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ProviderEntry<'a> {
    /// OAuth 2.0 or OpenID Connect: a button.
    OAuth {
        name: &'a str,
        sign_in_url: &'a str,
        /// The brand colour, which the [`PageStyle`](super::PageStyle) must contain.
        brand_color: Option<Color>,
        logo: Option<&'a ImageUrl>,
        /// The origin or the whole URL of the authorization endpoint. `None` if it is unknown, or if the
        /// provider redirects to other origins: the policy then does not restrict the targets of forms.
        authorization_origin: Option<&'a str>,
    },
    /// Magic links: a field for the e-mail address.
    #[cfg_attr(not(any(test, feature = "email")), expect(dead_code, reason = "for providers of magic links"))]
    Email { id: &'a str, name: &'a str, sign_in_url: &'a str },
    /// Credentials: the provider's fields. Not shown if there are none.
    Credentials { id: &'a str, name: &'a str, callback_url: &'a str, fields: &'a [FieldSpec<'a>] },
    /// Passkeys: the provider's fields, for the script that runs the ceremony. Not shown if there are none.
    #[cfg_attr(not(any(test, feature = "passkey")), expect(dead_code, reason = "for providers of passkeys"))]
    WebAuthn {
        id: &'a str,
        name: &'a str,
        callback_url: &'a str,
        fields: &'a [FieldSpec<'a>],
        script: Ceremonies<'a>,
    },
}

/// The settings of the script of a passkey form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ceremonies<'a> {
    /// The URL of the script, as a path on this site.
    pub(crate) src: &'a str,
    pub(crate) base_path: &'a str,
    /// `true` if passkeys are offered in the autofill of the field.
    pub(crate) conditional_ui: bool,
}

/// The values in the forms of all providers.
#[derive(Clone, Copy, Debug)]
pub(super) struct FormValues<'a> {
    pub(super) csrf_token: Option<&'a str>,
    pub(super) callback_url: &'a str,
    pub(super) email: Option<&'a str>,
    /// `true` if the signed-in user proves more, or again.
    pub(super) is_step_up: bool,
    pub(super) words: &'a Words,
}

impl FormValues<'_> {
    /// Returns the text of the button of a provider. A kind of provider with its default name has a sentence of its own.
    fn sign_in_with<'a>(&self, name: &'a str, default: (&str, Text)) -> Sentence<'a> {
        if name == default.0 { default.1.into() } else { (self.words.sign_in.with)(Value::plain(name)) }
    }

    /// Renders the fields that mark a form as part of a step-up, with the URL to return to.
    fn mark(&self, has_callback_url: bool) -> Markup {
        html! {
            @if self.is_step_up {
                input type="hidden" name="stepUp" value="1";
                @if !has_callback_url { input type="hidden" name="callbackUrl" value=(self.callback_url); }
            }
        }
    }
}

impl<'a> ProviderEntry<'a> {
    pub(super) fn is_oauth(&self) -> bool {
        matches!(self, Self::OAuth { .. })
    }

    pub(super) fn is_shown(&self) -> bool {
        !matches!(self, Self::Credentials { fields: [], .. } | Self::WebAuthn { fields: [], .. })
    }

    pub(super) fn logo(&self) -> Option<&'a ImageUrl> {
        if let Self::OAuth { logo, .. } = *self { logo } else { None }
    }

    /// Returns the URL to which the form of an OAuth provider leads; the inner `None` if it is unknown.
    pub(super) fn form_target(&self) -> Option<Option<&'a str>> {
        if let Self::OAuth { authorization_origin, .. } = *self { Some(authorization_origin) } else { None }
    }

    /// Returns the script that the form needs.
    pub(super) fn script(&self) -> Option<&'a str> {
        if let Self::WebAuthn { script, .. } = *self { Some(script.src) } else { None }
    }

    /// Returns `true` if the button of the form may get the ID `submitButton`.
    pub(super) fn has_main_button(&self) -> bool {
        matches!(self, Self::Email { .. } | Self::Credentials { .. })
    }

    /// Renders the form that signs in with this provider.
    pub(super) fn form(&self, values: FormValues<'_>, main_id: Option<&str>) -> Markup {
        match *self {
            Self::OAuth { name, sign_in_url, brand_color, logo, .. } => html! {
                form action=(sign_in_url) method="POST" {
                    (csrf_field(values.csrf_token))
                    input type="hidden" name="callbackUrl" value=(values.callback_url);
                    (values.mark(true))
                    @let brand = brand_color.map(brand_class).unwrap_or_default();
                    button.button.oauth.(brand)[brand_color.is_some()] type="submit" {
                        (mark(name, logo))
                        span.label { ((values.words.sign_in.with)(Value::plain(name))) }
                    }
                }
            },
            Self::Email { id, name, sign_in_url } => html! {
                form action=(sign_in_url) method="POST" {
                    (csrf_field(values.csrf_token))
                    (values.mark(false))
                    @let input = format!("input-email-for-{id}-provider");
                    div.field {
                        label for=(input) { (values.words.sign_in.email) }
                        input id=(input) type="email" name="email" value=[values.email]
                            placeholder=(values.words.sign_in.email_placeholder) autocomplete="email" required
                            readonly[values.is_step_up];
                    }
                    button.button.primary id=[main_id] type="submit" {
                        (values.sign_in_with(name, ("Email", values.words.sign_in.with_email)))
                    }
                }
            },
            Self::Credentials { id, name, callback_url, fields } => html! {
                form action=(callback_url) method="POST" {
                    (csrf_field(values.csrf_token))
                    (values.mark(false))
                    @let email = values.email.filter(|_| values.is_step_up);
                    @for field in fields { (field.labelled(FieldOf::Credentials(id), email)) }
                    button.button.primary id=[main_id] type="submit" {
                        (values.sign_in_with(name, ("Credentials", values.words.sign_in.with_credentials)))
                    }
                }
            },
            Self::WebAuthn { id, name, callback_url, fields, script } => html! {
                form id={ (id) "-form" } action=(callback_url) method="POST"
                    data-webauthn-options={ (script.base_path) "/webauthn-options/" (id) }
                    data-conditional-ui[script.conditional_ui]
                    data-action=[values.is_step_up.then_some("authenticate")]
                    data-words=[values.words.passkey.attribute()] {
                    (csrf_field(values.csrf_token))
                    (values.mark(false))
                    @if !values.is_step_up {
                        @for field in fields { (field.labelled(FieldOf::WebAuthn(id), None)) }
                    }
                    button.button.primary id={ "submitButton-" (id) } type="submit" {
                        (values.sign_in_with(name, ("Passkey", values.words.sign_in.with_passkey)))
                    }
                }
            },
        }
    }
}

/// Renders the provider's logo, or its initial on its brand colour. The stylesheet draws the initial, so it
/// is not part of the button's text.
fn mark(name: &str, logo: Option<&ImageUrl>) -> Markup {
    let initial = name.chars().next().map(|first| first.to_uppercase().to_string());
    html! {
        @match logo {
            Some(logo) => img.mark src=(logo.as_str()) alt="" width="24" height="24";,
            None => span.mark aria-hidden="true" data-initial=[initial] {},
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing::{CREDENTIALS, EMAIL, GITHUB, PASSKEY};

    const TOKEN: &str = "<input type=\"hidden\" name=\"csrfToken\" value=\"t0ken\">";

    fn form(entry: ProviderEntry<'_>, main_id: Option<&str>) -> String {
        let values = FormValues {
            csrf_token: Some("t0ken"),
            callback_url: "https://app.test/x?a&b",
            email: Some("a@b.c\""),
            is_step_up: false,
            words: &Words::ENGLISH,
        };
        entry.form(values, main_id).into_string()
    }

    #[test]
    fn oauth_is_a_button_with_the_callback_url() {
        assert_eq!(
            form(GITHUB, None),
            format!(
                "<form action=\"https://app.test/auth/signin/github\" method=\"POST\">{TOKEN}\
                 <input type=\"hidden\" name=\"callbackUrl\" value=\"https://app.test/x?a&amp;b\">\
                 <button class=\"button oauth brand-1a73e8\" type=\"submit\">\
                 <span class=\"mark\" aria-hidden=\"true\" data-initial=\"G\"></span>\
                 <span class=\"label\">Sign in with GitHub</span></button></form>"
            )
        );
    }

    #[test]
    fn email_asks_for_an_address() {
        assert_eq!(
            form(EMAIL, Some("submitButton")),
            format!(
                "<form action=\"https://app.test/auth/signin/email\" method=\"POST\">{TOKEN}\
                 <div class=\"field\"><label for=\"input-email-for-email-provider\">Email</label>\
                 <input id=\"input-email-for-email-provider\" type=\"email\" name=\"email\" \
                 value=\"a@b.c&quot;\" placeholder=\"email@example.com\" autocomplete=\"email\" required>\
                 </div><button class=\"button primary\" id=\"submitButton\" type=\"submit\">\
                 Sign in with Email</button></form>"
            )
        );
    }

    #[test]
    fn credentials_go_to_the_callback() {
        assert_eq!(
            form(CREDENTIALS, None),
            format!(
                "<form action=\"https://app.test/auth/callback/credentials\" method=\"POST\">{TOKEN}\
                 <div class=\"field\"><label for=\"input-username-for-credentials-provider\">Username</label>\
                 <input name=\"username\" id=\"input-username-for-credentials-provider\" type=\"text\" \
                 autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\"></div>\
                 <button class=\"button primary\" type=\"submit\">Sign in with Credentials</button></form>"
            )
        );
    }

    #[test]
    fn passkeys_have_the_attributes_that_the_script_reads() {
        assert_eq!(
            form(PASSKEY, Some("submitButton")),
            format!(
                "<form id=\"passkey-form\" action=\"https://app.test/auth/callback/passkey\" \
                 method=\"POST\" data-webauthn-options=\"/auth/webauthn-options/passkey\" \
                 data-conditional-ui>{TOKEN}\
                 <div class=\"field\"><label for=\"input-email-for-passkey-provider\">Email</label>\
                 <input name=\"email\" id=\"input-email-for-passkey-provider\" type=\"text\" required=\"\" \
                 autocomplete=\"username webauthn\" autocapitalize=\"none\" spellcheck=\"false\" \
                 data-form-field=\"true\"></div>\
                 <button class=\"button primary\" id=\"submitButton-passkey\" type=\"submit\">\
                 Sign in with Passkey</button></form>"
            )
        );
    }

    #[test]
    fn a_logo_replaces_the_initial() {
        let logo = "https://cdn.test/op.svg?\"&".parse().unwrap();
        assert_eq!(
            mark("OP", Some(&logo)).into_string(),
            "<img class=\"mark\" src=\"https://cdn.test/op.svg?&quot;&amp;\" alt=\"\" \
             width=\"24\" height=\"24\">"
        );
    }
}
