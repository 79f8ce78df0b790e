//! The pages on which the signed-in user proves the e-mail address, or changes it.

use http::StatusCode;
use maud::{Markup, html};

use super::{
    OwnForm, Page,
    frame::{Frame, Needs},
    icon::Icon,
    layout::alert,
    link_problem::LinkProblem,
    words::{AddressWords, Text, Value},
};
use crate::contract::EmailAddress;

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
    /// No link was mailed.
    Link(LinkProblem),
    /// The user has the address already.
    Unchanged,
}

impl AddressProblem {
    fn message(self, words: &AddressWords) -> Text {
        match self {
            Self::Link(problem) => problem.message(words),
            Self::Unchanged => words.unchanged,
        }
    }

    fn status(problem: Option<Self>) -> StatusCode {
        match problem {
            None => StatusCode::OK,
            Some(Self::Link(problem)) => problem.status(),
            Some(Self::Unchanged) => StatusCode::BAD_REQUEST,
        }
    }
}

fn words<'a>(form: &OwnForm<'a>) -> &'a AddressWords {
    &form.frame.words().address
}

fn shown(form: &OwnForm<'_>, problem: Option<AddressProblem>) -> Markup {
    html! { @if let Some(problem) = problem { (alert(problem.message(words(form)))) } }
}

fn page(form: &OwnForm<'_>, problem: Option<AddressProblem>, title: &str, content: Markup) -> Page {
    // A guard may send the browser to the callback URL after a form.
    let needs = Needs { targets: vec![Some(form.callback_url)], ..Needs::default() };
    form.frame.page_with(AddressProblem::status(problem), (title, "address"), content, needs)
}

/// Renders the page that asks for the new address. `present` is the user's address, and `entered` the input that is shown
/// again.
pub(crate) fn change_address(
    form: OwnForm<'_>,
    present: Option<&str>,
    entered: Option<&str>,
    problem: Option<AddressProblem>,
) -> Page {
    let words = words(&form);
    let content = html! {
        h1.title { (words.change_title) }
        (form.for_site())
        (shown(&form, problem))
        @if let Some(present) = present { p { ((words.present)(Value::strong(present))) } }
        form action=(form.action_url) method="POST" {
            (form.hidden_fields())
            div.field {
                label for="input-email" { (words.new_address) }
                input #input-email name="email" type="email" required autocomplete="email" value=[entered];
            }
            button.button.primary #submitButton type="submit" { (form.frame.words().common.go_on) }
        }
        (form.back())
    };
    page(&form, problem, words.change_title, content)
}

/// Renders the page for a user whose address is not proven.
pub(crate) fn verify_address(form: OwnForm<'_>, present: &str, problem: Option<AddressProblem>) -> Page {
    let words = words(&form);
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (words.verify_title) }
        (shown(&form, problem))
        p { ((words.link_goes_to)(Value::strong(present))) }
        form action=(form.action_url) method="POST" {
            (form.hidden_fields())
            button.button.primary #submitButton type="submit" { (words.send_link) }
        }
        (form.back())
    };
    page(&form, problem, words.verify_title, content)
}

/// Renders the page for a user whose address is proven, or who has none.
pub(crate) fn nothing_to_verify(form: OwnForm<'_>, present: Option<&str>) -> Page {
    let title = if present.is_some() { words(&form).confirmed_title } else { words(&form).none_title };
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (title) }
        @if let Some(present) = present { p { strong { (present) } } }
        (form.go_on())
    };
    page(&form, None, title, content)
}

/// Renders the page after a link has been sent.
pub(crate) fn link_sent(form: OwnForm<'_>, to: &str, task: AddressTask) -> Page {
    let words = words(&form);
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (words.sent_title) }
        p { ((words.sent)(Value::strong(to))) }
        @if task == AddressTask::Change { p { (words.same_until_then) } }
        p { a.site href=(form.callback_url) { ((words.continue_to)(Value::plain(form.frame.host()))) } }
    };
    page(&form, None, words.sent_title, content)
}

/// Renders the page of an opened link, which asks before it does anything. No other page learns the URL of this one.
pub(crate) fn confirm_address(form: OwnForm<'_>, token: &str, address: &str, task: AddressTask) -> Page {
    let words = words(&form);
    let (title, question, button) = match task {
        AddressTask::Verify => (words.verify_title, words.is_yours, form.frame.words().common.confirm),
        AddressTask::Change => (words.confirm_new_title, words.will_be_yours, words.change),
    };
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (title) }
        p { (question(Value::plain(form.frame.host()), Value::strong(address))) }
        p { (words.signs_out_elsewhere) }
        form action=(form.action_url) method="POST" {
            (form.hidden_fields())
            input type="hidden" name="token" value=(token);
            @if task == AddressTask::Change { input type="hidden" name="email" value=(address); }
            button.button.primary #submitButton type="submit" { (button) }
        }
    };
    page(&form, None, title, content).without_referrer()
}

/// Renders the page of a link that was opened without a session.
pub(crate) fn sign_in_for_link(frame: Frame<'_>, sign_in_url: &str) -> Page {
    let words = &frame.words().address;
    let content = html! {
        (Icon::LOCK.badge())
        h1 { (words.sign_in_first_title) }
        p { (words.sign_in_first) }
        a.button.primary href=(sign_in_url) { (frame.words().common.sign_in) }
    };
    frame.page(StatusCode::FORBIDDEN, words.sign_in_first_title, "address", content).without_referrer()
}

/// Renders the page of a link that does not work, for whatever reason.
pub(crate) fn broken_link(frame: Frame<'_>, again_url: &str) -> Page {
    let words = &frame.words().address;
    let content = html! {
        (Icon::CLOCK.badge())
        h1 { (words.broken_title) }
        p { (words.broken) }
        a.button.primary href=(again_url) { (words.start_again) }
    };
    frame.page(StatusCode::BAD_REQUEST, words.broken_title, "address", content).without_referrer()
}

/// Renders the page after a link has been confirmed.
pub(crate) fn address_confirmed(
    form: OwnForm<'_>,
    address: &EmailAddress,
    is_alone: bool,
    has_removed: bool,
) -> Page {
    let words = words(&form);
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (words.confirmed_title) }
        p { strong { (address) } }
        @if has_removed { p { (words.removed) } }
        @if is_alone {
            p { (form.frame.words().totp.signed_out_elsewhere) }
        } @else {
            (alert(form.frame.words().totp.perhaps_signed_in_elsewhere))
        }
        (form.go_on())
    };
    page(&form, None, words.confirmed_title, content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing;

    const BAD: &str = "\"><script>alert(1)</script>";

    fn form(frame: Frame<'_>) -> OwnForm<'_> {
        OwnForm {
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
            for problem in
                LinkProblem::ALL.map(AddressProblem::Link).into_iter().chain([AddressProblem::Unchanged])
            {
                let page = change_address(form(frame), None, Some(BAD), Some(problem));
                assert!(page.status.is_client_error() || page.status.is_server_error());
                testing::assert_sound(&page);
                testing::assert_contains(&page, problem.message(words(&form(frame))));
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
            testing::assert_contains(&page, "has been removed. Please");
            testing::assert_contains(&page, "You may still be signed in on other devices.");
            let page = link_sent(form(frame), BAD, AddressTask::Change);
            testing::assert_sound(&page);
            testing::assert_contains(&page, "Your address stays the same until then.");
            let page = nothing_to_verify(form(frame), Some(BAD));
            testing::assert_sound(&page);
        });
    }
}
