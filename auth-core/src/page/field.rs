//! A labelled input of a credentials or passkey form.

use std::fmt::Write;

use maud::{Escaper, Markup, Render, html};

use super::words::{Count, PasswordWords};

/// The ID of the element with the rules for passwords.
pub(super) const RULES: &str = "password-rules";

/// Renders the rules for passwords, which users should know before they choose one.
#[cfg_attr(
    not(any(feature = "email", feature = "password")),
    allow(dead_code, reason = "for pages on which users choose a password")
)]
pub(super) fn password_rules(words: &PasswordWords, least: usize) -> Markup {
    html! { p.hint id=(RULES) { ((words.too_short)(Count::new(u32::try_from(least).unwrap_or(u32::MAX)))) } }
}

/// A field of a provider's form.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FieldSpec<'a> {
    /// The name of the parameter in the submitted form.
    pub(crate) name: &'a str,
    /// The label. The default is the name.
    pub(crate) label: Option<&'a str>,
    /// The `type` of the input. The default is `text`.
    pub(crate) input_type: Option<&'a str>,
    pub(crate) placeholder: Option<&'a str>,
    pub(crate) required: bool,
    /// The `autocomplete` of the input, which password managers read. The default is guessed from type and
    /// name.
    pub(crate) autocomplete: Option<&'a str>,
    /// Additional attributes of the input. A name is ignored if it contains other characters than lower-case
    /// letters, digits and `-`, if it is set by another field, or if the Content-Security-Policy would block
    /// it (`style`, `on…`).
    pub(crate) attributes: &'a [(&'a str, &'a str)],
}

/// The provider to whose form a field belongs.
#[derive(Clone, Copy)]
pub(super) enum FieldOf<'a> {
    /// A credentials provider, by its ID.
    Credentials(&'a str),
    /// A passkey provider, by its ID. Its fields are marked for the script that runs the ceremony.
    WebAuthn(&'a str),
}

/// The state of a field on the page.
#[derive(Clone, Copy, Default)]
pub(super) struct Filled<'a> {
    pub(super) value: Option<&'a str>,
    /// `true` if browsers offer passkeys in the field.
    pub(super) offers_passkeys: bool,
    /// The ID of the element with the error of the form.
    pub(super) error: Option<&'a str>,
}

impl<'a> FieldSpec<'a> {
    /// Renders the field with its label.
    pub(super) fn labelled(&self, owner: FieldOf<'_>, filled: Filled<'_>) -> Markup {
        let (FieldOf::Credentials(provider) | FieldOf::WebAuthn(provider)) = owner;
        let id = format!("input-{}-for-{provider}-provider", self.name);
        let data_form_field = matches!(owner, FieldOf::WebAuthn(_));
        let input = Input { field: self, id: &id, filled, data_form_field };
        match self.input_type {
            Some("hidden") => html! { (input) },
            Some("checkbox") => html! { div.check { (input) label for=(id) { (self.label()) } } },
            _ => html! { div.field { label for=(id) { (self.label()) } (input) } },
        }
    }

    fn label(&self) -> &'a str {
        self.label.unwrap_or(self.name)
    }

    fn autocomplete(&self) -> Option<&'a str> {
        self.autocomplete.or(match (self.input_type.unwrap_or("text"), self.name) {
            ("password", _) => Some("current-password"),
            ("email", _) | ("text", "email" | "login" | "user" | "username") => Some("username"),
            _ => None,
        })
    }

    /// Returns `true` if the field asks for the user name or e-mail address by which users sign in, and has no value of its
    /// own.
    pub(crate) fn is_name(&self) -> bool {
        self.input_type != Some("password")
            && self.autocomplete().is_some_and(|tokens| tokens.starts_with("username"))
            && !self.attributes.iter().any(|(name, _)| *name == "value")
    }

    /// Returns `true` if the field asks for the e-mail address by which users sign in, and has no value of its own.
    pub(super) fn is_address(&self) -> bool {
        self.input_type == Some("email") && self.is_name()
    }

    fn further_attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.attributes.iter().copied().filter(|(name, _)| may_be_added(name))
    }
}

fn may_be_added(name: &str) -> bool {
    const SET_BY_US: [&str; 11] = [
        "aria-describedby",
        "autocapitalize",
        "autocomplete",
        "data-form-field",
        "id",
        "name",
        "placeholder",
        "required",
        "spellcheck",
        "style",
        "type",
    ];
    let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(is_name)
        && !name.starts_with("on")
        && !SET_BY_US.contains(&name)
}

/// The `input` element, written without `html!`, which does not support attribute names from run time.
struct Input<'a> {
    field: &'a FieldSpec<'a>,
    id: &'a str,
    filled: Filled<'a>,
    data_form_field: bool,
}

impl Render for Input<'_> {
    fn render_to(&self, html: &mut String) {
        let field = self.field;
        html.push_str("<input");
        let mut attribute = |name: &str, value: &str| {
            html.push(' ');
            html.push_str(name);
            html.push_str("=\"");
            // Writing to a `String` cannot fail.
            let _ = Escaper::new(html).write_str(value);
            html.push('"');
        };
        attribute("name", field.name);
        attribute("id", self.id);
        attribute("type", field.input_type.unwrap_or("text"));
        if let Some(value) = self.filled.value {
            attribute("value", value);
        }
        if let Some(placeholder) = field.placeholder {
            attribute("placeholder", placeholder);
        }
        if field.required {
            attribute("required", "");
        }
        if let Some(autocomplete) = field.autocomplete() {
            match autocomplete {
                "username" if self.filled.offers_passkeys => attribute("autocomplete", "username webauthn"),
                autocomplete => attribute("autocomplete", autocomplete),
            }
            if autocomplete.starts_with("username") {
                attribute("autocapitalize", "none");
                attribute("spellcheck", "false");
            }
        }
        if let Some(error) = self.filled.error {
            attribute("aria-describedby", error);
        }
        if self.data_form_field {
            attribute("data-form-field", "true");
        }
        for (name, value) in field.further_attributes() {
            attribute(name, value);
        }
        html.push('>');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credentials(field: FieldSpec<'_>) -> String {
        field.labelled(FieldOf::Credentials("credentials"), Filled::default()).into_string()
    }

    #[test]
    fn names_and_addresses_are_told_from_other_fields() {
        let email = FieldSpec { name: "mail", input_type: Some("email"), ..FieldSpec::default() };
        let username = FieldSpec { name: "username", ..FieldSpec::default() };
        assert!(email.is_name() && email.is_address());
        assert!(username.is_name() && !username.is_address());
        let others = [
            FieldSpec { name: "pin", ..FieldSpec::default() },
            FieldSpec { input_type: Some("password"), ..username },
            FieldSpec { input_type: Some("password"), autocomplete: Some("username"), ..username },
            FieldSpec { autocomplete: Some("off"), ..email },
            FieldSpec { attributes: &[("value", "own")], ..email },
        ];
        assert!(others.into_iter().all(|field| !field.is_name() && !field.is_address()));
    }

    #[test]
    fn a_filled_field_offers_passkeys_and_names_its_error() {
        let filled = Filled { value: Some("a\"@b.c"), offers_passkeys: true, error: Some("error") };
        let html = |field: FieldSpec<'_>| field.labelled(FieldOf::Credentials("c"), filled).into_string();
        let email = FieldSpec { name: "mail", input_type: Some("email"), ..FieldSpec::default() };
        assert!(html(email).contains(
            "type=\"email\" value=\"a&quot;@b.c\" autocomplete=\"username webauthn\" autocapitalize=\"none\" \
             spellcheck=\"false\" aria-describedby=\"error\">"
        ));
        let pin = FieldSpec { name: "pin", autocomplete: Some("one-time-code"), ..FieldSpec::default() };
        assert!(!html(pin).contains("webauthn"));
    }

    #[test]
    fn a_field_with_only_a_name_is_a_text_input_with_this_label() {
        assert_eq!(
            credentials(FieldSpec { name: "pin", ..FieldSpec::default() }),
            "<div class=\"field\"><label for=\"input-pin-for-credentials-provider\">pin</label>\
             <input name=\"pin\" id=\"input-pin-for-credentials-provider\" type=\"text\"></div>"
        );
    }

    #[test]
    fn every_attribute_is_written_once() {
        let field = FieldSpec {
            name: "password",
            label: Some("Password"),
            input_type: Some("password"),
            placeholder: Some("…"),
            required: true,
            autocomplete: None,
            attributes: &[("minlength", "8"), ("type", "text"), ("id", "x"), ("data-x", "\"'<&>")],
        };
        assert_eq!(
            credentials(field),
            "<div class=\"field\"><label for=\"input-password-for-credentials-provider\">Password</label>\
             <input name=\"password\" id=\"input-password-for-credentials-provider\" type=\"password\" \
             placeholder=\"…\" required=\"\" autocomplete=\"current-password\" minlength=\"8\" \
             data-x=\"&quot;'&lt;&amp;&gt;\"></div>"
        );
    }

    #[test]
    fn attribute_names_cannot_break_out() {
        let names = ["", "onfocus", "style", "a b", "a=b", "a\"", "a>", "-x", "1", "A", "é", "required"];
        let attributes = names.map(|name| (name, "1"));
        let html = credentials(FieldSpec { name: "x", attributes: &attributes, ..FieldSpec::default() });
        assert!(
            html.ends_with("<input name=\"x\" id=\"input-x-for-credentials-provider\" type=\"text\"></div>"),
            "{html}"
        );
    }

    #[test]
    fn hostile_strings_are_escaped() {
        let bad = "\"><script>alert(1)</script>";
        let field = FieldSpec {
            name: bad,
            label: Some(bad),
            input_type: Some(bad),
            placeholder: Some(bad),
            autocomplete: Some(bad),
            required: false,
            attributes: &[("value", bad)],
        };
        let html = field.labelled(FieldOf::WebAuthn(bad), Filled::default()).into_string();
        assert!(!html.contains("<script") && !html.contains("\"\"><"), "{html}");
        assert_eq!(html.matches("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;").count(), 10);
    }

    #[test]
    fn password_managers_are_told_what_a_field_is() {
        let autocomplete = |name, input_type, autocomplete| {
            FieldSpec { name, input_type, autocomplete, ..FieldSpec::default() }.autocomplete()
        };
        assert_eq!(autocomplete("username", None, None), Some("username"));
        assert_eq!(autocomplete("mail", Some("email"), None), Some("username"));
        assert_eq!(autocomplete("secret", Some("password"), None), Some("current-password"));
        assert_eq!(autocomplete("code", Some("text"), None), None);
        assert_eq!(autocomplete("code", None, Some("one-time-code")), Some("one-time-code"));
    }

    #[test]
    fn hidden_fields_have_no_label_and_check_boxes_come_before_their_label() {
        let html = |input_type| {
            credentials(FieldSpec { name: "x", input_type: Some(input_type), ..FieldSpec::default() })
        };
        assert!(!html("hidden").contains("label"));
        assert!(html("checkbox").starts_with("<div class=\"check\"><input "));
    }
}
