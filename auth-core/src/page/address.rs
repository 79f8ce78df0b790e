//! The pages on which the signed-in user proves the e-mail address, or changes it.

use http::StatusCode;
use maud::{Markup, html};

use super::{
    Page,
    frame::{Frame, Needs},
    icon::Icon,
    layout::{alert, csrf_field},
};
use crate::contract::EmailAddress;

/// The form of a page.
#[derive(Clone, Copy)]
pub(crate) struct AddressForm<'a> {
    pub(crate) frame: Frame<'a>,
    /// The URL to which the form is sent.
    pub(crate) action_url: &'a str,
    pub(crate) csrf_token: &'a str,
    /// The absolute, checked URL to which the user can go afterwards.
    pub(crate) callback_url: &'a str,
}

/// The two things that a user can do with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AddressTask {
    /// Proves the present address.
    Verify,
    /// Changes to another one.
    Change,
}

/// The reason why the form is shown again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AddressProblem {
    /// The input is not an e-mail address.
    NotAnAddress,
    /// The user has the address already.
    Unchanged,
    /// The mail server refused the address.
    Refused,
    /// The mail server cannot take mails now.
    Unavailable,
}

impl AddressProblem {
    fn message(self) -> &'static str {
        match self {
            Self::NotAnAddress => "This is not an email address. Please check it.",
            Self::Unchanged => "This is your email address already.",
            Self::Refused => "The email could not be delivered to this address. Please check it.",
            Self::Unavailable => "The email could not be sent. Please try again later.",
        }
    }

    fn status(problem: Option<Self>) -> StatusCode {
        match problem {
            None => StatusCode::OK,
            Some(Self::Unavailable) => StatusCode::SERVICE_UNAVAILABLE,
            Some(_) => StatusCode::BAD_REQUEST,
        }
    }
}

impl<'a> AddressForm<'a> {
    fn hidden_fields(&self) -> Markup {
        html! {
            (csrf_field(Some(self.csrf_token)))
            input type="hidden" name="callbackUrl" value=(self.callback_url);
        }
    }

    fn page(&self, problem: Option<AddressProblem>, title: &str, content: Markup) -> Page {
        // A guard may send the browser to the callback URL after a form.
        let needs = Needs { targets: vec![Some(self.callback_url)], ..Needs::default() };
        self.frame.page_with(AddressProblem::status(problem), (title, "address"), content, needs)
    }

    fn back(&self) -> Markup {
        html! { p { a.site href=(self.callback_url) { "Back" } } }
    }
}

/// Renders the page that asks for the new address. `present` is the user's address, and `entered` the input that is shown
/// again.
pub(crate) fn change_address(
    form: AddressForm<'_>,
    present: Option<&str>,
    entered: Option<&str>,
    problem: Option<AddressProblem>,
) -> Page {
    let title = "Change your email address";
    let content = html! {
        h1.title { (title) }
        div.subtitle { "for " strong { (form.frame.host()) } }
        @if let Some(problem) = problem { (alert(problem.message())) }
        @if let Some(present) = present { p { "Your address is " strong { (present) } "." } }
        form action=(form.action_url) method="POST" {
            (form.hidden_fields())
            div.field {
                label for="input-email" { "New email address" }
                input #input-email name="email" type="email" required autocomplete="email" value=[entered];
            }
            button.button.primary #submitButton type="submit" { "Continue" }
        }
        (form.back())
    };
    form.page(problem, title, content)
}

/// Renders the page for a user whose address is not proven.
pub(crate) fn verify_address(form: AddressForm<'_>, present: &str, problem: Option<AddressProblem>) -> Page {
    let title = "Confirm your email address";
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (title) }
        @if let Some(problem) = problem { (alert(problem.message())) }
        p { "We send a link to " strong { (present) } "." }
        form action=(form.action_url) method="POST" {
            (form.hidden_fields())
            button.button.primary #submitButton type="submit" { "Send the link" }
        }
        (form.back())
    };
    form.page(problem, title, content)
}

/// Renders the page for a user whose address is proven, or who has none.
pub(crate) fn nothing_to_verify(form: AddressForm<'_>, present: Option<&str>) -> Page {
    let title =
        if present.is_some() { "Your email address is confirmed" } else { "You have no email address" };
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (title) }
        @if let Some(present) = present { p { strong { (present) } } }
        a.button.primary href=(form.callback_url) { "Continue" }
    };
    form.page(None, title, content)
}

/// Renders the page after a link has been sent.
pub(crate) fn link_sent(form: AddressForm<'_>, to: &str, task: AddressTask) -> Page {
    let title = "Check your email";
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (title) }
        p { "A link has been sent to " strong { (to) } ". Open it in this browser." }
        @if task == AddressTask::Change { p { "Your address stays the same until then." } }
        p { a.site href=(form.callback_url) { "Continue to " (form.frame.host()) } }
    };
    form.page(None, title, content)
}

/// Renders the page of an opened link, which asks before it does anything. No other page learns the URL of this one.
pub(crate) fn confirm_address(form: AddressForm<'_>, token: &str, address: &str, task: AddressTask) -> Page {
    let (title, button) = match task {
        AddressTask::Verify => ("Confirm your email address", "Confirm"),
        AddressTask::Change => ("Confirm your new email address", "Change my address"),
    };
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (title) }
        p {
            @match task {
                AddressTask::Verify => { "Your address at " (form.frame.host()) " is " strong { (address) } "." },
                AddressTask::Change => {
                    "From now on, your address at " (form.frame.host()) " is " strong { (address) } "."
                },
            }
        }
        p { "You will be signed out on your other devices." }
        form action=(form.action_url) method="POST" {
            (form.hidden_fields())
            input type="hidden" name="token" value=(token);
            @if task == AddressTask::Change { input type="hidden" name="email" value=(address); }
            button.button.primary #submitButton type="submit" { (button) }
        }
    };
    form.page(None, title, content).without_referrer()
}

/// Renders the page of a link that was opened without a session.
pub(crate) fn sign_in_for_link(frame: Frame<'_>, sign_in_url: &str) -> Page {
    let title = "Sign in first";
    let content = html! {
        (Icon::LOCK.badge())
        h1 { (title) }
        p { "Sign in here with the account that the email is about. Then open the link in the email again." }
        a.button.primary href=(sign_in_url) { "Sign in" }
    };
    frame.page(StatusCode::FORBIDDEN, title, "address", content).without_referrer()
}

/// Renders the page of a link that does not work, for whatever reason.
pub(crate) fn broken_link(frame: Frame<'_>, again_url: &str) -> Page {
    let title = "This link does not work";
    let content = html! {
        (Icon::CLOCK.badge())
        h1 { (title) }
        p { "It was used, has expired, was replaced by a newer one, or belongs to another account. Nothing has changed." }
        a.button.primary href=(again_url) { "Start again" }
    };
    frame.page(StatusCode::BAD_REQUEST, title, "address", content).without_referrer()
}

/// Renders the page after a link has been confirmed.
pub(crate) fn address_confirmed(
    form: AddressForm<'_>,
    address: &EmailAddress,
    is_alone: bool,
    has_removed: bool,
) -> Page {
    let title = "Your email address is confirmed";
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (title) }
        p { strong { (address) } }
        @if has_removed {
            p {
                "Everything that could have been added by another person before has been removed: please set up your "
                "ways to sign in again."
            }
        }
        @if is_alone {
            p { "You have been signed out on your other devices." }
        } @else {
            (alert("You may still be signed in on other devices. Sign in again, and sign out there."))
        }
        a.button.primary href=(form.callback_url) { "Continue" }
    };
    form.page(None, title, content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing;

    const BAD: &str = "\"><script>alert(1)</script>";

    fn form(frame: Frame<'_>) -> AddressForm<'_> {
        AddressForm {
            frame,
            action_url: "https://app.test/auth/email/change",
            csrf_token: "t0ken",
            callback_url: "https://app.test/account?a&b",
        }
    }

    #[test]
    fn the_form_asks_for_an_address_and_keeps_what_was_entered() {
        testing::with_frame(|frame| {
            let page = change_address(form(frame), Some("ada@app.test"), None, None);
            assert_eq!(page.status, 200);
            testing::assert_sound(&page);
            testing::assert_contains(
                &page,
                "<form action=\"https://app.test/auth/email/change\" method=\"POST\">\
                 <input type=\"hidden\" name=\"csrfToken\" value=\"t0ken\">\
                 <input type=\"hidden\" name=\"callbackUrl\" value=\"https://app.test/account?a&amp;b\">\
                 <div class=\"field\"><label for=\"input-email\">New email address</label>\
                 <input id=\"input-email\" name=\"email\" type=\"email\" required autocomplete=\"email\"></div>",
            );
            for problem in [
                AddressProblem::NotAnAddress,
                AddressProblem::Unchanged,
                AddressProblem::Refused,
                AddressProblem::Unavailable,
            ] {
                let page = change_address(form(frame), None, Some(BAD), Some(problem));
                assert!(page.status.is_client_error() || page.status.is_server_error());
                testing::assert_sound(&page);
                testing::assert_contains(&page, problem.message());
                testing::assert_contains(&page, "value=\"&quot;&gt;&lt;script&gt;");
                assert_eq!(page.html.matches("role=\"alert\"").count(), 1);
                testing::assert_sound(&verify_address(form(frame), BAD, Some(problem)));
            }
        });
    }

    #[test]
    fn an_opened_link_becomes_a_form_and_no_other_page_learns_it() {
        testing::with_frame(|frame| {
            let page = confirm_address(form(frame), BAD, "ada@app.test", AddressTask::Change);
            testing::assert_sound(&page);
            assert!(page.no_referrer);
            testing::assert_contains(&page, "name=\"token\" value=\"&quot;&gt;&lt;script&gt;");
            testing::assert_contains(&page, "name=\"email\" value=\"ada@app.test\"");
            let page = confirm_address(form(frame), "t", "ada@app.test", AddressTask::Verify);
            assert!(page.no_referrer && !page.html.contains("name=\"email\""));
            for page in [sign_in_for_link(frame, "/auth/signin"), broken_link(frame, "/auth/email/change")] {
                testing::assert_sound(&page);
                assert!(page.no_referrer && page.status.is_client_error() && !page.html.contains("<form"));
            }
        });
    }

    #[test]
    fn the_end_says_what_has_happened() {
        testing::with_frame(|frame| {
            let address = EmailAddress::parse("ada@app.test").unwrap();
            let page = address_confirmed(form(frame), &address, true, false);
            testing::assert_sound(&page);
            testing::assert_contains(&page, "You have been signed out on your other devices.");
            assert!(!page.html.contains("removed"));
            let page = address_confirmed(form(frame), &address, false, true);
            testing::assert_contains(&page, "has been removed");
            testing::assert_contains(&page, "You may still be signed in on other devices.");
            let page = link_sent(form(frame), BAD, AddressTask::Change);
            testing::assert_sound(&page);
            testing::assert_contains(&page, "Your address stays the same until then.");
            let page = nothing_to_verify(form(frame), Some(BAD));
            testing::assert_sound(&page);
        });
    }
}
