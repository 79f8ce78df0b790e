//! The contents of mails.

use http::HeaderMap;
use maud::{DOCTYPE, html};

use crate::{
    config::{Color, Theme},
    contract::{EmailAddress, IntoText, UnixTime},
    page::{Sentence, Value, Words},
};

/// The link to mail. It has no `Debug`, because anyone who has the link can sign in.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct SignInLink<'m> {
    /// The URL of the link.
    pub url: &'m str,
    /// The code, if the mail holds one as well. It works in the browser that has asked for the mail.
    pub code: Option<&'m str>,
    /// The site as users know it: the host, and the port if it is not the default.
    pub host: &'m str,
    /// The recipient. The request for the link may have come from another person.
    pub to: &'m EmailAddress,
    /// The time when the link expires.
    pub expires: UnixTime,
    /// The theme of the site.
    pub theme: &'m Theme,
    /// The headers of the request.
    pub headers: &'m HeaderMap,
    /// The words in the language of the request, as the application has configured it.
    pub words: &'m Words,
}

/// The code to mail, without a link. It has no `Debug`, because it signs in.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct SignInCode<'m> {
    /// The digits.
    pub code: &'m str,
    /// The site as users know it: the host, and the port if it is not the default.
    pub host: &'m str,
    /// The recipient. The request for the code may have come from another person.
    pub to: &'m EmailAddress,
    /// The time when the code expires.
    pub expires: UnixTime,
    /// The theme of the site.
    pub theme: &'m Theme,
    /// The headers of the request.
    pub headers: &'m HeaderMap,
    /// The words in the language of the request, as the application has configured it.
    pub words: &'m Words,
}

/// The subject, plain text and HTML of a mail. It has no `Debug`, because it holds the link.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MailBody {
    /// The subject. Control characters are removed from it.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same mail as HTML. Values that are put into it have to be escaped.
    pub html: Option<String>,
}

impl MailBody {
    /// Creates a mail of plain text.
    pub fn new(subject: impl IntoText<String>, text: impl IntoText<String>) -> Self {
        Self { subject: subject.into_text(), text: text.into_text(), html: None }
    }

    /// Adds an HTML part.
    #[must_use]
    pub fn with_html(mut self, html: impl IntoText<String>) -> Self {
        self.html = Some(html.into_text());
        self
    }
}

/// A template of mails: any function from a [`SignInLink`] to a [`MailBody`].
///
/// ```
/// use auth::provider::{email::{ConsoleTransport, MailBody, SignInLink}, Email};
///
/// fn in_german(link: &SignInLink<'_>) -> MailBody {
///     MailBody::new("Anmeldung", format!("Zur Anmeldung bei {}:\n{}\n", link.host, link.url))
/// }
///
/// let email = Email::new(ConsoleTransport, "no-reply@app.example")?.template(in_german);
/// # Ok::<(), auth::provider::email::InvalidSender>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not write mails",
    label = "not a template of mails with links",
    note = "pass a function that takes `&SignInLink<'_>` and returns a `MailBody`, or implement `MailTemplate`"
)]
pub trait MailTemplate: Send + Sync + 'static {
    /// Writes the mail for a link.
    fn write(&self, link: &SignInLink<'_>) -> MailBody;

    /// Writes the mail for a code without a link. The default is the built-in mail.
    fn write_code(&self, code: &SignInCode<'_>) -> MailBody {
        built_in_code(code)
    }
}

impl<F: Fn(&SignInLink<'_>) -> MailBody + Send + Sync + 'static> MailTemplate for F {
    fn write(&self, link: &SignInLink<'_>) -> MailBody {
        self(link)
    }
}

/// The background of the button if the theme does not set its colours.
const BLUE: Color = Color::rgb(0x34, 0x6d, 0xf1);

/// Writes Auth.js's mail in the site's colours, with the code below the link. It does not show the e-mail address.
pub(super) fn built_in(link: &SignInLink<'_>) -> MailBody {
    let SignInLink { url, host, words, code, .. } = *link;
    let subject = (words.email.mail_subject)(Value::plain(host)).to_string();
    let code_text = code.map(|code| format!("{}\n{code}\n\n", words.email.mail_code)).unwrap_or_default();
    let html = sign_in_letter(words, link.theme, host, (Some(url), code));
    MailBody::new(subject.as_str(), format!("{subject}\n{url}\n\n{code_text}")).with_html(html)
}

/// Writes the mail for a code without a link.
fn built_in_code(code: &SignInCode<'_>) -> MailBody {
    let SignInCode { code, host, words, theme, .. } = *code;
    let subject = (words.email.mail_subject)(Value::plain(host)).to_string();
    let text = format!("{subject}\n\n{}\n{code}\n\n", words.email.mail_code);
    MailBody::new(subject.as_str(), text).with_html(sign_in_letter(words, theme, host, (None, Some(code))))
}

fn sign_in_letter(
    words: &Words,
    theme: &Theme,
    host: &str,
    (url, code): (Option<&str>, Option<&str>),
) -> String {
    let contents = Letter {
        heading: (words.email.mail_subject)(Value::strong(unlinked(host))),
        link: url.map(|url| (url, words.email.mail_button)),
        code: code.map(|code| (words.email.mail_code, code)),
        notes: &[words.email.mail_ignore],
    };
    letter(words, theme, &contents)
}

/// Returns a host that mail programs do not turn into a link, by zero-width spaces.
pub(super) fn unlinked(host: &str) -> String {
    host.replace('.', "\u{200b}.")
}

/// The contents of a mail.
pub(super) struct Letter<'a> {
    pub(super) heading: Sentence<'a>,
    /// The URL and the label of the button.
    pub(super) link: Option<(&'a str, &'a str)>,
    /// The sentence above a code, and the code.
    pub(super) code: Option<(&'a str, &'a str)>,
    /// The paragraphs below.
    pub(super) notes: &'a [&'a str],
}

/// Writes the HTML of a mail.
pub(super) fn letter(words: &Words, theme: &Theme, letter: &Letter<'_>) -> String {
    let (background, text) = theme.button().unwrap_or((BLUE, Color::WHITE));
    let cell = "padding:40px 24px;font:16px/1.5 system-ui,Helvetica,Arial,sans-serif;color:#1b1f24";
    let button = format!(
        "display:inline-block;padding:12px 24px;border-radius:8px;font-weight:600;text-decoration:none;\
         background:{background};color:{text}"
    );
    let margin = |index| if index > 0 { "12px 0 0" } else { "0" };
    let html = html! {
        (DOCTYPE)
        html lang=(words.language) {
            head { meta charset="UTF-8"; meta name="viewport" content="width=device-width"; }
            body style="margin:0;padding:32px 16px;background:#f6f7f9" {
                table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0"
                    style="max-width:560px;margin:0 auto;background:#ffffff;border-radius:12px" {
                    tr {
                        td align="center" style=(cell) {
                            p style="margin:0 0 24px;font-size:22px" { (letter.heading) }
                            @if let Some((url, label)) = letter.link {
                                p style="margin:0 0 24px" { a href=(url) style=(button) { (label) } }
                            }
                            @if let Some((sentence, code)) = letter.code {
                                p style="margin:0 0 8px" { (sentence) }
                                p style="margin:0 0 24px;font-size:28px;font-weight:600;letter-spacing:4px" { (code) }
                            }
                            @for (index, note) in letter.notes.iter().enumerate() {
                                p style={ "margin:" (margin(index)) ";font-size:14px;color:#59636e" } { (note) }
                            }
                        }
                    }
                }
            }
        }
    };
    html.into_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(host: &str, url: &str, theme: &Theme) -> MailBody {
        let to = EmailAddress::parse("ada@example.com").unwrap();
        let headers = HeaderMap::new();
        let expires = UnixTime::from_secs(1_700_000_000);
        built_in(&SignInLink {
            url,
            code: None,
            host,
            to: &to,
            expires,
            theme,
            headers: &headers,
            words: &Words::ENGLISH,
        })
    }

    #[test]
    fn subject_and_text_are_those_of_auth_js() {
        let mail = mail("app.test:8080", "https://app.test:8080/x?a=1&b=2", &Theme::new());
        assert_eq!(mail.subject, "Sign in to app.test:8080");
        assert_eq!(mail.text, "Sign in to app.test:8080\nhttps://app.test:8080/x?a=1&b=2\n\n");
    }

    #[test]
    fn the_html_has_the_link_escaped_and_the_host_unlinked() {
        let html = mail("www.app.test", "https://app.test/x?a=1&b=\"<", &Theme::new()).html.unwrap();
        assert!(html.contains("<a href=\"https://app.test/x?a=1&amp;b=&quot;&lt;\""));
        assert_eq!(html.matches("href=").count(), 1);
        assert!(html.contains("<strong>www\u{200b}.app\u{200b}.test</strong>"));
        assert!(html.contains("background:#346df1;color:#ffffff"));
        assert!(!html.contains("ada"));
    }

    #[test]
    fn the_button_has_the_colours_of_the_theme() {
        let theme = Theme::new().brand_color("#ffd21e".parse().unwrap());
        let html = mail("app.test", "https://app.test/x", &theme).html.unwrap();
        assert!(html.contains("background:#ffd21e;color:#050505"));
    }
}
