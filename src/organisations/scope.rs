//! Which branches of the tree a query may touch. Every store function that reads or changes what belongs to an organisation takes one
//! first and applies it with [`scoped!`](crate::scoped).

/// Branches of the organisation tree, as path prefixes that end with a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope(Vec<String>);

impl Scope {
    /// These branches and what lies below them; none: nothing is visible.
    pub fn branches(paths: Vec<String>) -> Self {
        Self(paths)
    }

    /// Everything: for jobs and the command line, never for a request.
    pub fn everything() -> Self {
        Self(vec![String::new()])
    }

    /// Whether an organisation with this path lies inside.
    pub fn covers(&self, path: &str) -> bool {
        self.0.iter().any(|branch| path.starts_with(branch.as_str()))
    }

    /// Whether there is no branch at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it holds the top of the tree, and with it also whoever belongs to no organisation.
    pub fn is_whole(&self) -> bool {
        self.0.iter().any(|branch| branch.matches('/').count() <= 1)
    }

    /// The paths of the branches' tops.
    pub fn tops(&self) -> &[String] {
        &self.0
    }

    /// Half-open ranges of paths, one a branch, for comparison in SQL: prefix search with an index on either database.
    pub fn ranges(&self) -> Vec<(String, String)> {
        self.0.iter().map(|branch| (branch.clone(), end_of(branch))).collect()
    }
}

/// The first path that sorts after everything that begins with this prefix.
fn end_of(prefix: &str) -> String {
    match prefix.strip_suffix('/') {
        // '0' follows '/' in the byte order in which both databases compare paths.
        Some(stem) => format!("{stem}0"),
        None => format!("{prefix}~"),
    }
}

/// Confines a query to a scope: `scoped!(query, organisations::path, scope)` answers the boxed query; further filters come after it.
#[macro_export]
macro_rules! scoped {
    ($query:expr, $path:expr, $scope:expr) => {{
        let ranges = $scope.ranges();
        let mut query = $query.into_boxed();
        if ranges.is_empty() {
            // No path is empty, so this finds nothing.
            query = query.filter($path.eq(String::new()));
        }
        // A condition that every row meets would only lead the database to read in the order of paths.
        if !$scope.is_whole() {
            for (from, before) in ranges {
                query = query.or_filter($path.ge(from).and($path.lt(before)));
            }
        }
        query
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_covers_itself_and_below_never_sideways_or_up() {
        let scope = Scope::branches(vec!["root/alpha/".into()]);
        assert!(scope.covers("root/alpha/") && scope.covers("root/alpha/branch/"));
        assert!(!scope.covers("root/") && !scope.covers("root/alphabet/") && !scope.covers("root/beta/"));
    }

    #[test]
    fn ranges_hold_exactly_what_a_scope_covers() {
        let scope = Scope::branches(vec!["root/alpha/".into()]);
        let (from, before) = scope.ranges().remove(0);
        for path in [
            "root/",
            "root/alpha/",
            "root/alpha/branch/",
            "root/alphabet/",
            "root/alpha0/",
            "root/beta/",
        ] {
            assert_eq!(scope.covers(path), *path >= *from && *path < *before, "{path}");
        }
    }
}
