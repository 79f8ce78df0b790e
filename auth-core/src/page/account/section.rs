//! The sections of the account page.

use maud::{Markup, html};

use super::{AccountNotice, AccountPage, AccountRow, KeyRow, PasskeyRow, SessionRow, dated};
use crate::page::{
    layout::csrf_field,
    words::{Count, Text, Value, WithValue},
};

/// The word that a user without an e-mail address types to delete the account.
pub(crate) const DELETE: &str = "DELETE";

/// Renders a section with its heading.
fn section(id: &str, title: Text, content: Markup) -> Markup {
    let heading = format!("{id}-title");
    html! {
        section.part id=(id) aria-labelledby=(heading) {
            h2 id=(heading) { (title) }
            (content)
        }
    }
}

/// Renders an entry of a list: what it is, what is known of it, and what can be done with it.
fn row(title: Markup, facts: Markup, actions: Markup) -> Markup {
    html! {
        li.row {
            div.what { p { (title) } p.quiet { (facts) } }
            div.actions { (actions) }
        }
    }
}

/// Renders the facts of a list, separated by dots.
fn facts(parts: &[Option<Markup>]) -> Markup {
    html! {
        @for (index, part) in parts.iter().flatten().enumerate() {
            @if index > 0 { " · " }
            (part)
        }
    }
}

/// Returns the accessible name of a button or a link.
fn label(words: WithValue, value: &str) -> String {
    words(Value::plain(value)).to_string()
}

fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// Renders the name and the picture.
pub(super) fn profile(page: &AccountPage<'_>) -> Markup {
    let (user, words) = (&page.user.user, page.words());
    let form = html! {
        div.field {
            label for="account-name" { (words.name) }
            input #account-name name="name" type="text" value=[user.name.as_deref()] autocomplete="name" maxlength="200";
        }
        div.field {
            label for="account-image" { (words.picture) }
            input #account-image name="image" type="url" value=[user.image.as_deref()] placeholder="https://"
                autocomplete="photo" maxlength="2048" aria-describedby="account-image-hint";
            p.hint #account-image-hint { (words.picture_hint) }
        }
        button.button.primary type="submit" { (words.save) }
    };
    section("profile", words.profile, page.change("profile", "stack", form))
}

/// Renders the ways in: passkeys, linked accounts and the second factor.
pub(super) fn ways(page: &AccountPage<'_>) -> Markup {
    let words = page.ways();
    let has_passkeys = page.passkey.is_some() || !page.passkeys.is_empty();
    let has_numbers = page.takes_numbers || page.accounts.iter().any(|account| account.is_number);
    let has_accounts = !page.linkable.is_empty() || page.accounts.iter().any(|account| !account.is_number);
    let is_empty = !has_passkeys && !has_numbers && !has_accounts && page.totp_url.is_none();
    if is_empty && page.address_url.is_none() && page.password_url.is_none() {
        return html! {};
    }
    let content = html! {
        @if !page.is_fresh && (has_passkeys || has_numbers || has_accounts) {
            p.hint { ((words.proof_first)(Value::link(words.prove, page.step_up_url))) }
        }
        @if page.address_url.is_some() || page.password_url.is_some() { (address_and_password(page)) }
        @if has_passkeys { (passkeys(page)) }
        @if has_numbers { (numbers(page)) }
        @if has_accounts { (accounts(page)) }
        @if let Some(url) = page.totp_url {
            h3 { (words.second_step) }
            ul.rows { (second_factor(page, url)) }
        }
    };
    section("sign-in", words.ways, content)
}

/// Renders the e-mail address and the password, with links to the pages that change them.
fn address_and_password(page: &AccountPage<'_>) -> Markup {
    let words = page.ways();
    let link =
        |url: &str, text: Text, label: Text| html! { a.small href=(url) aria-label=(label) { (text) } };
    let address = page.user.user.email.as_deref();
    html! {
        ul.rows {
            @if let (Some(url), Some(address)) = (page.address_url, address) {
                (row(html! { (words.address) }, html! { (address) }, link(url, words.change, words.change_address)))
            }
            @match (page.password_url, page.has_password) {
                (Some(url), true) => (row(
                    html! { (words.password) },
                    html! { (words.password_set) },
                    link(url, words.change, words.change_password),
                )),
                (Some(url), false) => (row(
                    html! { (words.password) },
                    html! { (words.password_missing) },
                    link(url, words.choose, words.choose_password),
                )),
                (None, _) => {},
            }
        }
    }
}

fn passkeys(page: &AccountPage<'_>) -> Markup {
    let words = page.ways();
    html! {
        h3 { (words.passkeys) }
        @if page.passkeys.is_empty() {
            p.quiet { (words.no_passkey) }
        } @else {
            ul.rows { @for passkey in page.passkeys { (passkey_row(page, passkey)) } }
        }
        @if let Some(form) = page.passkey {
            form action=(form.callback_url) method="POST" data-webauthn-options=(form.options_path)
                data-action="register" data-words=[page.frame.words().passkey.attribute()] {
                (csrf_field(Some(page.csrf_token)))
                (hidden("callbackUrl", page.account_url))
                button.button.neutral type="submit" { (words.add_passkey) }
            }
        }
    }
}

fn passkey_row(page: &AccountPage<'_>, passkey: &PasskeyRow<'_>) -> Markup {
    let words = page.ways();
    let name = passkey.name.unwrap_or(words.passkey);
    let input = format!("name-{}", passkey.id);
    let known = facts(&[
        passkey.created.map(|time| dated(words.added, time)),
        passkey.last_used.map(|time| dated(words.last_used, time)),
        passkey.is_synced.then(|| html! { (words.synced) }),
    ]);
    let rename = html! {
        (hidden("id", passkey.id))
        div.field {
            label for=(input) { (page.words().name) }
            input id=(input) name="name" type="text" value=[passkey.name] autocomplete="off" maxlength="100";
        }
        button.small type="submit" { (page.words().save) }
    };
    let remove = html! {
        (hidden("id", passkey.id))
        button.small.danger type="submit" aria-label=(label(words.remove_passkey, name)) { (words.remove) }
    };
    html! {
        li.row {
            div.what { p { (name) } p.quiet { (known) } }
            div.actions { (page.change("remove-passkey", "one", remove)) }
            details {
                summary aria-label=(label(words.rename_passkey, name)) { (words.rename) }
                (page.change("rename-passkey", "inline", rename))
            }
        }
    }
}

/// Renders the phone numbers, and the form that adds one.
fn numbers(page: &AccountPage<'_>) -> Markup {
    let words = page.ways();
    let mut rows = page.accounts.iter().filter(|account| account.is_number).peekable();
    html! {
        h3 { (page.frame.words().sms.number) }
        @if rows.peek().is_none() {
            p.quiet { (words.no_number) }
            (page.change("add-phone", "inline", number_form(page, None)))
        } @else {
            ul.rows { @for account in rows { (number_row(page, account)) } }
        }
    }
}

fn number_row(page: &AccountPage<'_>, account: &AccountRow<'_>) -> Markup {
    let words = page.ways();
    let remove = html! {
        (hidden("provider", account.provider))
        (hidden("id", account.id))
        button.small.danger type="submit" aria-label=(label(words.remove_number, account.id)) { (words.remove) }
    };
    html! {
        li.row {
            div.what {
                p { (account.id) }
                @if !page.takes_numbers { p.quiet { (words.not_offered) } }
            }
            div.actions { (page.change("unlink-account", "one", remove)) }
            @if page.takes_numbers {
                details {
                    summary aria-label=(label(words.change_number, account.id)) { (words.change) }
                    (page.change("add-phone", "inline", number_form(page, Some(account.id))))
                }
            }
        }
    }
}

/// Renders the fields that add a phone number, in place of another one if there is one.
fn number_form(page: &AccountPage<'_>, replaces: Option<&str>) -> Markup {
    let input = format!("phone-{}", replaces.unwrap_or("new"));
    let words = &page.frame.words().sms;
    html! {
        (hidden("callbackUrl", page.account_url))
        @if let Some(number) = replaces { (hidden("replaces", number)) }
        div.field {
            label for=(input) { (words.number) }
            input id=(input) name="phone" type="tel" required autocomplete="tel" maxlength="32"
                placeholder=(words.number_placeholder);
        }
        button.small type="submit" { (page.ways().send_code) }
    }
}

fn accounts(page: &AccountPage<'_>) -> Markup {
    let words = page.ways();
    let rows = page.accounts.iter().filter(|account| !account.is_number);
    let is_linked = |id: &str| page.accounts.iter().any(|account| account.provider == id);
    html! {
        h3 { (words.accounts) }
        @if rows.clone().next().is_none() {
            p.quiet { (words.no_account) }
        } @else {
            ul.rows { @for account in rows { (account_row(page, account)) } }
        }
        @for provider in page.linkable.iter().filter(|provider| !is_linked(provider.id)) {
            form action=(provider.url) method="POST" {
                (csrf_field(Some(page.csrf_token)))
                (hidden("callbackUrl", page.account_url))
                button.button.neutral type="submit" { ((words.link)(Value::plain(provider.name))) }
            }
        }
    }
}

fn account_row(page: &AccountPage<'_>, account: &AccountRow<'_>) -> Markup {
    let words = page.ways();
    let name = account.name.unwrap_or(account.provider);
    let unlink = html! {
        (hidden("provider", account.provider))
        (hidden("id", account.id))
        button.small.danger type="submit" aria-label=(label(words.unlink_account, name)) { (words.unlink) }
    };
    let known = facts(&[
        Some(html! { ((words.account)(Value::plain(account.id))) }),
        account.name.is_none().then(|| html! { (words.not_offered) }),
    ]);
    row(html! { (name) }, known, page.change("unlink-account", "one", unlink))
}

fn second_factor(page: &AccountPage<'_>, url: &str) -> Markup {
    let words = page.ways();
    let link = |text: Text, label: Text| html! { a.small href=(url) aria-label=(label) { (text) } };
    let (known, link) = match page.second_factor {
        Some((since, codes)) => (
            facts(&[
                Some(dated(words.on_since, since)),
                Some(html! { ((words.codes_left)(Count::new(codes))) }),
            ]),
            link(words.manage, words.manage_second_step),
        ),
        None => (html! { (words.off) }, link(words.set_up, words.set_up_second_step)),
    };
    row(html! { (words.app) }, known, link)
}

/// Renders the sessions.
pub(super) fn sessions(page: &AccountPage<'_>) -> Markup {
    let words = page.words();
    if page.sessions.is_none() && !page.can_end_others {
        return html! {};
    }
    let has_others = page.sessions.is_none_or(|sessions| sessions.len() > 1);
    let others = html! { button.button.neutral type="submit" { (words.sign_out_elsewhere) } };
    let content = html! {
        @match page.sessions {
            Some(sessions) => ul.rows { @for session in sessions { (session_row(page, session)) } },
            None => p.quiet { (words.elsewhere) },
        }
        @if has_others { (page.change("revoke-other-sessions", "one", others)) }
    };
    section("sessions", words.sessions, content)
}

fn session_row(page: &AccountPage<'_>, session: &SessionRow<'_>) -> Markup {
    let words = page.words();
    let device = match (session.browser, session.system) {
        (Some(browser), Some(system)) => {
            (words.browser_on)(Value::plain(browser), Value::plain(system)).to_string()
        }
        (Some(known), None) | (None, Some(known)) => known.to_owned(),
        (None, None) => words.device.to_owned(),
    };
    let known = facts(&[
        session.begun.map(|time| dated(words.signed_in, time)),
        session.last_seen.filter(|_| !session.is_current).map(|time| dated(words.last_seen, time)),
    ]);
    let revoke = html! {
        (hidden("id", session.id))
        button.small type="submit" aria-label=(label(words.sign_out_device, &device)) { (words.sign_out) }
    };
    row(
        html! { (device) @if session.is_current { " " span.tag { (words.this_device) } } },
        known,
        if session.is_current {
            html! {}
        } else {
            page.change("revoke-session", "one", revoke)
        },
    )
}

/// Renders the API keys, if the user has any.
pub(super) fn keys(page: &AccountPage<'_>) -> Markup {
    if page.keys.is_empty() {
        return html! {};
    }
    let content = html! { ul.rows { @for key in page.keys { (key_row(page, key)) } } };
    section("keys", page.words().keys, content)
}

fn key_row(page: &AccountPage<'_>, key: &KeyRow<'_>) -> Markup {
    let words = page.words();
    let name = if key.name.is_empty() { key.id } else { key.name };
    let ends = if key.expires.is_some_and(|end| end <= page.now) { words.expired } else { words.expires };
    let known = facts(&[
        Some(dated(words.made, key.created)),
        key.last_used.map(|time| dated(page.ways().last_used, time)),
        key.expires.map(|time| dated(ends, time)),
    ]);
    let revoke = html! {
        (hidden("id", key.id))
        button.small.danger type="submit" aria-label=(label(words.revoke_key, name)) { (words.revoke) }
    };
    row(html! { (name) }, known, page.change("revoke-key", "one", revoke))
}

/// Renders the export, and the deletion of the account.
pub(super) fn data(page: &AccountPage<'_>) -> Markup {
    let words = page.words();
    let delete = html! {
        p { (words.delete_facts) }
        div.field {
            label for="account-confirm" {
                @match page.user.user.email.as_deref() {
                    Some(email) => ((words.type_address)(Value::strong(email))),
                    None => ((words.type_word)(Value::strong(DELETE))),
                }
            }
            input #account-confirm name="confirm" type="text" required autocomplete="off" autocapitalize="none"
                spellcheck="false";
        }
        button.button.delete type="submit" { (words.delete_account) }
    };
    let download = html! {
        a.small href={ (page.account_url) "/export?from=page" } aria-label=(words.download_data) { (words.download) }
    };
    let content = html! {
        ul.rows { (row(html! { (words.export) }, html! { (words.export_facts) }, download)) }
        details.deletion open[page.notice == Some(AccountNotice::NotConfirmed)] {
            summary { (words.delete) }
            (page.change("delete", "stack", delete))
        }
    };
    section("data", words.data, content)
}
