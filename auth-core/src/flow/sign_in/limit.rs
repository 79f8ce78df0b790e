//! Limits of sign-in attempts: by network at every entrance, and by account.
//!
//! A secret that can be guessed, such as a password, is counted before it is checked, and taken back if it was right. A
//! secret that cannot be guessed, such as the token of a magic link or the signature of a passkey, is counted only if it
//! was wrong, so that strangers cannot keep the owner's out.

use std::time::Duration;

use super::spelling;
#[cfg(any(feature = "email", feature = "password"))]
use crate::contract::StoredId;
#[cfg(feature = "sms")]
use crate::contract::{PhoneNumber, ProviderId};
use crate::{
    adapter::AttemptRule,
    contract::{
        EmailAddress, Identity, KnownUser,
        form::{Field, FormInput},
    },
    flow::{error::AuthError, known_browser, limits::AttemptKey, scope::Scope, types::AppTypes},
};

/// An account, as an attempt names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AccountName {
    /// The name under which attempts are counted, which several spellings share.
    counted: String,
    /// The name by which a browser is known. Two accounts may share a count, but the mark that one of them has earned must
    /// not open a count of its own for the other.
    exact: String,
}

impl AccountName {
    fn new(name: String) -> Self {
        Self { counted: name.clone(), exact: name }
    }

    /// Returns the account that a submitted form names: the provider, and the field with the autocomplete token
    /// `username`, else the first field that is no password. A field with nothing in it is passed over, since the form may
    /// take another name in its place. `None` if all are empty: all attempts with such a form would share one count, by
    /// which one stranger could keep everybody out.
    pub(crate) fn of_form(provider: &str, fields: &[Field], form: &dyn FormInput) -> Option<Self> {
        let is_username = |field: &&Field| {
            let mut tokens = field.autocomplete.unwrap_or_default().split_ascii_whitespace();
            tokens.any(|token| token.eq_ignore_ascii_case("username"))
        };
        let is_text = |field: &&Field| !matches!(field.input_type, "password" | "checkbox" | "hidden");
        let mut names = fields.iter().filter(is_username).chain(fields.iter().filter(is_text));
        let name =
            names.find_map(|field| form.text(field.name).map(str::trim).filter(|name| !name.is_empty()))?;
        let (counted, exact) = (normalized(name), canonical(name));
        Some(Self {
            counted: format!("form:{provider}:{counted}"),
            exact: format!("form:{provider}:{exact}"),
        })
    }

    /// Returns the account of a user that a provider has returned.
    pub(crate) fn of_user(provider: &str, user: &KnownUser) -> Self {
        Self::new(match &user.identity {
            Identity::Stored(id) => format!("stored:{id}"),
            Identity::Application(user) => format!("user:{provider}:{}", user.id),
        })
    }

    /// Returns the account of a stored user.
    #[cfg(any(feature = "email", feature = "password"))]
    pub(crate) fn of_stored(user: &StoredId) -> Self {
        Self::new(format!("stored:{user}"))
    }

    /// Returns the account with an e-mail address.
    #[cfg(any(feature = "email", feature = "passkey"))]
    pub(crate) fn of_address(address: &EmailAddress) -> Self {
        Self::new(format!("email:{address}"))
    }

    /// Returns the account with a phone number.
    #[cfg(feature = "sms")]
    pub(crate) fn of_number(provider: &ProviderId, number: &PhoneNumber) -> Self {
        Self::new(format!("number:{provider}:{number}"))
    }

    /// Returns all messages of a provider: those that are sent, or those that are not, which are counted for the sake of the
    /// same work.
    #[cfg(feature = "sms")]
    pub(crate) fn of_messages(provider: &ProviderId, is_sent: bool) -> Self {
        Self::new(format!("{}:{provider}", if is_sent { "messages" } else { "no-messages" }))
    }

    /// Returns the one code that a browser has requested.
    #[cfg(any(feature = "email", feature = "sms"))]
    pub(crate) fn of_code(nonce: &str) -> Self {
        Self::new(format!("code:{nonce}"))
    }

    /// Returns the account with a passkey.
    #[cfg(feature = "passkey")]
    pub(crate) fn of_passkey(credential_id: &str) -> Self {
        Self::new(format!("passkey:{credential_id}"))
    }
}

/// Returns a name in a spelling that it shares with all others that an application may take for it. An e-mail address is
/// first brought into its canonical form. A name of nothing but marks stays as it is.
fn normalized(name: &str) -> String {
    let name = canonical(name);
    let folded = spelling::folded(&name);
    if folded.is_empty() { name } else { folded }
}

/// Returns a name without white space around it, and an e-mail address in its canonical form.
fn canonical(name: &str) -> String {
    EmailAddress::parse(name).map_or_else(|_| name.trim().to_owned(), |address| address.to_string())
}

/// The purposes for which attempts on an account are counted. A flood at one entrance does not close another.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    /// A secret is checked.
    SignIn,
    /// A magic link is mailed.
    #[cfg(feature = "email")]
    Mail,
    /// A code of a mail or a message is checked.
    #[cfg(any(feature = "email", feature = "sms"))]
    Code,
    /// A message is requested.
    #[cfg(feature = "sms")]
    Message,
    /// A message is requested, counted for a day.
    #[cfg(feature = "sms")]
    DailyMessage,
    /// The response tells if an account exists.
    #[cfg(feature = "passkey")]
    Lookup,
}

impl Purpose {
    const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            #[cfg(feature = "email")]
            Self::Mail => "mail",
            #[cfg(any(feature = "email", feature = "sms"))]
            Self::Code => "code",
            #[cfg(feature = "sms")]
            Self::Message => "message",
            #[cfg(feature = "sms")]
            Self::DailyMessage => "daily message",
            #[cfg(feature = "passkey")]
            Self::Lookup => "lookup",
        }
    }

    /// Returns `true` if something is sent at each attempt. The recipient can sign in again and again, and get as many
    /// marks, so all browsers that are known to an account share a count. It keeps strangers from using it up, as a count of
    /// each browser would.
    const fn is_sent(self) -> bool {
        match self {
            Self::SignIn => false,
            #[cfg(feature = "email")]
            Self::Mail => true,
            #[cfg(any(feature = "email", feature = "sms"))]
            Self::Code => false,
            #[cfg(feature = "sms")]
            Self::Message | Self::DailyMessage => true,
            #[cfg(feature = "passkey")]
            Self::Lookup => false,
        }
    }
}

/// The name that the marks of all browsers have where these share a count. It is shorter than a mark.
const KNOWN: &str = "known";

/// An attempt that was counted. It can be taken back.
#[must_use = "take it back if the attempt was right"]
pub(crate) struct Counted(Option<AttemptKey>);

impl Counted {
    /// Takes back the attempt, because it was right.
    pub(crate) async fn forgive<F: AppTypes>(self, scope: &Scope<'_, F>) {
        let settings = &scope.engine.settings;
        if let Some(key) = &self.0 {
            settings.limits.forgive(settings.store.as_ref(), key, &*settings.clock).await;
        }
    }
}

fn too_many(retry_after: Duration) -> AuthError {
    AuthError::TooManyRequests { retry_after }
}

/// Counts a sign-in attempt of the client's network. Clients with unknown addresses count as one network.
///
/// # Errors
/// Fails if there were too many attempts.
pub(crate) async fn network<F: AppTypes>(scope: &Scope<'_, F>) -> Result<(), AuthError> {
    let settings = &scope.engine.settings;
    let Some(rule) = &settings.limits.networks else { return Ok(()) };
    settings.warn_of_unknown_address(scope.facts.headers, scope.address);
    let key = settings.limits.network_key(scope.address.known());
    settings.limits.count(settings.store.as_ref(), &key, rule, &*settings.clock).await.map_err(too_many)
}

/// Counts a message that a client of a network requests. Clients whose addresses are unknown are not counted: they would
/// share one small number of messages.
///
/// # Errors
/// Fails if there were too many.
#[cfg(feature = "sms")]
pub(crate) async fn messages_of_network<F: AppTypes>(
    scope: &Scope<'_, F>,
    rule: &AttemptRule,
) -> Result<(), AuthError> {
    let settings = &scope.engine.settings;
    let Some(address) = scope.address.known() else { return Ok(()) };
    let key = settings.limits.message_network_key(address);
    settings.limits.count(settings.store.as_ref(), &key, rule, &*settings.clock).await.map_err(too_many)
}

/// Counts a message to a number that a client of a network requests, in a browser that has not signed in by the number: half of
/// the messages that the number may get. So a stranger needs several networks to use up those of its owner.
///
/// # Errors
/// Fails if there were too many.
#[cfg(feature = "sms")]
pub(crate) async fn messages_of_stranger<F: AppTypes>(
    scope: &Scope<'_, F>,
    number: &AccountName,
    rule: &AttemptRule,
) -> Result<(), AuthError> {
    let settings = &scope.engine.settings;
    let Some(address) = scope.address.known() else { return Ok(()) };
    if known_browser::mark(scope, &number.exact).is_some() {
        return Ok(());
    }
    let key = settings.limits.message_key_of_stranger(address, &number.counted);
    let half = AttemptRule { tries: rule.tries.div_ceil(2), ..*rule };
    settings.limits.count(settings.store.as_ref(), &key, &half, &*settings.clock).await.map_err(too_many)
}

/// Returns `true` if the application tells accounts apart: it limits attempts on them, or marks the browsers of their owners.
pub(crate) fn tells_accounts_apart<F: AppTypes>(scope: &Scope<'_, F>) -> bool {
    let limits = &scope.engine.settings.limits;
    limits.accounts.is_some() || limits.marks_browsers
}

/// Counts an attempt on an account by the application's limit for accounts.
///
/// # Errors
/// Fails if there were too many attempts.
pub(crate) async fn account<F: AppTypes>(
    scope: &Scope<'_, F>,
    purpose: Purpose,
    account: &AccountName,
) -> Result<Counted, AuthError> {
    match &scope.engine.settings.limits.accounts {
        Some(rule) => by_rule(scope, purpose, account, rule).await,
        None => Ok(Counted(None)),
    }
}

/// Counts an attempt on an account by a rule.
///
/// # Errors
/// Fails if there were too many attempts.
pub(crate) async fn by_rule<F: AppTypes>(
    scope: &Scope<'_, F>,
    purpose: Purpose,
    account: &AccountName,
    rule: &AttemptRule,
) -> Result<Counted, AuthError> {
    let settings = &scope.engine.settings;
    let mark = known_browser::mark(scope, &account.exact);
    let mark = mark.as_deref().map(|mark| if purpose.is_sent() { KNOWN } else { mark });
    let key = settings.limits.account_key(purpose.name(), &account.counted, mark);
    settings.limits.count(settings.store.as_ref(), &key, rule, &*settings.clock).await.map_err(too_many)?;
    Ok(Counted(Some(key)))
}

/// Counts a wrong answer for an account, and returns the error of the answer, or that there were too many.
#[cfg(any(feature = "email", feature = "passkey"))]
pub(crate) async fn wrong<F: AppTypes>(
    scope: &Scope<'_, F>,
    name: &AccountName,
    error: AuthError,
) -> AuthError {
    match account(scope, Purpose::SignIn, name).await {
        Ok(_) => error,
        Err(too_many) => too_many,
    }
}

/// Marks this browser as one that has signed in to the accounts, so that strangers cannot use up its attempts.
pub(crate) fn remember<F: AppTypes>(scope: &mut Scope<'_, F>, accounts: &[&AccountName]) {
    if scope.engine.settings.limits.marks_browsers {
        let names: Vec<_> = accounts.iter().map(|account| account.exact.as_str()).collect();
        known_browser::add(scope, &names);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [Field; 3] =
        [Field::new("secret", "password"), Field::new("stay", "checkbox"), Field::new("name", "text")];

    #[test]
    fn a_form_names_its_account_in_any_spelling() {
        let name = |name| {
            AccountName::of_form("p", &FIELDS, &[("name", name)].as_slice()).map(|account| account.counted)
        };
        assert_eq!(name("ada").as_deref(), Some("form:p:ada"));
        for other in ["ADA", " ada ", "a\u{a0}da\n", "\u{9}Ada", "ａｄａ", "a\u{301}da", "a\u{200b}da"] {
            assert_eq!(name(other), name("ada"));
        }
        assert_ne!(name("bob"), name("ada"));
        assert_eq!(name(" "), None);
        assert_eq!(name("\u{301}").as_deref(), Some("form:p:\u{301}"));
        assert_eq!(name("ada@example.com"), name("Ａda@EXAMPLE.com "));
        assert_eq!(AccountName::of_form("p", &FIELDS, &[("secret", "x")].as_slice()), None);
    }

    #[test]
    fn the_user_name_is_the_field_that_browsers_take_for_it() {
        let fields = [Field::new("tenant", "text"), Field::new("mail", "email")];
        let form = [("tenant", "acme"), ("mail", "ada@example.com")];
        let name = AccountName::of_form("p", &fields, &form.as_slice()).unwrap();
        assert_eq!(name.counted, "form:p:ada@example.com");
    }

    #[test]
    fn a_field_that_is_left_out_does_not_hide_the_account() {
        let fields =
            [Field::new("mail", "email"), Field::new("phone", "tel"), Field::new("secret", "password")];
        let name =
            |form: &[(&str, &str)]| AccountName::of_form("p", &fields, &form).map(|account| account.counted);
        for form in [
            &[("phone", "+44 1")][..],
            &[("mail", ""), ("phone", "+44 1")],
            &[("mail", " "), ("phone", "+44 1")],
        ] {
            assert_eq!(name(form).as_deref(), Some("form:p:+441"), "{form:?}");
        }
        assert_eq!(name(&[("mail", "\u{a0}"), ("secret", "x")]), None);
    }

    #[test]
    fn a_browser_is_known_by_the_exact_name_alone() {
        let name = |name| AccountName::of_form("p", &FIELDS, &[("name", name)].as_slice()).unwrap();
        assert_eq!(name(" Ada@Example.com").exact, name("ada@example.com").exact);
        assert_eq!(name("ada ").exact, name("ada").exact);
        for other in ["áda", "ADA", "a\u{200b}da"] {
            assert_eq!(name(other).counted, name("ada").counted);
            assert_ne!(name(other).exact, name("ada").exact);
        }
    }
}
