//! The ways to sign in on one page: one form stands open, and the others are folded.

use maud::{Markup, html};

use super::{
    ProviderEntry,
    provider::{FormState, FormValues, Typed},
};
use crate::config::SignInLayout;

/// A way on the page.
#[derive(Clone, Copy)]
struct Way<'a> {
    entry: ProviderEntry<'a>,
    /// `true` if the form is behind a button.
    is_folded: bool,
    /// `true` if scripts and tests find the button of the form by the ID `submitButton`.
    has_main_id: bool,
}

/// The ways of a page in their order.
pub(super) struct Ways<'a> {
    ways: Vec<Way<'a>>,
    /// `true` if browsers offer passkeys in the first field of the page.
    offers_passkeys: bool,
}

/// The state of the ways.
#[derive(Clone, Copy, Default)]
pub(super) struct WaysState<'a> {
    /// The name that was typed into a form before.
    pub(super) typed: Option<Typed<'a>>,
    /// The ID of the provider by which the browser has signed in last.
    pub(super) last: Option<&'a str>,
    /// The ID of the provider whose form has failed, and the message.
    pub(super) error: Option<(&'a str, &'a Markup)>,
}

/// The ID of the element with the error.
pub(super) const ERROR: &str = "error";

impl<'a> Ways<'a> {
    /// Arranges the ways: in the order of the configuration, except that the open form is the first one. `preferred` are the
    /// IDs of the providers whose form is opened, if they have one. Otherwise the first form is open that is not for
    /// passkeys, since browsers offer them in any field.
    pub(super) fn new(
        shown: Vec<ProviderEntry<'a>>,
        layout: SignInLayout,
        preferred: [Option<&str>; 2],
    ) -> Self {
        let position = |id: &str| shown.iter().position(|entry| !entry.is_oauth() && entry.id() == id);
        let forms: Vec<usize> = (0..shown.len())
            .filter(|&index| shown.get(index).is_some_and(|entry| !entry.is_oauth()))
            .collect();
        let is_other = |&&index: &&usize| shown.get(index).is_some_and(|entry| !entry.is_passkey());
        let chosen = preferred.into_iter().flatten().find_map(position);
        let default = || forms.iter().find(is_other).or(forms.first()).copied();
        let folds = layout == SignInLayout::OneOpen && forms.len() > 1;
        let open = folds.then(|| chosen.or_else(default)).flatten();
        let mut order: Vec<usize> = (0..shown.len()).collect();
        if let (Some(open), Some(&first)) = (open, forms.first()) {
            order.retain(|&index| index != open);
            order.insert(first, open);
        }
        let main = open.or_else(|| shown.iter().position(ProviderEntry::has_main_button));
        let way = |index: usize| {
            let entry = *shown.get(index)?;
            let is_folded = folds && !entry.is_oauth() && Some(index) != open;
            Some(Way { entry, is_folded, has_main_id: Some(index) == main && entry.has_main_button() })
        };
        let offers_passkeys = folds && shown.iter().any(ProviderEntry::offers_passkeys);
        Self { ways: order.into_iter().filter_map(way).collect(), offers_passkeys }
    }

    /// Renders the ways, with a separator ("or") in front of each, except between two buttons.
    pub(super) fn render(&self, values: FormValues<'_>, state: WaysState<'_>) -> Markup {
        html! {
            @for (index, way) in self.ways.iter().enumerate() {
                @if self.needs_rule(index) { div.or role="separator" { span { (values.words.common.or) } } }
                (self.way(way, values, state))
            }
        }
    }

    fn way(&self, way: &Way<'_>, values: FormValues<'_>, state: WaysState<'_>) -> Markup {
        let entry = &way.entry;
        let error = state.error.filter(|(id, _)| *id == entry.id() && !entry.is_oauth());
        let form = entry.form(
            values,
            FormState {
                main_id: way.has_main_id.then_some("submitButton"),
                typed: state.typed,
                offers_passkeys: self.offers_passkeys && !way.is_folded,
                error: error.map(|_| ERROR),
                is_last: self.ways.len() > 1 && state.last == Some(entry.id()),
            },
        );
        html! {
            @if way.is_folded {
                details.provider name="way" {
                    summary.button.neutral {
                        (entry.icon().drawing())
                        span.label { (entry.label(values.words)) }
                    }
                    (form)
                }
            } @else {
                div.provider {
                    @if let Some((_, alert)) = error { (alert) }
                    (form)
                }
            }
        }
    }

    fn needs_rule(&self, index: usize) -> bool {
        let pair = index.checked_sub(1).and_then(|before| self.ways.get(before..=index));
        pair.is_some_and(|pair| !pair.iter().all(|way| way.is_folded || way.entry.is_oauth()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{
        testing::{CREDENTIALS, EMAIL, GITHUB, PASSKEY},
        words::Words,
    };

    fn html(
        entries: &[ProviderEntry<'_>],
        layout: SignInLayout,
        preferred: Option<&str>,
        state: WaysState<'_>,
    ) -> String {
        let values = FormValues {
            csrf_token: None,
            callback_url: "https://app.test",
            email: None,
            is_step_up: false,
            words: &Words::ENGLISH,
        };
        Ways::new(entries.to_vec(), layout, [None, preferred]).render(values, state).into_string()
    }

    /// Returns the forms by the ends of their actions, with `+` in front of those that are open, and `|` for separators.
    fn outline(entries: &[ProviderEntry<'_>], layout: SignInLayout, preferred: Option<&str>) -> String {
        let html = html(entries, layout, preferred, WaysState::default());
        let mut parts = Vec::new();
        for part in html.split('<') {
            if part.starts_with("details") {
                parts.push("-".to_owned());
            } else if part.contains("role=\"separator\"") {
                parts.push("|".to_owned());
            } else if let Some((_, action)) = part.split_once("action=\"") {
                let name = action.split('"').next().unwrap().rsplit('/').next().unwrap();
                match parts.last_mut() {
                    Some(last) if last == "-" => last.push_str(name),
                    _ => parts.push(format!("+{name}")),
                }
            }
        }
        parts.join(" ")
    }

    const ALL: [ProviderEntry<'_>; 4] = [GITHUB, PASSKEY, EMAIL, CREDENTIALS];

    #[test]
    fn one_form_is_open_and_the_others_are_folded() {
        use SignInLayout::{AllOpen, OneOpen};
        assert_eq!(outline(&ALL, OneOpen, None), "+github | +email | -passkey -credentials");
        assert_eq!(outline(&ALL, AllOpen, None), "+github | +passkey | +email | +credentials");
        let many = [CREDENTIALS, GITHUB, GITHUB, EMAIL, PASSKEY];
        assert_eq!(outline(&many, AllOpen, None), "+credentials | +github +github | +email | +passkey");
        assert_eq!(outline(&[EMAIL, GITHUB, CREDENTIALS], OneOpen, None), "+email | +github -credentials");
    }

    #[test]
    fn the_preferred_form_is_open() {
        let open = |preferred| outline(&ALL, SignInLayout::OneOpen, Some(preferred));
        assert_eq!(open("passkey"), "+github | +passkey | -email -credentials");
        assert_eq!(open("credentials"), "+github | +credentials | -passkey -email");
        for unknown in ["github", "nobody", ""] {
            assert_eq!(open(unknown), "+github | +email | -passkey -credentials");
        }
    }

    #[test]
    fn with_one_form_the_layouts_are_the_same() {
        for entries in [&[GITHUB, EMAIL][..], &[PASSKEY], &[GITHUB], &[]] {
            let page = |layout| html(entries, layout, Some("email"), WaysState::default());
            assert_eq!(page(SignInLayout::OneOpen), page(SignInLayout::AllOpen));
            assert!(!page(SignInLayout::OneOpen).contains("<details"));
        }
    }

    #[test]
    fn passkeys_are_offered_in_the_first_field_only() {
        let open = |html: &str| html.split("<details").next().unwrap().matches("username webauthn").count();
        let page = |entries: &[ProviderEntry<'_>], preferred| {
            html(entries, SignInLayout::OneOpen, preferred, WaysState::default())
        };
        assert_eq!(open(&page(&ALL, None)), 1);
        assert_eq!(open(&page(&ALL, Some("credentials"))), 1);
        assert_eq!(page(&ALL, None).matches("webauthn\"").count(), 2, "that of the folded form, and this");
        assert!(!page(&[EMAIL, CREDENTIALS], None).contains("webauthn"));
    }

    #[test]
    fn what_was_typed_is_in_the_fields_that_can_take_it() {
        let filled = |typed| {
            let state = WaysState { typed: Some(typed), ..WaysState::default() };
            html(&ALL, SignInLayout::OneOpen, None, state).matches("value=\"x@y.z\"").count()
        };
        let typed = Typed { provider: "email", field: "email", value: "x@y.z" };
        assert_eq!(filled(typed), 2, "in those of magic links and passkeys");
        assert_eq!(filled(Typed { provider: "credentials", field: "username", value: "x@y.z" }), 3);
        assert_eq!(filled(Typed { field: "password", ..typed }), 1);
        let name = Typed { provider: "credentials", field: "username", value: "ada" };
        let state = WaysState { typed: Some(name), ..WaysState::default() };
        assert_eq!(html(&ALL, SignInLayout::OneOpen, None, state).matches("value=\"ada\"").count(), 1);
    }

    #[test]
    fn an_error_is_at_its_form_and_the_last_provider_is_marked() {
        let alert = html! { div role="alert" { "no" } };
        let state =
            WaysState { error: Some(("email", &alert)), last: Some("github"), ..WaysState::default() };
        let html = html(&ALL, SignInLayout::OneOpen, None, state);
        assert!(html.contains("<div class=\"provider\"><div role=\"alert\">no</div><form action=\"https://app.test/auth/signin/email\""));
        assert_eq!(html.matches("aria-describedby=\"error\"").count(), 1);
        assert_eq!(html.matches("Last used").count(), 1);
        assert!(
            html.contains("Sign in with GitHub</span> <span class=\"last-used\">Last used</span></button>")
        );
    }
}
