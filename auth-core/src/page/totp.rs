//! The pages of authenticator applications: enrolment, state, recovery codes, and removal.

use http::StatusCode;
use maud::{Markup, html};

use super::{
    Page, code,
    frame::{Frame, Needs},
    icon::Icon,
    layout::{alert, csrf_field},
    words::{Count, Value, Words},
};

/// The form of a page, and the message above it.
#[derive(Clone, Copy)]
pub(crate) struct TotpForm<'a> {
    pub(crate) frame: Frame<'a>,
    /// The URL to which the form is sent.
    pub(crate) action_url: &'a str,
    pub(crate) csrf_token: &'a str,
    /// The absolute, checked URL to which the user can go afterwards.
    pub(crate) callback_url: &'a str,
    pub(crate) problem: Option<TotpProblem>,
}

/// The reason why a page is shown again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TotpProblem {
    /// The code is wrong, or was used before.
    WrongCode,
    /// The enrolment has expired, or was begun in another session.
    Expired,
    /// The second factor of the user has changed in the meantime.
    Changed,
}

impl TotpProblem {
    /// Returns the problem with this name in the query.
    pub(crate) fn from_query(name: &str) -> Option<Self> {
        [Self::WrongCode, Self::Expired, Self::Changed].into_iter().find(|problem| problem.name() == name)
    }

    /// Returns the name in the query.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::WrongCode => "WrongCode",
            Self::Expired => "Expired",
            Self::Changed => "Changed",
        }
    }

    fn message(self, words: &Words) -> &'static str {
        match self {
            Self::WrongCode => words.common.wrong_code,
            Self::Expired => words.totp.expired,
            Self::Changed => words.totp.changed,
        }
    }

    fn status(problem: Option<Self>) -> StatusCode {
        if problem.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK }
    }
}

/// The contents of the page that enrols an authenticator application.
#[derive(Clone, Copy)]
pub(crate) struct EnrolPage<'a> {
    pub(crate) form: TotpForm<'a>,
    /// The sealed enrolment.
    pub(crate) enrolment: &'a str,
    /// The secret in base 32.
    pub(crate) secret: &'a str,
    /// The URL of the QR code.
    pub(crate) url: &'a str,
    /// `true` if the authenticator application replaces another one.
    pub(crate) replaces: bool,
}

/// The contents of the page for a user who has an authenticator application.
#[derive(Clone, Copy)]
pub(crate) struct TotpPage<'a> {
    pub(crate) form: TotpForm<'a>,
    /// The time of the enrolment, in ISO 8601.
    pub(crate) since: &'a str,
    /// The number of recovery codes that are left.
    pub(crate) recovery_codes: u32,
}

/// The contents of the page that shows recovery codes.
#[derive(Clone, Copy)]
pub(crate) struct RecoveryCodesPage<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) codes: &'a [&'a str],
    pub(crate) callback_url: &'a str,
    /// `true` if all other sessions of the user have ended, as far as they can be ended.
    pub(crate) is_alone: bool,
}

impl TotpForm<'_> {
    fn problem(&self) -> Markup {
        html! {
            @if let Some(problem) = self.problem {
                (alert(problem.message(self.frame.words())))
            }
        }
    }

    fn hidden_fields(&self) -> Markup {
        html! {
            (csrf_field(Some(self.csrf_token)))
            input type="hidden" name="callbackUrl" value=(self.callback_url);
        }
    }
}

/// Renders the field for a code. With `recovery`, it also takes a recovery code, which has letters.
fn code_field(label: &str, recovery: bool) -> Markup {
    html! {
        div.field {
            label for="input-code" { (label) }
            input #input-code name="code" type="text" required autocomplete="one-time-code"
                inputmode=[(!recovery).then_some("numeric")] autocapitalize=(if recovery { "characters" } else { "none" })
                spellcheck="false" maxlength="32";
        }
    }
}

/// Renders the page that enrols an authenticator application.
pub(crate) fn enrol_totp(page: &EnrolPage<'_>) -> Page {
    let EnrolPage { form, enrolment, secret, url, replaces } = *page;
    let words = &form.frame.words().totp;
    let title = if replaces { words.replace_title } else { words.set_up_title };
    let content = html! {
        h1.title { (title) }
        div.subtitle { ((words.for_site)(form.frame.site())) }
        (form.problem())
        p { (words.scan) }
        (code::setup(form.frame.words(), url, secret))
        p { ((words.on_phone)(Value::link(words.open_app, url))) }
        form action=(form.action_url) method="POST" {
            (form.hidden_fields())
            input type="hidden" name="enrolment" value=(enrolment);
            (code_field(words.code, false))
            button.button.primary #submitButton type="submit" name="action" value="confirm" { (form.frame.words().common.confirm) }
        }
    };
    let needs = Needs { targets: vec![Some(form.callback_url)], ..Needs::default() };
    form.frame.page_with(TotpProblem::status(form.problem), (title, "totp"), content, needs)
}

/// Renders the page for a user who has an authenticator application.
pub(crate) fn totp(page: &TotpPage<'_>) -> Page {
    let TotpPage { form, since, recovery_codes } = *page;
    let words = &form.frame.words().totp;
    let title = words.on_title;
    let date = since.split_once('T').map_or(since, |(date, _)| date);
    let content = html! {
        (Icon::LOCK.badge())
        h1 { (title) }
        p { ((words.since)(Value::time(date, since))) }
        p { ((words.codes_left)(Count::new(recovery_codes))) }
        form action=(form.action_url) method="POST" {
            (form.problem())
            (form.hidden_fields())
            (code_field(words.any_code, true))
            button.button.primary #submitButton type="submit" name="action" value="recovery-codes" {
                (words.new_codes)
            }
            button.button.neutral type="submit" name="action" value="replace" { (words.replace) }
            button.button.neutral type="submit" name="action" value="remove" { (words.turn_off) }
        }
        p { a.site href=(form.callback_url) { (form.frame.words().common.back) } }
    };
    let needs = Needs { targets: vec![Some(form.callback_url)], ..Needs::default() };
    form.frame.page_with(TotpProblem::status(form.problem), (title, "totp"), content, needs)
}

/// Renders the page that shows recovery codes, once.
pub(crate) fn recovery_codes(page: &RecoveryCodesPage<'_>) -> Page {
    let RecoveryCodesPage { frame, codes, callback_url, is_alone } = *page;
    let words = &frame.words().totp;
    let content = html! {
        (Icon::LOCK.badge())
        h1 { (words.codes_title) }
        p { ((words.codes)(Value::strong(words.only_now))) }
        (code::recovery_codes(frame.words(), codes))
        (others(frame.words(), is_alone))
        a.button.primary href=(callback_url) { (words.codes_saved) }
    };
    frame.page(StatusCode::OK, words.codes_title, "totp", content)
}

/// Renders the page after the authenticator application has been removed.
pub(crate) fn totp_removed(frame: &Frame<'_>, callback_url: &str, is_alone: bool) -> Page {
    let words = &frame.words().totp;
    let content = html! {
        (Icon::LOCK.badge())
        h1 { (words.off_title) }
        p { (words.off) }
        (others(frame.words(), is_alone))
        a.button.primary href=(callback_url) { (frame.words().common.go_on) }
    };
    frame.page(StatusCode::OK, words.off_title, "totp", content)
}

fn others(words: &Words, is_alone: bool) -> Markup {
    html! {
        @if is_alone {
            p { (words.totp.signed_out_elsewhere) }
        } @else {
            (alert(words.totp.perhaps_signed_in_elsewhere))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::testing;

    const BAD: &str = "\"><script>alert(1)</script>";

    fn form(frame: Frame<'_>, problem: Option<TotpProblem>) -> TotpForm<'_> {
        let callback_url = "https://app.test/account?a&b";
        TotpForm {
            frame,
            action_url: "https://app.test/auth/totp",
            csrf_token: "t0ken",
            callback_url,
            problem,
        }
    }

    #[test]
    fn the_enrolment_shows_the_secret_in_three_forms() {
        testing::with_frame(|frame| {
            let url = "otpauth://totp/Acme:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Acme";
            let page = enrol_totp(&EnrolPage {
                form: form(frame, None),
                enrolment: "sealed",
                secret: "GEZDGNBVGY3TQOJQ",
                url,
                replaces: false,
            });
            assert_eq!(page.status, 200);
            testing::assert_sound(&page);
            testing::assert_contains(&page, "<title>Set up an authenticator app</title>");
            testing::assert_contains(&page, "<code class=\"key\">GEZD GNBV GY3T QOJQ</code>");
            testing::assert_contains(
                &page,
                "role=\"img\" aria-label=\"QR code that sets up the authenticator app\"",
            );
            testing::assert_contains(
                &page,
                "href=\"otpauth://totp/Acme:ada?secret=GEZDGNBVGY3TQOJQ&amp;issuer=Acme\"",
            );
            testing::assert_contains(
                &page,
                "<form action=\"https://app.test/auth/totp\" method=\"POST\">\
                 <input type=\"hidden\" name=\"csrfToken\" value=\"t0ken\">\
                 <input type=\"hidden\" name=\"callbackUrl\" value=\"https://app.test/account?a&amp;b\">\
                 <input type=\"hidden\" name=\"enrolment\" value=\"sealed\">\
                 <div class=\"field\"><label for=\"input-code\">Code from the app</label>\
                 <input id=\"input-code\" name=\"code\" type=\"text\" required autocomplete=\"one-time-code\" \
                 inputmode=\"numeric\" autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"32\"></div>\
                 <button class=\"button primary\" id=\"submitButton\" type=\"submit\" name=\"action\" \
                 value=\"confirm\">Confirm</button></form>",
            );
            assert!(!page.html.contains("role=\"alert\""));
        });
    }

    #[test]
    fn the_state_says_what_is_left_and_asks_for_a_code() {
        testing::with_frame(|frame| {
            for (left, text) in [
                (0, "You have no recovery codes left."),
                (1, "You have 1 recovery code left."),
                (9, "You have 9 recovery codes left."),
            ] {
                let since = "2027-01-15T08:00:00.000Z";
                let page = totp(&TotpPage { form: form(frame, None), since, recovery_codes: left });
                testing::assert_sound(&page);
                testing::assert_contains(&page, text);
                testing::assert_contains(
                    &page,
                    "<time datetime=\"2027-01-15T08:00:00.000Z\">2027-01-15</time>",
                );
                for action in ["recovery-codes", "replace", "remove"] {
                    testing::assert_contains(&page, &format!("name=\"action\" value=\"{action}\""));
                }
                assert!(!page.html.contains("inputmode"), "recovery codes have letters");
            }
        });
    }

    #[test]
    fn a_problem_is_announced() {
        testing::with_frame(|frame| {
            for problem in [TotpProblem::WrongCode, TotpProblem::Expired, TotpProblem::Changed] {
                assert_eq!(TotpProblem::from_query(problem.name()), Some(problem));
                let page = totp(&TotpPage { form: form(frame, Some(problem)), since: "", recovery_codes: 1 });
                assert_eq!(page.status, 400);
                testing::assert_contains(&page, problem.message(&Words::ENGLISH));
                assert_eq!(page.html.matches("role=\"alert\"").count(), 1);
            }
            assert_eq!(TotpProblem::from_query(BAD), None);
        });
    }

    #[test]
    fn recovery_codes_are_a_list() {
        testing::with_frame(|frame| {
            let page = RecoveryCodesPage {
                frame,
                codes: &["ABCDE-01234", BAD],
                callback_url: "https://app.test/account?a&b",
                is_alone: true,
            };
            let shown = recovery_codes(&page);
            testing::assert_sound(&shown);
            testing::assert_contains(
                &shown,
                "<ul class=\"codes\" aria-label=\"Recovery codes\"><li>ABCDE-01234</li>",
            );
            testing::assert_contains(&shown, "href=\"https://app.test/account?a&amp;b\"");
            assert!(!shown.html.contains("role=\"alert\""));
            let shown = recovery_codes(&RecoveryCodesPage { is_alone: false, ..page });
            testing::assert_contains(&shown, "You may still be signed in on other devices.");
        });
    }

    #[test]
    fn the_removal_leads_back() {
        testing::with_frame(|frame| {
            let page = totp_removed(&frame, BAD, true);
            testing::assert_sound(&page);
            testing::assert_contains(&page, "You have been signed out on your other devices.");
        });
    }
}
