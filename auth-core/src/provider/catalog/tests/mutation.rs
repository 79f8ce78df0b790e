//! Changes every member of every profile, and lets users sign in all the same.

use serde::de::{self, DeserializeOwned, Visitor, value::Error};
use serde_json::{Value, json};

use super::{Case, SignIn, all, cases};

/// The members without which no user is identified, by provider. Those of the others are `/id` or `/sub`.
const NEEDED: &[(&str, &[&str])] = &[
    ("atlassian", &["/account_id"]),
    ("bitbucket", &["/account_id"]),
    ("bungie", &["/Response/bungieNetUser/membershipId"]),
    ("click-up", &["/user/id"]),
    ("coinbase", &["/data/id"]),
    ("concept2", &["/data/id"]),
    ("dropbox", &["/account_id"]),
    ("eveonline", &["/CharacterID"]),
    ("faceit", &["/guid"]),
    ("foursquare", &["/response/user/id"]),
    ("freshbooks", &["/response/id"]),
    ("hubspot", &["/user_id"]),
    ("mailchimp", &["/login/login_id"]),
    ("medium", &["/data/id"]),
    ("naver", &["/response/id"]),
    ("nextcloud", &["/ocs/data/id"]),
    ("notion", &["/bot/owner/user/id"]),
    ("patreon", &["/data/id"]),
    ("pinterest", &["/username"]),
    ("pipedrive", &["/data/id"]),
    ("threads", &["/id", "/data/id"]),
    ("tiktok", &["/data/user/open_id"]),
    ("trakt", &["/ids/slug"]),
    ("twitter", &["/data/id"]),
    ("vk", &["/response/0/id"]),
    ("wechat", &["/unionid"]),
    ("wordpress", &["/ID"]),
    ("zoho", &["/ZUID"]),
];

/// A string that appears in no error.
const VALUE: &str = "Zx9-value";

/// Lists what a member is replaced by; `None` is a missing member.
fn replacements() -> Vec<Option<Value>> {
    vec![
        None,
        Some(json!(null)),
        Some(json!("")),
        Some(json!(" \n")),
        Some(json!(VALUE)),
        Some(json!("x".repeat(10_000))),
        Some(json!("true")),
        Some(json!("7")),
        Some(json!(7)),
        Some(json!(-1.5)),
        Some(json!(1e300)),
        Some(json!(true)),
        Some(json!([])),
        Some(json!([null, VALUE, 7, [], {}])),
        Some(json!({})),
        Some(json!({ "x": VALUE, "id": [], "url": 7 })),
    ]
}

/// Lists the JSON pointers of all members and items of a value.
fn pointers(value: &Value, place: &str, pointers: &mut Vec<String>) {
    let members: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        _ => Vec::new(),
    };
    for (name, value) in members {
        let pointer = format!("{place}/{name}");
        self::pointers(value, &pointer, pointers);
        pointers.push(pointer);
    }
}

/// Returns a value with the one at a pointer replaced, added or removed.
fn replaced(value: &Value, pointer: &str, by: Option<&Value>) -> Value {
    let mut value = value.clone();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match (value.pointer_mut(parent), by) {
        (Some(Value::Object(members)), Some(by)) => {
            members.insert(name.to_owned(), by.clone());
        }
        (Some(Value::Object(members)), None) => {
            members.remove(name);
        }
        (Some(Value::Array(items)), Some(by)) => items[name.parse::<usize>().unwrap()] = by.clone(),
        (Some(Value::Array(items)), None) => {
            items.remove(name.parse().unwrap());
        }
        _ => panic!("{pointer}"),
    }
    value
}

/// Returns `true` if a sign-in may end because of a member: it identifies the user, or contains the member that does.
fn is_needed(id: &str, pointer: &str) -> bool {
    let known = NEEDED.iter().find(|(provider, _)| *provider == id);
    let needed = known.map_or(&["/id", "/sub"][..], |(_, needed)| needed);
    needed.iter().any(|needed| {
        needed.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// Checks one sign-in. Returns the faults as text.
fn check(case: &Case, sign_in: SignIn, is_needed: bool, id: &str) -> Option<String> {
    let user = match sign_in(case) {
        Err(error) if error.contains(VALUE) => return Some(format!("the error has a value in it: {error}")),
        Err(_) if is_needed => return None,
        Err(error) => return Some(error),
        Ok(signed_in) => signed_in.user,
    };
    let values = [Some(&user.id), user.name.as_ref(), user.email.as_ref(), user.image.as_ref()];
    if values.iter().flatten().any(|value| value.trim().is_empty()) {
        return Some(format!("blank: {user:?}"));
    }
    (!is_needed && user.id != id).then(|| format!("another user: {user:?}"))
}

#[test]
fn no_member_but_the_id_ends_a_sign_in() {
    let entries = all();
    let (mut faults, mut count) = (Vec::new(), 0);
    for (case, entry, sign_in) in cases(&entries) {
        let user = sign_in(&case).unwrap_or_else(|error| panic!("{}: {error}", case.name)).user;
        let mut places = Vec::new();
        pointers(&case.profile, "", &mut places);
        places.extend(entry.members.iter().map(|member| format!("{}/{member}", entry.pointer)));
        places.sort();
        places.dedup();
        for place in &places {
            for by in replacements() {
                let case = Case { profile: replaced(&case.profile, place, by.as_ref()), ..case.clone() };
                count += 1;
                if let Some(fault) = check(&case, sign_in, is_needed(&entry.id, place), &user.id) {
                    let by = by.map_or("missing".to_owned(), |by| by.to_string());
                    let by: String = by.chars().take(40).collect();
                    faults.push(format!("{} {place} {by}: {fault}", case.name));
                }
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    assert!(count > 10_000, "{count} sign-ins");
}

#[test]
fn no_further_request_ends_a_sign_in() {
    let entries = all();
    for (case, entry, sign_in) in cases(&entries) {
        for (index, (_, (_, body))) in case.answers.iter().enumerate() {
            let mut answers =
                vec![(403, body.clone()), (500, String::new()), (200, String::new()), (200, "<".into())];
            if let Ok(body) = serde_json::from_str::<Value>(body) {
                let mut places = Vec::new();
                pointers(&body, "", &mut places);
                for place in places {
                    let bodies = replacements().into_iter().map(|by| replaced(&body, &place, by.as_ref()));
                    answers.extend(bodies.map(|body| (200, body.to_string())));
                }
                answers.extend(replacements().into_iter().flatten().map(|body| (200, body.to_string())));
            }
            let user = sign_in(&case).unwrap_or_else(|error| panic!("{error}")).user;
            for answer in answers {
                let mut case = case.clone();
                case.answers[index].1 = answer.clone();
                assert_eq!(check(&case, sign_in, false, &user.id), None, "{} {answer:?}", entry.id);
            }
        }
    }
}

/// Returns the members that a struct reads.
pub(super) fn members<T: DeserializeOwned>() -> &'static [&'static str] {
    let mut members = &[][..];
    let _ = T::deserialize(Probe(&mut members));
    members
}

struct Probe<'p>(&'p mut &'static [&'static str]);

impl<'de> de::Deserializer<'de> for Probe<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(de::Error::custom("only structs have members"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        *self.0 = fields;
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
