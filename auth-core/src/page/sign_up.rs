//! The pages of the sign-up: the address, and the application's form behind the link of a mail.

use http::StatusCode;
use maud::{Markup, html};

#[cfg(feature = "password")]
use super::PasswordProblem;
use super::{
    FieldSpec, OwnForm, Page,
    field::{FieldOf, Filled, RULES, password_rules},
    frame::{Frame, Needs},
    icon::Icon,
    layout::alert,
    link_problem::LinkProblem,
    words::{SignUpWords, Value},
};
use crate::contract::form::{Field, FieldValue};

/// The reason why a form is shown again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignUpProblem<'a> {
    /// No link was mailed.
    Link(LinkProblem),
    /// A field is missing or does not fit its type.
    Invalid,
    /// The application refused the form, with this message.
    Refused(&'a str),
    /// The application could not decide.
    Failed,
    /// The password breaks a rule, or cannot be checked now.
    #[cfg(feature = "password")]
    Password(PasswordProblem),
}

impl SignUpProblem<'_> {
    /// Returns the message.
    pub(crate) fn message(self, frame: &Frame<'_>) -> String {
        let words = &frame.words().sign_up;
        match self {
            Self::Link(problem) => problem.message(&frame.words().address).to_owned(),
            Self::Invalid => words.invalid.to_owned(),
            Self::Refused(message) => message.to_owned(),
            Self::Failed => words.failed.to_owned(),
            #[cfg(feature = "password")]
            Self::Password(problem) => problem.message(frame).to_string(),
        }
    }

    /// Returns the status of a response with the problem.
    pub(crate) fn status(problem: Option<Self>) -> StatusCode {
        match problem {
            None => StatusCode::OK,
            Some(Self::Link(problem)) => problem.status(),
            Some(Self::Failed) => StatusCode::INTERNAL_SERVER_ERROR,
            #[cfg(feature = "password")]
            Some(Self::Password(problem)) => PasswordProblem::status(Some(problem)),
            Some(_) => StatusCode::BAD_REQUEST,
        }
    }
}

/// A field of the application's form, with what was typed into it before.
#[derive(Clone, Copy)]
pub(crate) struct SignUpField<'a> {
    pub(crate) field: &'static Field,
    pub(crate) typed: Option<&'a str>,
}

/// The page behind the link, with the application's form.
pub(crate) struct FinishSignUpPage<'a> {
    pub(crate) form: OwnForm<'a>,
    /// The name of the field with the token of the link, and the token.
    pub(crate) token: (&'a str, &'a str),
    /// The name of the field with the address, and the address.
    pub(crate) address: (&'a str, &'a str),
    pub(crate) fields: &'a [SignUpField<'a>],
    /// The least number of characters of a password, if the form has one.
    pub(crate) least: Option<usize>,
    pub(crate) problem: Option<SignUpProblem<'a>>,
}

fn words<'a>(frame: &Frame<'a>) -> &'a SignUpWords {
    &frame.words().sign_up
}

fn problem_of(frame: &Frame<'_>, problem: Option<SignUpProblem<'_>>) -> Markup {
    html! { @if let Some(problem) = problem { (alert(&problem.message(frame))) } }
}

/// Renders the page that asks for the address.
pub(crate) fn sign_up(
    form: OwnForm<'_>,
    (entered, sign_in_url): (Option<&str>, &str),
    problem: Option<SignUpProblem<'_>>,
) -> Page {
    let (words, frame) = (words(&form.frame), form.frame);
    let content = html! {
        h1.title { (words.title) }
        (form.for_site())
        (problem_of(&frame, problem))
        p { (words.ask) }
        form action=(form.action_url) method="POST" {
            (form.hidden_fields())
            div.field {
                label for="input-email" { (frame.words().password.address) }
                input #input-email name="email" type="email" required autocomplete="username" value=[entered];
            }
            button.button.primary #submitButton type="submit" { (frame.words().address.send_link) }
        }
        p { a.site href=(sign_in_url) { (words.known) } }
    };
    frame.page(SignUpProblem::status(problem), words.title, "signup", content)
}

/// Renders the page after a mail has been sent. It does not say whether there is an account.
pub(crate) fn sign_up_mail_sent(form: OwnForm<'_>, to: &str) -> Page {
    let (frame, title) = (form.frame, form.frame.words().address.sent_title);
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (title) }
        p { ((frame.words().password.sent)(Value::strong(to))) }
        p { (frame.site_link()) }
    };
    frame.page(StatusCode::OK, title, "signup", content)
}

impl SignUpField<'_> {
    /// Renders the field. What was typed into a password is never shown again.
    fn render(&self) -> Markup {
        let Field { name, label, input_type, placeholder, autocomplete, required, password } = *self.field;
        let is_secret = input_type == "password" || password.is_some();
        let is_box = input_type == "checkbox";
        let is_ticked = is_box && bool::parse(name, self.typed).unwrap_or_default();
        let spec = FieldSpec {
            name,
            label,
            input_type: Some(input_type),
            placeholder,
            required,
            autocomplete: if is_secret { Some("new-password") } else { autocomplete },
            attributes: if is_ticked { &[("checked", "")] } else { &[] },
        };
        let filled = Filled {
            value: self.typed.filter(|_| !is_secret && !is_box),
            error: password.map(|_| RULES),
            ..Filled::default()
        };
        spec.labelled(FieldOf::Credentials("signup"), filled)
    }
}

/// Renders the page of an opened link. No other page learns the URL of this one.
pub(crate) fn finish_sign_up(page: &FinishSignUpPage<'_>) -> Page {
    let FinishSignUpPage { form, token, address, fields, least, problem } = *page;
    let (words, frame) = (words(&form.frame), form.frame);
    let chosen = fields.iter().position(|field| field.field.password.is_some());
    let content = html! {
        h1.title { (words.finish_title) }
        div.subtitle { ((frame.words().password.account)(Value::strong(address.1))) }
        (problem_of(&frame, problem))
        form action=(form.action_url) method="POST" {
            (form.hidden_fields())
            input type="hidden" name=(token.0) value=(token.1);
            // Password managers take it for the name of the account.
            input type="hidden" name=(address.0) autocomplete="username" value=(address.1);
            @for (index, field) in fields.iter().enumerate() {
                (field.render())
                @if let (true, Some(least)) = (Some(index) == chosen, least) {
                    (password_rules(&frame.words().password, least))
                }
            }
            button.button.primary #submitButton type="submit" { (words.create) }
        }
    };
    let needs = Needs { targets: vec![Some(form.callback_url)], ..Needs::default() };
    let status = SignUpProblem::status(problem);
    frame.page_with(status, (words.finish_title, "signup"), content, needs).without_referrer()
}

/// Renders the page of a link that does not work, for whatever reason.
pub(crate) fn broken_sign_up_link(frame: Frame<'_>, again_url: &str, sign_in_url: &str) -> Page {
    let title = frame.words().address.broken_title;
    let content = html! {
        (Icon::CLOCK.badge())
        h1 { (title) }
        p { (words(&frame).broken) }
        a.button.primary href=(again_url) { (frame.words().address.start_again) }
        p { a.site href=(sign_in_url) { (words(&frame).known) } }
    };
    frame.page(StatusCode::BAD_REQUEST, title, "signup", content).without_referrer()
}
