//! The built-in mails that tell a user about a change of the ways to sign in.

use super::{AccountMail, AccountMailKind};
use crate::page::{Count, Sentence, Text, Value, WithValue};

/// Returns the subject, and the paragraphs: what has happened, and what to do about it; `None` for other mails.
pub(super) fn notice(mail: &AccountMail<'_>) -> Option<(WithValue, [String; 3])> {
    use AccountMailKind as Kind;
    let (words, of_address) = (&mail.words.account_mail, &mail.words.address);
    let provider = || Value::plain(mail.provider.unwrap_or_default());
    let told = |subject: WithValue, text: Text| (subject, Sentence::from(text).to_string());
    let (subject, text) = match mail.kind {
        Kind::PasskeyAdded => told(words.passkey_added_subject, words.passkey_added),
        Kind::PasskeyRemoved => told(words.passkey_removed_subject, words.passkey_removed),
        Kind::AccountLinked => (words.linked_subject, (words.linked)(provider()).to_string()),
        Kind::AccountUnlinked => (words.unlinked_subject, (words.unlinked)(provider()).to_string()),
        Kind::NumberAdded => told(words.number_added_subject, words.number_added),
        Kind::NumberChanged => told(words.number_changed_subject, words.number_changed),
        Kind::NumberRemoved => told(words.number_removed_subject, words.number_removed),
        Kind::SecondFactorSetUp => told(words.second_factor_on_subject, words.second_factor_on),
        Kind::SecondFactorRemoved => told(words.second_factor_off_subject, words.second_factor_off),
        Kind::NewRecoveryCodes => told(words.new_codes_subject, words.new_codes),
        Kind::RecoveryCodeUsed { left } => {
            let left = (mail.words.totp.codes_left)(Count::new(left));
            (words.code_used_subject, format!("{} {left}", words.code_used))
        }
        Kind::WrongCodes => told(words.wrong_codes_subject, words.wrong_codes),
        Kind::AccountDeleted => told(words.deleted_subject, words.deleted),
        _ => return None,
    };
    let remedy =
        if mail.kind == Kind::AccountDeleted { of_address.not_changed } else { of_address.not_requested };
    Some((subject, [text, of_address.nothing_to_do.to_owned(), remedy.to_owned()]))
}
