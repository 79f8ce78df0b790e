//! A sign-up: a link by mail proves the address, then the application takes its form, and the user is created.

mod create;
mod error;
#[cfg(feature = "password")]
mod password;
#[cfg(not(feature = "password"))]
#[path = "no_password.rs"]
mod password;

pub use self::error::SignUpError;
pub(crate) use self::password::least_password;
use super::{
    account_mail::{
        Outcome,
        link::{self, Bound, KeptLink},
        options, send, sender, url,
    },
    error::AuthError,
    scope::Scope,
    sign_in::{
        Attempt, SignedIn, ask_guards,
        limit::{self, AccountName, Purpose},
    },
    sign_up_form::{Registered, SignUpForm},
    types::{AppTypes, ColumnsOf},
};
use crate::{
    adapter::Adapter,
    contract::{
        Account, EmailAddress, ProviderType, User, VerifiedBy, VerifiedEmail,
        callback::{
            sign_in::{SignInAttempt, SignInMethod},
            sign_up::{SignUpCall, SignUpRefused},
            wiring::Subject,
        },
        form::{Field, FormInput},
    },
    provider::email::{AccountMailKind, LinkPurpose, LinkToken},
    random,
};

/// Returns the application's form.
///
/// # Errors
/// Fails if the application has none.
pub(crate) fn form<'r, F: AppTypes>(scope: &Scope<'r, F>) -> Result<&'r SignUpForm<F::State>, AuthError> {
    scope.engine.sign_up.as_ref().ok_or(AuthError::UnknownAction)
}

fn bound<'a>(address: &'a EmailAddress, facts: &'a [&'a str]) -> Bound<'a> {
    Bound { purpose: LinkPurpose::SignUp, subject: address.as_str(), facts }
}

/// Returns the user who would be created. A guard gets this user also if another one has the address, so that its decision
/// does not tell.
fn new_user<F: AppTypes>(
    scope: &Scope<'_, F>,
    address: &EmailAddress,
) -> Result<(Subject<ColumnsOf<F>>, Account), AuthError> {
    let id = random::uuid(&*scope.engine.settings.random);
    let subject = Subject::new(User::new(id).with_email(address.as_str()));
    let mut account = Account::new(sender(scope)?.id.clone(), ProviderType::Email, address.as_str());
    account.user_id = Some(subject.plain().id.clone());
    Ok((subject, account))
}

/// Mails a link to an address, or a notice if a user has it. The response is the same, and so is the work.
///
/// # Errors
/// Fails if there were too many mails, a guard refuses, or the database or the mail server fails.
pub(crate) async fn request<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    address: &EmailAddress,
) -> Result<Outcome<()>, AuthError> {
    form(scope)?;
    let max_age = options(scope)?.max_age;
    limit::network(scope).await?;
    if let Some(rule) = &sender(scope)?.requests {
        let _mailed = limit::by_rule(scope, Purpose::Mail, &AccountName::of_address(address), rule).await?;
    }
    let (subject, account) = new_user(scope, address)?;
    let attempt: Attempt<'_, F> =
        SignInAttempt::new(SignInMethod::LinkRequested(address.as_str()), &subject, &account);
    if let Some(elsewhere) = ask_guards(scope, &attempt).await? {
        return Ok(Outcome::Redirected(elsewhere));
    }
    let owner = scope.adapter()?.user_by_email(address.as_str()).await?;
    let facts = [address.as_str()];
    let (token, expires) = link::make(scope, bound(address, &facts), max_age).await?;
    let url = url(scope, "signup/finish", &[("token", token.expose()), ("email", address.as_str())]);
    match owner {
        None => send(scope, AccountMailKind::SignUp, address, Some((&url, expires))).await?,
        Some(_) => send(scope, AccountMailKind::AccountExists, address, None).await?,
    }
    Ok(Outcome::Done(()))
}

/// Looks for a link without spending it.
///
/// # Errors
/// Returns [`AuthError::Verification`] if the link does not work, or a user has the address by now, and
/// [`AuthError::TooManyRequests`] after too many that do not work.
async fn open<F: AppTypes>(
    scope: &Scope<'_, F>,
    address: &EmailAddress,
    token: &LinkToken,
) -> Result<KeptLink, AuthError> {
    form(scope)?;
    options(scope)?;
    let owner = scope.adapter()?.user_by_email(address.as_str()).await?;
    let facts = [address.as_str()];
    let link = link::find(scope, bound(address, &facts), token).await?;
    match (owner, link) {
        (None, Some(link)) => Ok(link),
        _ => Err(limit::wrong(scope, &AccountName::of_address(address), AuthError::Verification).await),
    }
}

/// Looks for a link that a browser opens, and counts the request.
///
/// # Errors
/// As [`open`].
pub(crate) async fn visit<F: AppTypes>(
    scope: &Scope<'_, F>,
    address: &EmailAddress,
    token: &LinkToken,
) -> Result<(), AuthError> {
    limit::network(scope).await?;
    open(scope, address, token).await.map(drop)
}

/// Takes the application's form, spends the link, and creates and signs in the user.
///
/// The link is spent before a guard or the application is asked, so that of several forms at the same time one creates a user.
/// If the application refuses the form, or something fails before the user is created, the link works again. If a guard
/// refuses, it does not.
///
/// # Errors
/// Returns [`AuthError::Verification`] if the link does not work, or a user has the address by now.
pub(crate) async fn finish<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    (address, token): (&EmailAddress, &LinkToken),
    input: &(dyn FormInput + Sync),
) -> Result<SignedIn, SignUpError> {
    limit::network(scope).await?;
    let link = open(scope, address, token).await?;
    let form = form(scope)?;
    if let Err(error) = form.check(input) {
        tracing::debug!(target: "auth", %error, "the sign-up form could not be parsed");
        return Err(SignUpError::Field(error.field()));
    }
    // PostgreSQL cannot store it, and no name has it.
    let has_nul = |field: &&Field| input.text(field.name).is_some_and(|text| text.contains('\0'));
    if let Some(field) = form.fields.iter().find(has_nul) {
        return Err(SignUpError::Field(field.name));
    }
    let password = password::chosen(scope, (form.fields, input), address).await?;
    super::session::step_up::check_owner(scope, None)?;
    let spent = link.spend_for_now(scope).await?;
    let email = VerifiedEmail::new(address, VerifiedBy::Mail);
    let (subject, account) = new_user(scope, address)?;
    let attempt: Attempt<'_, F> = SignInAttempt {
        proof: Some(email),
        ..SignInAttempt::new(SignInMethod::LinkOpened(email), &subject, &account)
    };
    match ask_guards(scope, &attempt).await {
        Ok(None) => {}
        Ok(Some(elsewhere)) => return Ok(SignedIn::Redirected(elsewhere)),
        Err(AuthError::AccessDenied) => return Err(AuthError::AccessDenied.into()),
        Err(undecided) => {
            spent.restore(scope).await;
            return Err(undecided.into());
        }
    }
    let call = SignUpCall { state: scope.state(), facts: scope.facts, email };
    let created = match form.register(call, input).await {
        Ok(registered) => create::create(scope, subject.plain(), registered, password).await,
        Err(error) => Err(match error.downcast::<SignUpRefused>() {
            Ok(refused) => SignUpError::Refused(*refused),
            Err(error) => AuthError::callback("sign_up", error).into(),
        }),
    };
    match created {
        Ok(user) => Ok(create::sign_in(scope, user, (account, email)).await?),
        Err(failure) => {
            if !matches!(failure, SignUpError::Auth(AuthError::Verification)) {
                spent.restore(scope).await;
            }
            Err(failure)
        }
    }
}
