//! `POST /signin/{provider}` for codes by telephone, and `POST /account/add-phone`: sends a code.
//!
//! A number that may not sign in gets the same response, for the same work: a row that no code fits takes the place of the
//! code. Where the response could depend on the number, the message is sent after it.

use super::{Context, step_up};
use crate::{
    adapter::{Adapter, AnyAdapter, AttemptRule},
    contract::{
        Account, AdapterUser, InvalidPhoneNumber, PhoneNumber, ProviderType, Secret, User, VerificationToken,
        VerifiedEmail,
        callback::{
            sign_in::{SignInAttempt, SignInMethod},
            wiring::Subject,
        },
    },
    flow::{
        error::AuthError,
        requested_code::RequestedCode,
        response::Answer,
        session,
        sign_in::{
            Attempt, SignedIn, ask_guards,
            limit::{self, AccountName, Purpose},
        },
        types::AppTypes,
    },
    hex,
    provider::{
        one_time_code::OneTimeCode,
        sms::{self, OwnedMessage, Sms},
    },
    random,
};

/// The possible results of a request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// A code is sent, whatever the number is, so the response may say that it could not be.
    Sent,
    /// A code is sent because the number is known.
    SentSilently,
    /// No code is sent.
    Nothing,
}

/// Sends a code unless a guard refuses. The response does not reveal which numbers are known.
pub(super) async fn start<F: AppTypes>(cx: &mut Context<'_, F>, provider: &Sms) -> Result<Answer, AuthError> {
    limit::network(&cx.scope).await?;
    let number = PhoneNumber::parse(cx.request.body.text("phone").unwrap_or_default())?;
    request(cx, provider, (number, None)).await
}

/// Sends a code to a number, which takes the place of another one if the signed-in user adds it. The caller has counted the
/// request.
pub(super) async fn request<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &Sms,
    (number, replaces): (PhoneNumber, Option<PhoneNumber>),
) -> Result<Answer, AuthError> {
    if !provider.accepts(&number) {
        return Err(InvalidPhoneNumber.into());
    }
    limit::messages_of_network(&cx.scope, &provider.by_network).await?;
    let name = AccountName::of_number(&provider.id, &number);
    limit::messages_of_stranger(&cx.scope, &name, &provider.by_number).await?;
    let _requested = limit::by_rule(&cx.scope, Purpose::Message, &name, &sms::REQUESTS).await?;
    let _today = limit::by_rule(&cx.scope, Purpose::DailyMessage, &name, &provider.by_number).await?;

    let adapter = cx.scope.adapter()?;
    let signed_in = session::signed_in(&cx.scope).await?;
    let owner = adapter.user_by_account(&provider.id, number.as_str()).await?;
    let user = signed_in.as_ref().map(|(user, _)| user.id());
    let is_own = owner.is_some() && owner.as_ref().map(AdapterUser::id) == user;
    if let Some((_, session)) = &signed_in
        && !is_own
        && !session.is_fresh(cx.scope.now)
    {
        // A number is a way in for good, and the session may have been stolen.
        let target = SignedIn::StepUp.target(&mut cx.scope, &cx.callback_url)?;
        return Ok(Answer::Redirect(target));
    }
    if let Some(elsewhere) = ask(cx, provider, &number, owner.as_ref()).await? {
        return Ok(Answer::Redirect(elsewhere));
    }
    let outcome = match (&user, &owner) {
        (Some(_), _) => Outcome::Sent,
        (None, _) if provider.is_registration_open => Outcome::Sent,
        (None, Some(_)) => Outcome::SentSilently,
        (None, None) => Outcome::Nothing,
    };
    let requested =
        RequestedCode::new(&cx.scope, &provider.id, number.as_str(), step_up::is_marked(cx.request))
            .by(user.as_ref())
            .replacing(replaces.as_ref().filter(|_| user.is_some()));
    send(cx, (adapter, provider), (&number, requested), outcome).await?;
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("provider", provider.id.as_str())
        .append_pair("type", "sms")
        .finish();
    Ok(Answer::Redirect(format!("{}?{query}", cx.scope.action_url("verify-request"))))
}

/// Asks the guards, also about a number that nobody has. Returns the URL to which a guard sends the browser.
async fn ask<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &Sms,
    number: &PhoneNumber,
    owner: Option<&AdapterUser>,
) -> Result<Option<String>, AuthError> {
    let subject = match owner {
        Some(owner) => Subject::typed(owner.clone().typed()?),
        None => Subject::new(User::new(random::uuid(&*cx.scope.engine.settings.random))),
    };
    let proven = owner.and_then(AdapterUser::proven_address);
    let stored_proof = proven.as_ref().map(VerifiedEmail::stored);
    let mut account = Account::new(provider.id.clone(), ProviderType::Sms, number.as_str());
    account.user_id = Some(subject.plain().id.clone());
    let method = SignInMethod::CodeRequested(number);
    let attempt: Attempt<'_, F> =
        SignInAttempt { stored_proof, ..SignInAttempt::new(method, &subject, &account) };
    Ok(ask_guards(&mut cx.scope, &attempt).await?.map(|elsewhere| elsewhere.to_string()))
}

/// Stores a code for this browser and sends it.
async fn send<F: AppTypes>(
    cx: &mut Context<'_, F>,
    (adapter, provider): (&AnyAdapter, &Sms),
    (number, requested): (&PhoneNumber, RequestedCode),
    outcome: Outcome,
) -> Result<(), AuthError> {
    let settings = &cx.scope.engine.settings;
    let code = OneTimeCode::mint(provider.length, &*settings.random);
    let identifier = sms::identifier(&provider.id, number);
    let hash = match outcome {
        Outcome::Nothing => Secret::new(hex::encode(&random::bytes::<32>(&*settings.random))),
        _ => settings.sms_codes.hash(&identifier, &requested.nonce, &code),
    };
    adapter.create_verification_token(VerificationToken::new(identifier, hash, requested.expires())).await?;
    let message = OwnedMessage {
        to: number.clone(),
        code: Secret::new(code.expose()),
        expires: requested.expires(),
        host: cx.scope.origin.authority().to_owned(),
        words: *cx.scope.wording().words,
    };
    requested.keep(&mut cx.scope)?;
    let is_sent = outcome != Outcome::Nothing;
    let all = AccountName::of_messages(&provider.id, is_sent);
    let rule = if is_sent { provider.in_all } else { AttemptRule { tries: u32::MAX, ..provider.in_all } };
    let counted = limit::by_rule(&cx.scope, Purpose::DailyMessage, &all, &rule).await;
    if !is_sent {
        return Ok(());
    }
    if let Err(error) = counted {
        tracing::warn!(
            target: "auth",
            help = "messages_used_up",
            provider = provider.id.as_str(),
            "a code was not sent, because the messages of a day are used up: see `Sms::daily_total`"
        );
        return if outcome == Outcome::Sent { Err(error) } else { Ok(()) };
    }
    let channel = provider.channel();
    if outcome == Outcome::Sent {
        return Ok(message.send(&*channel).await?);
    }
    let sent = async move {
        if let Err(error) = message.send(&*channel).await {
            AuthError::from(error).log();
        }
    };
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => drop(runtime.spawn(sent)),
        // Without a runtime nothing can be done after the response.
        Err(_) => sent.await,
    }
    Ok(())
}
