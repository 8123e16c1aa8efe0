//! The name of a role by its preset's template: Jinja2's language, with the scope's `id`, `name` and `type`.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Rest, Value, ValueOrKwargs};
use minijinja::{Environment, ErrorKind, State, UndefinedBehavior, context};

/// What `roles.name` holds.
const LONGEST: usize = 64;
/// Instructions of a template before it is given up: a name needs a few dozen.
const FUEL: u64 = 100_000;

/// What a role belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    pub kind: &'a str,
    /// A UUID.
    pub id: &'a str,
    pub name: Option<&'a str>,
}

/// What a template comes to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RoleName {
    Rendered(String),
    /// The template is no template, names what is not there, or says nothing.
    Substitute {
        name: String,
        reason: String,
    },
}

/// An expression that has no value.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Unusable(#[from] minijinja::Error);

/// A UUID as Python has it: `hex` is one without hyphens.
#[derive(Debug)]
struct Uuid(String);

impl Object for Uuid {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "hex" => Some(self.0.replace('-', "").into()),
            "urn" => Some(format!("urn:uuid:{}", self.0).into()),
            _ => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Evaluates a template. Nothing in it reaches beyond the three values.
pub fn render(template: &str, scope: &Scope<'_>) -> Result<RoleName, Unusable> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_unknown_method_callback(minijinja_contrib::pycompat::unknown_method_callback);
    environment.set_fuel(Some(FUEL));
    environment.add_filter("format", format);
    let id = Value::from_object(Uuid(scope.id.to_owned()));
    let scope_value = context! { id => id, name => scope.name, type => scope.kind };
    let substitute = |reason: String| {
        let first: String = scope.id.chars().take(8).collect();
        Ok(RoleName::Substitute { name: format!("{}-{first}-role", scope.kind), reason })
    };
    match environment.render_str(template, context! { scope => scope_value }) {
        Ok(text) => match text.trim() {
            "" => substitute("comes to nothing".to_owned()),
            text => Ok(RoleName::Rendered(text.chars().take(LONGEST).collect())),
        },
        Err(error) => match error.kind() {
            ErrorKind::SyntaxError
            | ErrorKind::UndefinedError
            | ErrorKind::UnknownFilter
            | ErrorKind::UnknownTest
            | ErrorKind::UnknownMethod
            | ErrorKind::UnknownFunction
            | ErrorKind::TemplateNotFound => substitute(format!("fails: {error}")),
            _ => Err(error.into()),
        },
    }
}

/// minijinja's, which panics where a `%(` that nothing closes comes before a letter of several bytes.
fn format(state: &mut State<'_, '_>, text: &Value, arguments: Rest<ValueOrKwargs>) -> Result<Value, minijinja::Error> {
    let is_open = |text: &str| text.split("%(").skip(1).any(|rest| !rest.contains(')') && !rest.is_ascii());
    if text.as_str().is_some_and(is_open) {
        return Err(minijinja::Error::new(ErrorKind::InvalidOperation, "a %( in the format is not closed"));
    }
    minijinja::filters::format(state, text, arguments)
}

#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod tests {
    use super::*;

    fn named(template: &str) -> Result<RoleName, Unusable> {
        let id = "b9e676dc-e23e-54c6-b350-e83fba4127e9";
        render(template, &Scope { kind: "domain", id, name: Some("default") })
    }

    #[test]
    fn a_format_that_is_broken_off_is_refused() {
        for template in ["{{ '%(ä' | format(1) }}", "{{ '%(s-%05d\u{fffd}' | format(scope.name, 3) }}"] {
            assert!(named(template).is_err(), "{template}");
        }
        for (template, name) in [
            ("{{ '%s-%05d ä' | format(scope.name, 3) }}", "default-00003 ä"),
            ("{{ '%(n)s ä' | format(n='ä') }}", "ä ä"),
        ] {
            assert_eq!(named(template).unwrap(), RoleName::Rendered(name.to_owned()), "{template}");
        }
    }

    #[test]
    fn templates_see_the_scope() {
        for (template, name) in [
            ("{{ scope.name|upper }}", "DEFAULT"),
            ("{{ scope.name[:3] }}", "def"),
            ("{{ scope.id.hex }}", "b9e676dce23e54c6b350e83fba4127e9"),
            ("{{ scope.type }} of {{ scope.id }}", "domain of b9e676dc-e23e-54c6-b350-e83fba4127e9"),
            ("  {{ scope.name.replace('d', 'D') }}\n", "Default"),
            ("{% if scope.type == 'domain' %}d{% endif %}-{{ '<&>' }}", "d-<&>"),
            ("{{ 'x' * 100 }}", &"x".repeat(64)),
        ] {
            assert_eq!(named(template).unwrap(), RoleName::Rendered(name.to_owned()), "{template}");
        }
    }

    #[test]
    fn what_is_no_template_gets_a_name_all_the_same() {
        for template in [
            "",
            " ",
            "{# c #}",
            "{{ bad",
            "{{ other }}",
            "{{ scope.missing }}",
            "{{ scope.__class__ }}",
            "{{ [].append(1) }}",
        ] {
            let name = match named(template) {
                Ok(RoleName::Substitute { name, .. }) => name,
                other => panic!("{template}: {other:?}"),
            };
            assert_eq!(name, "domain-b9e676dc-role", "{template}");
        }
    }

    #[test]
    fn an_expression_without_a_value_and_one_without_an_end_are_errors() {
        for template in ["{{ 1/0 }}", "{{ scope.name + 1 }}", "{% for i in range(100000) %}{{ i }}{% endfor %}"] {
            assert!(named(template).is_err(), "{template}: {:?}", named(template));
        }
    }
}
