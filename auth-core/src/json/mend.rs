//! Takes out of JSON what does not fit, until the rest does.

use super::{
    ForeignJsonError, Leniency,
    misfit::{Fault, Misfit},
    node::{Node, Segment},
};

/// The most values that are read in all attempts together, and the fewest and most attempts.
const MAX_VALUES: usize = 2_000_000;
const ATTEMPTS: (usize, usize) = (64, 4_000);

/// The most items that are taken out of one list. A list with more is taken out whole.
const MAX_ITEMS: usize = 32;

/// Reads a value once.
pub(super) type Read<'r> = dyn FnMut(&Node) -> Result<(), Misfit> + 'r;

/// Reads a value, and takes out what does not fit.
///
/// # Errors
/// Fails if something that does not fit is needed.
pub(super) fn mend(root: Node, leniency: Leniency<'_>, read: &mut Read<'_>) -> Result<(), ForeignJsonError> {
    let attempts = (MAX_VALUES / root.size()).clamp(ATTEMPTS.0, ATTEMPTS.1);
    let mut mender = Mender { root, leniency, read, attempts };
    let mut result = mender.read();
    while let Err(misfit) = result {
        result = match mender.step(&misfit) {
            Some(result) => result,
            None => return Err(misfit.report(&mut mender.root)),
        };
    }
    Ok(())
}

struct Mender<'m, 'r> {
    root: Node,
    leniency: Leniency<'m>,
    read: &'m mut Read<'r>,
    /// The attempts that are left.
    attempts: usize,
}

impl Mender<'_, '_> {
    fn read(&mut self) -> Result<(), Misfit> {
        self.attempts = self.attempts.saturating_sub(1);
        (self.read)(&self.root)
    }

    /// Takes out one value that does not fit, and reads the rest. Returns `None` if nothing can be taken out.
    fn step(&mut self, misfit: &Misfit) -> Option<Result<(), Misfit>> {
        let mut path = misfit.path();
        if self.attempts == 0 || self.proves(&path) {
            return None;
        }
        // A string was read as a list, which has no item of its own.
        while self.root.at(&path).is_none() {
            path.pop()?;
        }
        let unknown = match &misfit.fault {
            Fault::Unknown(name) => Some([&*path, &[Segment::Member(name.clone())]].concat()),
            _ => None,
        };
        if let Some(unknown) =
            unknown.filter(|path| self.root.at(path).is_some_and(|node| !node.is_removed()))
        {
            path = unknown;
        } else if !matches!(misfit.fault, Fault::Type(_)) {
            let found = match self.root.at(&path)? {
                Node::List(_) | Node::Object(_) => self.search(&path, misfit),
                _ => self.change(&path),
            };
            if found.is_some() {
                return found;
            }
        }
        self.take_out(&path, misfit)?;
        Some(self.read())
    }

    /// Returns `true` if a value is part of a member that proves something.
    fn proves(&self, path: &[Segment]) -> bool {
        matches!(path.first(), Some(Segment::Member(name)) if self.leniency.proofs.contains(&&**name))
    }

    /// Takes out the value at a path. Nulls of a list go together, and a list of which too much is taken out goes
    /// whole. The outer value stays.
    fn take_out(&mut self, path: &[Segment], misfit: &Misfit) -> Option<()> {
        let (last, parent) = path.split_last()?;
        let reason = misfit.report(&mut self.root);
        let is_null = matches!(self.root.at(path)?, Node::Null);
        if self.leniency.keeps_values && !is_null {
            return None;
        }
        if let (Segment::Item(_), Node::List(items)) = (last, self.root.at(parent)?) {
            if is_null {
                items
                    .iter_mut()
                    .filter(|item| matches!(item, Node::Null))
                    .for_each(|item| *item = Node::Removed(reason.clone()));
                return Some(());
            }
            if items.iter().filter(|item| item.is_removed()).count() >= MAX_ITEMS && !parent.is_empty() {
                *self.root.at(parent)? = Node::Removed(reason);
                return Some(());
            }
        }
        *self.root.at(path)? = Node::Removed(reason);
        Some(())
    }

    /// Changes a value to a form that fits.
    fn change(&mut self, path: &[Segment]) -> Option<Result<(), Misfit>> {
        for form in self.root.at(path)?.other_forms() {
            let before = std::mem::replace(self.root.at(path)?, form);
            let result = self.read();
            if result.as_ref().err().is_none_or(|misfit| misfit.path() != path) {
                return Some(result);
            }
            *self.root.at(path)? = before;
        }
        None
    }

    /// Looks for the value at fault among those in the one at `place`. Types that first collect all members
    /// (`#[serde(flatten)]`, untagged enums) do not say which one it is, so each is changed or taken out in turn.
    fn search(&mut self, place: &[Segment], misfit: &Misfit) -> Option<Result<(), Misfit>> {
        let reason = misfit.report(&mut self.root);
        for inner in self.root.at(place)?.paths() {
            let path = [place, &inner].concat();
            if self.proves(&path) || self.root.at(&path).is_none_or(|node| node.is_removed()) {
                continue;
            }
            let node = self.root.at(&path)?;
            let is_removable = !self.leniency.keeps_values || matches!(node, Node::Null);
            let removed = is_removable.then(|| Node::Removed(reason.clone()));
            for form in node.other_forms().into_iter().chain(removed) {
                if self.attempts == 0 {
                    return None;
                }
                let is_removal = form.is_removed();
                let before = std::mem::replace(self.root.at(&path)?, form);
                let result = self.read();
                let is_found = result.is_ok()
                    || is_better(&result, misfit)
                        && (is_removal || self.is_at_fault(&path, &before, misfit)?);
                if is_found {
                    return Some(result);
                }
                *self.root.at(&path)? = before;
            }
        }
        if self.leniency.keeps_values { None } else { self.search_several(place, misfit, &reason) }
    }

    /// Returns `true` if the misfit is about the value `before` of a path: with a similar value it is another one. A form
    /// that is wrong for its member brings another misfit too.
    fn is_at_fault(&mut self, path: &[Segment], before: &Node, misfit: &Misfit) -> Option<bool> {
        let Some(similar) = before.similar() else { return Some(false) };
        let form = std::mem::replace(self.root.at(path)?, similar);
        let result = self.read();
        *self.root.at(path)? = form;
        Some(is_better(&result, misfit))
    }

    /// Looks for several members that are at fault together: takes out one after the other until the rest fits, and
    /// puts those back that fit.
    fn search_several(
        &mut self,
        place: &[Segment],
        misfit: &Misfit,
        reason: &ForeignJsonError,
    ) -> Option<Result<(), Misfit>> {
        let Node::Object(members) = self.root.at(place)? else { return None };
        let names: Vec<String> =
            members.iter().filter(|(_, value)| !value.is_removed()).map(|(name, _)| name.clone()).collect();
        let mut taken: Vec<(Vec<Segment>, Node)> = Vec::new();
        let mut result = Err(misfit.clone());
        for name in names {
            let path = [place, &[Segment::Member(name)]].concat();
            if self.proves(&path) || self.attempts == 0 {
                continue;
            }
            let before = std::mem::replace(self.root.at(&path)?, Node::Removed(reason.clone()));
            let next = self.read();
            match &next {
                Err(next) if next != misfit && matches!(next.fault, Fault::Missing(_)) => {
                    *self.root.at(&path)? = before;
                    continue;
                }
                _ => taken.push((path, before)),
            }
            result = next;
            if is_better(&result, misfit) {
                break;
            }
        }
        let has_found = is_better(&result, misfit);
        for (path, before) in taken {
            let removed = std::mem::replace(self.root.at(&path)?, before);
            if has_found {
                let next = self.read();
                if self.attempts > 0 && (next.is_ok() || next == result) {
                    result = next;
                } else {
                    *self.root.at(&path)? = removed;
                }
            }
        }
        if has_found { Some(self.read()) } else { None }
    }
}

/// Returns `true` if a change has mended the misfit: the value now fits, or something else does not. A member that is
/// missing now was needed.
fn is_better(result: &Result<(), Misfit>, misfit: &Misfit) -> bool {
    match result {
        Ok(()) => true,
        Err(next) => {
            next != misfit
                && !matches!(next.fault, Fault::Missing(_))
                && !matches!(misfit.fault, Fault::Missing(_))
        }
    }
}
