//! The form of a provider on the sign-in page.

use maud::{Markup, html};

use super::{
    FieldSpec,
    field::{FieldOf, Filled},
    icon::Icon,
    layout::csrf_field,
    style::brand_class,
    words::{Sentence, Value, Words},
};
use crate::config::{Color, ImageUrl};

/// A provider on the sign-in page. All URLs are absolute.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ProviderEntry<'a> {
    /// OAuth 2.0 or OpenID Connect: a button.
    OAuth {
        id: &'a str,
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
    /// Codes by telephone: a field for the number.
    #[cfg_attr(not(feature = "sms"), expect(dead_code, reason = "for codes by telephone"))]
    Sms { id: &'a str, name: &'a str, sign_in_url: &'a str, fields: &'a [FieldSpec<'a>] },
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

/// The state of the form of one provider.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FormState<'a> {
    /// The ID of the button.
    pub(super) main_id: Option<&'a str>,
    /// The name that was typed into a form before.
    pub(super) typed: Option<Typed<'a>>,
    /// `true` if browsers offer passkeys in the first field.
    pub(super) offers_passkeys: bool,
    /// The ID of the element with the error of the form.
    pub(super) error: Option<&'a str>,
    /// `true` if the browser has signed in this way last, and the page says so.
    pub(super) is_last: bool,
}

/// A user name or e-mail address that was typed into a form before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Typed<'a> {
    /// The ID of the provider of the form.
    pub(crate) provider: &'a str,
    /// The name of the field.
    pub(crate) field: &'a str,
    pub(crate) value: &'a str,
}

impl<'a> Typed<'a> {
    /// Returns the value for a field of the form of a provider: the field into which it was typed, or one for an e-mail
    /// address in another form, if it is one.
    fn value_for(self, provider: &str, field: &str, is_address: bool) -> Option<&'a str> {
        let is_same = self.provider == provider && self.field == field;
        let is_other = self.provider != provider && is_address && self.value.contains('@');
        (is_same || is_other).then_some(self.value)
    }
}

impl FormValues<'_> {
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
    /// Returns the ID of the provider.
    pub(super) fn id(&self) -> &'a str {
        let (Self::OAuth { id, .. }
        | Self::Email { id, .. }
        | Self::Sms { id, .. }
        | Self::Credentials { id, .. }
        | Self::WebAuthn { id, .. }) = *self;
        id
    }

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

    /// Returns `true` if the form is for passkeys.
    pub(super) fn is_passkey(&self) -> bool {
        matches!(self, Self::WebAuthn { .. })
    }

    /// Returns `true` if browsers offer passkeys for the form in a field.
    pub(super) fn offers_passkeys(&self) -> bool {
        matches!(self, Self::WebAuthn { script: Ceremonies { conditional_ui: true, .. }, .. })
    }

    /// Returns the icon of a form that is folded.
    pub(super) fn icon(&self) -> Icon {
        match self {
            Self::OAuth { .. } => Icon::DOOR,
            Self::Email { .. } => Icon::ENVELOPE,
            Self::Sms { .. } => Icon::PHONE,
            Self::Credentials { .. } => Icon::LOCK,
            Self::WebAuthn { .. } => Icon::KEY,
        }
    }

    /// Returns the text of the button.
    pub(super) fn label(&self, words: &Words) -> Sentence<'a> {
        let words = &words.sign_in;
        match *self {
            Self::Email { name: "Email", .. } => words.with_email.into(),
            Self::Credentials { name: "Credentials", .. } => words.with_credentials.into(),
            Self::Credentials { name: "Password", .. } => words.with_password.into(),
            Self::WebAuthn { name: "Passkey", .. } => words.with_passkey.into(),
            Self::OAuth { name, .. }
            | Self::Email { name, .. }
            | Self::Sms { name, .. }
            | Self::Credentials { name, .. }
            | Self::WebAuthn { name, .. } => (words.with)(Value::plain(name)),
        }
    }

    /// Returns the script that the form needs.
    pub(super) fn script(&self) -> Option<&'a str> {
        if let Self::WebAuthn { script, .. } = *self { Some(script.src) } else { None }
    }

    /// Returns `true` if the button of the form may get the ID `submitButton`.
    pub(super) fn has_main_button(&self) -> bool {
        matches!(self, Self::Email { .. } | Self::Sms { .. } | Self::Credentials { .. })
    }

    /// Renders the form that signs in with this provider.
    pub(super) fn form(&self, values: FormValues<'_>, state: FormState<'_>) -> Markup {
        let label = self.label(values.words);
        match *self {
            Self::OAuth { name, sign_in_url, brand_color, logo, .. } => html! {
                form action=(sign_in_url) method="POST" {
                    (csrf_field(values.csrf_token))
                    input type="hidden" name="callbackUrl" value=(values.callback_url);
                    (values.mark(true))
                    @let brand = brand_color.map(brand_class).unwrap_or_default();
                    button.button.oauth.(brand)[brand_color.is_some()] type="submit" {
                        (mark(name, logo))
                        span.label { (label) }
                        @if state.is_last { " " span.last-used { (values.words.sign_in.last_used) } }
                    }
                }
            },
            Self::Email { id, sign_in_url, .. } => html! {
                form action=(sign_in_url) method="POST" {
                    (csrf_field(values.csrf_token))
                    (values.mark(false))
                    @let input = format!("input-email-for-{id}-provider");
                    @let typed = state.typed.and_then(|typed| typed.value_for(id, "email", true));
                    div.field {
                        label for=(input) { (values.words.sign_in.email) }
                        input id=(input) type="email" name="email" value=[typed.or(values.email)]
                            placeholder=(values.words.sign_in.email_placeholder)
                            autocomplete=(if state.offers_passkeys { "username webauthn" } else { "email" })
                            aria-describedby=[state.error] required readonly[values.is_step_up];
                    }
                    button.button.primary id=[state.main_id] type="submit" { (label) }
                }
            },
            Self::Sms { id, sign_in_url: action, fields, .. }
            | Self::Credentials { id, callback_url: action, fields, .. } => html! {
                form action=(action) method="POST" {
                    (csrf_field(values.csrf_token))
                    (values.mark(false))
                    @for field in fields {
                        (field.labelled(FieldOf::Credentials(id), filled(id, field, values, state)))
                    }
                    button.button.primary id=[state.main_id] type="submit" { (label) }
                }
            },
            Self::WebAuthn { id, callback_url, fields, script, .. } => html! {
                form id={ (id) "-form" } action=(callback_url) method="POST"
                    data-webauthn-options={ (script.base_path) "/webauthn-options/" (id) }
                    data-conditional-ui[script.conditional_ui]
                    data-action=[values.is_step_up.then_some("authenticate")]
                    data-words=[values.words.passkey.attribute()] {
                    (csrf_field(values.csrf_token))
                    (values.mark(false))
                    @if !values.is_step_up {
                        @for field in fields {
                            (field.labelled(FieldOf::WebAuthn(id), filled(id, field, values, state)))
                        }
                    }
                    button.button.primary id={ "submitButton-" (id) } type="submit" { (label) }
                }
            },
        }
    }
}

/// Returns the state of a field of a provider's form.
fn filled<'a>(
    provider: &str,
    field: &FieldSpec<'_>,
    values: FormValues<'a>,
    state: FormState<'a>,
) -> Filled<'a> {
    let is_address = field.is_address() || field.name == "email" && field.is_name();
    let holds_name = field.is_name() || field.input_type == Some("tel");
    let typed = state.typed.filter(|_| holds_name);
    let typed = typed.and_then(|typed| typed.value_for(provider, field.name, is_address));
    let own = values.email.filter(|_| values.is_step_up && field.is_address());
    Filled { value: own.or(typed), offers_passkeys: state.offers_passkeys, error: state.error }
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
        entry.form(values, FormState { main_id, ..FormState::default() }).into_string()
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
