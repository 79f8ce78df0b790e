//! The claim `auth_subject`: whose ID the subject of a token is.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::jwt::Jwt;
use crate::contract::model::{StoredId, VerifiedEmail};

/// The owner of the ID in `sub`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenSubject {
    /// The database.
    Store,
    /// The application. The ID says nothing about the users of the database.
    Application,
}

impl Serialize for TokenSubject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Store => "store",
            Self::Application => "application",
        })
    }
}

/// Any value but `store` is the application: an ID that is not known to be the database's is not.
impl<'de> Deserialize<'de> for TokenSubject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        Ok(if value.as_str() == Some("store") { Self::Store } else { Self::Application })
    }
}

/// The user that a token is about, before a callback of the application has changed it.
pub(crate) struct Issued {
    sub: Option<String>,
    subject: Option<TokenSubject>,
    proven: Option<String>,
}

impl<T> Jwt<T> {
    /// Returns the ID of the user in the database; `None` if the token is about a user of the application, or does not
    /// say whose ID `sub` is, because an older version or another service has issued it.
    pub fn stored_id(&self) -> Option<StoredId> {
        let sub = self.sub.as_deref().filter(|_| self.subject == Some(TokenSubject::Store))?;
        Some(StoredId::from_store(sub))
    }

    /// Returns the e-mail address if it was proven when the token was issued.
    pub(crate) fn proven_email(&self) -> Option<&str> {
        self.email.as_deref().filter(|_| self.email_verified == Some(true))
    }

    /// Records the owner of the token's subject: the stored user with this ID, if there is one. The subject of a token
    /// that the application has given another one is its own.
    pub(crate) fn set_subject(&mut self, stored: Option<&StoredId>) {
        let is_stored = stored.is_some_and(|id| self.sub.as_deref() == Some(id.as_str()));
        self.subject = self
            .sub
            .as_ref()
            .map(|_| if is_stored { TokenSubject::Store } else { TokenSubject::Application });
    }

    /// Records that the token's e-mail address is proven if one of the proofs is of this address.
    pub(crate) fn set_proof(&mut self, proofs: &[Option<VerifiedEmail<'_>>]) {
        let is_proven = proofs.iter().flatten().any(|proof| proof.is(self.email.as_deref()));
        self.email_verified = Some(is_proven);
    }

    /// Returns the facts that a callback of the application cannot know for a user that it puts into the token.
    pub(crate) fn issued(&self) -> Issued {
        Issued {
            sub: self.sub.clone(),
            subject: self.subject,
            proven: self.proven_email().map(str::to_owned),
        }
    }

    /// Corrects the claims about the user after a callback of the application has changed the token. Of another subject
    /// the ID is the application's; another e-mail address is not proven.
    pub(crate) fn correct(&mut self, issued: &Issued) {
        if self.sub != issued.sub {
            self.subject = self.sub.as_ref().map(|_| TokenSubject::Application);
        } else {
            self.subject = issued.subject;
        }
        if self.email_verified == Some(true) {
            self.email_verified = Some(self.email.is_some() && self.email == issued.proven);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{EmailAddress, User, model::VerifiedBy};

    fn token(json: &str) -> Jwt {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn only_the_word_makes_an_id_the_stores() {
        assert!(token(r#"{"sub":"1","auth_subject":"store"}"#).stored_id().is_some());
        for other in [r#""application""#, r#""Store""#, "true", "1", "null", "{}", r#"["store"]"#] {
            let json = format!(r#"{{"sub":"1","auth_subject":{other}}}"#);
            assert_eq!(token(&json).stored_id(), None, "{json}");
        }
        assert_eq!(token(r#"{"sub":"1"}"#).stored_id(), None);
        assert_eq!(token(r#"{"auth_subject":"store"}"#).stored_id(), None);
    }

    #[test]
    fn another_subject_is_not_the_stores_and_another_address_is_not_proven() {
        let mut token = Jwt::for_user(&User::new("1").with_email("ada@example.com"), ());
        let id = StoredId::from_store("1");
        token.set_subject(Some(&id));
        let address = EmailAddress::parse("ada@example.com").unwrap();
        token.set_proof(&[Some(VerifiedEmail::new(&address, VerifiedBy::Mail))]);
        assert_eq!((token.stored_id(), token.proven_email()), (Some(id), Some("ada@example.com")));
        let issued = token.issued();
        token.name = Some("Ada".to_owned());
        token.correct(&issued);
        assert!(token.stored_id().is_some() && token.proven_email().is_some());
        token.sub = Some("2".to_owned());
        token.email = Some("boss@example.com".to_owned());
        token.correct(&issued);
        assert_eq!((token.stored_id(), token.proven_email()), (None, None));
    }

    #[test]
    fn the_claims_are_written() {
        let mut token = Jwt::for_user(&User::new("1"), ());
        token.set_subject(None);
        token.set_proof(&[None]);
        assert_eq!(
            serde_json::to_string(&token).unwrap(),
            r#"{"sub":"1","auth_subject":"application","auth_email_verified":false}"#
        );
    }
}
