//! The accounts of a user, and the providers' tokens in them.

use super::{
    Outcome, ensure,
    fixture::{Fixture, access_token, key, same_tokens},
};
use crate::{
    adapter::Adapter,
    contract::{Account, ProviderType, Secret, TokenSet},
};

/// Stores an account of a new user, and returns it with its access token.
async fn stored_account(f: &Fixture) -> Result<(Account, Secret), super::Breach> {
    let account = f.account();
    f.adapter.sign_up(f.new_user(), Some(account.clone().into()), None).await?;
    let expected = access_token(&account.tokens);
    Ok((account, expected))
}

pub(super) async fn of_a_user(f: Fixture) -> Outcome {
    let first = f.account();
    let user = f.adapter.sign_up(f.new_user(), Some(first.clone().into()), None).await?.user.id();
    stored_account(&f).await?;
    let second = Account::new("gitlab", ProviderType::Oidc, f.unique());
    f.adapter.link_account(&user, second.clone().into(), None).await?;
    let mut found = f.adapter.accounts_of(&user).await?;
    found.sort_by(|one, other| one.provider.as_str().cmp(other.provider.as_str()));
    let [github, gitlab] = found.as_slice() else {
        ensure!(false, "all accounts of the user must be listed, and no others");
        return Ok(());
    };
    ensure!(
        key(github) == key(&first) && key(gitlab) == key(&second),
        "the accounts must be listed as stored"
    );
    ensure!(github.user_id.as_ref() == Some(&user), "an account must have the ID of its user");
    ensure!(same_tokens(&github.tokens, &first.tokens), "an account must have the stored tokens");
    ensure!(
        same_tokens(&gitlab.tokens, &TokenSet::default()),
        "an account that was stored without tokens must have none"
    );
    Ok(())
}

pub(super) async fn of_users_without_accounts(f: Fixture) -> Outcome {
    ensure!(f.adapter.accounts_of(&f.unknown_user()).await?.is_empty(), "an unknown user has no accounts");
    let user = f.stored_user().await?.id();
    ensure!(f.adapter.accounts_of(&user).await?.is_empty(), "a user without accounts must have none");
    Ok(())
}

pub(super) async fn replace(f: Fixture) -> Outcome {
    let (account, known) = stored_account(&f).await?;
    let (provider, id) = key(&account);
    let full = f.account().tokens;
    ensure!(
        f.adapter.update_account_tokens(provider, id, &known, &full).await?,
        "the expected access token must replace the tokens"
    );
    let stored = f.adapter.account(provider, id).await?;
    ensure!(stored.is_some_and(|stored| same_tokens(&stored.tokens, &full)), "all tokens must be replaced");

    let only = TokenSet { access_token: Some(f.secret()), ..TokenSet::default() };
    let expected = access_token(&full);
    ensure!(
        f.adapter.update_account_tokens(provider, id, &expected, &only).await?,
        "the new access token must be expected next"
    );
    let stored = f.adapter.account(provider, id).await?;
    ensure!(
        stored.is_some_and(|stored| same_tokens(&stored.tokens, &only)),
        "tokens that are absent from the new set must be removed"
    );
    Ok(())
}

pub(super) async fn expect_the_access_token(f: Fixture) -> Outcome {
    let (account, known) = stored_account(&f).await?;
    let (provider, id) = key(&account);
    let tokens = f.account().tokens;
    for expected in [f.secret(), Secret::new(known.expose().to_uppercase()), Secret::new("")] {
        ensure!(
            !f.adapter.update_account_tokens(provider, id, &expected, &tokens).await?,
            "another access token must replace nothing"
        );
    }
    ensure!(
        !f.adapter.update_account_tokens(&"gitlab".into(), id, &known, &tokens).await?
            && !f.adapter.update_account_tokens(provider, &f.unique(), &known, &tokens).await?,
        "the access token must replace nothing in another account"
    );
    let stored = f.adapter.account(provider, id).await?;
    ensure!(
        stored.is_some_and(|stored| same_tokens(&stored.tokens, &account.tokens)),
        "the stored tokens must stay unchanged"
    );
    Ok(())
}
