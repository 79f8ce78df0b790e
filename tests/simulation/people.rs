//! The people of a world, and what is theirs. IDs say so: `eve-as-ada` is an account of Eve that claims Ada's address.

/// The names of the people. The last one is the attacker.
pub(crate) const PEOPLE: [&str; 3] = ["ada", "bob", "eve"];
pub(crate) const EVE: usize = 2;

/// The person in front of each browser.
pub(crate) const BROWSERS: [usize; 5] = [0, 0, 1, EVE, EVE];

/// Returns the e-mail address that an account claims.
pub(crate) fn address_of(account: &str) -> String {
    let claimed = account.rsplit_once("-as-").map_or(account, |(_, claimed)| claimed);
    format!("{claimed}@x.test")
}

/// Returns the person to whom an account belongs, whatever it claims.
pub(crate) fn person_of(account: &str) -> Option<usize> {
    let owner = account.split('-').next()?;
    PEOPLE.iter().position(|name| *name == owner)
}

/// Returns the person whose mailbox has the address.
pub(crate) fn owner_of(address: &str) -> Option<usize> {
    PEOPLE.iter().position(|name| address_of(name) == address)
}

/// Returns the name in the profile of an account, which nobody else may see.
pub(crate) fn name_of(account: &str) -> String {
    let owner = person_of(account).map_or("nobody", |person| PEOPLE[person]);
    format!("The secret name of {owner}")
}
