//! The sections of the account page.

use maud::{Markup, html};

use super::{AccountPage, AccountRow, KeyRow, PasskeyRow, SessionRow, date};
use crate::{contract::UnixTime, page::layout::csrf_field};

/// Renders a section with its heading.
fn section(id: &str, title: &str, content: Markup) -> Markup {
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
    let parts: Vec<&Markup> = parts.iter().flatten().collect();
    html! {
        @for (index, part) in parts.iter().enumerate() {
            @if index > 0 { " · " }
            (part)
        }
    }
}

fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// Renders the name and the picture.
pub(super) fn profile(page: &AccountPage<'_>) -> Markup {
    let user = &page.user.user;
    let form = html! {
        div.field {
            label for="account-name" { "Name" }
            input #account-name name="name" type="text" value=[user.name.as_deref()] autocomplete="name" maxlength="200";
        }
        div.field {
            label for="account-image" { "Picture" }
            input #account-image name="image" type="url" value=[user.image.as_deref()] placeholder="https://"
                autocomplete="photo" maxlength="2048" aria-describedby="account-image-hint";
            p.hint #account-image-hint { "The address of an image on the web." }
        }
        button.button.primary type="submit" { "Save" }
    };
    section("profile", "Profile", page.change("profile", "stack", form))
}

/// Renders the ways in: passkeys, linked accounts and the second factor.
pub(super) fn ways(page: &AccountPage<'_>) -> Markup {
    let has_passkeys = page.passkey.is_some() || !page.passkeys.is_empty();
    let has_accounts = !page.linkable.is_empty() || !page.accounts.is_empty();
    if !has_passkeys && !has_accounts && page.totp_url.is_none() {
        return html! {};
    }
    let content = html! {
        @if !page.is_fresh && (has_passkeys || has_accounts) {
            p.hint {
                "Before you change how you sign in, we ask you to confirm that it is you. "
                a.site href=(page.step_up_url) { "Confirm now" }
            }
        }
        @if has_passkeys { (passkeys(page)) }
        @if has_accounts { (accounts(page)) }
        @if let Some(url) = page.totp_url {
            h3 { "Two-step verification" }
            ul.rows { (second_factor(page, url)) }
        }
    };
    section("sign-in", "How you sign in", content)
}

fn passkeys(page: &AccountPage<'_>) -> Markup {
    let passkeys = page.passkeys;
    html! {
        h3 { "Passkeys" }
        @if passkeys.is_empty() {
            p.quiet { "You have no passkey yet. With one, you sign in by your fingerprint, your face or your PIN." }
        } @else {
            ul.rows { @for passkey in passkeys { (passkey_row(page, passkey)) } }
        }
        @if let Some(form) = page.passkey {
            form action=(form.callback_url) method="POST" data-webauthn-options=(form.options_path)
                data-action="register" {
                (csrf_field(Some(page.csrf_token)))
                (hidden("callbackUrl", page.account_url))
                button.button.neutral type="submit" { "Add a passkey" }
            }
        }
    }
}

fn passkey_row(page: &AccountPage<'_>, passkey: &PasskeyRow<'_>) -> Markup {
    let name = passkey.name.unwrap_or("Passkey");
    let input = format!("name-{}", passkey.id);
    let known = facts(&[
        passkey.created.map(|time| html! { "added " (date(time)) }),
        passkey.last_used.map(|time| html! { "last used " (date(time)) }),
        passkey.is_synced.then(|| html! { "synced" }),
    ]);
    let rename = html! {
        (hidden("id", passkey.id))
        div.field {
            label for=(input) { "Name" }
            input id=(input) name="name" type="text" value=[passkey.name] autocomplete="off" maxlength="100";
        }
        button.small type="submit" { "Save" }
    };
    let remove = html! {
        (hidden("id", passkey.id))
        button.small.danger type="submit" aria-label={ "Remove the passkey " (name) } { "Remove" }
    };
    html! {
        li.row {
            div.what { p { (name) } p.quiet { (known) } }
            div.actions { (page.change("remove-passkey", "one", remove)) }
            details {
                summary aria-label={ "Rename the passkey " (name) } { "Rename" }
                (page.change("rename-passkey", "inline", rename))
            }
        }
    }
}

fn accounts(page: &AccountPage<'_>) -> Markup {
    let accounts = page.accounts;
    let is_linked = |id: &str| accounts.iter().any(|account| account.provider == id);
    html! {
        h3 { "Linked accounts" }
        @if accounts.is_empty() {
            p.quiet { "No account is linked." }
        } @else {
            ul.rows { @for account in accounts { (account_row(page, account)) } }
        }
        @for provider in page.linkable.iter().filter(|provider| !is_linked(provider.id)) {
            form action=(provider.url) method="POST" {
                (csrf_field(Some(page.csrf_token)))
                (hidden("callbackUrl", page.account_url))
                button.button.neutral type="submit" { "Link " (provider.name) }
            }
        }
    }
}

fn account_row(page: &AccountPage<'_>, account: &AccountRow<'_>) -> Markup {
    let name = account.name.unwrap_or(account.provider);
    let unlink = html! {
        (hidden("provider", account.provider))
        (hidden("id", account.id))
        button.small.danger type="submit" aria-label={ "Unlink the account at " (name) } { "Unlink" }
    };
    row(
        html! { (name) },
        facts(&[
            Some(html! { "account " (account.id) }),
            account.name.is_none().then(|| html! { "no longer offered here" }),
        ]),
        page.change("unlink-account", "one", unlink),
    )
}

fn second_factor(page: &AccountPage<'_>, url: &str) -> Markup {
    match page.second_factor {
        Some((since, codes)) => row(
            html! { "Authenticator app" },
            facts(&[
                Some(html! { "on since " (date(since)) }),
                Some(match codes {
                    0 => html! { "no recovery codes left" },
                    1 => html! { "1 recovery code left" },
                    codes => html! { (codes) " recovery codes left" },
                }),
            ]),
            html! { a.small href=(url) aria-label="Manage two-step verification" { "Manage" } },
        ),
        None => row(
            html! { "Authenticator app" },
            html! { "off" },
            html! { a.small href=(url) aria-label="Set up two-step verification" { "Set up" } },
        ),
    }
}

/// Renders the sessions.
pub(super) fn sessions(page: &AccountPage<'_>) -> Markup {
    let sessions = page.sessions;
    if sessions.is_none() && !page.can_end_others {
        return html! {};
    }
    let has_others = sessions.is_none_or(|sessions| sessions.len() > 1);
    let others = html! { button.button.neutral type="submit" { "Sign out everywhere else" } };
    let content = html! {
        @match sessions {
            Some(sessions) => ul.rows { @for session in sessions { (session_row(page, session)) } },
            None => p.quiet { "You may be signed in on other devices, too." },
        }
        @if has_others { (page.change("revoke-other-sessions", "one", others)) }
    };
    section("sessions", "Where you are signed in", content)
}

fn session_row(page: &AccountPage<'_>, session: &SessionRow<'_>) -> Markup {
    let device = session.device.as_deref().unwrap_or("Unknown device");
    let is_current = session.is_current;
    let seen = |time: UnixTime| html! { "last seen " (date(time)) };
    let known = facts(&[
        session.begun.map(|time| html! { "signed in " (date(time)) }),
        session.last_seen.filter(|_| !is_current).map(seen),
    ]);
    let revoke = html! {
        (hidden("id", session.id))
        button.small type="submit" aria-label={ "Sign out " (device) } { "Sign out" }
    };
    row(
        html! { (device) @if is_current { " " span.tag { "This device" } } },
        known,
        if is_current {
            html! {}
        } else {
            page.change("revoke-session", "one", revoke)
        },
    )
}

/// Renders the API keys, if the application has any.
pub(super) fn keys(page: &AccountPage<'_>) -> Markup {
    if page.keys.is_empty() {
        return html! {};
    }
    let content = html! { ul.rows { @for key in page.keys { (key_row(page, key)) } } };
    section("keys", "API keys", content)
}

fn key_row(page: &AccountPage<'_>, key: &KeyRow<'_>) -> Markup {
    let name = if key.name.is_empty() { key.id } else { key.name };
    let is_over = key.expires.is_some_and(|end| end <= page.now);
    let ends = |time: UnixTime| html! { @if is_over { "expired " } @else { "expires " } (date(time)) };
    let known = facts(&[
        Some(html! { "made " (date(key.created)) }),
        key.last_used.map(|time| html! { "last used " (date(time)) }),
        key.expires.map(ends),
    ]);
    let revoke = html! {
        (hidden("id", key.id))
        button.small.danger type="submit" aria-label={ "Revoke the key " (name) } { "Revoke" }
    };
    row(html! { (name) }, known, page.change("revoke-key", "one", revoke))
}

/// Renders the export, and the deletion of the account.
pub(super) fn data(page: &AccountPage<'_>) -> Markup {
    let email = page.user.user.email.as_deref();
    let delete = html! {
        p {
            "Your account, with all sessions, passkeys and linked accounts, is deleted at once. This cannot be undone."
        }
        div.field {
            label for="account-confirm" {
                @match email {
                    Some(email) => { "To confirm, type your e-mail address: " strong { (email) } },
                    None => { "To confirm, type the word " strong { "DELETE" } },
                }
            }
            input #account-confirm name="confirm" type="text" required autocomplete="off" autocapitalize="none"
                spellcheck="false";
        }
        button.button.delete type="submit" { "Delete my account" }
    };
    let content = html! {
        ul.rows {
            (row(
                html! { "Export" },
                html! { "What this site has stored about you, as a file" },
                html! {
                    a.small href={ (page.account_url) "/export?from=page" } aria-label="Download your data" { "Download" }
                },
            ))
        }
        details.deletion open[page.notice == Some(super::AccountNotice::NotConfirmed)] {
            summary { "Delete the account" }
            (page.change("delete", "stack", delete))
        }
    };
    section("data", "Your data", content)
}
