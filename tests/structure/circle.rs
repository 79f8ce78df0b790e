//! Circles in a graph of imports.

use super::Imports;

/// Returns the modules of the largest circle; a module alone if there is none.
pub(crate) fn largest(imports: &Imports) -> Vec<String> {
    let circle_of = |start: &String| -> Vec<String> {
        let reached = reachable(imports, start);
        let back = |name: &&String| *name == start || reachable(imports, name).contains(start);
        let mut circle: Vec<String> = reached.iter().filter(back).cloned().collect();
        circle.sort();
        circle
    };
    imports.keys().map(circle_of).max_by_key(Vec::len).unwrap_or_default()
}

/// Returns the modules that can be reached from a module by one import or more.
fn reachable(imports: &Imports, start: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = vec![start.to_owned()];
    while let Some(name) = open.pop() {
        for target in imports.get(&name).into_iter().flatten() {
            if !found.contains(target) {
                found.push(target.clone());
                open.push(target.clone());
            }
        }
    }
    found
}
