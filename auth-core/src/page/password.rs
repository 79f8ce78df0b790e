//! The pages on which a user chooses a new password: as the signed-in user, or by a link in a mail.

use http::StatusCode;
use maud::{Markup, html};

use super::{
    OwnForm, Page,
    field::{RULES, password_rules},
    frame::Frame,
    icon::Icon,
    layout::alert,
    link_problem::LinkProblem,
    words::{Count, PasswordWords, Sentence, Value},
};
use crate::check::password::RefusedPassword;

/// The reason why a form is shown again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PasswordProblem {
    /// The new password breaks a rule.
    Refused(RefusedPassword),
    /// The present password is wrong.
    Wrong,
    /// Another password was stored in the meantime.
    Overtaken,
    /// The server has too many passwords to check.
    Busy,
    /// No link was mailed.
    Link(LinkProblem),
}

impl PasswordProblem {
    pub(super) fn message(self, frame: &Frame<'_>) -> Sentence<'static> {
        let words = &frame.words().password;
        match self {
            Self::Refused(RefusedPassword::TooShort { minimum }) => {
                (words.too_short)(Count::new(u32::try_from(minimum).unwrap_or(u32::MAX)))
            }
            Self::Refused(RefusedPassword::TooLong) => words.too_long.into(),
            Self::Refused(RefusedPassword::Unprintable) => words.unprintable.into(),
            Self::Refused(RefusedPassword::Guessable) => words.guessable.into(),
            Self::Refused(RefusedPassword::Breached) => words.breached.into(),
            Self::Refused(RefusedPassword::Unchecked) => words.unchecked.into(),
            Self::Wrong => words.wrong.into(),
            Self::Overtaken => words.overtaken.into(),
            Self::Busy => words.busy.into(),
            Self::Link(problem) => problem.message(&frame.words().address).into(),
        }
    }

    pub(super) fn status(problem: Option<Self>) -> StatusCode {
        match problem {
            None => StatusCode::OK,
            Some(Self::Link(problem)) => problem.status(),
            Some(Self::Busy | Self::Refused(RefusedPassword::Unchecked)) => StatusCode::SERVICE_UNAVAILABLE,
            Some(_) => StatusCode::BAD_REQUEST,
        }
    }
}

fn words<'a>(form: &OwnForm<'a>) -> &'a PasswordWords {
    &form.frame.words().password
}

fn problem_of(form: &OwnForm<'_>, problem: Option<PasswordProblem>) -> Markup {
    html! { @if let Some(problem) = problem { (alert(&problem.message(&form.frame).to_string())) } }
}

fn page(form: &OwnForm<'_>, problem: Option<PasswordProblem>, title: &str, content: Markup) -> Page {
    form.frame.page(PasswordProblem::status(problem), title, "password", content)
}

fn new_password_field(form: &OwnForm<'_>, least: usize) -> Markup {
    html! {
        div.field {
            label for="input-new-password" { (words(form).new_password) }
            input #input-new-password name="newPassword" type="password" required autocomplete="new-password"
                aria-describedby=(RULES);
            (password_rules(words(form), least))
        }
    }
}

/// Renders the page that mails a link to a user who has forgotten the password.
pub(crate) fn forgot_password(
    form: OwnForm<'_>,
    entered: Option<&str>,
    problem: Option<PasswordProblem>,
) -> Page {
    let words = words(&form);
    let content = html! {
        h1.title { (words.forgot_title) }
        (form.for_site())
        (problem_of(&form, problem))
        p { (words.forgot) }
        form action=(form.action_url) method="POST" {
            (form.hidden_fields())
            div.field {
                label for="input-email" { (words.address) }
                input #input-email name="email" type="email" required autocomplete="username" value=[entered];
            }
            button.button.primary #submitButton type="submit" { (form.frame.words().address.send_link) }
        }
        (form.back())
    };
    page(&form, problem, words.forgot_title, content)
}

/// Renders the page after a mail has been sent. It does not say whether there is an account.
pub(crate) fn reset_mail_sent(form: OwnForm<'_>, to: &str) -> Page {
    let title = form.frame.words().address.sent_title;
    let content = html! {
        (Icon::ENVELOPE.badge())
        h1 { (title) }
        p { ((words(&form).sent)(Value::strong(to))) }
        p { (form.frame.site_link()) }
    };
    page(&form, None, title, content)
}

/// Renders the page of an opened link, on which the user chooses a password of at least `least` characters. No other page
/// learns the URL of this one.
pub(crate) fn reset_password(
    form: OwnForm<'_>,
    (token, address): (&str, &str),
    least: usize,
    problem: Option<PasswordProblem>,
) -> Page {
    let words = words(&form);
    let content = html! {
        h1.title { (words.reset_title) }
        div.subtitle { ((words.account)(Value::strong(address))) }
        (problem_of(&form, problem))
        form action=(form.action_url) method="POST" {
            (form.hidden_fields())
            input type="hidden" name="token" value=(token);
            // Password managers take it for the name of the account.
            input type="hidden" name="email" autocomplete="username" value=(address);
            (new_password_field(&form, least))
            button.button.primary #submitButton type="submit" { (words.save) }
        }
        p { (form.frame.words().address.signs_out_elsewhere) }
    };
    page(&form, problem, words.reset_title, content).without_referrer()
}

/// Renders the page of a link that does not work, for whatever reason.
pub(crate) fn broken_reset_link(frame: Frame<'_>, again_url: &str) -> Page {
    let words = &frame.words().address;
    let content = html! {
        (Icon::CLOCK.badge())
        h1 { (words.broken_title) }
        p { (frame.words().password.broken) }
        a.button.primary href=(again_url) { (words.start_again) }
    };
    frame.page(StatusCode::BAD_REQUEST, words.broken_title, "password", content).without_referrer()
}

/// Renders the page on which the signed-in user changes the password to one of at least `least` characters. `step_up_url`
/// leads to another proof if the present password is asked for.
pub(crate) fn change_password(
    form: OwnForm<'_>,
    step_up_url: Option<&str>,
    least: usize,
    problem: Option<PasswordProblem>,
) -> Page {
    let words = words(&form);
    let content = html! {
        h1.title { (words.change_title) }
        (form.for_site())
        (problem_of(&form, problem))
        form action=(form.action_url) method="POST" {
            (form.hidden_fields())
            @if let Some(url) = step_up_url {
                div.field {
                    label for="input-password" { (words.present_password) }
                    input #input-password name="password" type="password" required autocomplete="current-password";
                }
                p.hint { a.site href=(url) { (words.other_proof) } }
            }
            (new_password_field(&form, least))
            button.button.primary #submitButton type="submit" { (words.save) }
        }
        p { (form.frame.words().address.signs_out_elsewhere) }
        (form.back())
    };
    page(&form, problem, words.change_title, content)
}

/// Renders the page after a password was stored. `sign_in_url` is for a user who has to sign in now.
pub(crate) fn password_saved(form: OwnForm<'_>, sign_in_url: Option<&str>, is_alone: bool) -> Page {
    let words = words(&form);
    let content = html! {
        (Icon::LOCK.badge())
        h1 { (words.done_title) }
        @if is_alone {
            p { (form.frame.words().totp.signed_out_elsewhere) }
        } @else {
            (alert(form.frame.words().totp.perhaps_signed_in_elsewhere))
        }
        @match sign_in_url {
            Some(url) => {
                p { (words.sign_in_now) }
                a.button.primary href=(url) { (form.frame.words().common.sign_in) }
            },
            None => { (form.go_on()) },
        }
    };
    page(&form, None, words.done_title, content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing;

    const BAD: &str = "\"><script>alert(1)</script>";

    fn form(frame: Frame<'_>) -> OwnForm<'_> {
        OwnForm {
            frame,
            action_url: "https://app.test/auth/password/x",
            csrf_token: "t0ken",
            callback_url: "https://app.test/account?a&b",
        }
    }

    #[test]
    fn an_opened_link_becomes_a_form_and_no_other_page_learns_it() {
        testing::with_frame(|frame| {
            let page = reset_password(form(frame), (BAD, "ada@app.test"), 15, None);
            testing::assert_sound(&page);
            assert!(page.no_referrer);
            testing::assert_contains(&page, "name=\"token\" value=\"&quot;&gt;&lt;script&gt;");
            testing::assert_contains(
                &page,
                "<input type=\"hidden\" name=\"email\" autocomplete=\"username\" value=\"ada@app.test\">",
            );
            testing::assert_contains(
                &page,
                "required autocomplete=\"new-password\" aria-describedby=\"password-rules\">\
                 <p class=\"hint\" id=\"password-rules\">A password has at least 15 characters.</p>",
            );
            let broken = broken_reset_link(frame, "/auth/password/forgot");
            assert!(broken.no_referrer && broken.status == 400);
        });
    }

    #[test]
    fn the_present_password_is_asked_for_unless_something_was_proven() {
        testing::with_frame(|frame| {
            let page = change_password(form(frame), Some("/auth/step-up?a&b"), 15, None);
            testing::assert_sound(&page);
            testing::assert_contains(&page, "autocomplete=\"current-password\"");
            testing::assert_contains(&page, "href=\"/auth/step-up?a&amp;b\"");
            assert!(!change_password(form(frame), None, 15, None).html.contains("current-password"));
        });
    }

    #[test]
    fn each_problem_is_announced() {
        testing::with_frame(|frame| {
            for problem in [
                PasswordProblem::Refused(RefusedPassword::TooShort { minimum: 15 }),
                PasswordProblem::Refused(RefusedPassword::TooLong),
                PasswordProblem::Refused(RefusedPassword::Unprintable),
                PasswordProblem::Refused(RefusedPassword::Guessable),
                PasswordProblem::Refused(RefusedPassword::Breached),
                PasswordProblem::Refused(RefusedPassword::Unchecked),
                PasswordProblem::Wrong,
                PasswordProblem::Overtaken,
                PasswordProblem::Busy,
            ] {
                for page in [
                    change_password(form(frame), None, 15, Some(problem)),
                    reset_password(form(frame), ("t", "ada@app.test"), 15, Some(problem)),
                    forgot_password(form(frame), Some(BAD), Some(problem)),
                ] {
                    testing::assert_sound(&page);
                    assert!(page.status != 200 && page.html.matches("role=\"alert\"").count() == 1);
                }
            }
            let page = change_password(
                form(frame),
                None,
                15,
                Some(PasswordProblem::Refused(RefusedPassword::TooShort { minimum: 15 })),
            );
            testing::assert_contains(&page, "A password has at least 15 characters.");
        });
    }

    #[test]
    fn the_end_leads_on() {
        testing::with_frame(|frame| {
            let page = password_saved(form(frame), Some("/auth/signin"), true);
            testing::assert_sound(&page);
            testing::assert_contains(&page, "Sign in with your new password now.");
            let page = password_saved(form(frame), None, false);
            testing::assert_contains(&page, "href=\"https://app.test/account?a&amp;b\"");
            testing::assert_contains(&page, "role=\"alert\"");
            testing::assert_sound(&reset_mail_sent(form(frame), BAD));
        });
    }
}
