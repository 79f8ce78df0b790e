//! The claims about the user and the session of a token that callbacks of the application do not change: the owner of the
//! ID in `sub` (`auth_subject`), the owner of the session (`auth_user`) and the proof of the address.

use super::{jwt::Jwt, subject::TokenSubject};
use crate::contract::{
    UnixTime,
    assurance::Proofs,
    model::{StoredId, VerifiedEmail},
};

/// The facts of a session that no callback of the application changes, and the user before one has changed the token.
pub(crate) struct Issued {
    sub: Option<String>,
    subject: Option<TokenSubject>,
    email: Option<String>,
    email_verified: Option<bool>,
    owner: Option<StoredId>,
    iat: Option<UnixTime>,
    exp: Option<UnixTime>,
    auth_time: Option<UnixTime>,
    proofs: Option<Proofs>,
    until: Option<UnixTime>,
    transient: Option<bool>,
    epoch: Option<u64>,
    sid: Option<String>,
    provider_session: Option<String>,
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

    /// Returns the user of the database whose session this is, even if the application has given the token another
    /// subject. What ends the sessions of the user ends this one.
    pub(crate) fn session_owner(&self) -> Option<StoredId> {
        self.owner.as_deref().map(StoredId::from_store).or_else(|| self.stored_id())
    }

    /// Records the owner of the token's subject: the stored user with this ID, if there is one. The subject of a token
    /// that the application has given another one is its own.
    pub(crate) fn set_subject(&mut self, stored: Option<&StoredId>) {
        let is_stored = stored.is_some_and(|id| self.sub.as_deref() == Some(id.as_str()));
        let subject = if is_stored { TokenSubject::Store } else { TokenSubject::Application };
        self.subject = self.sub.as_ref().map(|_| subject);
        self.owner = stored.filter(|_| !is_stored).map(|id| id.as_str().to_owned());
    }

    /// Records which address is proven: `true` if one of the proofs is of the token's address, `false` if none is of the
    /// user's, which is then not proven. Nothing is recorded if only the token's address is not.
    pub(crate) fn set_proof(&mut self, proofs: &[Option<VerifiedEmail<'_>>], of_user: Option<&str>) {
        let is_proven = |address: Option<&str>| proofs.iter().flatten().any(|proof| proof.is(address));
        self.email_verified = match (is_proven(of_user), is_proven(self.email.as_deref())) {
            (false, _) => Some(false),
            (true, true) => Some(true),
            (true, false) => None,
        };
    }

    /// Returns the facts that a callback of the application does not change.
    pub(crate) fn issued(&self) -> Issued {
        Issued {
            sub: self.sub.clone(),
            subject: self.subject,
            email: self.email.clone(),
            email_verified: self.email_verified,
            owner: self.session_owner(),
            iat: self.iat,
            exp: self.exp,
            auth_time: self.auth_time,
            proofs: self.proofs,
            until: self.until,
            transient: self.transient,
            epoch: self.epoch,
            sid: self.sid.clone(),
            provider_session: self.provider_session.clone(),
        }
    }

    /// Corrects the claims after a callback of the application has changed or replaced the token. Of another subject the
    /// ID is the application's, and nothing is proven; another e-mail address is not proven. The session stays the same.
    pub(crate) fn correct(&mut self, issued: Issued) {
        let is_same = self.sub == issued.sub;
        let other = self.sub.as_ref().map(|_| TokenSubject::Application);
        self.subject = if is_same { issued.subject } else { other };
        let is_stored = self.subject == Some(TokenSubject::Store);
        self.owner = issued.owner.filter(|_| !is_stored).map(|id| id.as_str().to_owned());
        let is_changed = self.email.is_none() || self.email != issued.email;
        self.email_verified = issued.email_verified.filter(|proven| !(*proven && is_changed));
        self.iat = issued.iat;
        self.exp = issued.exp;
        self.auth_time = issued.auth_time;
        self.proofs = issued.proofs.filter(|_| is_same);
        self.until = issued.until;
        self.transient = issued.transient;
        self.epoch = issued.epoch;
        self.sid = issued.sid;
        self.provider_session = issued.provider_session;
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
        let proof = Some(VerifiedEmail::new(&address, VerifiedBy::Mail));
        token.set_proof(&[proof], Some("ada@example.com"));
        assert_eq!((token.stored_id(), token.proven_email()), (Some(id), Some("ada@example.com")));
        let issued = token.issued();
        token.name = Some("Ada".to_owned());
        token.correct(issued);
        let issued = token.issued();
        assert!(token.stored_id().is_some() && token.proven_email().is_some());
        token.sub = Some("2".to_owned());
        token.email = Some("boss@example.com".to_owned());
        token.correct(issued);
        assert_eq!((token.stored_id(), token.proven_email()), (None, None));
        assert_eq!(token.session_owner(), Some(StoredId::from_store("1")), "the session is still Ada's");
    }

    #[test]
    fn a_callback_that_replaces_the_token_does_not_replace_the_session() {
        let mut token = Jwt::for_user(&User::new("1"), ());
        token.set_subject(Some(&StoredId::from_store("1")));
        token.set_proof(&[None], None);
        token.auth_time = Some(UnixTime::from_secs(1));
        token.until = Some(UnixTime::from_secs(2));
        token.transient = Some(true);
        token.epoch = Some(3);
        token.sid = Some("sid".to_owned());
        token.provider_session = Some("session".to_owned());
        let before = serde_json::to_value(&token).unwrap();
        let issued = token.issued();
        token = Jwt::for_user(&User::new("1"), ());
        token.correct(issued);
        assert_eq!(serde_json::to_value(&token).unwrap(), before);
    }

    #[test]
    fn the_address_of_the_user_decides_whether_a_proof_is_missing() {
        let address = EmailAddress::parse("ada@example.com").unwrap();
        let proof = Some(VerifiedEmail::new(&address, VerifiedBy::Mail));
        let recorded = |in_token: Option<&str>, of_user: Option<&str>| {
            let mut token = Jwt::for_user(&User::new("1"), ());
            token.email = in_token.map(str::to_owned);
            token.set_proof(&[proof, None], of_user);
            token.email_verified
        };
        let (proven, other) = (Some("ada@example.com"), Some("eve@example.com"));
        assert_eq!(recorded(proven, proven), Some(true));
        assert_eq!(recorded(other, proven), None, "the token shows another address");
        assert_eq!(recorded(None, proven), None);
        assert_eq!(recorded(proven, other), Some(false), "the user's address is not proven");
        assert_eq!(recorded(None, None), Some(false));
    }

    #[test]
    fn the_claims_are_written() {
        let mut token = Jwt::for_user(&User::new("1"), ());
        token.set_subject(None);
        token.set_proof(&[None], None);
        assert_eq!(
            serde_json::to_string(&token).unwrap(),
            r#"{"sub":"1","auth_subject":"application","auth_email_verified":false}"#
        );
    }
}
