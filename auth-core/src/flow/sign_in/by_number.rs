//! Sign-in by a code that was sent to a phone: the number is an account.

use super::{
    SignedIn,
    by_account::{self, ProvenAccount},
    limit::{self, AccountName, Purpose},
};
use crate::{
    adapter::Adapter,
    contract::{
        Account, AdapterUser, ProviderType, User,
        assurance::{AuthMethod, Proofs},
        callback::sign_in::SignInMethod,
    },
    flow::{
        error::AuthError,
        requested_code::{self, RequestedCode},
        scope::Scope,
        session,
        types::AppTypes,
    },
    provider::{
        one_time_code::{self, OneTimeCode},
        sms::{self, Sms},
    },
    random,
};

/// Signs in the owner of a number who has entered the code in the browser that has requested it, or links the number to the
/// signed-in user, or signs up a user. A try is counted for this code and for the number before the code is checked. The code
/// is spent by the first right try, even if a guard refuses.
///
/// # Errors
/// Fails with [`AuthError::WrongSentCode`], or as a sign-in by an account does.
pub(crate) async fn sign_in<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    provider: &Sms,
    requested: &RequestedCode,
    code: &OneTimeCode,
) -> Result<SignedIn, AuthError> {
    limit::network(scope).await?;
    let number = requested.number().ok_or(AuthError::WrongSentCode)?;
    let this_code = AccountName::of_code(&requested.nonce);
    if limit::by_rule(scope, Purpose::Code, &this_code, &one_time_code::TRIES).await.is_err() {
        requested_code::forget(scope);
        return Err(AuthError::WrongSentCode);
    }
    let name = AccountName::of_number(&provider.id, &number);
    let counted = limit::account(scope, Purpose::SignIn, &name).await?;
    let user = session::signed_in_user(scope).await?;
    if !requested.is_by(user.as_ref().map(AdapterUser::id).as_ref()) {
        return Err(AuthError::WrongSentCode);
    }
    let adapter = scope.adapter()?;
    let identifier = sms::identifier(&provider.id, &number);
    let hash = scope.engine.settings.sms_codes.hash(&identifier, &requested.nonce, code);
    let spent = adapter.use_verification_token(&identifier, &hash).await?;
    if spent.is_none_or(|spent| spent.expires < scope.now) {
        return Err(AuthError::WrongSentCode);
    }
    counted.forgive(scope).await;
    requested_code::forget(scope);

    let is_known = adapter.user_by_account(&provider.id, number.as_str()).await?.is_some();
    let is_linking = !is_known && requested.is_by_user();
    let may_sign_up = provider.is_registration_open && !requested.is_by_user();
    if !is_known && !is_linking && !may_sign_up {
        return Err(AuthError::WrongSentCode);
    }
    let method = match (is_known, is_linking) {
        (true, _) => SignInMethod::CodeEntered(&number),
        (false, true) => SignInMethod::NumberAdded(&number),
        (false, false) => SignInMethod::NumberRegistration(&number),
    };
    let mut proofs = Proofs::default();
    proofs.prove(AuthMethod::Sms, scope.now);
    let account = ProvenAccount {
        user: User::new(random::uuid(&*scope.engine.settings.random)),
        link: Account::new(provider.id.clone(), ProviderType::Sms, number.as_str()).into(),
        method,
        proof: None,
        proofs,
        link_by_email: false,
        begun: Some(requested.begun()),
        replaces: requested.replaced().filter(|_| is_linking).map(str::to_owned),
        may_sign_up,
    };
    let signed_in = by_account::sign_in(scope, account, None).await?;
    if signed_in.is_accepted() {
        limit::remember(scope, &[&name]);
    }
    Ok(signed_in)
}
