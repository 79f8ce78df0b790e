//! Users whose stored e-mail address is spelled in another way than its canonical form.

use std::borrow::Borrow;

use crate::contract::{AdapterUser, EmailAddress};

/// The spellings of an e-mail address to look for in a database that another program has written.
pub(crate) struct Spellings(EmailAddress);

impl Spellings {
    /// Returns the spellings of an e-mail address; `None` if the string is not one in its canonical form. Such a string
    /// has no other spelling.
    pub(crate) fn of(email: &str) -> Option<Self> {
        EmailAddress::parse(email).ok().filter(|address| address.as_str() == email).map(Self)
    }

    /// Returns the address in lower case with A-labels, and with U-labels.
    #[cfg_attr(
        not(any(feature = "sqlite", feature = "postgres", feature = "mysql")),
        allow(dead_code, reason = "for databases in SQL")
    )]
    pub(crate) fn in_lower_case(&self) -> [String; 2] {
        [self.0.to_string(), self.0.to_unicode()]
    }

    /// Returns the only user who has this e-mail address. Of several users it returns none, because it is not known
    /// which of them owns the mailbox.
    pub(crate) fn only<U: Borrow<AdapterUser>>(&self, users: impl IntoIterator<Item = U>) -> Option<U> {
        let mut found =
            users.into_iter().filter(|user| self.0.is_spelled(user.borrow().user.email.as_deref()));
        let first = found.next();
        first.filter(|_| found.next().is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::User;

    fn only(email: &str, stored: &[&str]) -> Option<String> {
        let user =
            |(id, email): (usize, &&str)| AdapterUser::new(User::new(id.to_string()).with_email(*email));
        let users: Vec<_> = stored.iter().enumerate().map(user).collect();
        Spellings::of(email)?.only(users).map(|user| user.user.id.to_string())
    }

    #[test]
    fn a_user_is_found_by_any_spelling_of_the_address() {
        assert_eq!(only("ada@example.com", &["eve@example.com", " Ada@Example.COM"]).as_deref(), Some("1"));
        assert_eq!(only("ada@example.com", &["ada@example.com.evil.example", ""]), None);
        assert_eq!(only("Ada@example.com", &["Ada@example.com"]), None);
        assert_eq!(only("", &[""]), None);
    }

    #[test]
    fn the_kelvin_sign_is_not_a_k() {
        assert_eq!(only("kim@example.com", &["\u{212a}im@example.com"]), None);
    }

    #[test]
    fn two_users_with_one_mailbox_are_not_told_apart() {
        assert_eq!(only("ada@example.com", &["ADA@example.com", "Ada@example.com"]), None);
    }
}
