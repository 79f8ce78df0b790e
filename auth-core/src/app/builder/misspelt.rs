//! Variables of the environment that nothing reads, because they are misspelt or have the name of an earlier version of
//! Auth.js.

/// The variables that the library reads.
const KNOWN: [&str; 9] = [
    "AUTH_SECRET",
    "AUTH_SECRET_1",
    "AUTH_SECRET_2",
    "AUTH_SECRET_3",
    "AUTH_URL",
    "AUTH_TRUST_HOST",
    "AUTH_REDIRECT_PROXY_URL",
    "AUTH_EMAIL_SERVER",
    "AUTH_EMAIL_FROM",
];

/// The prefix of the names in Auth.js before version 5.
const EARLIER: &str = "NEXT";

/// Warns of variables of the process that were probably meant for the library, and that it does not read. A variable that
/// the code makes needless (`is_needless`) was not meant.
pub(super) fn warn(is_needless: &dyn Fn(&str) -> bool) {
    let set = std::env::vars_os().filter(|(_, value)| !value.is_empty());
    let names = set.filter_map(|(name, _)| name.into_string().ok()).filter(|name| is_candidate(name));
    for (name, meant) in unread(&names.collect::<Vec<_>>(), is_needless) {
        tracing::warn!(
            target: "auth",
            help = "unread_variable",
            "the variable {name} is set, and nothing reads it: it was probably meant to be {meant}"
        );
    }
}

fn is_candidate(name: &str) -> bool {
    name.contains("AUTH")
}

/// Returns each variable that nothing reads, with the one that was probably meant.
fn unread<'n>(names: &'n [String], is_needless: &dyn Fn(&str) -> bool) -> Vec<(&'n str, &'static str)> {
    let is_set = |known: &str| names.iter().any(|name| name == known);
    let meant = |name: &str| {
        let earlier = name.strip_prefix(EARLIER);
        KNOWN
            .into_iter()
            .filter(|known| !is_set(known) && !is_needless(known))
            .find(|known| earlier == Some(known) || (earlier.is_none() && is_one_mistake_from(name, known)))
    };
    names
        .iter()
        .filter(|name| !KNOWN.contains(&name.as_str()))
        .filter_map(|name| Some((name.as_str(), meant(name)?)))
        .collect()
}

/// Returns `true` if one letter is wrong, missing or surplus, or two neighbours are exchanged.
fn is_one_mistake_from(name: &str, known: &str) -> bool {
    let (name, known) = (name.as_bytes(), known.as_bytes());
    let same = name.iter().zip(known).take_while(|(a, b)| a == b).count();
    let (name, known) = (name.get(same..).unwrap_or_default(), known.get(same..).unwrap_or_default());
    match (name, known) {
        ([a, b, rest @ ..], [c, d, others @ ..]) if (a, b) == (d, c) && rest == others => true,
        ([_, rest @ ..], [_, others @ ..]) if rest == others => true,
        ([_, rest @ ..], known) if rest == known => true,
        (name, [_, others @ ..]) => name == others,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&str]) -> Vec<(String, &'static str)> {
        found_unless(names, |_| false)
    }

    fn found_unless(names: &[&str], is_needless: impl Fn(&str) -> bool) -> Vec<(String, &'static str)> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        unread(&names, &is_needless).into_iter().map(|(name, meant)| (name.to_owned(), meant)).collect()
    }

    #[test]
    fn mistakes_and_earlier_names_are_found() {
        for (name, meant) in [
            ("AUTH_SECERT", "AUTH_SECRET"),
            ("AUTH_SECRT", "AUTH_SECRET"),
            ("AUTH_SECRETS", "AUTH_SECRET"),
            ("AUTH_SECRET_4", "AUTH_SECRET_1"),
            ("AUTH_URI", "AUTH_URL"),
            ("AUTH_TRUST_HOSTS", "AUTH_TRUST_HOST"),
            ("AUTH-SECRET", "AUTH_SECRET"),
            ("NEXTAUTH_SECRET", "AUTH_SECRET"),
            ("NEXTAUTH_URL", "AUTH_URL"),
        ] {
            assert_eq!(found(&[name, "PATH"]), [(name.to_owned(), meant)]);
        }
    }

    #[test]
    fn what_the_code_sets_was_not_meant() {
        let names = ["NEXTAUTH_SECRET", "AUTH_URI"];
        let found = found_unless(&names, |known| known == "AUTH_SECRET");
        assert_eq!(found, [("AUTH_URI".to_owned(), "AUTH_URL")]);
    }

    #[test]
    fn other_variables_are_left_alone() {
        assert!(
            found(&["AUTH_SECRET", "AUTH_SECERT", "NEXTAUTH_SECRET"]).is_empty(),
            "what was meant is set"
        );
        for name in ["AUTH_GITHUB_ID", "AUTH_UPDATE", "AUTH", "OAUTH_URL_BASE", "AUTHORITY", "NEXTAUTH_DEBUG"]
        {
            assert!(found(&[name]).is_empty(), "{name}");
        }
    }
}
